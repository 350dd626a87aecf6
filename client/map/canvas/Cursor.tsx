// Somebody's pointer with their name. Its element is moved by hand; React renders when the name or colour changes.
import { useStoreApi } from "@xyflow/react";
import { memo, useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "#shared/maps/api.ts";
import { nameShown } from "../../people/nameShown.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import styles from "./Others.module.css";
import { countRender } from "./renderCount.ts";

/** Who this is; the same object until name or colour differ. */
function usePerson(clientId: number): Person | null {
  const { presence } = useShownMap();
  const last = useRef<Person | null>(null);
  const subscribe = useCallback(
    (listener: () => void) => presence.subscribeOne(clientId, listener),
    [presence, clientId],
  );
  return useSyncExternalStore(subscribe, () => {
    const now = presence.get(clientId)?.person ?? null;
    const before = last.current;
    if (now?.name !== before?.name || now?.colour !== before?.colour) last.current = now;
    return last.current;
  });
}

export const Cursor = memo(function Cursor({ clientId }: { clientId: number }) {
  countRender("cursors");
  const { t } = useTranslation();
  const { presence } = useShownMap();
  const person = usePerson(clientId);
  const element = useRef<HTMLDivElement>(null);
  const store = useStoreApi();

  useEffect(() => {
    const place = (): void => {
      const { current } = element;
      if (current === null) return;
      const cursor = presence.get(clientId)?.cursor ?? null;
      current.hidden = cursor === null;
      if (cursor !== null) current.style.translate = `${cursor.x}px ${cursor.y}px`;
    };
    let zoom = 0;
    // As large at every zoom.
    const counter = (): void => {
      const [, , now] = store.getState().transform;
      if (now === zoom || element.current === null) return;
      zoom = now;
      element.current.style.scale = String(1 / zoom);
    };
    place();
    counter();
    const stopPlace = presence.subscribeOne(clientId, place);
    const stopCounter = store.subscribe(counter);
    return () => {
      stopPlace();
      stopCounter();
    };
  }, [clientId, person, presence, store]);

  if (person === null) return null;
  const colour = `var(--person-${person.colour})`;
  return (
    <div ref={element} className={styles.cursor} data-cursor={clientId} hidden>
      <svg width="18" height="22" viewBox="0 0 18 22" className={styles.arrow}>
        <path d="M1.5 1.5 L16 12.5 L9 13.4 L5.4 20 Z" style={{ fill: colour }} />
      </svg>
      <span
        className={styles.name}
        style={{ background: colour, color: `var(--person-${person.colour}-ink)` }}
      >
        {nameShown(person.name, person.isGuest, t)}
      </span>
    </div>
  );
});
