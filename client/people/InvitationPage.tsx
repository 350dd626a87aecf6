// An invitation to one map: no account, a name that the others will see, what is kept of it, and one is on the map.
import { useQuery } from "@tanstack/react-query";
import { Link2Off } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { lookAnswerSchema } from "#shared/access/api.ts";
import { askServer } from "../app/askServer.ts";
import { LoadingPage } from "../app/LoadingPage.tsx";
import { Button } from "../ui/Button.tsx";
import { EntryFrame } from "./EntryFrame.tsx";
import { EntryNote } from "./EntryNote.tsx";
import { Invited } from "./Invited.tsx";
import { LinkProblem } from "./LinkProblem.tsx";
import { useLinkSecret } from "./linkSecret.ts";
import { useSignedIn } from "./session.ts";

export function InvitationPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const token = useLinkSecret("invitation");
  const signedIn = useSignedIn();
  const look = useQuery({
    queryKey: ["link", "invitation", token],
    queryFn: () =>
      askServer("/api/invitations/look", lookAnswerSchema, { method: "POST", body: { token } }),
    enabled: token !== null,
    staleTime: Infinity,
  });
  if (signedIn.is === "unknown" || (token !== null && look.isPending)) return <LoadingPage />;
  return (
    <EntryFrame title={t("entry.invitation")} size="large">
      {token === null ? (
        <EntryNote
          icon={<Link2Off />}
          title={t("entry.invitation")}
          actions={<Button onPress={() => navigate("/")}>{t("shell.toMaps")}</Button>}
        >
          <p>{t("entry.linkMissing")}</p>
        </EntryNote>
      ) : look.isError ? (
        <LinkProblem error={look.error} onRetry={() => void look.refetch()} />
      ) : look.data === undefined ? null : (
        <Invited
          key={token}
          token={token}
          invited={look.data}
          me={signedIn.is === "in" ? signedIn.me : null}
        />
      )}
    </EntryFrame>
  );
}
