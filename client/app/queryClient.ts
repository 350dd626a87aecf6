// How answers of /api are kept and asked for again.
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ServerProblem } from "./askServer.ts";

const MAX_RETRIES = 2;

/** The session is over: whoever shows it learns it from here (people/session.ts). */
function onError(error: unknown): void {
  if (error instanceof ServerProblem && error.code === "sign-in-needed") {
    void queryClient.invalidateQueries({ queryKey: ["session"] });
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
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
