// The question before chosen changes are taken back: what will happen to the map, in numbers, and what comes along.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Version } from "#shared/versions/api.ts";
import { nodeIn } from "#shared/versions/changeList.ts";
import { restoreChoice } from "#shared/versions/changeListChoice.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import type { Comparing } from "./Comparing.ts";
import { useCompareWords } from "./compareContext.ts";
import { versionName } from "./compareWords.ts";
import { restore } from "../restored/restore.ts";
import styles from "./RestoreChosen.module.css";

export interface RestoreChosenProps {
  comparing: Comparing;
  version: Version;
  mapId: string;
  onClose: () => void;
  /** It has been done. */
  onRestored: () => void;
}

export function RestoreChosen({
  comparing,
  version,
  mapId,
  onClose,
  onRestored,
}: RestoreChosenProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useCompareWords();
  const [withLinks, setWithLinks] = useState(true);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const choice = restoreChoice(comparing.list, comparing.chosen.get(), withLinks);
  const titles = choice.takenAlong.map(
    (id) => `„${nodeIn(comparing.list.sides, id)?.title || words.untitled}“`,
  );
  const effects = [
    choice.back > 0 ? t("compare.back", { count: choice.back }) : null,
    choice.takenAlong.length > 0 ? t("compare.takenAlong", { titles: words.listOf(titles) }) : null,
    choice.changed > 0 ? t("compare.reverted", { count: choice.changed }) : null,
    choice.gone > 0 ? t("compare.gone", { count: choice.gone }) : null,
    choice.lostLinks > 0 ? t("compare.lostLinks", { count: choice.lostLinks }) : null,
  ].filter((sentence) => sentence !== null);

  const run = async (): Promise<void> => {
    setPending(true);
    try {
      await restore(mapId, version, t, choice.chosen);
      onRestored();
      onClose();
    } catch (error) {
      setProblem(problemSentence(error, t));
      setPending(false);
    }
  };

  return (
    <Dialog
      title={t("compare.restoreTitle")}
      isOpen
      onClose={onClose}
      role="alertdialog"
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button variant="primary" isPending={isPending} onPress={() => void run()}>
            {t("compare.restore")}
          </Button>
        </>
      }
    >
      <p>{t("compare.restoreFrom", { version: versionName(version, t, language) })}</p>
      <ul className={styles.effects}>
        {effects.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {choice.offered.length === 0 ? null : (
        <Checkbox isSelected={withLinks} onChange={setWithLinks}>
          {t("compare.offered", { count: choice.offered.length })}
        </Checkbox>
      )}
      <p className={styles.rest}>{t("compare.restKept")}</p>
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
