// Makes the comparison once everything for it is there, and anew when it is asked for: both states, and who did what
// between them. A comparison without the people is better than none.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import * as Y from "yjs";
import { touchesSchema, type Contributor, type Touch, type Version } from "#shared/versions/api.ts";
import { askServer } from "../../app/askServer.ts";
import { pastStateQuery } from "../../app/pastState.ts";
import { canvasOf } from "../../map/canvas/canvasOf.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { useStore } from "../../map/session/useStore.ts";
import { useVersion } from "../panel/versionQueries.ts";
import { viewOf } from "./changeMarks.ts";
import { Comparing } from "./Comparing.ts";
import type { Compared, ComparedAddress } from "./Compared.ts";
import { mostInView } from "./mostInView.ts";

/** Several changes that come together are compared once. */
const TOGETHER_MS = 150;

export function useComparing(session: MapSession, { mapId, versionId, otherId }: ComparedAddress) {
  const one = useVersion(mapId, versionId);
  const other = useVersion(mapId, otherId);
  const [first, second] = inOrder(one.data, otherId === null ? null : other.data);
  const before = useSame(first);
  const after = useSame(second);
  const was = useBytes(mapId, before?.stateId);
  const is = useBytes(mapId, after?.stateId);
  const [round, setRound] = useState(0);
  const people = usePeople(mapId, before, after, round);
  const isLive = useStore(session.status, ({ phase }) => phase === "live");
  const [shown, setShown] = useState<Compared | null>(null);
  const [old, setOld] = useState<Comparing | null>(null);
  const latest = useRef<Compared | null>(null);
  const isAwaiting = useRef(false);
  /** The map has changed since it was compared. */
  const hasChanged = useRef(false);
  const again = useCallback(() => setRound((current) => current + 1), []);

  const [wasBytes, isBytes] = [was.data?.bytes, is.data?.bytes];
  const isReady = people.isDone && (after !== null || isLive || shown !== null);
  useEffect(() => {
    if (before === undefined || after === undefined || wasBytes === undefined || !isReady) return;
    if (after !== null && isBytes === undefined) return;
    const comparing = new Comparing({
      mapId,
      before: wasBytes,
      after: isBytes ?? Y.encodeStateAsUpdate(session.doc),
      touches: people.touches,
    });
    if (hasChanged.current) isAwaiting.current = false;
    hasChanged.current = false;
    const last = latest.current;
    if (last === null) seeMost(comparing);
    else likeBefore(comparing, last.comparing);
    const { people: named, isCut: isPeopleCut } = people;
    const made = (last?.round ?? 0) + 1;
    const at = Date.now();
    latest.current = {
      comparing,
      before,
      after,
      people: named,
      isPeopleCut,
      at,
      round: made,
    };
    setShown(latest.current);
    return () => comparing.destroy();
    // What is known of people comes with its round.
  }, [mapId, session, before, after, wasBytes, isBytes, isReady, people]);

  useEffect(() => {
    if (after !== null || shown === null) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = session.content.all.subscribe(() => {
      hasChanged.current = true;
      timer ??= setTimeout(() => {
        timer = null;
        if (isAwaiting.current) again();
        else setOld(shown.comparing);
        isAwaiting.current = false;
      }, TOGETHER_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [session, after, shown, again]);

  /** What this page has restored comes by the map itself, before or after the answer. */
  const awaitChange = useCallback(() => {
    isAwaiting.current = !hasChanged.current;
    again();
  }, [again]);
  const asked = [one, other, was, is];
  const error = asked.find((query) => query.error !== null)?.error ?? null;
  const retry = (): void => {
    for (const query of asked) if (query.error !== null) void query.refetch();
  };
  const isOld = shown !== null && old === shown.comparing;
  return { shown, error, retry, isOld, again, awaitChange };
}

/** At first one sees all changes, or where most of them lie. */
function seeMost(comparing: Comparing): void {
  const canvas = canvasOf(comparing.map);
  const { entries } = comparing.list;
  const views = entries.flatMap((entry) => viewOf(canvas, comparing, entry) ?? []);
  canvas.firstPart = (largest) => mostInView(views, largest);
}

/** Compared anew, one sees what one saw: the same part of the map, through the same filter. */
function likeBefore(comparing: Comparing, last: Comparing): void {
  const { lastViewport } = canvasOf(last.map);
  if (lastViewport !== null) canvasOf(comparing.map).rememberViewport(lastViewport);
  comparing.filter.set(last.filter.get());
}

/** The earlier one first, whichever way round they were asked for; undefined: not known yet. */
function inOrder(
  one: Version | undefined,
  other: Version | null | undefined,
): [Version | undefined, Version | null | undefined] {
  if (one === undefined || other === undefined || other === null) return [one, other];
  return one.at <= other.at ? [one, other] : [other, one];
}

/** The same object as long as it says the same: what is made of it is made once. */
function useSame<T>(value: T): T {
  const [kept, setKept] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}

function useBytes(mapId: string, stateId: string | undefined) {
  return useQuery({ ...pastStateQuery(mapId, stateId ?? ""), enabled: stateId !== undefined });
}

/** Those who did something between the two. `isDone`: all has come that will. */
function usePeople(
  mapId: string,
  before: Version | undefined,
  after: Version | null | undefined,
  round: number,
) {
  const since = before?.at ?? 0;
  const until = after === null || after === undefined ? "" : `&until=${after.at}`;
  const { data, isError } = useQuery({
    queryKey: ["changes", mapId, "between", since, until, round],
    queryFn: async () => {
      const path = `/api/maps/${mapId}/changes?since=${since}${until}`;
      // With its round: another one is another comparison, also where nothing else is different.
      return { round, ...(await askServer(path, touchesSchema)) };
    },
    enabled: before !== undefined && after !== undefined,
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (data === undefined) return { ...NOBODY, isDone: isError };
    const people = new Map(data.people.map((person) => [person.id, person]));
    return { touches: data.touches, people, isCut: data.isCut, isDone: true };
  }, [data, isError]);
}

const NOBODY: {
  touches: readonly Touch[];
  people: ReadonlyMap<string, Contributor>;
  isCut: boolean;
} = { touches: [], people: new Map(), isCut: false };
