// Where a comment is written: plain text with names and titles in it. What is not sent is kept; who sends it where is told
// from outside.
import { Send } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { MAX_COMMENT_CHARS, MAX_MENTIONS } from "#shared/comments/api.ts";
import { mentionOf, mentionsIn, nodeLinkTo } from "#shared/comments/tokens.ts";
import { keyNames } from "../../app/keyNames.ts";
import { queryClient } from "../../app/queryClient.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { useSession } from "../../map/session/sessionHooks.ts";
import { Button } from "../../ui/Button.tsx";
import { classes } from "../../ui/classes.ts";
import fieldStyles from "../../ui/Field.module.css";
import { mentionableQuery } from "./authors.ts";
import { complete } from "./completion.ts";
import styles from "./Composer.module.css";
import { keepDraft, readDraft } from "./drafts.ts";
import {
  EMPTY_DRAFT,
  mentionLabel,
  nodeLabel,
  sentText,
  withUniqueNames,
  type Draft,
} from "./draftText.ts";
import { optionId, SuggestionList } from "./SuggestionList.tsx";
import { useFirstFocus } from "./useFirstFocus.ts";
import { useSuggestions, type Suggestion } from "./useSuggestions.ts";

/** From here on it is said how much room is left. */
const COUNTED_FROM = MAX_COMMENT_CHARS - 500;

export interface ComposerProps {
  /** Under what the unsent text is kept. */
  draftKey: string;
  label: string;
  action: string;
  /** What is written there to begin with, where nothing unsent is kept. */
  initial?: Draft;
  isFocusedFirst?: boolean;
  /** @param text what is sent: tokens in place of names */
  onSend: (text: string) => void;
  /** For what can be given up; the unsent text goes with it. */
  onCancel?: () => void;
}

export function Composer(props: ComposerProps) {
  const { draftKey, label, action, initial = EMPTY_DRAFT, isFocusedFirst = false } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const session = useSession();
  const listId = useId();
  const hintId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = readDraft(draftKey);
    return kept.text === "" ? initial : kept;
  });
  const [caret, setCaret] = useState(draft.text.length);
  const [hasFocus, setHasFocus] = useState(false);
  const { offered, wanted, active, setActive, dismiss } = useSuggestions(
    draft.text,
    hasFocus ? caret : null,
  );
  useFirstFocus(field, isFocusedFirst);

  const change = (next: Draft): void => {
    setDraft(next);
    keepDraft(draftKey, next);
  };
  const choose = (suggestion: Suggestion): void => {
    if (wanted === null) return;
    const completed = complete(draft, wanted, caret, suggestion);
    // The caret is set in the text that has it.
    flushSync(() => {
      dismiss();
      change(completed.draft);
      setCaret(completed.caret);
    });
    field.current?.setSelectionRange(completed.caret, completed.caret);
    field.current?.focus();
  };
  const text = sentText(meant(draft, session.mapId, session.content.nodes.values()));
  const refusal =
    text.length > MAX_COMMENT_CHARS
      ? t("thread.tooLong", { count: text.length - MAX_COMMENT_CHARS })
      : mentionsIn(text).length > MAX_MENTIONS
        ? t("problems.tooManyMentions")
        : null;
  const canSend = text.trim() !== "" && refusal === null;
  const send = (): void => {
    if (!canSend) return;
    change(EMPTY_DRAFT);
    setCaret(0);
    props.onSend(text.trim());
  };
  const cancel = (): void => {
    keepDraft(draftKey, EMPTY_DRAFT);
    props.onCancel?.();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const isModified = event.ctrlKey || event.metaKey;
    const chosen = offered[active];
    if (chosen !== undefined && !isModified && !event.altKey && !event.shiftKey) {
      const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      if (step !== 0) setActive((active + step + offered.length) % offered.length);
      else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
      else if (event.key === "Escape") dismiss();
      else return;
    } else if (event.key === "Enter" && isModified) send();
    else if (event.key === "Escape" && props.onCancel !== undefined) cancel();
    else return;
    // Neither the window nor the page has a use for this key now.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.composer}>
      <label htmlFor={`${listId}-field`} className={styles.label}>
        {label}
      </label>
      <textarea
        ref={field}
        id={`${listId}-field`}
        className={classes(fieldStyles.input, styles.field)}
        rows={2}
        value={draft.text}
        aria-describedby={hintId}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        {...(offered.length === 0
          ? {}
          : { "aria-controls": listId, "aria-activedescendant": optionId(listId, active) })}
        aria-invalid={refusal !== null}
        onChange={({ target }) => {
          change({ text: target.value, tokens: draft.tokens });
          setCaret(target.selectionStart);
        }}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionEnd)}
        onKeyDown={onKeyDown}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
      />
      <SuggestionList
        id={listId}
        label={t(wanted?.what === "node" ? "thread.nodes" : "thread.people")}
        offered={offered}
        active={active}
        onChoose={choose}
      />
      <div className={styles.row}>
        <p id={hintId} className={styles.hint}>
          {t("thread.hint", { keys: keyNames("Mod+Enter", language) })}
        </p>
        {props.onCancel === undefined ? null : (
          <Button size="small" variant="quiet" onPress={cancel}>
            {t("ui.cancel")}
          </Button>
        )}
        <Button
          size="small"
          variant="primary"
          icon={<Send size={14} aria-hidden="true" />}
          isDisabled={!canSend}
          onPress={send}
        >
          {action}
        </Button>
      </div>
      <output className={classes(styles.counter, refusal !== null && styles.tooLong)}>
        {refusal ??
          (text.length > COUNTED_FROM
            ? t("thread.lettersLeft", { count: MAX_COMMENT_CHARS - text.length })
            : "")}
      </output>
    </div>
  );
}

/** Names and titles count where they were typed out, too. */
function meant(draft: Draft, mapId: string, nodes: Iterable<{ id: string; title: string }>): Draft {
  const named: [string, string][] = [];
  if (draft.text.includes("@")) {
    const people = queryClient.getQueryData(mentionableQuery(mapId).queryKey)?.people ?? [];
    for (const { id, name } of people) named.push([mentionLabel(name), mentionOf(id)]);
  }
  if (draft.text.includes("[[")) {
    for (const { id, title } of nodes) {
      if (title !== "") named.push([nodeLabel(title), nodeLinkTo(id)]);
    }
  }
  return named.length === 0 ? draft : withUniqueNames(draft, named);
}
