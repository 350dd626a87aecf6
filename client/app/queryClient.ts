// How answers of /api are kept and asked for again.
import { QueryClient } from "@tanstack/react-query";
import { ServerProblem } from "./askServer.ts";

const MAX_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // "No network" is an answer too: it is shown at once, and asked again by interval and on focus.
      networkMode: "always",
      retry: (failures, error) => !(error instanceof ServerProblem) && failures < MAX_RETRIES,
      retryDelay: 500,
    },
    mutations: { networkMode: "always", retry: false },
  },
});
