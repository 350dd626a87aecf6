// What somebody who comes for a map waits for at the beginning, before anything is drawn: who they are, whether this
// device is theirs, and the page of a map; then the map is on its way. To draw meanwhile that they wait would take longer.
import { queryClient } from "./queryClient.ts";
import { loadMapPage, mapAt } from "./MapRoute.tsx";
import { rememberedPerson, rememberPerson, tellOtherTabs } from "../people/rememberedPerson.ts";
import { sessionQuery } from "../people/session.ts";
import { settleDevice } from "../people/settleDevice.ts";

/** As in LoadingPage.module.css: so long its words are not seen anyway. */
const UNSEEN_MS = 200;

/** Never rejects: what is not there by then is waited for where it is shown. */
export async function beforeFirstDrawing(): Promise<void> {
  const mapId = mapAt(window.location.pathname);
  if (mapId === null) return;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), UNSEEN_MS);
  const isOver = new Promise<void>((resolve) => {
    patience.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await Promise.race([isOver, prepare(mapId, patience.signal).catch(() => undefined)]);
  clearTimeout(timer);
}

async function prepare(mapId: string, patience: AbortSignal): Promise<void> {
  const [isOwnDevice, { openMapAhead }] = await Promise.all([isTheirs(patience), loadMapPage()]);
  if (isOwnDevice && !patience.aborted) openMapAhead(mapId);
}

/** Whether somebody is signed in whose device this is, or from now on is. */
async function isTheirs(patience: AbortSignal): Promise<boolean> {
  const before = rememberedPerson();
  // What nobody's device keeps is nobody's, whoever comes now.
  const settled = before === null ? settleDevice() : null;
  await queryClient.prefetchQuery(sessionQuery);
  const me = queryClient.getQueryData(sessionQuery.queryKey)?.answer?.me ?? null;
  if (me === null || patience.aborted) return false;
  if (before?.id === me.id) return true;
  tellOtherTabs(me.id);
  const unsent = await (settled ?? settleDevice());
  // Once the page is drawn, it settles this itself.
  if (unsent > 0 || patience.aborted) return false;
  rememberPerson(me);
  return true;
}
