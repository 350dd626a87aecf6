// What somebody has written, as page content: safe Markdown with people and nodes in it.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useShownMap } from "../../map/session/sessionHooks.ts";
import { Markdown } from "../../ui/Markdown.tsx";
import { useComments } from "../store/commentHooks.ts";
import { authorName } from "./authors.ts";
import { COMMENT_STYLE, commentPieces } from "./commentPieces.tsx";

export function CommentText({ text }: { text: string }) {
  const { t } = useTranslation();
  const { content } = useShownMap();
  const { authors } = useComments();
  const pieces = useMemo(
    () =>
      commentPieces(text, {
        mention: (id) => `@${authorName(authors.get().get(id), t)}`,
        node: (target) => content.node(target)?.title ?? target,
      }),
    [text, authors, content, t],
  );
  return <Markdown text={pieces} look={COMMENT_STYLE} isCompact />;
}
