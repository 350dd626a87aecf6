// One server a data folder. The lock is an exclusive SQLite lock, which the kernel drops with the process, however it
// ends: a killed server never leaves a folder locked.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const LOCK_FILE = "server.lock";

/** What is held is referred to from here: a database that is garbage collected closes, and lets go of its lock. */
const held = new Set<DatabaseSync>();

/** Takes the folder for this process, until it ends; false if another server has it. */
export function lockDataFolder(dataDir: string): boolean {
  mkdirSync(dataDir, { recursive: true });
  const lock = new DatabaseSync(join(dataDir, LOCK_FILE), { timeout: 0 });
  try {
    lock.exec("pragma locking_mode = exclusive; begin exclusive");
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return false;
    throw error;
  }
  held.add(lock);
  return true;
}
