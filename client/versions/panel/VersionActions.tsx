// What can be done with the version that is looked at: back to the map, restored, and everything else in a menu.
import { Copy, Ellipsis, GitCompareArrows, History, PencilLine, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { mayDo, type Role } from "#shared/access/policy.ts";
import type { Version } from "#shared/versions/api.ts";
import { useMayHere } from "../../people/useMayHere.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem, MenuLine } from "../../ui/Menu.tsx";
import { CompareItems } from "./CompareItems.tsx";
import styles from "./VersionActions.module.css";
import { comparisonAddress } from "./versionAddress.ts";
import { versionWindow, type VersionQuestion } from "./versionWindow.ts";

export interface VersionActionsProps {
  mapId: string;
  version: Version;
  /** Of the person who looks, on the map. */
  role: Role | null;
}

export function VersionActions({ mapId, version, role }: VersionActionsProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const mayCopy = useMayHere("maps.create");
  const ask = (what: VersionQuestion["what"]): void => versionWindow.set({ what, version });
  const compare = (): void => navigate(comparisonAddress(mapId, version.id));
  const mayWrite = mayDo(role, "versions.write");
  return (
    <>
      {mayWrite ? (
        <Button size="small" icon={<History size={16} />} onPress={() => ask("restore")}>
          {t("versions.restore")}
        </Button>
      ) : null}
      <span className={styles.wide}>
        <Button size="small" icon={<GitCompareArrows size={16} />} onPress={compare}>
          {t("versions.compareBrief")}
        </Button>
      </span>
      <Menu
        label={t("versions.actions")}
        trigger={<IconButton label={t("versions.actions")} icon={<Ellipsis />} />}
      >
        <CompareItems mapId={mapId} version={version} />
        <MenuLine />
        {mayCopy ? (
          <MenuItem
            id="copy"
            label={t("versions.copy")}
            icon={<Copy />}
            onAction={() => ask("copy")}
          />
        ) : null}
        {mayWrite ? (
          <MenuItem
            id="edit"
            label={t("versions.edit")}
            icon={<PencilLine />}
            onAction={() => ask("edit")}
          />
        ) : null}
        {mayDo(role, "versions.delete") ? (
          <>
            <MenuLine />
            <MenuItem
              id="delete"
              label={t("versions.delete")}
              icon={<Trash2 />}
              isDanger
              onAction={() => ask("delete")}
            />
          </>
        ) : null}
      </Menu>
    </>
  );
}
