// Starts the server, says where it is, and stops it in good order when it is told to.
import { startApp, type App } from "./app.ts";
import { readConfig } from "./config.ts";
import { createLog, errorFields, type Log } from "./log.ts";
import { lockDataFolder } from "./store/dataFolderLock.ts";

/**
 * A stop that takes longer, because the store does not answer, ends anyway: in time on a slow machine, too, where a server is
 * killed after ten seconds.
 */
const STOP_WITHIN_MS = 8_000;

function complain(sentence: string): never {
  process.stderr.write(`Zukunftslandkarte: ${sentence}\n`);
  process.exit(1);
}

/** Takes the data folder; false if another server has it. */
function isOurs(dataDir: string): boolean {
  try {
    return lockDataFolder(dataDir);
  } catch (error) {
    const reason = errorFields(error).error;
    complain(
      `The data folder ${dataDir} cannot be used. Is it a folder that can be written? ${reason}`,
    );
  }
}

async function stop(app: App, log: Log): Promise<never> {
  const overdue = setTimeout(() => {
    log.error({}, "not everything could be written before the server had to stop");
    process.exit(1);
  }, STOP_WITHIN_MS);
  await app.stop();
  clearTimeout(overdue);
  process.exit(0);
}

const config = readConfig(process.env);
if ("problem" in config) complain(config.problem);
if (!isOurs(config.dataDir)) {
  complain(
    `Another server is using the data folder ${config.dataDir}. Stop that one first, or set DATA_DIR to another folder.`,
  );
}
const log = createLog(config.logLevel);
try {
  const app = await startApp(config, log);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => void stop(app, log));
  }
  process.stdout.write(`Zukunftslandkarte: ${app.url}\n`);
  if (app.welcomeLink !== null) {
    // Not in the log: whoever has this link owns the installation.
    process.stdout.write(
      `Zukunftslandkarte: nobody owns this installation yet. This link works once: ${app.welcomeLink}\n`,
    );
  }
} catch (error) {
  complain(`The server could not start. ${errorFields(error).error}`);
}
