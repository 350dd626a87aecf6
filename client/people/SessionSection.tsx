// The ways out: on this device, and everywhere.
import { LogOut, MonitorOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import styles from "./Profile.module.css";
import { ProfileSection } from "./ProfileSection.tsx";
import { useLeaving } from "./useLeaving.tsx";

export function SessionSection() {
  const { t } = useTranslation();
  const here = useLeaving();
  const everywhere = useLeaving({ everywhere: true });
  return (
    <ProfileSection title={t("profile.sessionTitle")} text={t("profile.sessionText")}>
      <div className={styles.row}>
        <Button icon={<LogOut size={18} aria-hidden="true" />} onPress={here.begin}>
          {t("people.signOut")}
        </Button>
        <Button icon={<MonitorOff size={18} aria-hidden="true" />} onPress={everywhere.begin}>
          {t("people.signOutEverywhere")}
        </Button>
      </div>
      {here.question}
      {everywhere.question}
    </ProfileSection>
  );
}
