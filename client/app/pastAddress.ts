// The address of a past state of a map, and as what it is looked at there.
const PARAM_THREAD = "diskussion";

/** @param threadId the state is that of the moment when this thread was begun */
export function pastAddress(mapId: string, stateId: string, threadId?: string): string {
  const address = `/karte/${mapId}/stand/${stateId}`;
  return threadId === undefined ? address : `${address}?${PARAM_THREAD}=${threadId}`;
}

/** @param search of an address. @returns null: it is looked at for something else than a thread */
export function threadIn(search: string): string | null {
  return new URLSearchParams(search).get(PARAM_THREAD);
}
