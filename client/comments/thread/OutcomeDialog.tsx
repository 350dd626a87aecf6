// What became of a thread, and why: what public consultation owes to those who took part.
import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { MAX_REASON_CHARS, OUTCOMES, type Outcome } from "#shared/comments/api.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useComments } from "../store/commentHooks.ts";
import type { ThreadView } from "../store/commentViews.ts";
import { act } from "./act.ts";
import styles from "./OutcomeDialog.module.css";

const REASON_LINES = 4;

export interface OutcomeDialogProps {
  view: ThreadView;
  onClose: () => void;
}

export function OutcomeDialog({ view, onClose }: OutcomeDialogProps) {
  const { t } = useTranslation();
  const store = useComments();
  const [outcome, setOutcome] = useState<Outcome | null>(view.outcome?.kind ?? null);
  const [reason, setReason] = useState(view.outcome?.reason ?? "");
  const [isPending, setPending] = useState(false);
  const save = async (): Promise<void> => {
    setPending(true);
    const done = await act(store.setState(view.id, { state: "resolved", outcome, reason }), t);
    setPending(false);
    if (done) onClose();
  };
  return (
    <Dialog
      title={t("thread.outcomeTitle")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button
            variant="primary"
            isDisabled={outcome === null}
            isPending={isPending}
            onPress={() => void save()}
          >
            {t("thread.resolve")}
          </Button>
        </>
      }
    >
      <RadioGroup
        className={styles.outcomes ?? ""}
        value={outcome}
        onChange={(value) => setOutcome(OUTCOMES.find((each) => each === value) ?? null)}
      >
        <Label className={styles.label}>{t("thread.outcomeQuestion")}</Label>
        {OUTCOMES.map((kind) => (
          <Radio key={kind} value={kind} className={styles.outcome ?? ""}>
            <span className={styles.dot} aria-hidden="true" />
            <span>
              <span className={styles.kind}>{t(`thread.outcome-${kind}`)}</span>
              <span className={styles.meaning}>{t(`thread.outcome-${kind}-text`)}</span>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      <TextField
        label={t("thread.reason")}
        description={t("thread.reasonHint")}
        lines={REASON_LINES}
        value={reason}
        maxLength={MAX_REASON_CHARS}
        onChange={setReason}
      />
    </Dialog>
  );
}
