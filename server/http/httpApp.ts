// The HTTP side: which handlers there are, in which order. Thin; what they do lies in the capabilities' folders.
import express, { type Express } from "express";
import type { Log } from "../log.ts";
import type { HealthProbe } from "./health.ts";
import type { OriginRule } from "./originRule.ts";

export interface HttpSetup {
  health: HealthProbe;
  originRule: OriginRule;
  clientDir: string;
  log: Log;
}

export function httpApp({ health }: HttpSetup): Express {
  const app = express();
  app.disable("x-powered-by");
  app.get("/api/health", async (_request, response) => {
    const answer = await health.health();
    response.status(answer.status === "ok" ? 200 : 503).json(answer);
  });
  return app;
}
