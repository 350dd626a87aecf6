// Running the installation: members, maps by their size, the log, the operator's texts. For admins alone.
import { Lock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Frame } from "../app/Frame.tsx";
import { usePageTitle } from "../app/usePageTitle.ts";
import { useMayHere } from "../people/useMayHere.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import styles from "./AdminPage.module.css";
import { Log } from "./Log.tsx";
import { MapSizes } from "./MapSizes.tsx";
import { Members } from "./Members.tsx";
import { Texts } from "./Texts.tsx";

type Part = "members" | "maps" | "log" | "texts";

export function AdminPage() {
  const { t } = useTranslation();
  usePageTitle(t("admin.title"));
  const mayEnter = useMayHere("members.list");
  return <Frame>{mayEnter ? <Parts /> : <NotForYou />}</Frame>;
}

function Parts() {
  const { t } = useTranslation();
  const [part, setPart] = useState<Part>("members");
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <h1 className={styles.title}>{t("admin.title")}</h1>
        <p className={styles.lead}>{t("admin.lead")}</p>
      </header>
      <div className={styles.sheet}>
        <Tabs<Part>
          label={t("admin.parts")}
          selected={part}
          onSelect={setPart}
          sheets={[
            { id: "members", label: t("admin.members"), content: <Members /> },
            { id: "maps", label: t("admin.maps"), content: <MapSizes /> },
            { id: "log", label: t("admin.log"), content: <Log /> },
            { id: "texts", label: t("admin.texts"), content: <Texts /> },
          ]}
        />
      </div>
    </div>
  );
}

function NotForYou() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <EmptyState
      level={1}
      icon={<Lock />}
      title={t("admin.notForYou")}
      actions={
        <Button variant="primary" onPress={() => navigate("/")}>
          {t("shell.toMaps")}
        </Button>
      }
    >
      <p>{t("admin.notForYouText")}</p>
    </EmptyState>
  );
}
