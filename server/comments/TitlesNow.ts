// Port: what nodes that comments name are called now.

/**
 * Titles by id, as far as they are known. null: not on the map (any more). Without an entry: the map cannot be read at the
 * moment. Never throws. The caller sees to it that whoever reads them may open the map.
 */
export type TitlesNow = (
  mapId: string,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, string | null>>;
