// Several who follow the same documents, as one.
import type { DocWatch, WatchDoc } from "../sync/DocWatch.ts";

export function watchedBy(...watches: readonly WatchDoc[]): WatchDoc {
  return async (mapId, doc) => {
    const all: DocWatch[] = [];
    for (const watch of watches) all.push(await watch(mapId, doc));
    return {
      beforeUpdate: (update, personId) => {
        for (const one of all) one.beforeUpdate(update, personId);
      },
      afterUpdate: () => {
        for (const one of all) one.afterUpdate();
      },
      edited: (transaction, personId) => {
        for (const one of all) one.edited(transaction, personId);
      },
      close: async () => {
        await Promise.all(all.map((one) => one.close()));
      },
      drop: () => {
        for (const one of all) one.drop();
      },
    };
  };
}
