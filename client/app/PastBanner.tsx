// Above a past state of a map, unmistakably: what it is, the way back to the map as it is, and what can be done with it.
import { History, ListTree, PanelRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Role } from "#shared/access/policy.ts";
import type { Version } from "#shared/versions/api.ts";
import { CommentsButton } from "../comments/panel/CommentsButton.tsx";
import { longDateTime } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import type { MapSession } from "../map/session/MapSession.ts";
import { useMapTitle, useShownMap } from "../map/session/sessionHooks.ts";
import { Value } from "../map/session/Store.ts";
import { useStore } from "../map/session/useStore.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { historyShown, toggleHistory } from "../versions/panel/historyShown.ts";
import { VersionActions } from "../versions/panel/VersionActions.tsx";
import { causeWords, saysItsDate } from "../versions/panel/versionWords.ts";
import { TimeBar } from "./TimeBar.tsx";
import { usePageTitle } from "./usePageTitle.ts";

export interface PastBannerProps {
  /** When the map was like this, milliseconds since the epoch; null: not known. */
  at: number | null;
  session: MapSession | null;
  version: Version | null;
  isOutlineOpen: boolean;
  onToggleOutline: () => void;
  isInspectorOpen: boolean;
  onToggleInspector: () => void;
}

const NO_ROLE = new Value<Role | null>(null);

export function PastBanner({ at, session, version, ...parts }: PastBannerProps) {
  const { t } = useTranslation();
  const { mapId } = useShownMap();
  const title = useMapTitle();
  const role = useStore(session?.role ?? NO_ROLE);
  const isHistoryShown = useStore(historyShown);
  const sentence = useSentence(at, version);
  usePageTitle(`${title} – ${sentence}`);
  return (
    <TimeBar
      mapId={mapId}
      icon={<History />}
      title={title}
      sentence={sentence}
      note={version?.note ?? ""}
      actions={
        version === null ? null : <VersionActions mapId={mapId} version={version} role={role} />
      }
      tools={
        <>
          <CommentsButton />
          <IconButton
            label={t("versions.open")}
            icon={<History />}
            isSelected={isHistoryShown}
            onPress={toggleHistory}
          />
          <IconButton
            label={t("map.outline")}
            icon={<ListTree />}
            isSelected={parts.isOutlineOpen}
            onPress={parts.onToggleOutline}
          />
          <IconButton
            label={t("map.inspector")}
            icon={<PanelRight />}
            isSelected={parts.isInspectorOpen}
            onPress={parts.onToggleInspector}
          />
        </>
      }
    />
  );
}

function useSentence(at: number | null, version: Version | null): string {
  const { t } = useTranslation();
  const language = useLanguage();
  if (version !== null) {
    if (saysItsDate(version)) return t("versions.stateDated", { name: version.name });
    const when = longDateTime(version.at, language);
    if (version.name !== "") return t("versions.state", { name: version.name, when });
    return t("versions.stateCause", { cause: causeWords(version, t), when });
  }
  if (at === null) return t("past.stateUnknown");
  return t("past.state", { when: longDateTime(at, language) });
}
