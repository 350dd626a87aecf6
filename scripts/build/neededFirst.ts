// Which modules a page is made of from the beginning: reached from where it begins without an `import()`. What comes later
// must not lie in one file with them.
import { resolve } from "node:path";
import type { Rolldown } from "vite";

/** @param entries where the page begins, from the root of the package. @returns whether a module is among those. */
export function neededFirst(
  entries: readonly string[],
): (id: string, graph: Pick<Rolldown.PluginContext, "getModuleInfo">) => boolean {
  // The configuration is read anew for each build, and with it the graph.
  let first: Set<string> | null = null;
  return (id, graph) => {
    if (first === null) {
      first = new Set(entries.map((entry) => resolve(entry)));
      for (const one of first) {
        for (const needed of graph.getModuleInfo(one)?.importedIds ?? []) first.add(needed);
      }
    }
    return first.has(id);
  };
}
