// How one is told by mail: how often, where, and what is still missing for it. Of the profile, for guests too.
import { useQuery } from "@tanstack/react-query";
import { MailQuestion, MailX } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import type { z } from "#shared/schemaLanguage.ts";
import { MAIL_PACES, type MailPace, type noticeSettingsSchema } from "#shared/notices/api.ts";
import type { Me } from "#shared/people/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { ProfileSection } from "../people/ProfileSection.tsx";
import { Button } from "../ui/Button.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import { toast } from "../ui/toast.ts";
import { AddressForm } from "./AddressForm.tsx";
import { SETTINGS_FRAGMENT } from "./NoticeList.tsx";
import { noticeSettingsQuery, useSetAddress, useSetPace } from "./noticeQueries.ts";
import styles from "./NoticeSection.module.css";

type Settings = z.output<typeof noticeSettingsSchema>;

export function NoticeSection({ me }: { me: Me }) {
  const { t } = useTranslation();
  const settings = useQuery(noticeSettingsQuery);
  const place = useRef<HTMLDivElement>(null);
  const isMeant = window.location.hash === `#${SETTINGS_FRAGMENT}`;
  useEffect(() => {
    if (isMeant) place.current?.scrollIntoView({ block: "start" });
  }, [isMeant, settings.isSuccess]);
  return (
    <div id={SETTINGS_FRAGMENT} ref={place} className={styles.place}>
      <ProfileSection title={t("notices.title")} text={t("notices.sectionText")}>
        {settings.data !== undefined ? (
          <Mails me={me} settings={settings.data} />
        ) : settings.isError ? (
          <p>{problemSentence(settings.error, t)}</p>
        ) : (
          <Spinner size={20} />
        )}
      </ProfileSection>
    </div>
  );
}

function Mails({ me, settings }: { me: Me; settings: Settings }) {
  const { t } = useTranslation();
  const { hasMail, email } = settings;
  if (!hasMail) return <Missing icon={<MailX />}>{t("notices.noMail")}</Missing>;
  return (
    <>
      {email === null ? null : (
        <>
          <Pace pace={settings.pace} />
          <Address me={me} email={email} />
        </>
      )}
      <Waiting me={me} settings={settings} />
    </>
  );
}

function Pace({ pace }: { pace: MailPace }) {
  const { t } = useTranslation();
  const set = useSetPace();
  const shown = set.isPending ? set.variables : pace;
  return (
    <RadioGroup
      value={shown}
      onChange={(value) => {
        const wanted = MAIL_PACES.find((one) => one === value);
        if (wanted === undefined) return;
        set.mutate(wanted, {
          onSuccess: () => toast({ text: t("profile.saved") }),
          onError: (error) => toast({ text: problemSentence(error, t), tone: "danger" }),
        });
      }}
    >
      <Label className={styles.label}>{t("notices.pace")}</Label>
      <div className={styles.paces}>
        {MAIL_PACES.map((one) => (
          <Radio key={one} value={one} className={styles.pace ?? ""}>
            <span className={styles.ring} aria-hidden="true" />
            <span>
              <span className={styles.paceName}>{t(`notices.pace-${one}`)}</span>
              <span className={styles.soft}>{t(`notices.pace-${one}-text`)}</span>
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** Members change theirs with their account. */
function Address({ me, email }: { me: Me; email: string }) {
  const { t } = useTranslation();
  const [isChanging, setChanging] = useState(false);
  const forget = useSetAddress();
  if (isChanging) return <AddressForm onDone={() => setChanging(false)} />;
  return (
    <div className={styles.address}>
      <p>
        {t("notices.sentTo")} <strong className={styles.email}>{email}</strong>
      </p>
      {me.kind === "guest" ? (
        <div className={styles.actions}>
          <Button size="small" onPress={() => setChanging(true)}>
            {t("notices.changeAddress")}
          </Button>
          <Button size="small" variant="quiet" onPress={() => forget.mutate(null)}>
            {t("notices.forgetAddress")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** What is missing: an address at all, or the click in the letter that was sent there. */
function Waiting({ me, settings: { email, waiting } }: { me: Me; settings: Settings }) {
  const { t } = useTranslation();
  const set = useSetAddress();
  const ask = (address: string | null): void =>
    set.mutate(address, {
      onSuccess: () => {
        if (address !== null) toast({ text: t("notices.letterSent") });
      },
      onError: (error) => toast({ text: problemSentence(error, t), tone: "danger" }),
    });
  if (waiting !== null) {
    return (
      <Missing icon={<MailQuestion />}>
        <p>{t("notices.waiting", { email: waiting })}</p>
        <div className={styles.actions}>
          <Button size="small" isPending={set.isPending} onPress={() => ask(waiting)}>
            {t("notices.sendAgain")}
          </Button>
          <Button size="small" variant="quiet" onPress={() => ask(null)}>
            {t("notices.giveUp")}
          </Button>
        </div>
      </Missing>
    );
  }
  if (email !== null) return null;
  if (me.kind === "guest") return <AddressForm />;
  if (me.email === null) return <Missing icon={<MailX />}>{t("notices.noAddress")}</Missing>;
  const address = me.email;
  return (
    <Missing icon={<MailQuestion />}>
      <p>{t("notices.unproven", { email: address })}</p>
      <div className={styles.actions}>
        <Button size="small" isPending={set.isPending} onPress={() => ask(address)}>
          {t("notices.sendLetter")}
        </Button>
      </div>
    </Missing>
  );
}

function Missing({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.missing}>
      {icon}
      <div className={styles.missingWords}>{children}</div>
    </div>
  );
}
