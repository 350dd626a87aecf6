// An invitation to become a member: name, address and password make the account.
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link2Off, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { z } from "#shared/schemaLanguage.ts";
import { joinLookAnswerSchema, meSchema } from "#shared/people/api.ts";
import { MIN_PASSWORD_CHARS } from "#shared/people/signInApi.ts";
import { askServer } from "../app/askServer.ts";
import { LoadingPage } from "../app/LoadingPage.tsx";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { EmailField } from "./EmailField.tsx";
import { EntryForm } from "./EntryForm.tsx";
import { EntryFrame } from "./EntryFrame.tsx";
import { EntryHead, EntryNote } from "./EntryNote.tsx";
import { emailFault, nameFault, newPasswordFault } from "./faults.ts";
import { LinkProblem } from "./LinkProblem.tsx";
import { forgetSecret, useLinkSecret } from "./linkSecret.ts";
import { OwnNameField } from "./OwnNameField.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { PrivacyConsent } from "./PrivacyConsent.tsx";
import { enter } from "./signIn.ts";
import { useFaults } from "./useFaults.ts";

export function JoinPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const token = useLinkSecret("join");
  const look = useQuery({
    queryKey: ["link", "join", token],
    queryFn: () =>
      askServer("/api/join/look", joinLookAnswerSchema, { method: "POST", body: { token } }),
    enabled: token !== null,
    staleTime: Infinity,
  });
  if (token !== null && look.isPending) return <LoadingPage />;
  return (
    <EntryFrame title={t("entry.joinTitle")} size="large">
      {token === null ? (
        <EntryNote
          icon={<Link2Off />}
          title={t("entry.joinTitle")}
          actions={<Button onPress={() => navigate("/")}>{t("entry.toSignIn")}</Button>}
        >
          <p>{t("entry.linkMissing")}</p>
        </EntryNote>
      ) : look.isError ? (
        <LinkProblem error={look.error} onRetry={() => void look.refetch()} />
      ) : look.data === undefined ? null : (
        <Join token={token} invited={look.data} />
      )}
    </EntryFrame>
  );
}

interface JoinProps {
  token: string;
  invited: z.infer<typeof joinLookAnswerSchema>;
}

function Join({ token, invited }: JoinProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [name, setName] = useState(invited.name);
  const [email, setEmail] = useState(invited.email ?? "");
  const [password, setPassword] = useState("");
  const [hasRead, setRead] = useState(false);
  const faults = useFaults({
    name: nameFault(name),
    email: emailFault(email),
    password: newPasswordFault(password),
    privacy: hasRead ? null : "entry.privacyMissing",
  });
  const join = useMutation({
    mutationFn: async () => {
      const body = { token, name: name.trim(), email: email.trim(), password };
      await askServer("/api/join/accept", meSchema, { method: "POST", body });
      forgetSecret("join");
      await enter();
      navigate("/", { replace: true });
    },
  });
  return (
    <>
      <EntryHead icon={<UserPlus />} title={t("entry.joinTitle")}>
        <p>{t(invited.isForGuest ? "entry.joinTextGuest" : "entry.joinText")}</p>
      </EntryHead>
      <EntryForm
        submit={t("entry.joinMake")}
        isPending={join.isPending}
        problem={join.isError ? problemSentence(join.error, t) : null}
        faultyTries={faults.tries}
        onSubmit={() => faults.check(() => join.mutate())}
      >
        <OwnNameField
          label={t("entry.yourName")}
          value={name}
          onChange={setName}
          error={faults.of("name")}
        />
        <EmailField
          value={email}
          onChange={setEmail}
          autoComplete="username"
          description={t("entry.joinEmailHint")}
          error={faults.of("email")}
        />
        <PasswordField
          label={t("entry.password")}
          use="new"
          value={password}
          onChange={setPassword}
          description={t("entry.passwordHint", { count: MIN_PASSWORD_CHARS })}
          error={faults.of("password")}
        />
        <PrivacyConsent isGiven={hasRead} onChange={setRead} error={faults.of("privacy")} />
      </EntryForm>
    </>
  );
}
