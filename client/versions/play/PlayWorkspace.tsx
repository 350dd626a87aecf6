// The life of a map on the canvas: above it what it is and the way back, below it the controls.
import { useEffect, useMemo, useState } from "react";
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Contributor } from "#shared/versions/api.ts";
import pageStyles from "../../app/MapWorkspace.module.css";
import { pastStateQuery } from "../../app/pastState.ts";
import { queryClient } from "../../app/queryClient.ts";
import { TimeBar } from "../../app/TimeBar.tsx";
import { MapCanvas } from "../../map/canvas/MapCanvas.tsx";
import type { MapSession } from "../../map/session/MapSession.ts";
import { useMapTitle } from "../../map/session/sessionHooks.ts";
import { type Course, shownAt, shownKeyAt } from "./course.ts";
import { type PlayedMap, readUpdate } from "./PlayedMap.ts";
import { Player } from "./Player.tsx";
import { StateShelf } from "./StateShelf.ts";
import { StepMarks } from "./StepMarks.tsx";
import { usePlayer } from "./usePlayer.ts";
import { NOTHING_SHOWN, useShownStep } from "./useShownStep.ts";

export interface PlayWorkspaceProps {
  session: MapSession;
  played: PlayedMap;
  course: Course;
  people: ReadonlyMap<string, Contributor>;
}

/** How long what differs stays marked for those who see it happen. */
const MARKED_MS = 4_000;

export function PlayWorkspace({ session, played, course, people }: PlayWorkspaceProps) {
  const { t } = useTranslation();
  const { mapId } = session;
  const title = useMapTitle();
  const shelf = useMemo(
    () =>
      new StateShelf(async (id) => {
        // The shelf keeps what is needed: a whole life would be too much for the page.
        const query = { ...pastStateQuery(mapId, id), gcTime: 0 };
        return readUpdate((await queryClient.fetchQuery(query)).bytes);
      }),
    [mapId],
  );
  const [shown, setShown] = useState(NOTHING_SHOWN);
  const [attempt, setAttempt] = useState(0);
  const player = usePlayer(course, shown.key);
  const { at, isCalm } = player;
  const index = shownAt(course, at);
  useShownStep({ session, played, shelf, course, index, attempt, setShown });
  const isDrawn = shown.key === shownKeyAt(course, at);
  // Who wants no motion sees nothing vanish by itself either.
  const areMarksGone = useElapsed(shown.key, isCalm ? null : MARKED_MS);
  return (
    <div className={pageStyles.page} data-past data-shown={shown.key}>
      <TimeBar mapId={mapId} icon={<History />} title={title} sentence={t("play.readOnly")} />
      <div className={pageStyles.work}>
        <main className={pageStyles.canvas} aria-label={t("map.canvas")}>
          <MapCanvas>
            {shown.step === null ? null : (
              <StepMarks key={shown.key} marks={shown.step.marks} areGone={areMarksGone} />
            )}
          </MapCanvas>
        </main>
      </div>
      <Player
        course={course}
        people={people}
        player={player}
        step={isDrawn ? shown.step : null}
        error={shown.error}
        onRetry={() => setAttempt(attempt + 1)}
      />
    </div>
  );
}

/** Whether so long ago this key was another. null: never. */
function useElapsed(key: string | null, afterMs: number | null): boolean {
  const [elapsed, setElapsed] = useState<string | null>(null);
  useEffect(() => {
    if (afterMs === null) return;
    const timer = setTimeout(() => setElapsed(key), afterMs);
    return () => {
      clearTimeout(timer);
      setElapsed(null);
    };
  }, [key, afterMs]);
  return key !== null && elapsed === key;
}
