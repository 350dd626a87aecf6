// What people think of a comment, one press each: buttons with their counts, and who it was for those who ask.
import {
  CircleHelp,
  Heart,
  type LucideIcon,
  SmilePlus,
  Star,
  ThumbsDown,
  ThumbsUp,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { REACTIONS, type Comment, type Reaction } from "#shared/comments/api.ts";
import { listOf } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { useMay } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { useMe } from "../../people/session.ts";
import { Hint } from "../../ui/Hint.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";
import { ToggleButton } from "react-aria-components";
import { useComments } from "../store/commentHooks.ts";
import { act } from "./act.ts";
import { authorName } from "./authors.ts";
import styles from "./Reactions.module.css";

const ICONS: Readonly<Record<Reaction, LucideIcon>> = {
  agree: ThumbsUp,
  disagree: ThumbsDown,
  important: Star,
  question: CircleHelp,
  thanks: Heart,
};

/** What has been given; nothing where there is nothing. */
export function Reactions({ comment }: { comment: Comment }) {
  const { t } = useTranslation();
  const mayWrite = useMay("comments.write");
  const { given, own, toggle } = useReactions(comment);
  if (given.length === 0) return null;
  return (
    <ul className={styles.reactions} aria-label={t("thread.reactions")}>
      {given.map(({ kind, people }) => (
        <li key={kind}>
          <Given
            kind={kind}
            people={people}
            isOwn={own.has(kind)}
            isDisabled={!mayWrite}
            onToggle={(isOn) => toggle(kind, isOn)}
          />
        </li>
      ))}
    </ul>
  );
}

/** One more, or one's own taken back. */
export function ReactionMenu({ comment }: { comment: Comment }) {
  const { t } = useTranslation();
  const mayWrite = useMay("comments.write");
  const { own, toggle } = useReactions(comment);
  if (!mayWrite) return null;
  return (
    <Menu
      label={t("thread.react")}
      trigger={<IconButton size="small" label={t("thread.react")} icon={<SmilePlus />} />}
    >
      {REACTIONS.map((kind) => {
        const Icon = ICONS[kind];
        return (
          <MenuItem
            key={kind}
            id={kind}
            label={t(own.has(kind) ? "thread.takeBack" : `thread.reaction-${kind}`, {
              reaction: t(`thread.reaction-${kind}`),
            })}
            icon={<Icon />}
            onAction={() => toggle(kind, !own.has(kind))}
          />
        );
      })}
    </Menu>
  );
}

function useReactions({ id, reactions }: Comment) {
  const { t } = useTranslation();
  const store = useComments();
  const me = useMe()?.id ?? "";
  const given = REACTIONS.flatMap((kind) => {
    const people = reactions.find((reaction) => reaction.kind === kind)?.people ?? [];
    return people.length === 0 ? [] : [{ kind, people }];
  });
  const own = new Set(given.flatMap(({ kind, people }) => (people.includes(me) ? [kind] : [])));
  const toggle = (kind: Reaction, isOn: boolean): void => {
    void act(store.react(id, kind, isOn), t);
  };
  return { given, own, toggle };
}

interface GivenProps {
  kind: Reaction;
  people: readonly string[];
  isOwn: boolean;
  isDisabled: boolean;
  onToggle: (isOn: boolean) => void;
}

function Given({ kind, people, isOwn, isDisabled, onToggle }: GivenProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const authors = useStore(useComments().authors);
  const Icon = ICONS[kind];
  const who = listOf(
    people.map((id) => authorName(authors.get(id), t)),
    language,
  );
  const name = t("thread.reacted", {
    number: people.length,
    reaction: t(`thread.reaction-${kind}`),
    who,
  });
  const shown = (
    <>
      <Icon aria-hidden="true" />
      {people.length}
    </>
  );
  // Who may not react reads it all the same.
  if (isDisabled) {
    return (
      <span className={styles.reaction} role="img" aria-label={name} title={name}>
        {shown}
      </span>
    );
  }
  return (
    <Hint text={who}>
      <ToggleButton
        className={styles.reaction ?? ""}
        isSelected={isOwn}
        onChange={onToggle}
        aria-label={name}
      >
        {shown}
      </ToggleButton>
    </Hint>
  );
}
