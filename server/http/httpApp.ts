// The HTTP side: which handlers there are, in which order. Thin; what they do lies in the capabilities' folders.
import express, { type ErrorRequestHandler, type Express, type Router } from "express";
import { errorFields, type Log } from "../log.ts";
import type { HealthProbe } from "./health.ts";
import { isCrossSite, isKnownHost, isOneClick, mayWrite, type OriginRule } from "./originRule.ts";
import { sendProblem } from "./problem.ts";
import { securityHeaders } from "./securityHeaders.ts";
import { staticFiles } from "./staticFiles.ts";

export interface HttpSetup {
  health: HealthProbe;
  originRule: OriginRule;
  /** Routes by the path they answer under. */
  routes: Iterable<readonly [string, Router]>;
  clientDir: string;
  /** People reach this server over https only. */
  secure: boolean;
  log: Log;
}

/** What express and its body parser throw at bad requests, by `type` and status. */
function problemOf(error: unknown): "too-large" | "wrong-content-type" | "invalid-request" | null {
  if (typeof error !== "object" || error === null || !("status" in error)) return null;
  if (error.status === 413) return "too-large";
  if (error.status === 415) return "wrong-content-type";
  return typeof error.status === "number" && error.status >= 400 && error.status < 500
    ? "invalid-request"
    : null;
}

/** What node:sqlite throws when it cannot write: the disk is full, the file locked or gone. */
function isStoreError(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
}

export function httpApp({
  health,
  originRule,
  routes,
  clientDir,
  secure,
  log,
}: HttpSetup): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(securityHeaders(secure));
  app.use((request, response, next) => {
    if (isKnownHost(request, originRule)) next();
    else sendProblem(response, "unknown-host");
  });

  app.use("/api", (request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    const isRead = request.method === "GET" || request.method === "HEAD";
    const refused = isRead ? isCrossSite(request, originRule) : !mayWrite(request, originRule);
    if (refused && !isOneClick(request)) sendProblem(response, "foreign-origin");
    else next();
  });
  app.get("/api/health", async (_request, response) => {
    const answer = await health.health();
    response.status(answer.status === "ok" ? 200 : 503).json(answer);
  });
  for (const [path, router] of routes) app.use(path, router);
  app.use(["/api", "/sync"], (_request, response) => sendProblem(response, "not-found"));
  app.use(staticFiles(clientDir));

  const onError: ErrorRequestHandler = (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem === null) log.error(errorFields(error), "request failed");
    sendProblem(response, problem ?? (isStoreError(error) ? "store-unavailable" : "unexpected"));
  };
  app.use(onError);
  return app;
}
