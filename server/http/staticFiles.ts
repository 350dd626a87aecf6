// The built client: its files, and the one page that answers every other address.
import { readFileSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import express, { Router } from "express";
import { sendProblem } from "./problem.ts";

/** Vite puts a hash of the content into every name in this folder. */
const HASHED_FOLDER = "assets";

/** Runs before anything is drawn. */
const FIRST = "/firstPaint.js";
/** Pages that show a map. */
const MAP_PAGE = "/karte/";

/**
 * What the page of a map needs beside its own scripts, for a `Link` header: the browser asks for it before it has read
 * the page. The build has written the files into the page (scripts/build/mapPreload.ts). Empty where nothing is built.
 */
function linksIn(page: string): string {
  const files = /<meta name="map-files" content="([^"]*)">/.exec(page)?.[1]?.split(" ") ?? [];
  if (files.length === 0) return "";
  const links = files.map((file) =>
    file.endsWith(".css")
      ? `<${file}>; rel=preload; as=style; crossorigin`
      : `<${file}>; rel=modulepreload`,
  );
  return [
    `<${FIRST}>; rel=preload; as=script`,
    ...links,
    "</api/session>; rel=preload; as=fetch; crossorigin",
  ].join(", ");
}

/** Follows the page on the disk: a new build may take its place at any time. */
function mapLinks(root: string): () => string {
  const path = join(root, "index.html");
  let readAt: number | null = null;
  let links = "";
  return () => {
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
    if (changedAt !== readAt) {
      links = changedAt === null ? "" : linksIn(readFileSync(path, "utf8"));
      readAt = changedAt;
    }
    return links;
  };
}

/** Serves the files of `clientDir`, and its index.html for addresses that the client resolves by itself. */
export function staticFiles(clientDir: string): Router {
  const root = resolve(clientDir);
  const hashed = join(root, HASHED_FOLDER) + sep;
  const links = mapLinks(root);
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
    if (request.path.startsWith(MAP_PAGE)) {
      const link = links();
      if (link !== "") response.setHeader("Link", link);
    }
    response.sendFile("index.html", { root, cacheControl: false }, (error) => {
      if (error !== undefined && !response.headersSent) next();
    });
  });
  router.use((_request, response) => sendProblem(response, "not-found"));
  return router;
}
