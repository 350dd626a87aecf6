// What may be done with a thread as a whole.
import {
  Bell,
  BellOff,
  CheckCheck,
  Ellipsis,
  History,
  Link as LinkIcon,
  ListChecks,
  MailPlus,
  RotateCcw,
  Undo2,
} from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useSession } from "../../map/session/sessionHooks.ts";
import { useMe } from "../../people/session.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";
import { useComments } from "../store/commentHooks.ts";
import {
  elementOf,
  isMarkableUnread,
  type ThreadContent,
  type ThreadView,
} from "../store/commentViews.ts";
import { act } from "./act.ts";
import { afterMenu } from "./afterMenu.ts";
import { AnchorThenDialog } from "./AnchorThenDialog.tsx";
import { commentAddress } from "./commentLink.ts";
import { copyText } from "./copyText.ts";
import { mapThen } from "./mapThen.ts";
import { OutcomeDialog } from "./OutcomeDialog.tsx";

export interface ThreadMenuProps {
  view: ThreadView;
  /** null: what is said in it is not there yet. */
  answer: ThreadContent["answer"];
}

export function ThreadMenu({ view, answer }: ThreadMenuProps) {
  const { t } = useTranslation();
  const { mapId } = useSession();
  const store = useComments();
  const [dialog, setDialog] = useState<"outcome" | "then" | null>(null);
  const mayResolveAny = useMay("comments.resolveAny");
  const mayResolveOwn = useMay("comments.resolveOwn");
  const mayReadVersions = useMay("versions.read");
  const me = useMe()?.id;
  const isOwn = me === view.createdBy;
  // What became of a thread is said by those who may say it, and by them alone taken back.
  const mayResolve = mayResolveAny || (mayResolveOwn && isOwn && view.outcome === null);
  const first = answer?.comments.find(({ deletedAt }) => deletedAt === null);
  const { stateId } = view;
  const reopen = (): void => void act(store.setState(view.id, { state: "open" }), t);
  const resolve = (): void => void act(store.setState(view.id, { state: "resolved" }), t);
  return (
    <>
      {!mayResolve ? null : view.resolved === null ? (
        <IconButton
          size="small"
          label={t("thread.resolve")}
          icon={<CheckCheck />}
          onPress={resolve}
        />
      ) : (
        <IconButton size="small" label={t("thread.reopen")} icon={<Undo2 />} onPress={reopen} />
      )}
      <Menu
        label={t("thread.menu")}
        trigger={<IconButton size="small" label={t("thread.menu")} icon={<Ellipsis />} />}
      >
        {first === undefined ? null : (
          <MenuItem
            id="link"
            label={t("thread.copyLink")}
            icon={<LinkIcon />}
            onAction={() =>
              void copyText(commentAddress(mapId, first.id), t("thread.linkCopied"), t)
            }
          />
        )}
        <MenuItem
          id="follow"
          label={t(view.follows ? "thread.unfollow" : "thread.follow")}
          icon={view.follows ? <BellOff /> : <Bell />}
          onAction={() => void act(store.follow(view.id, !view.follows), t)}
        />
        {isMarkableUnread(view, me) ? (
          <MenuItem
            id="unread"
            label={t("thread.markUnread")}
            icon={<MailPlus />}
            onAction={() =>
              afterMenu(() => {
                // While it is looked at, it would be read at once.
                store.close();
                void act(store.markUnread(view.id), t);
              })
            }
          />
        ) : null}
        {mayResolveAny ? (
          <MenuItem
            id="outcome"
            label={t(
              view.outcome !== null
                ? "thread.changeOutcome"
                : view.resolved === null
                  ? "thread.resolveWith"
                  : "thread.giveOutcome",
            )}
            icon={<ListChecks />}
            onAction={() => setDialog("outcome")}
          />
        ) : null}
        {answer === null || answer.anchorThen === null ? null : (
          <MenuItem
            id="then"
            label={t("thread.showThen")}
            icon={<RotateCcw />}
            onAction={() => setDialog("then")}
          />
        )}
        {stateId === null || !mayReadVersions ? null : (
          <MenuItem
            id="mapThen"
            label={t("thread.showMapThen")}
            icon={<History />}
            onAction={() =>
              mapThen.set({
                stateId,
                threadId: view.id,
                at: view.createdAt,
                elementId: elementOf(view.anchor),
              })
            }
          />
        )}
      </Menu>
      {dialog === "outcome" ? <OutcomeDialog view={view} onClose={() => setDialog(null)} /> : null}
      {dialog === "then" && answer !== null ? (
        <AnchorThenDialog
          anchorThen={answer.anchorThen}
          at={view.createdAt}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </>
  );
}
