// What can be done on the open page, by name: canvas, inspector and bar each add theirs; the command palette runs
// them and the keyboard help lists their keys. Knows no command itself.
import { useEffect } from "react";
import type { ReactNode } from "react";
import { Value } from "../map/session/Store.ts";

export type CommandGroup = "map" | "node" | "view" | "page";

export interface Command {
  /** Unique on the page: "canvas.fit". */
  id: string;
  group: CommandGroup;
  /** In the language of the page. */
  label: string;
  /** As `keyNames` reads them: "Mod+D", "Shift+?", "F2". Shown only; whoever owns the command listens to them. */
  keys?: string;
  icon?: ReactNode;
  run: () => void;
  /** Asked when the palette is open; without it always. */
  isAvailable?: () => boolean;
}

export const commands: Value<readonly Command[]> = new Value<readonly Command[]>([]);

const bySource = new Map<symbol, readonly Command[]>();

/** @returns how to take them out again. */
function registerCommands(added: readonly Command[]): () => void {
  const source = Symbol("commands");
  bySource.set(source, added);
  commands.set([...bySource.values()].flat());
  return () => {
    bySource.delete(source);
    commands.set([...bySource.values()].flat());
  };
}

/** Registers while the component is mounted. Pass a memoised array: a new one is registered anew. */
export function useCommands(added: readonly Command[]): void {
  useEffect(() => registerCommands(added), [added]);
}
