// The ways to sign in, one below the other; asking for a mail takes their place for as long as it lasts.
import { Clock, Info } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { OIDC_ERRORS } from "#shared/people/signInApi.ts";
import { AskForMail } from "./AskForMail.tsx";
import { countUnsent } from "./deviceMaps.ts";
import styles from "./Entry.module.css";
import { EntryHead } from "./EntryNote.tsx";
import { OtherWays } from "./OtherWays.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { rememberedPerson } from "./rememberedPerson.ts";
import { useWays } from "./session.ts";

export interface SignInWaysProps {
  next: string;
  /** Why coming back from the organisation's sign-in did not work; from the address, so it may be anything. */
  fault: string | null;
  onIn: () => Promise<void>;
}

export function SignInWays({ next, fault, onIn }: SignInWaysProps) {
  const { t } = useTranslation();
  const [mail, setMail] = useState<"link" | "forgotten" | null>(null);
  const [isBack, setBack] = useState(false);
  const [email, setEmail] = useState("");
  const here = useWays();
  const oidcFault = OIDC_ERRORS.find((code) => code === fault);
  if (mail !== null) {
    const goBack = (): void => {
      setMail(null);
      setBack(true);
    };
    return <AskForMail what={mail} email={email} onEmail={setEmail} onBack={goBack} />;
  }
  return (
    <>
      <EntryHead takesFocus={isBack} title={t("entry.signIn")} />
      {oidcFault === undefined ? null : (
        <div className={styles.problem} role="alert">
          <Info aria-hidden="true" />
          <p>{t(`entry.fault-${oidcFault}`)}</p>
        </div>
      )}
      <SessionOver />
      {here?.isNew === true ? (
        <div className={styles.good}>
          <Info aria-hidden="true" />
          <p>{t("entry.isNew")}</p>
        </div>
      ) : null}
      <PasswordForm
        email={email}
        onEmail={setEmail}
        onIn={onIn}
        {...(here?.ways.mail === true ? { onForgotten: () => setMail("forgotten") } : {})}
      />
      <OtherWays
        oidc={here?.ways.oidc ?? null}
        next={next}
        onIn={onIn}
        {...(here?.ways.mail === true ? { onLink: () => setMail("link") } : {})}
      />
      <hr className={styles.rule} />
      <p className={styles.aside}>{t("entry.invitedAside")}</p>
    </>
  );
}

/** Somebody was signed in here until just now: what they had not sent is still there. */
function SessionOver() {
  const { t } = useTranslation();
  const [person] = useState(rememberedPerson);
  const [unsent, setUnsent] = useState(0);
  useEffect(() => void countUnsent().then(setUnsent), []);
  if (person === null) return null;
  return (
    <output className={styles.good}>
      <Clock aria-hidden="true" />
      <p>
        {t("entry.sessionOver", { name: person.name })}
        {unsent === 0 ? null : ` ${t("entry.sessionOverUnsent", { count: unsent })}`}
      </p>
    </output>
  );
}
