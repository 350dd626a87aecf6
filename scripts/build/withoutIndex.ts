// Vite plugin: imports from the index of a package become imports of the files in which the things themselves lie. Through
// an index of two hundred files every page seems to need all of them from the beginning, and the build cannot tell what
// comes later (neededFirst.ts).
import { readFileSync } from "node:fs";
import type { Plugin, Rolldown } from "vite";

type Resolver = Pick<Rolldown.PluginContext, "resolve">;

interface Source {
  /** As the index says it. */
  from: string;
  name: string;
}

interface Index {
  file: string;
  exported: ReadonlyMap<string, Source>;
}

/** @param packages whose index only gathers what other files export, and whose files have no side effects. */
export function withoutIndex(packages: readonly string[]): Plugin {
  const indices = new Map<string, Promise<Index>>();
  return {
    name: "without-index",
    apply: "build",
    enforce: "pre",
    transform: {
      filter: { id: /\/client\/.*\.tsx?$/ },
      async handler(code) {
        let after = code;
        for (const name of packages) {
          const statement = new RegExp(`^import \\{([^}]*)\\} from "${name}";$`, "gm");
          for (const [whole, names = ""] of code.matchAll(statement)) {
            const index = indices.get(name) ?? readIndex(this, name);
            indices.set(name, index);
            const lines = await Promise.all(
              listed(names).map(async (wanted) => importOf(this, wanted, await index)),
            );
            // As many lines as before: those below keep their numbers.
            after = after.replace(
              whole,
              lines.join(" ") + "\n".repeat(whole.split("\n").length - 1),
            );
          }
        }
        return after === code ? null : { code: after, map: null };
      },
    },
  };
}

async function readIndex(resolver: Resolver, name: string): Promise<Index> {
  const file = await fileOf(resolver, name);
  const imported = new Map<string, Source>();
  const exported = new Map<string, Source>();
  const statements = /^(import|export) \{([^}]*)\}(?: from ["']([^"']+)["'])?;$/gm;
  for (const [, verb, names = "", from] of readFileSync(file, "utf8").matchAll(statements)) {
    for (const one of listed(names)) {
      const [name = "", local = name] = one.split(" as ");
      const source = from === undefined ? imported.get(name) : { from, name };
      if (source !== undefined) (verb === "import" ? imported : exported).set(local, source);
    }
  }
  return { file, exported };
}

async function importOf(resolver: Resolver, wanted: string, index: Index): Promise<string> {
  const [original = "", local = original] = wanted.split(" as ");
  const source = index.exported.get(original);
  if (source === undefined) throw new Error(`${index.file} exports no ${original}.`);
  const file = await fileOf(resolver, source.from, index.file);
  return `import { ${source.name} as ${local} } from ${JSON.stringify(file)};`;
}

async function fileOf(resolver: Resolver, name: string, importer?: string): Promise<string> {
  const found = await resolver.resolve(name, importer);
  if (found === null) throw new Error(`${name} is not there.`);
  return found.id;
}

/** What stands in the braces of an import or export; not the types. */
function listed(names: string): string[] {
  return names
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "" && !one.startsWith("type "));
}
