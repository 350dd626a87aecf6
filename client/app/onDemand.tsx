// Parts of a page that nobody waits for when it opens: windows, panels. Their code comes after the first picture, or when
// one is asked for earlier. Not React's `lazy`: what has waited once is shown a third of a second after it is there.
import { useEffect, useState, type ComponentType } from "react";
import { afterFirstPicture } from "./firstPicture.ts";

const RETRY_MS = 1_000;

export type PartOnDemand<P> = ComponentType<P> & {
  /** Resolves when its code is there: from then on it is drawn where it stands, at once. Rejects where it is not to be had. */
  prepare: () => Promise<void>;
};

/**
 * Nothing until the code is there, then the part. Where it cannot be fetched, it is tried again as long as it is wanted.
 * @param useIsAsked for a part that is always mounted and mostly closed: whether it is open. Once it was, it stays.
 */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
  useIsAsked: (props: P) => boolean = always,
): PartOnDemand<P> {
  let part: ComponentType<P> | null = null;
  const loadOnce = async (): Promise<ComponentType<P>> => (part ??= await load());
  // Who asks for it where this failed tries again, and hears of it.
  void afterFirstPicture()
    .then(loadOnce)
    .catch(() => null);

  function OnDemand(props: P) {
    const isAsked = useIsAsked(props);
    const [Kept, keep] = useState(() => (isAsked ? part : null));
    useEffect(() => {
      if (!isAsked || Kept !== null) return;
      let isWanted = true;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const show = (): void => {
        loadOnce().then(
          (loaded) => {
            if (isWanted) keep(() => loaded);
          },
          () => {
            if (isWanted) timer = setTimeout(show, RETRY_MS);
          },
        );
      };
      show();
      return () => {
        isWanted = false;
        clearTimeout(timer);
      };
    }, [isAsked, Kept]);
    // What is there already is shown at once.
    const Part = Kept ?? (isAsked ? part : null);
    return Part === null ? null : <Part {...props} />;
  }
  const prepare = async (): Promise<void> => void (await loadOnce());
  return Object.assign(OnDemand, { prepare });
}

const always = (): boolean => true;
