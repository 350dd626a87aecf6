// The versions of the map as a time line beside it. Choosing one shows it; the panel stays.
import { useQueryClient } from "@tanstack/react-query";
import { CloudOff, Play, Save, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Version } from "#shared/versions/api.ts";
import { pastStateQuery } from "../../app/pastState.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { Value } from "../../map/session/Store.ts";
import { useStore } from "../../map/session/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { toast } from "../../ui/toast.ts";
import { playAddress } from "../play/playAddress.ts";
import styles from "./HistoryPanel.module.css";
import { historyShown } from "./historyShown.ts";
import { saveNow } from "./saveNow.ts";
import { Timeline } from "./Timeline.tsx";
import { versionAddress } from "./versionAddress.ts";
import { useVersionList } from "./versionQueries.ts";

export interface HistoryPanelProps {
  mapId: string;
  /** null: not open (yet). */
  session: MapSession | null;
  /** What is looked at; null: the map as it is. */
  shownId: string | null;
  /** Something was chosen: what lies above the map makes room. */
  onChosen: () => void;
}

const NOT_LIVE = new Value({ phase: "loading" });

export function HistoryPanel({ mapId, session, shownId, onChosen }: HistoryPanelProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const status: Pick<Value<{ phase: string }>, "get" | "subscribe"> = session?.status ?? NOT_LIVE;
  const phase = useStore(status, (state) => state.phase);
  const { versions, people, data, error, refetch, ...more } = useVersionList(mapId);
  const panel = useRef<HTMLDivElement | null>(null);
  const chosen = useRef<string | null>(shownId);

  useEffect(() => {
    if (panel.current?.contains(document.activeElement) === true) return;
    panel.current?.querySelector<HTMLElement>("h2")?.focus();
  }, []);

  const open = (version: Version | null): void => {
    chosen.current = version?.id ?? null;
    if (version === null) {
      navigate(`/karte/${mapId}`);
      onChosen();
      return;
    }
    // Fetched first: what is shown stays until the other is there.
    client.fetchQuery(pastStateQuery(mapId, version.stateId)).then(
      () => {
        if (chosen.current !== version.id) return;
        navigate(versionAddress(mapId, version));
        onChosen();
      },
      (problem: unknown) => toast({ text: problemSentence(problem, t), tone: "danger" }),
    );
  };
  const isAway = phase === "offline";
  return (
    <div ref={panel} className={styles.panel}>
      <PanelHead mapId={mapId} session={shownId === null ? session : null} />
      {data !== undefined && isAway ? (
        <p className={styles.note}>
          <CloudOff aria-hidden="true" />
          {t("versions.stale")}
        </p>
      ) : null}
      {data !== undefined ? (
        <>
          <Timeline
            mapId={mapId}
            versions={versions}
            people={people}
            shownId={shownId}
            onOpen={open}
            onEnd={() => {
              if (more.hasNextPage && !more.isFetchingNextPage) void more.fetchNextPage();
            }}
          />
          {versions.length === 0 ? <p className={styles.empty}>{t("versions.empty")}</p> : null}
          <output className={more.isFetchingNextPage ? styles.note : "unseen"}>
            {more.isFetchingNextPage ? t("versions.loadingMore") : null}
          </output>
        </>
      ) : isAway ? (
        <EmptyState icon={<CloudOff />} title={t("versions.offlineTitle")}>
          <p>{t("versions.offlineText")}</p>
        </EmptyState>
      ) : error !== null ? (
        <EmptyState
          icon={<CloudOff />}
          title={t("versions.failedTitle")}
          actions={<Button onPress={() => void refetch()}>{t("ui.retry")}</Button>}
        >
          <p>{problemSentence(error, t)}</p>
        </EmptyState>
      ) : (
        <Loading />
      )}
    </div>
  );
}

/** `session`: the map that a version can be saved of; null: something past is looked at. */
function PanelHead({ mapId, session }: { mapId: string; session: MapSession | null }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const language = useLanguage();
  const [isSaving, setSaving] = useState(false);
  const save = (): void => {
    if (session === null || isSaving) return;
    setSaving(true);
    void saveNow(session, t, language).finally(() => setSaving(false));
  };
  return (
    <header className={styles.header}>
      <h2 className={styles.title} tabIndex={-1}>
        {t("versions.title")}
      </h2>
      <div className={styles.tools}>
        {session === null ? null : (
          <Button size="small" icon={<Save size={16} />} isPending={isSaving} onPress={save}>
            {t("versions.save")}
          </Button>
        )}
        <IconButton
          label={t("play.open")}
          icon={<Play />}
          hintPlacement="left"
          onPress={() => navigate(playAddress(mapId))}
        />
        <IconButton
          label={t("versions.close")}
          icon={<X />}
          hintPlacement="left"
          onPress={() => historyShown.set(false)}
        />
      </div>
    </header>
  );
}

function Loading() {
  const { t } = useTranslation();
  return (
    <div className={styles.loading}>
      <span className="unseen" role="status">
        {t("versions.loading")}
      </span>
      {[0, 1, 2, 3].map((at) => (
        <Skeleton key={at} className={styles.skeleton} />
      ))}
    </div>
  );
}
