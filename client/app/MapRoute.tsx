// Where a map is shown: its page is code of its own, loaded beside the frame when somebody comes for a map, otherwise
// when one is opened. Not React's `lazy`: what has waited once is shown a third of a second after it is there.
import { useEffect, useState, type ComponentType } from "react";
import { LoadingPage } from "./LoadingPage.tsx";

type Page = ComponentType<{ mapId: string }>;

let page: Page | null = null;
let loading: Promise<Page> | null = null;

async function load(): Promise<Page> {
  const { MapPage } = await import("./MapPage.tsx");
  page = MapPage;
  return MapPage;
}

export function isMapAddress(path: string): boolean {
  return path.startsWith("/karte/");
}

/** Begins to load the canvas, the editor and Yjs. That it cannot be loaded is heard of where it is shown. */
export async function preloadMapPage(): Promise<void> {
  loading ??= load();
  await loading.catch(() => null);
}

export function MapRoute({ mapId }: { mapId: string }) {
  const [Shown, show] = useState<Page | null>(() => page);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  useEffect(() => {
    if (Shown !== null) return;
    loading ??= load();
    loading.then(
      (loaded) => show(() => loaded),
      (error: unknown) => setFailure({ error }),
    );
  }, [Shown]);
  if (failure !== null) throw failure.error;
  return Shown === null ? <LoadingPage /> : <Shown mapId={mapId} />;
}
