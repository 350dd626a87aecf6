// What can be done with a map without opening it.
import { Copy, Download, Ellipsis, Pencil, Trash2, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { mayDo } from "#shared/access/policy.ts";
import type { MapSummary } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { useMayHere } from "../people/useMayHere.ts";
import { ShareWindow } from "../share/ShareWindow.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem, MenuLine } from "../ui/Menu.tsx";
import { toast } from "../ui/toast.ts";
import { download } from "../ui/download.ts";
import styles from "./MapCard.module.css";
import { exportAddress, useDeleteMap, useDuplicateMap, useUndeleteMap } from "./mapQueries.ts";
import { RenameMapDialog } from "./RenameMapDialog.tsx";

export function MapCardMenu({ map, title }: { map: MapSummary; title: string }) {
  const { t } = useTranslation();
  const [isRenaming, setRenaming] = useState(false);
  const [isSharing, setSharing] = useState(false);
  const mayDuplicate = useMayHere("maps.duplicate");
  const role = map.role ?? null;
  const duplicate = useDuplicateMap();
  const remove = useDeleteMap();
  const undelete = useUndeleteMap();
  const onError = (error: unknown) => toast({ text: problemSentence(error, t), tone: "danger" });

  // `mutateAsync`: the card is gone by the time the person undoes, and with it what `mutate` would call back.
  const bringBack = () =>
    undelete
      .mutateAsync(map.id)
      .then(() => toast({ text: t("maps.broughtBack", { title }) }), onError);
  const removeIt = () =>
    remove.mutateAsync(map.id).then(
      () =>
        toast({
          text: t("maps.deleted", { title }),
          action: { label: t("maps.undo"), run: () => void bringBack() },
        }),
      onError,
    );
  const copyIt = () =>
    duplicate
      .mutateAsync(map.id)
      .then((copy) => toast({ text: t("maps.duplicated", { title: copy.title }) }), onError);

  return (
    <div className={styles.menu}>
      <Menu
        label={t("maps.actionsFor", { title })}
        trigger={
          <IconButton size="small" label={t("maps.actionsFor", { title })} icon={<Ellipsis />} />
        }
      >
        <MenuItem
          id="share"
          label={t("share.open")}
          icon={<UserPlus />}
          onAction={() => setSharing(true)}
        />
        {mayDo(role, "map.change") ? (
          <MenuItem
            id="rename"
            label={t("maps.rename")}
            icon={<Pencil />}
            onAction={() => setRenaming(true)}
          />
        ) : null}
        {mayDuplicate ? (
          <MenuItem
            id="duplicate"
            label={t("maps.duplicate")}
            icon={<Copy />}
            onAction={() => void copyIt()}
          />
        ) : null}
        <MenuItem
          id="export"
          label={t("maps.export")}
          icon={<Download />}
          onAction={() => download(exportAddress(map.id))}
        />
        {mayDo(role, "map.delete") ? (
          <>
            <MenuLine />
            <MenuItem
              id="delete"
              label={t("maps.delete")}
              icon={<Trash2 />}
              isDanger
              onAction={() => void removeIt()}
            />
          </>
        ) : null}
      </Menu>
      <ShareWindow
        mapId={map.id}
        title={map.title}
        isOpen={isSharing}
        onClose={() => setSharing(false)}
      />
      <RenameMapDialog map={map} isOpen={isRenaming} onClose={() => setRenaming(false)} />
    </div>
  );
}
