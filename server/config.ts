// What the environment may set, checked once at the start. Nothing else reads process.env.
import { z } from "zod";

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

const envSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  /** "1": listen on something else than loopback, though nobody has to sign in. */
  ALLOW_REMOTE: z.enum(["0", "1"]).default("0"),
  /** Where people reach this server under another name than localhost, divided by commas: https://maps.example.org */
  ALLOWED_ORIGINS: z.string().default(""),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  CLIENT_DIR: z.string().min(1).default("./dist/client"),
});

export interface Config {
  /** 0: any free port. */
  port: number;
  host: string;
  dataDir: string;
  allowedOrigins: ReadonlySet<string>;
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

function readOrigins(list: string): Set<string> | null {
  const origins = new Set<string>();
  for (const entry of list.split(",").map((part) => part.trim())) {
    if (entry === "") continue;
    const url = URL.parse(entry);
    if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
    origins.add(url.origin);
  }
  return origins;
}

/** Reads the settings, or says which one is wrong and how to put it right. */
export function readConfig(env: Record<string, string | undefined>): Config | ConfigProblem {
  const parsed = envSchema.safeParse(env);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { problem: `${issue?.path.join(".") ?? "environment"}: ${issue?.message ?? "invalid"}` };
  }
  const { PORT, HOST, DATA_DIR, ALLOW_REMOTE, ALLOWED_ORIGINS, LOG_LEVEL, CLIENT_DIR } =
    parsed.data;
  if (!isLoopbackHost(HOST) && ALLOW_REMOTE !== "1") {
    return {
      problem:
        `HOST=${HOST} would let everybody on the network edit every map, since nobody has to sign in yet. ` +
        "Use HOST=127.0.0.1, or set ALLOW_REMOTE=1 if something in front of this server decides who gets in.",
    };
  }
  const allowedOrigins = readOrigins(ALLOWED_ORIGINS);
  if (allowedOrigins === null) {
    return {
      problem:
        "ALLOWED_ORIGINS must be a list of origins like https://maps.example.org, divided by commas.",
    };
  }
  return {
    port: PORT,
    host: HOST,
    dataDir: DATA_DIR,
    allowedOrigins,
    logLevel: LOG_LEVEL,
    clientDir: CLIENT_DIR,
  };
}
