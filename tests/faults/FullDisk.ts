// Two real ways in which a disk has no room, and gets it back: a small file system of its own, and the kernel's limit on
// the size of files that a running process may write.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SIZE_BYTES = 16 * 1_048_576;
const BLOCK_BYTES = 4_096;
const BALLAST = "ballast";

/** A file system of 16 MB in memory. */
export class SmallDisk {
  readonly dataDir: string;

  /** null where file systems may not be mounted, as for everybody but root. */
  static mount(): SmallDisk | null {
    const dataDir = mkdtempSync(join(tmpdir(), "zukunftslandkarte-disk-"));
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE_BYTES}`, "tmpfs", dataDir], {
        stdio: "ignore",
      });
      return new SmallDisk(dataDir);
    } catch {
      rmSync(dataDir, { recursive: true });
      return null;
    }
  }

  private constructor(dataDir: string) {
    this.dataDir = dataDir;
  }

  /** Not a single block is left. */
  fill(): void {
    const { bavail } = statfsSync(this.dataDir);
    writeFileSync(join(this.dataDir, BALLAST), Buffer.alloc(bavail * BLOCK_BYTES));
  }

  free(): void {
    rmSync(join(this.dataDir, BALLAST));
  }

  unmount(): void {
    execFileSync("umount", [this.dataDir]);
    rmSync(this.dataDir, { recursive: true });
  }
}

/** From now on no write of the process may end beyond so many bytes of a file; `unlimited` takes it back. */
export function limitFileSize(pid: number, bytes: number | "unlimited"): void {
  execFileSync("prlimit", [`--pid=${pid}`, `--fsize=${bytes}:unlimited`]);
}

/** Whether a process's limits can be changed here. */
export function canLimitFileSize(): boolean {
  try {
    execFileSync("prlimit", [`--pid=${process.pid}`, "--fsize"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
