// With what a version can be compared: the map as it is, the version before, or one that was remembered for it.
import { BookmarkPlus, GitCompareArrows } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Version } from "#shared/versions/api.ts";
import { Value } from "../../map/session/Store.ts";
import { useStore } from "../../map/session/useStore.ts";
import { MenuItem } from "../../ui/Menu.tsx";
import { toast } from "../../ui/toast.ts";
import { comparisonAddress } from "./versionAddress.ts";
import { useVersionList } from "./versionQueries.ts";
import { versionTitle } from "./versionWords.ts";

/** As long as the page lasts; of whichever map. */
const remembered = new Value<{ mapId: string; version: Version } | null>(null);

export function CompareItems({ mapId, version }: { mapId: string; version: Version }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { versions } = useVersionList(mapId);
  const kept = useStore(remembered);
  const other = kept?.mapId === mapId && kept.version.id !== version.id ? kept.version : null;
  const index = versions.findIndex(({ id }) => id === version.id);
  const previous = index < 0 ? undefined : versions[index + 1];
  const remember = (): void => {
    remembered.set({ mapId, version });
    toast({ text: t("versions.remembered", { name: versionTitle(version, t) }) });
  };
  return (
    <>
      <MenuItem
        id="compare"
        label={t("versions.compare")}
        icon={<GitCompareArrows />}
        onAction={() => navigate(comparisonAddress(mapId, version.id))}
      />
      {previous === undefined ? null : (
        <MenuItem
          id="comparePrevious"
          label={t("versions.comparePrevious")}
          icon={<GitCompareArrows />}
          onAction={() => navigate(comparisonAddress(mapId, previous.id, version.id))}
        />
      )}
      {other === null ? null : (
        <MenuItem
          id="compareOther"
          label={t("versions.compareOther", { name: versionTitle(other, t) })}
          icon={<GitCompareArrows />}
          onAction={() => navigate(comparisonAddress(mapId, other.id, version.id))}
        />
      )}
      <MenuItem
        id="remember"
        label={t("versions.remember")}
        icon={<BookmarkPlus />}
        onAction={remember}
      />
    </>
  );
}
