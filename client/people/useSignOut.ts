// Signing out: the session ends on the server, and this device forgets whom it was for and what it kept of their maps.
import { useMutation } from "@tanstack/react-query";
import { tellServer } from "../app/askServer.ts";
import { clearDeviceMaps } from "./deviceMaps.ts";
import { SIGN_IN_PATH } from "./nextPath.ts";
import { forgetPerson } from "./rememberedPerson.ts";

export interface SignOutOptions {
  /** On all devices of this person. */
  everywhere?: boolean;
  /** What this device keeps belongs to somebody else, who may come back for it. */
  keepsMaps?: boolean;
  /** The page to go on with. */
  to?: string;
}

/** Without network nobody is signed out: only the server can end a session. */
export function useSignOut({
  everywhere = false,
  keepsMaps = false,
  to = SIGN_IN_PATH,
}: SignOutOptions = {}) {
  return useMutation({
    mutationFn: async () => {
      await tellServer(everywhere ? "/api/me/sign-out-everywhere" : "/api/session/sign-out", {
        method: "POST",
      });
      if (!keepsMaps) await leaveDevice();
      // A page of its own: nothing of what this one still holds in memory lives on.
      location.replace(to);
    },
  });
}

/** First the name: from then on no page here keeps anything, whatever it is about to do. */
export async function leaveDevice(): Promise<void> {
  forgetPerson();
  await clearDeviceMaps();
}
