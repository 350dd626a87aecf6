// One's own page: how the others see one, how one signs in, and what becomes of one's data.
import { useTranslation } from "react-i18next";
import { Frame } from "../app/Frame.tsx";
import { usePageTitle } from "../app/usePageTitle.ts";
import { EmailSection } from "./EmailSection.tsx";
import { LookSection } from "./LookSection.tsx";
import { OwnDataSection } from "./OwnDataSection.tsx";
import { PasskeySection } from "./PasskeySection.tsx";
import { PasswordSection } from "./PasswordSection.tsx";
import styles from "./Profile.module.css";
import { useMe } from "./session.ts";
import { SessionSection } from "./SessionSection.tsx";

export function ProfilePage() {
  const { t } = useTranslation();
  const me = useMe();
  usePageTitle(t("people.profile"));
  return (
    <Frame>
      <div className={styles.page}>
        <header className={styles.top}>
          <h1 className={styles.title}>{t("people.profile")}</h1>
          {me?.kind === "guest" ? (
            <p className={styles.lead}>{t("profile.guestLead")}</p>
          ) : (
            <p className={styles.lead}>{t("profile.lead")}</p>
          )}
        </header>
        {me === null ? null : (
          <>
            <LookSection key={me.id} me={me} />
            {me.kind === "member" ? (
              <>
                <EmailSection me={me} />
                <PasswordSection me={me} />
                <PasskeySection me={me} />
              </>
            ) : null}
            <SessionSection />
            <OwnDataSection me={me} />
          </>
        )}
      </div>
    </Frame>
  );
}
