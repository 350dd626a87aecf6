// What one changes about oneself, as requests; afterwards the whole page knows.
import { useMutation } from "@tanstack/react-query";
import { type ChangeMe, meSchema } from "#shared/people/api.ts";
import { askServer, tellServer } from "../app/askServer.ts";
import { queryClient } from "../app/queryClient.ts";
import { askWhoIAm } from "./session.ts";

/** Any change of the own account, followed by asking who one is now. */
export function useOwnChange<Input>(change: (input: Input) => Promise<unknown>) {
  return useMutation({
    mutationFn: async (input: Input) => {
      const outcome = await change(input);
      await askWhoIAm();
      return outcome;
    },
  });
}

export function useChangeMe() {
  return useMutation({
    mutationFn: async (change: ChangeMe) => {
      await askServer("/api/me", meSchema, { method: "PATCH", body: change });
      await askWhoIAm();
      // The name stands on cards too.
      await queryClient.invalidateQueries({ queryKey: ["maps"] });
    },
  });
}

export async function setEmail(email: string, password: string | null): Promise<void> {
  const body = { email: email.trim(), password };
  await tellServer("/api/me/email", { method: "PUT", body });
}

/** `current`: null for somebody who has none yet. */
export async function setPassword(current: string | null, password: string): Promise<void> {
  await tellServer("/api/me/password", { method: "PUT", body: { current, password } });
}

/** `password`: null for somebody who has none. */
export async function eraseMe(password: string | null): Promise<void> {
  await tellServer("/api/me", { method: "DELETE", body: { confirm: true, password } });
}

/** Where the server hands out all it keeps of this person, as a file. */
export const OWN_DATA_ADDRESS = "/api/me/export";
