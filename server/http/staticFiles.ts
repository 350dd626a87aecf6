// The built client: its files, and the one page that answers every other address.
import { join, resolve, sep } from "node:path";
import express, { Router } from "express";
import { sendProblem } from "./problem.ts";

/** Vite puts a hash of the content into every name in this folder. */
const HASHED_FOLDER = "assets";

/** Serves the files of `clientDir`, and its index.html for addresses that the client resolves by itself. */
export function staticFiles(clientDir: string): Router {
  const root = resolve(clientDir);
  const hashed = join(root, HASHED_FOLDER) + sep;
  const router = Router();
  router.use(
    express.static(root, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const isHashed = path.startsWith(hashed);
        response.setHeader(
          "Cache-Control",
          isHashed ? "public, max-age=31536000, immutable" : "no-cache",
        );
      },
    }),
  );
  router.use((request, response, next) => {
    const isPage = request.method === "GET" || request.method === "HEAD";
    // A file of an older build is gone; a page in its place would be taken for a script.
    if (!isPage || request.path.startsWith(`/${HASHED_FOLDER}/`)) {
      sendProblem(response, "not-found");
      return;
    }
    response.setHeader("Cache-Control", "no-cache");
    response.sendFile("index.html", { root, cacheControl: false }, (error) => {
      if (error !== undefined && !response.headersSent) next();
    });
  });
  router.use((_request, response) => sendProblem(response, "not-found"));
  return router;
}
