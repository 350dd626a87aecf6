// The address under which the life of a map is played back.

export function playAddress(mapId: string): string {
  return `/karte/${mapId}/abspielen`;
}
