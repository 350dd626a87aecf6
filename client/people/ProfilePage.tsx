// One's own page: how the others see one, how one signs in, and what becomes of one's data.
import { CloudOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Me } from "#shared/people/api.ts";
import { Frame } from "../app/Frame.tsx";
import { usePageTitle } from "../app/usePageTitle.ts";
import { NoticeSection } from "../notices/NoticeSection.tsx";
import { Notice } from "../ui/Notice.tsx";
import { EmailSection } from "./EmailSection.tsx";
import { LookSection } from "./LookSection.tsx";
import { OwnDataSection } from "./OwnDataSection.tsx";
import { PasskeySection } from "./PasskeySection.tsx";
import { PasswordSection } from "./PasswordSection.tsx";
import styles from "./Profile.module.css";
import { useSignedIn } from "./session.ts";
import { SessionSection } from "./SessionSection.tsx";
import { WayBackNotice } from "./WayBackNotice.tsx";

export function ProfilePage() {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  usePageTitle(t("people.profile"));
  if (signedIn.is !== "in") return null;
  const { me, isSure } = signedIn;
  const isGuest = me.kind === "guest";
  return (
    <Frame>
      <div className={styles.page}>
        <header className={styles.top}>
          <h1 className={styles.title}>{t("people.profile")}</h1>
          <p className={styles.lead}>{t(isGuest ? "profile.guestLead" : "profile.lead")}</p>
        </header>
        <WayBackNotice isProfile />
        {isSure ? (
          <Sections key={me.id} me={me} />
        ) : (
          // The device remembers a name and a colour, nothing of how somebody signs in.
          <Notice icon={<CloudOff />}>
            {t("entry.awayTitle")}. {t("entry.awayText")}
          </Notice>
        )}
      </div>
    </Frame>
  );
}

function Sections({ me }: { me: Me }) {
  return (
    <>
      <LookSection me={me} />
      {me.kind === "member" ? (
        <>
          <EmailSection me={me} />
          <PasswordSection me={me} />
          <PasskeySection me={me} />
        </>
      ) : null}
      <NoticeSection me={me} />
      <SessionSection />
      <OwnDataSection me={me} />
    </>
  );
}
