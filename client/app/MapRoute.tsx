// Where a map is shown: its page is code of its own, loaded beside the frame when somebody comes for a map, otherwise
// when one is opened. Not React's `lazy`: what has waited once is shown a third of a second after it is there.
import { useEffect, useState, type ComponentType } from "react";
import { LoadingPage } from "./LoadingPage.tsx";

type Page = ComponentType<{ mapId: string }>;

interface Module {
  MapPage: Page;
  openMapAhead: (mapId: string) => void;
}

let page: Page | null = null;
let loading: Promise<Module> | null = null;

async function load(): Promise<Module> {
  const { MapPage, openMapAhead } = await import("./MapPage.tsx");
  page = MapPage;
  return { MapPage, openMapAhead };
}

/** The map that an address of this site shows; null: it shows something else. */
export function mapAt(path: string): string | null {
  return /^\/karte\/([^/]+)/.exec(path)?.[1] ?? null;
}

/** Loads the canvas, the editor and Yjs; rejects where that is not possible. Who shows a map hears of that, too. */
export function loadMapPage(): Promise<Module> {
  loading ??= load().catch((error: unknown) => {
    // Who comes for a map later, with a network perhaps, tries again.
    loading = null;
    throw error;
  });
  return loading;
}

export function MapRoute({ mapId }: { mapId: string }) {
  const [Shown, show] = useState<Page | null>(() => page);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  useEffect(() => {
    if (Shown !== null) return;
    loadMapPage().then(
      ({ MapPage }) => show(() => MapPage),
      (error: unknown) => setFailure({ error }),
    );
  }, [Shown]);
  if (failure !== null) throw failure.error;
  return Shown === null ? <LoadingPage /> : <Shown mapId={mapId} />;
}
