// Several threads at one mark: which one is meant, or a new one.
import { MessageSquare, MessageSquareDot, MessageSquarePlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { textParts } from "#shared/comments/tokens.ts";
import { useMay } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { PopoverAt } from "../../map/canvas/PopoverAt.tsx";
import { nameShown } from "../../people/nameShown.ts";
import { MenuItem } from "../../ui/Menu.tsx";
import type { ThreadView } from "../store/commentViews.ts";
import type { CanvasComments } from "./CanvasComments.ts";

const EXCERPT_CHARS = 46;

export function ThreadChooser({ comments }: { comments: CanvasComments }) {
  const { t } = useTranslation();
  const { store, choosing, canvas } = comments;
  const chosen = useStore(choosing);
  const threads = useStore(store.threads);
  const authors = useStore(store.authors);
  const mayWrite = useMay("comments.write");

  const nameOf = (id: string): string => {
    const author = authors.get(id);
    if (author === undefined || author.isErased === true) return t("commentMarks.somebody");
    return nameShown(author.name, author.isGuest === true, t);
  };
  const wordsOf = ({ excerpt }: ThreadView): string => {
    const words = textParts(excerpt)
      .map((part) =>
        part.what === "words"
          ? part.words
          : part.what === "mention"
            ? `@${nameOf(part.personId)}`
            : (canvas.session.content.node(part.target)?.title ?? part.target),
      )
      .join("")
      .replace(/\s+/g, " ");
    return words.length > EXCERPT_CHARS ? `${words.slice(0, EXCERPT_CHARS - 1)}…` : words;
  };
  const { at = null, begin = null } = chosen ?? {};

  return (
    <PopoverAt at={at} label={t("commentMarks.choose")} onClose={() => choosing.set(null)}>
      {(chosen?.threads ?? []).map((id) => {
        const thread = threads.get(id);
        if (thread === undefined) return null;
        const isUnread = thread.unread > 0;
        const label = `${nameOf(thread.createdBy)}: ${wordsOf(thread)}`;
        return (
          <MenuItem
            key={id}
            id={id}
            label={
              isUnread ? `${label} (${t("commentMarks.unread", { count: thread.unread })})` : label
            }
            icon={isUnread ? <MessageSquareDot /> : <MessageSquare />}
            onAction={() => store.open(id)}
          />
        );
      })}
      {begin !== null && mayWrite ? (
        <MenuItem
          id="begin"
          label={t("commentMarks.begin")}
          icon={<MessageSquarePlus />}
          onAction={() => store.draft(begin)}
        />
      ) : null}
    </PopoverAt>
  );
}
