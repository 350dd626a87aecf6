// Whether somebody is signed in, and who: the server's answer, or what this device remembers while there is none.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { type Me, type SessionAnswer, sessionSchema } from "#shared/people/api.ts";
import { askServer } from "../app/askServer.ts";
import { queryClient } from "../app/queryClient.ts";
import { rememberedPerson } from "./rememberedPerson.ts";

const FRESH_FOR_MS = 60_000;
/** Every page waits for this answer. Then what the device remembers has to do, and the question is asked again. */
const PATIENCE_MS = 4_000;
const ASK_AGAIN_MS = 5_000;

const KEY = ["session"];

interface Known {
  /** The newest answer there was. */
  answer: SessionAnswer | null;
  /** Why there is no newer one. */
  failure: unknown;
}

/** Never fails: having no answer is something to go on with, and does not undo the answer before. */
export const sessionQuery = queryOptions({
  queryKey: KEY,
  queryFn: async (): Promise<Known> => {
    try {
      const answer = await askServer("/api/session", sessionSchema, { withinMs: PATIENCE_MS });
      return { answer, failure: null };
    } catch (failure) {
      return { answer: queryClient.getQueryData<Known>(KEY)?.answer ?? null, failure };
    }
  },
  staleTime: FRESH_FOR_MS,
  refetchInterval: ({ state }) => ((state.data?.failure ?? null) === null ? false : ASK_AGAIN_MS),
});

/**
 * `unknown`: the server has not answered yet. `away`: it does not, and this device remembers nobody. If it remembers
 * somebody, they count as signed in until the server says otherwise: that is how a map opens offline. Not before:
 * somebody else may have signed in meanwhile, and must not send what waits here.
 */
export type SignedIn =
  | { is: "unknown" }
  | { is: "away" }
  | { is: "out" }
  | { is: "in"; me: Me; isSure: boolean };

export function useSignedIn(): SignedIn {
  const { data } = useQuery(sessionQuery);
  if (data === undefined) return { is: "unknown" };
  if (data.answer !== null) {
    const { me } = data.answer;
    return me === null ? { is: "out" } : { is: "in", me, isSure: true };
  }
  const me = rememberedPerson();
  return me === null ? { is: "away" } : { is: "in", me, isSure: false };
}

/** null: nobody is signed in, or nobody knows yet. */
export function useMe(): Me | null {
  const signedIn = useSignedIn();
  return signedIn.is === "in" ? signedIn.me : null;
}

/** By what ways one signs in here; null until the server has said. */
export function useWays(): Pick<SessionAnswer, "ways" | "isNew"> | null {
  const { data } = useQuery(sessionQuery);
  return data?.answer ?? null;
}

/** After everything that begins a session or changes the person. @throws when the server does not answer. */
export async function askWhoIAm(): Promise<SessionAnswer> {
  const { answer, failure } = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
  if (answer === null || failure !== null) throw failure;
  return answer;
}
