// The address of a past state of a map.

export function pastAddress(mapId: string, stateId: string): string {
  return `/karte/${mapId}/stand/${stateId}`;
}
