// Above a comparison: what is compared with what, the way back to the map, and what can be done with all of it.
import {
  FileText,
  GitCompareArrows,
  FileDown,
  History,
  List,
  RefreshCw,
  RotateCcw,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { nodeIn, type ChangeFilter } from "#shared/versions/changeList.ts";
import { TimeBar } from "../../app/TimeBar.tsx";
import { longDateTime } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { versionWindow } from "../panel/versionWindow.ts";
import styles from "./CompareBanner.module.css";
import type { Compared } from "./Compared.ts";
import { useCompareWords } from "./compareContext.ts";
import { perspectiveName, versionName } from "./compareWords.ts";
import { saveProtocol, type ProtocolFormat } from "./saveProtocol.ts";

export interface CompareBannerProps {
  session: MapSession;
  compared: Compared;
  /** The map has changed since. */
  isOld: boolean;
  onAgain: () => void;
  title: string;
  mayRestore: boolean;
  isListOpen: boolean;
  onToggleList: () => void;
}

export function CompareBanner(props: CompareBannerProps) {
  const { session, compared, title, isListOpen, onToggleList, isOld, onAgain } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const before = versionName(compared.before, t, language);
  const after = versionName(compared.after, t, language);
  return (
    <>
      <TimeBar
        mapId={session.mapId}
        icon={<GitCompareArrows />}
        title={t("compare.pageTitle", { title })}
        isComparison
        sentence={
          <>
            <span aria-hidden="true">{t("compare.sentence", { before, after })}</span>
            <span className="unseen">{t("compare.sentenceSpoken", { before, after })}</span>
          </>
        }
        tools={
          <>
            <RestoreMenu {...props} />
            <ProtocolMenu {...props} />
            <IconButton
              label={t(isListOpen ? "compare.hideList" : "compare.showList")}
              icon={<List />}
              isSelected={isListOpen}
              onPress={onToggleList}
            />
          </>
        }
      />
      {isOld ? (
        <div className={styles.old}>
          <Notice icon={<RefreshCw />}>{t("compare.mapChanged")}</Notice>
          <Button size="small" onPress={onAgain}>
            {t("compare.again")}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** All of a version; chosen changes are restored from the list. */
function RestoreMenu({ compared, mayRestore }: CompareBannerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!mayRestore) return null;
  const versions = [compared.before, ...(compared.after === null ? [] : [compared.after])];
  return (
    <Menu
      label={t("compare.restoreWhole")}
      trigger={<IconButton label={t("compare.restoreWhole")} icon={<RotateCcw />} />}
    >
      {versions.map((version) => (
        <MenuItem
          key={version.id}
          id={version.id}
          icon={<History />}
          label={versionName(version, t, language)}
          onAction={() => versionWindow.set({ what: "restore", version })}
        />
      ))}
    </Menu>
  );
}

function ProtocolMenu({ compared, title }: CompareBannerProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useCompareWords();
  const filterWords = ({ looks, personId, perspective, regionId }: ChangeFilter): string => {
    const { sides } = compared.comparing.list;
    const parts = [
      ...[...looks].map((look) => t(`compare.look-${look}`)),
      personId === null ? null : words.name(personId),
      perspective === null ? null : perspectiveName(t, perspective),
      regionId === null ? null : nodeIn(sides, regionId)?.title || words.untitled,
    ];
    return parts.filter((part) => part !== null).join(", ");
  };
  const save = (format: ProtocolFormat): void => {
    const before = versionName(compared.before, t, language);
    const after = versionName(compared.after, t, language);
    const preface = [
      t("compare.protocolOf", { before, after }),
      t("compare.protocolAt", { when: longDateTime(Date.now(), language) }),
    ];
    const filters = filterWords(compared.comparing.filter.get());
    if (filters !== "") preface.push(t("compare.protocolFiltered", { filters }));
    const head = { title: t("compare.protocolTitle", { title }), preface };
    saveProtocol({ format, comparing: compared.comparing, words, head, language });
  };
  return (
    <Menu
      label={t("compare.save")}
      trigger={<IconButton label={t("compare.save")} icon={<FileDown />} />}
    >
      <MenuItem
        id="docx"
        icon={<FileText />}
        label={t("compare.saveDocx")}
        onAction={() => save("docx")}
      />
      <MenuItem
        id="markdown"
        icon={<FileText />}
        label={t("compare.saveMarkdown")}
        onAction={() => save("md")}
      />
    </Menu>
  );
}
