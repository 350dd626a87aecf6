// `npm run dev`: the server, and beside it Vite, which serves the client from its sources and passes /api and /sync on.
// The server restarts when its sources change. For developing only: the pages run without the strict CSP.
import { spawn } from "node:child_process";
import { createServer } from "vite";

const PORT = process.env.PORT ?? "3000";

process.env.DEV_SERVER = `http://127.0.0.1:${PORT}`;
const vite = await createServer();
await vite.listen();
vite.printUrls();
// Links that the server prints and makes lead to where the pages are.
const [pages] = vite.resolvedUrls?.local ?? [];
const server = spawn("node", ["--watch", "--watch-preserve-output", "server/main.ts"], {
  stdio: ["ignore", "inherit", "inherit"],
  env: { ...process.env, PORT, ...(pages === undefined ? {} : { PUBLIC_URL: pages }) },
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.kill(signal);
    void vite.close();
  });
}
server.once("exit", (code) => {
  process.exitCode = code ?? 1;
  void vite.close();
});
