// One's own data: as a file, and gone for good.
import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#shared/people/api.ts";
import { Button } from "../ui/Button.tsx";
import { download } from "../ui/download.ts";
import { EraseDialog } from "./EraseDialog.tsx";
import { OWN_DATA_ADDRESS } from "./ownAccount.ts";
import styles from "./Profile.module.css";
import { ProfileSection } from "./ProfileSection.tsx";

export function OwnDataSection({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [isErasing, setErasing] = useState(false);
  return (
    <ProfileSection title={t("profile.dataTitle")} text={t("profile.dataText")}>
      <div className={styles.row}>
        <Button
          icon={<Download size={18} aria-hidden="true" />}
          onPress={() => download(OWN_DATA_ADDRESS)}
        >
          {t("profile.dataExport")}
        </Button>
        <Button icon={<Trash2 size={18} aria-hidden="true" />} onPress={() => setErasing(true)}>
          {t(me.kind === "guest" ? "profile.eraseGuest" : "profile.erase")}
        </Button>
      </div>
      <EraseDialog me={me} isOpen={isErasing} onClose={() => setErasing(false)} />
    </ProfileSection>
  );
}
