// A comparison with everything one can look at it with: the map on which both states lie, and the list of changes beside it.
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { mayDo } from "#shared/access/policy.ts";
import type { ChangeEntry } from "#shared/versions/changeList.ts";
import workspace from "../../app/MapWorkspace.module.css";
import { usePageTitle } from "../../app/usePageTitle.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { canvasOf } from "../../map/canvas/canvasOf.ts";
import { MapCanvas } from "../../map/canvas/MapCanvas.tsx";
import type { MapSession } from "../../map/session/MapSession.ts";
import { useStore } from "../../map/session/useStore.ts";
import { askToErase } from "../erase/eraseAsked.ts";
import { EraseContentDialog } from "../erase/EraseContentDialog.tsx";
import { classes } from "../../ui/classes.ts";
import { VersionWindows } from "../panel/VersionWindows.tsx";
import { ChangeLayer } from "./ChangeLayer.tsx";
import { viewOf } from "./changeMarks.ts";
import { CompareBanner } from "./CompareBanner.tsx";
import { CompareWordsContext } from "./compareContext.ts";
import type { Compared } from "./Compared.ts";
import { CompareSide } from "./CompareSide.tsx";
import styles from "./CompareWorkspace.module.css";
import { compareWords } from "./compareWords.ts";
import { RestoreChosen } from "./RestoreChosen.tsx";

interface CompareWorkspaceProps {
  session: MapSession;
  compared: Compared;
  /** The map has changed since. */
  isOld: boolean;
  onAgain: () => void;
  onRestored: () => void;
}

export function CompareWorkspace(props: CompareWorkspaceProps) {
  const { session, compared, onRestored } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { comparing, before, after, people, at } = compared;
  const title = useStore(comparing.map.content.title);
  const mayRestore = useStore(session.role, (role) => mayDo(role, "versions.write"));
  const mayErase = useStore(session.role, (role) => mayDo(role, "content.erase"));
  const [isListOpen, setListOpen] = useState(true);
  const [isAsking, setAsking] = useState(false);
  const words = useMemo(() => compareWords(t, language, people, at), [t, language, people, at]);
  usePageTitle(t("compare.pageTitle", { title }));

  const goTo = useCallback(
    (entry: ChangeEntry): void => {
      comparing.goTo(entry);
      const canvas = canvasOf(comparing.map);
      const box =
        entry.subject.on === "map" ? canvas.links.bounds() : viewOf(canvas, comparing, entry);
      if (box !== null) canvas.view?.show(box);
    },
    [comparing],
  );

  return (
    <CompareWordsContext value={words}>
      <div className={workspace.page} data-compare>
        <CompareBanner
          {...props}
          title={title}
          mayRestore={mayRestore}
          isListOpen={isListOpen}
          onToggleList={() => setListOpen(!isListOpen)}
        />
        <div className={classes(workspace.work, styles.work)}>
          <main className={workspace.canvas} aria-label={t("map.canvas")}>
            <MapCanvas>
              <ChangeLayer comparing={comparing} />
            </MapCanvas>
          </main>
          {isListOpen ? (
            <aside className={styles.side} aria-label={t("compare.list")}>
              <CompareSide
                comparing={comparing}
                isPeopleCut={compared.isPeopleCut}
                onRestore={mayRestore && after === null ? () => setAsking(true) : null}
                onErase={mayErase ? (chosen) => askToErase(session.mapId, chosen) : null}
                onGo={goTo}
              />
            </aside>
          ) : null}
        </div>
        {isAsking ? (
          <RestoreChosen
            comparing={comparing}
            version={before}
            mapId={session.mapId}
            onClose={() => setAsking(false)}
            onRestored={onRestored}
          />
        ) : null}
        <EraseContentDialog session={session} />
        <VersionWindows mapId={session.mapId} title={title} />
      </div>
    </CompareWordsContext>
  );
}
