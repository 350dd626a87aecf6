// Erasing content for good: what goes, what stays, no way to do it by accident; then how far it is.
import type { TFunction } from "i18next";
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { pastStates } from "../../app/pastState.ts";
import { problemSentence } from "../../app/problemSentence.ts";
import { queryClient } from "../../app/queryClient.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { listOf } from "../../i18n/times.ts";
import type { MapSession } from "../../map/session/MapSession.ts";
import { useStore } from "../../map/session/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { type Asked, eraseAsked } from "./eraseAsked.ts";
import styles from "./EraseContentDialog.module.css";
import { type Chosen, erasuresQuery, useErase } from "./eraseQueries.ts";

const GOES = ["map", "versions", "pictures", "threads"] as const;
const STAYS = ["comments", "seen", "record"] as const;

export function EraseContentDialog({ session }: { session: MapSession }) {
  const { mapId } = session;
  const asked = useStore(eraseAsked);
  if (asked === null || asked.mapId !== mapId) return null;
  return asked.erasureId === null ? (
    <Question session={session} asked={asked} />
  ) : (
    <Progress mapId={mapId} erasureId={asked.erasureId} />
  );
}

/** Erasures after which the states that this page held were dropped. */
const dropped = new Set<string>();

const close = (): void => eraseAsked.set(null);

function Question({ session, asked }: { session: MapSession; asked: Asked }) {
  const { t } = useTranslation();
  const erase = useErase(asked.mapId);
  const [isMeant, setMeant] = useState(false);
  const what = useWhat(session, asked.chosen);
  const begin = (): void => {
    // `mutateAsync`: the map may have begun anew before the answer is here, and what `mutate` would call back is gone then.
    erase.mutateAsync(asked.chosen).then(
      ({ id }) => eraseAsked.set({ ...asked, erasureId: id }),
      // Said below the question.
      () => undefined,
    );
  };
  return (
    <Dialog
      title={t("erase.title")}
      role="alertdialog"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("ui.cancel")}</Button>
          <Button
            variant="danger"
            isDisabled={!isMeant}
            isPending={erase.isPending}
            onPress={() => {
              if (!erase.isPending) begin();
            }}
          >
            {t("erase.now")}
          </Button>
        </>
      }
    >
      <p className={styles.what}>{what}</p>
      <section>
        <h3 className={styles.heading}>{t("erase.goes")}</h3>
        <ul className={styles.points}>
          {GOES.map((part) => (
            <li key={part}>{t(`erase.goes-${part}`)}</li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className={styles.heading}>{t("erase.stays")}</h3>
        <ul className={styles.points}>
          {STAYS.map((part) => (
            <li key={part}>{t(`erase.stays-${part}`)}</li>
          ))}
        </ul>
      </section>
      <p>{t("erase.everybody")}</p>
      <Checkbox isSelected={isMeant} onChange={setMeant}>
        {t("erase.confirm")}
      </Checkbox>
      {erase.isError ? (
        <p className={styles.problem} role="alert">
          {problemSentence(erase.error, t)}
        </p>
      ) : null}
    </Dialog>
  );
}

function Progress({ mapId, erasureId }: { mapId: string; erasureId: string }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(erasuresQuery(mapId));
  const isDone = data?.some(({ id, doneAt }) => id === erasureId && doneAt !== null) ?? false;
  // States that this page has fetched meanwhile may still hold it. Once: a comparison that begins anew without them mounts
  // this box anew, too.
  useEffect(() => {
    if (!isDone || dropped.has(erasureId)) return;
    dropped.add(erasureId);
    queryClient.resetQueries(pastStates(mapId)).catch(() => undefined);
  }, [isDone, mapId, erasureId]);
  return (
    <Dialog
      title={t("erase.title")}
      isOpen
      onClose={close}
      actions={
        <Button variant="primary" onPress={close}>
          {t("ui.close")}
        </Button>
      }
    >
      <div data-erasure={isDone ? "done" : "begun"}>
        <Notice icon={isDone ? <ShieldCheck /> : <Spinner />} isGood={isDone}>
          {isDone ? t("erase.done") : t("erase.begun")}
        </Notice>
      </div>
      {error === null ? null : <p role="alert">{problemSentence(error, t)}</p>}
    </Dialog>
  );
}

/** What is chosen, in words: by its title where it is one thing, otherwise how many. */
function useWhat({ content }: MapSession, { nodes, links }: Chosen): string {
  const { t } = useTranslation();
  const language = useLanguage();
  const called = (id: string | undefined): string =>
    content.node(id ?? "")?.title.trim() || t("inspector.untitled");
  const [node] = nodes;
  const [linkId] = links;
  const link = content.link(linkId ?? "");
  if (nodes.length === 1 && links.length === 0 && content.node(node ?? "") !== undefined) {
    return t("erase.oneNode", { title: called(node) });
  }
  if (nodes.length === 0 && links.length === 1 && link !== undefined) {
    return t("erase.oneLink", { from: called(link.source), to: called(link.target) });
  }
  return t("erase.several", { what: listOf(countsOf({ nodes, links }, t), language) });
}

/** "3 Knoten", "1 Verbindung"; none of what there is none of. */
export function countsOf({ nodes, links }: Chosen, t: TFunction): string[] {
  return [
    ...(nodes.length > 0 ? [t("inspector.nodeCount", { count: nodes.length })] : []),
    ...(links.length > 0 ? [t("inspector.linkCount", { count: links.length })] : []),
  ];
}
