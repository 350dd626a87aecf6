// The start page: all maps as cards, and what can be done with them.
import { useQuery } from "@tanstack/react-query";
import { CloudOff, Map as MapIcon, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ServerUnreachable } from "../app/askServer.ts";
import { Frame } from "../app/Frame.tsx";
import { problemSentence } from "../app/problemSentence.ts";
import { usePageTitle } from "../app/usePageTitle.ts";
import { useMayHere } from "../people/useMayHere.ts";
import { WayBackNotice } from "../people/WayBackNotice.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Notice } from "../ui/Notice.tsx";
import { CardSkeletons } from "./CardSkeletons.tsx";
import { MapCard } from "./MapCard.tsx";
import { mapsQuery } from "./mapQueries.ts";
import { NewMapDialog } from "./NewMapDialog.tsx";
import { rememberedMaps } from "./rememberedMaps.ts";
import styles from "./StartPage.module.css";
import { StartPageTools } from "./StartPageTools.tsx";

export function StartPage() {
  const { t } = useTranslation();
  usePageTitle(null);
  const { data, error, isPending, refetch } = useQuery(mapsQuery);
  const [search, setSearch] = useState("");
  const [isMaking, setMaking] = useState(false);
  const mayCreate = useMayHere("maps.create");
  const isOffline = error instanceof ServerUnreachable;
  const maps = data ?? (isOffline ? rememberedMaps() : null);
  const words = search.trim().toLocaleLowerCase();
  const found = maps?.filter((map) => map.title.toLocaleLowerCase().includes(words)) ?? [];
  const newest = found.toSorted((a, b) => b.changedAt - a.changedAt);

  return (
    <Frame>
      <WayBackNotice />
      <div className={styles.top}>
        <h1 className={styles.title}>{t("maps.title")}</h1>
        <p className={styles.lead}>{t("maps.lead")}</p>
      </div>
      {isPending || maps !== null ? (
        <StartPageTools
          search={search}
          onSearch={setSearch}
          onNew={() => setMaking(true)}
          isOffline={isOffline}
        />
      ) : null}
      {error !== null && maps !== null ? (
        <Notice icon={<CloudOff />}>
          {isOffline ? t("maps.offline") : problemSentence(error, t)}
        </Notice>
      ) : null}
      {isPending ? <CardSkeletons label={t("maps.loading")} /> : null}
      {error !== null && maps === null ? (
        <EmptyState
          icon={<CloudOff />}
          title={t("maps.failedTitle")}
          actions={
            <Button variant="primary" onPress={() => void refetch()}>
              {t("ui.retry")}
            </Button>
          }
        >
          <p>{problemSentence(error, t)}</p>
        </EmptyState>
      ) : null}
      {maps !== null && maps.length === 0 ? (
        <EmptyState
          icon={<MapIcon />}
          title={t("maps.emptyTitle")}
          actions={
            mayCreate ? (
              <Button variant="primary" onPress={() => setMaking(true)} isDisabled={isOffline}>
                {t("maps.new")}
              </Button>
            ) : undefined
          }
        >
          <p>{t(mayCreate ? "maps.emptyText" : "maps.emptyForGuest")}</p>
        </EmptyState>
      ) : null}
      {maps !== null && maps.length > 0 && found.length === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={t("maps.noneFoundTitle")}
          actions={<Button onPress={() => setSearch("")}>{t("maps.showAll")}</Button>}
        >
          <p>{t("maps.noneFoundText", { search: search.trim() })}</p>
        </EmptyState>
      ) : null}
      <output className="unseen">
        {words === "" ? "" : t("maps.found", { count: found.length })}
      </output>
      <ul className={styles.cards}>
        {newest.map((map) => (
          <li key={map.id}>
            <MapCard map={map} isOffline={isOffline} />
          </li>
        ))}
      </ul>
      <NewMapDialog isOpen={isMaking} onClose={() => setMaking(false)} />
    </Frame>
  );
}
