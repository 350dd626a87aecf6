// Says what others write, for those who do not see it; and that the server has refused a comment, for everybody.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { toast } from "../../ui/toast.ts";
import { useComments } from "../store/commentHooks.ts";
import { panelShown } from "./panelShown.ts";
import { TalkNews } from "./TalkNews.ts";
import { useThreadWords } from "./useThreadWords.ts";

export function CommentNews() {
  const { t } = useTranslation();
  const session = useSession();
  const store = useComments();
  const words = useThreadWords();
  const [news] = useState(() => new TalkNews(store, () => session.presence.me.get()?.id ?? null));
  useEffect(() => news.follow(), [news]);
  const said = useStore(news.said);
  useRefusals();
  const thread = said === null ? undefined : store.threads.get().get(said.threadId);
  const sentence = (): string => {
    if (said === null || thread === undefined) return "";
    const values = { count: said.count, title: words.title(thread) };
    return said.by === null
      ? t("comments.news", values)
      : t("comments.newsBy", { ...values, name: words.name(said.by) });
  };
  return (
    <output className="unseen" aria-live="polite" data-comment-news>
      {sentence()}
    </output>
  );
}

/** A comment that comes back is not to be found out by chance. */
function useRefusals(): void {
  const { t } = useTranslation();
  const { waiting } = useComments();
  useEffect(() => {
    const refused = (): Set<string> =>
      new Set(waiting.get().flatMap(({ id, problem }) => (problem === null ? [] : [id])));
    let known = refused();
    return waiting.subscribe(() => {
      const now = refused();
      const isNew = [...now].some((id) => !known.has(id));
      known = now;
      if (!isNew || panelShown.get()) return;
      const action = { label: t("comments.refusedShow"), run: () => panelShown.set(true) };
      toast({ text: t("comments.refusedToast"), tone: "danger", action });
    });
  }, [waiting, t]);
}
