// What may be done with one comment: its address, changing one's own, deleting.
import { Ellipsis, Link as LinkIcon, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Comment } from "#shared/comments/api.ts";
import { useMay, useSession } from "../../map/session/sessionHooks.ts";
import { useMe } from "../../people/session.ts";
import { ConfirmDialog } from "../../share/ConfirmDialog.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem } from "../../ui/Menu.tsx";
import { useComments } from "../store/commentHooks.ts";
import { act } from "./act.ts";
import { commentAddress } from "./commentLink.ts";
import { copyText } from "./copyText.ts";

export interface CommentMenuProps {
  comment: Comment;
  /** Of its author. */
  name: string;
  onEdit: () => void;
}

export function CommentMenu({ comment, name, onEdit }: CommentMenuProps) {
  const { t } = useTranslation();
  const { mapId } = useSession();
  const store = useComments();
  const [isAsked, setAsked] = useState(false);
  const isOwn = useMe()?.id === comment.authorId;
  const mayChange = useMay("comments.changeOwn") && isOwn;
  const mayDeleteAny = useMay("comments.deleteAny");
  const label = t("thread.commentMenu", { name });
  return (
    <>
      <Menu label={label} trigger={<IconButton size="small" label={label} icon={<Ellipsis />} />}>
        <MenuItem
          id="link"
          label={t("thread.copyLink")}
          icon={<LinkIcon />}
          onAction={() =>
            void copyText(commentAddress(mapId, comment.id), t("thread.linkCopied"), t)
          }
        />
        {mayChange ? (
          <MenuItem id="edit" label={t("thread.edit")} icon={<Pencil />} onAction={onEdit} />
        ) : null}
        {mayChange || mayDeleteAny ? (
          <MenuItem
            id="delete"
            label={t("thread.delete")}
            icon={<Trash2 />}
            isDanger
            onAction={() => setAsked(true)}
          />
        ) : null}
      </Menu>
      <ConfirmDialog
        title={t("thread.deleteTitle")}
        text={isOwn ? t("thread.deleteOwnText") : t("thread.deleteOthersText", { name })}
        action={t("thread.delete")}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        onConfirm={() => void act(store.remove(comment.id), t)}
      />
    </>
  );
}
