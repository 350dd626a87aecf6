// The very first visit: the link that the server printed makes one owner, who needs a name and nothing else.
import { useMutation } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { Compass, KeyRound, MapPinCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { mapListSchema } from "#shared/maps/api.ts";
import { meSchema, tokenSchema } from "#shared/people/api.ts";
import { askServer, ServerProblem } from "../app/askServer.ts";
import { LoadingPage } from "../app/LoadingPage.tsx";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { EntryForm } from "./EntryForm.tsx";
import { EntryFrame } from "./EntryFrame.tsx";
import { EntryHead, EntryNote } from "./EntryNote.tsx";
import { nameFault } from "./faults.ts";
import { forgetSecret, useLinkSecret } from "./linkSecret.ts";
import { OwnNameField } from "./OwnNameField.tsx";
import { SIGN_IN_PATH } from "./nextPath.ts";
import { useSignedIn, useWays } from "./session.ts";
import { enter } from "./signIn.ts";
import { useFaults } from "./useFaults.ts";

export function WelcomePage() {
  const { t } = useTranslation();
  const key = useLinkSecret("welcome");
  const signedIn = useSignedIn();
  const ways = useWays();
  // Once somebody has begun, the place is taken: by them.
  const [isBegun, setBegun] = useState(false);
  if (signedIn.is === "unknown") return <LoadingPage />;
  const isSettled = ways !== null && !ways.isNew && !isBegun;
  return (
    <EntryFrame title={t("entry.welcomeTitle")}>
      {isSettled ? (
        <Settled isIn={signedIn.is === "in"} />
      ) : tokenSchema.safeParse(key).success && key !== null ? (
        <Welcome welcomeKey={key} onBegun={() => setBegun(true)} />
      ) : (
        <EntryNote icon={<KeyRound />} title={t("entry.welcomeTitle")}>
          <p>{t("entry.welcomeNoKey")}</p>
        </EntryNote>
      )}
    </EntryFrame>
  );
}

function Welcome({ welcomeKey, onBegun }: { welcomeKey: string; onBegun: () => void }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [name, setName] = useState("");
  const faults = useFaults({ name: nameFault(name) });
  const begin = useMutation({
    mutationFn: async () => {
      const body = { key: welcomeKey, name: name.trim() };
      await askServer("/api/session/welcome", meSchema, { method: "POST", body });
      forgetSecret("welcome");
      onBegun();
      await enter();
      const { maps } = await askServer("/api/maps", mapListSchema);
      const [first] = maps;
      const only = maps.length === 1 ? first : undefined;
      navigate(only === undefined ? "/" : `/karte/${only.id}`, { replace: true });
    },
  });
  return (
    <>
      <EntryHead icon={<Compass />} title={t("entry.welcomeTitle")}>
        <p>{t("entry.welcomeText")}</p>
      </EntryHead>
      <EntryForm
        submit={t("entry.welcomeBegin")}
        isPending={begin.isPending}
        problem={begin.isError ? welcomeProblem(begin.error, t) : null}
        faultyTries={faults.tries}
        onSubmit={() => faults.check(() => begin.mutate())}
      >
        <OwnNameField
          label={t("entry.yourName")}
          value={name}
          onChange={setName}
          error={faults.of("name")}
        />
      </EntryForm>
    </>
  );
}

function welcomeProblem(error: unknown, t: TFunction): string {
  const isWrongKey =
    error instanceof ServerProblem &&
    ["no-such-link", "link-used", "link-expired", "wrong-credentials"].includes(error.code);
  return isWrongKey ? t("entry.welcomeWrongKey") : problemSentence(error, t);
}

function Settled({ isIn }: { isIn: boolean }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <EntryNote
      icon={<MapPinCheck />}
      title={t("entry.welcomeSettledTitle")}
      actions={
        <Button variant="primary" onPress={() => navigate(isIn ? "/" : SIGN_IN_PATH)}>
          {isIn ? t("shell.toMaps") : t("entry.signIn")}
        </Button>
      }
    >
      <p>{t("entry.welcomeSettledText")}</p>
    </EntryNote>
  );
}
