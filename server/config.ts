// What the environment may set, checked once at the start. Nothing else reads process.env.
import { BlockList, isIP } from "node:net";
import { z } from "#shared/schemaLanguage.ts";

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);
const MIN_SECRET_CHARS = 32;

const optional = z.string().default("");

const envSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  /** Where people reach this server, if not on this machine: https://maps.example.org */
  PUBLIC_URL: optional,
  /** Addresses or networks of proxies whose X-Forwarded-For counts, divided by commas: 10.0.0.0/8 */
  TRUSTED_PROXIES: optional,
  /** Signs cookies. Without it one is made at the first start and kept in the data folder. */
  AUTH_SECRET: optional,
  /** smtp://user:password@host:587 */
  SMTP_URL: optional,
  MAIL_FROM: optional,
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  /** What the button for it is called. */
  OIDC_NAME: optional,
  /** How long the audit log is kept. */
  AUDIT_MONTHS: z.coerce.number().int().min(1).max(120).default(12),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  CLIENT_DIR: z.string().min(1).default("./dist/client"),
});
type Env = z.infer<typeof envSchema>;

/** The organisation's own sign-in. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
}

export interface MailConfig {
  smtpUrl: string;
  from: string;
}

export interface Config {
  /** 0: any free port. */
  port: number;
  host: string;
  dataDir: string;
  /** An origin, without a slash at the end; null: people use this server on this machine. */
  publicUrl: string | null;
  trustedProxies: BlockList;
  /** null: made at the first start. */
  authSecret: string | null;
  mail: MailConfig | null;
  oidc: OidcConfig | null;
  /** How many months entries of the audit log are kept. */
  auditMonths: number;
  logLevel: string;
  /** The built client's folder. */
  clientDir: string;
}

/** What is wrong, in one sentence for the person who starts the server. */
export interface ConfigProblem {
  problem: string;
}

export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function readPublicUrl(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  return url.href === `${url.origin}/` ? url.origin : null;
}

function readProxies(list: string): BlockList | null {
  const proxies = new BlockList();
  for (const entry of list.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    // By form, and not by Number(): "10.0.0.1/" would be a network of length 0, which is everybody.
    const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const version = isIP(address);
    const most = version === 4 ? 32 : 128;
    const prefix = Number(bits ?? most);
    if (version === 0 || prefix > most) return null;
    proxies.addSubnet(address, prefix, version === 4 ? "ipv4" : "ipv6");
  }
  return proxies;
}

/** The first thing wrong with settings that are well formed one by one. */
function problemOf(env: Env): string | null {
  if (env.PUBLIC_URL !== "" && readPublicUrl(env.PUBLIC_URL) === null) {
    return "PUBLIC_URL must be an address like https://maps.example.org, without anything after the host.";
  }
  if (!isLoopbackHost(env.HOST) && env.PUBLIC_URL === "") {
    return (
      `HOST=${env.HOST} lets others reach this server, but PUBLIC_URL does not say under which address. ` +
      "Set PUBLIC_URL=https://maps.example.org (your own), or use HOST=127.0.0.1."
    );
  }
  if (env.AUTH_SECRET !== "" && env.AUTH_SECRET.length < MIN_SECRET_CHARS) {
    return `AUTH_SECRET must be random and have at least ${MIN_SECRET_CHARS} characters.`;
  }
  if ((env.SMTP_URL === "") !== (env.MAIL_FROM === "")) {
    return "SMTP_URL and MAIL_FROM are needed together.";
  }
  const oidc = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET];
  if (oidc.some((value) => value === "") && oidc.some((value) => value !== "")) {
    return "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are needed together.";
  }
  return problemElsewhere(env);
}

/** What is wrong with addresses of other servers. */
function problemElsewhere(env: Env): string | null {
  const smtp = URL.parse(env.SMTP_URL);
  if (env.SMTP_URL !== "" && !/^smtps?:$/.test(smtp?.protocol ?? "")) {
    return "SMTP_URL must be an address like smtp://user:password@mail.example.org:587.";
  }
  if (env.MAIL_FROM !== "" && !/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/.test(env.MAIL_FROM)) {
    return "MAIL_FROM must be an address like karte@example.org, or Karte <karte@example.org>.";
  }
  const issuer = URL.parse(env.OIDC_ISSUER);
  const isSafe = issuer?.protocol === "https:" || isLoopbackHost(issuer?.hostname ?? "");
  if (env.OIDC_ISSUER !== "" && !(isSafe && /^https?:$/.test(issuer?.protocol ?? ""))) {
    return "OIDC_ISSUER must be an address like https://login.example.org/realms/city.";
  }
  return null;
}

/** Reads the settings, or says which one is wrong and how to put it right. */
export function readConfig(env: Record<string, string | undefined>): Config | ConfigProblem {
  const parsed = envSchema.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { problem: `${issue?.path.join(".") ?? "environment"}: ${issue?.message ?? "invalid"}` };
  }
  const problem = problemOf(parsed.data);
  if (problem !== null) return { problem };
  const trustedProxies = readProxies(parsed.data.TRUSTED_PROXIES);
  if (trustedProxies === null) {
    return {
      problem: "TRUSTED_PROXIES must be addresses or networks like 10.0.0.0/8, divided by commas.",
    };
  }
  const { PORT, HOST, DATA_DIR, PUBLIC_URL, LOG_LEVEL, CLIENT_DIR, ...rest } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    dataDir: DATA_DIR,
    publicUrl: readPublicUrl(PUBLIC_URL),
    trustedProxies,
    authSecret: rest.AUTH_SECRET === "" ? null : rest.AUTH_SECRET,
    auditMonths: rest.AUDIT_MONTHS,
    mail: rest.SMTP_URL === "" ? null : { smtpUrl: rest.SMTP_URL, from: rest.MAIL_FROM },
    oidc:
      rest.OIDC_ISSUER === ""
        ? null
        : {
            issuer: rest.OIDC_ISSUER,
            clientId: rest.OIDC_CLIENT_ID,
            clientSecret: rest.OIDC_CLIENT_SECRET,
            name: rest.OIDC_NAME === "" ? "OpenID Connect" : rest.OIDC_NAME,
          },
    logLevel: LOG_LEVEL,
    clientDir: CLIENT_DIR,
  };
}
