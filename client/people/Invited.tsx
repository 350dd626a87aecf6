// The invitation itself: to which map, by whom, to do what; and the form that accepts it.
import { useMutation } from "@tanstack/react-query";
import { BookOpen, MessageSquareText, PencilLine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { acceptAnswerSchema, type lookAnswerSchema } from "#shared/access/api.ts";
import type { Me } from "#shared/people/api.ts";
import type { z } from "#shared/schemaLanguage.ts";
import { askServer, ServerProblem } from "../app/askServer.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import entryStyles from "./Entry.module.css";
import { EntryForm } from "./EntryForm.tsx";
import { givenPasswordFault, nameFault } from "./faults.ts";
import styles from "./Invited.module.css";
import { LinkProblem } from "./LinkProblem.tsx";
import { forgetSecret } from "./linkSecret.ts";
import { OwnNameField } from "./OwnNameField.tsx";
import { PasswordField } from "./PasswordField.tsx";
import { PrivacyConsent } from "./PrivacyConsent.tsx";
import { enter } from "./signIn.ts";
import { isSpent } from "./SignInByLink.tsx";
import { useFaults } from "./useFaults.ts";
import { useLeaving } from "./useLeaving.tsx";

type Invitation = z.infer<typeof lookAnswerSchema>;

/** Its secret is still in this tab after signing out. */
const INVITATION_PATH = "/einladung";

const roleIcons = { viewer: BookOpen, commenter: MessageSquareText, editor: PencilLine } as const;

export interface InvitedProps {
  token: string;
  invited: Invitation;
  /** Somebody who is signed in already comes as themselves. */
  me: Me | null;
}

export function Invited({ token, invited, me }: InvitedProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [name, setName] = useState(me?.name ?? invited.name);
  const [password, setPassword] = useState("");
  const [hasRead, setRead] = useState(me !== null);
  // Not `me`: accepting makes one, and the form stays as it is until the map is there.
  const [cameAs] = useState(me);
  const faults = useFaults({
    name: nameFault(name),
    password: invited.needsPassword ? givenPasswordFault(password) : null,
    privacy: hasRead ? null : "entry.privacyMissing",
  });
  const accept = useMutation({
    mutationFn: async () => {
      const body = {
        token,
        name: name.trim(),
        password: invited.needsPassword ? password : null,
        hasReadPrivacy: hasRead,
      };
      const { mapId } = await askServer("/api/invitations/accept", acceptAnswerSchema, {
        method: "POST",
        body,
      });
      forgetSecret("invitation");
      await enter();
      navigate(`/karte/${mapId}`, { replace: true });
    },
  });
  if (accept.isError && isSpent(accept.error)) {
    return <LinkProblem takesFocus error={accept.error} onRetry={() => accept.reset()} />;
  }
  const isWrongPassword =
    accept.error instanceof ServerProblem && accept.error.code === "wrong-password";
  return (
    <>
      <InvitationHead invited={invited} />
      <EntryForm
        submit={t("entry.openMap")}
        isPending={accept.isPending}
        problem={accept.isError && !isWrongPassword ? problemSentence(accept.error, t) : null}
        faultyTries={faults.tries + (isWrongPassword ? accept.failureCount : 0)}
        onSubmit={() => faults.check(() => accept.mutate())}
      >
        {cameAs === null ? (
          <OwnNameField
            label={t("entry.nameForOthers")}
            value={name}
            onChange={setName}
            error={faults.of("name")}
          />
        ) : (
          <ComesAs me={cameAs} />
        )}
        {invited.needsPassword ? (
          <PasswordField
            label={t("entry.linkPassword")}
            use="other"
            value={password}
            onChange={setPassword}
            description={t("entry.linkPasswordHint")}
            error={
              faults.of("password") ??
              (isWrongPassword ? problemSentence(accept.error, t) : undefined)
            }
          />
        ) : null}
        {cameAs === null ? (
          <PrivacyConsent
            isGuest
            isGiven={hasRead}
            onChange={setRead}
            error={faults.of("privacy")}
          />
        ) : null}
      </EntryForm>
    </>
  );
}

/** Who sits here may be somebody else than who signed in here. */
function ComesAs({ me }: { me: Me }) {
  const { t } = useTranslation();
  const leaving = useLeaving({ to: INVITATION_PATH });
  return (
    <div className={styles.comesAs}>
      <Avatar person={me} />
      <span className={styles.words}>{t("entry.youComeAs", { name: me.name })}</span>
      <Button variant="quiet" size="small" onPress={leaving.begin}>
        {t("entry.notYou")}
      </Button>
      {leaving.question}
    </div>
  );
}

function InvitationHead({ invited }: { invited: Invitation }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const Icon = roleIcons[invited.role];
  return (
    <header className={entryStyles.head}>
      <p className={styles.by}>
        {t("entry.invitedBy", { name: invited.invitedBy || t("people.erasedPerson") })}
      </p>
      <h1 className={entryStyles.title}>{invited.mapTitle || t("maps.untitled")}</h1>
      <p className={styles.role}>
        <Icon size={20} aria-hidden="true" />
        <span>{t(`entry.role-${invited.role}`)}</span>
      </p>
      <p className={entryStyles.aside}>
        {t("entry.invitedUntil", { date: longDate(invited.expiresAt, language) })}
      </p>
    </header>
  );
}
