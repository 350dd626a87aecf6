// What all peer servers share: the address they listen on and the line that says they are ready.
export const HOST = "127.0.0.1";
export const PORT = Number(process.env.PORT ?? 0);
export const DATA_DIR = process.env.DATA_DIR ?? "";

/** Prints the line the bench waits for. */
export function ready(port) {
  console.log(`ready: http://${HOST}:${port}/`);
}
