// Parts of a page that nobody waits for when it opens: windows, panels. Their code comes after the first picture, or when
// one is asked for earlier. Not React's `lazy`: what has waited once is shown a third of a second after it is there.
import { useEffect, useState, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { toast } from "../ui/toast.ts";
import { afterFirstPicture } from "./firstPicture.ts";

const RETRY_MS = 1_000;
const MAX_RETRY_MS = 15_000;
/** A network that comes and goes is not worth a word. */
const TOLD_AFTER = 2;

export type PartOnDemand<P> = ComponentType<P> & {
  /** Resolves when its code is there: from then on it is drawn where it stands, at once. Rejects where it is not to be had. */
  prepare: () => Promise<void>;
};

interface HowOnDemand<P> {
  /** What is shown until the code is there. */
  Meanwhile?: ComponentType<P>;
  /** false: the code is fetched only when the part is wanted. */
  isAhead?: boolean;
}

/**
 * Nothing (or `Meanwhile`) until the code is there, then the part. Where it cannot be fetched, it is tried again as long as it
 * is wanted, and that is said: where a new build has taken the place of the one that this page is of, reloading helps.
 * @param useIsAsked for a part that is always mounted and mostly closed: whether it is open. Once it was, it stays.
 */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
  useIsAsked: (props: P) => boolean = always,
  { Meanwhile, isAhead = true }: HowOnDemand<P> = {},
): PartOnDemand<P> {
  let part: ComponentType<P> | null = null;
  const loadOnce = async (): Promise<ComponentType<P>> => (part ??= await load());
  // Who asks for it where this failed tries again, and hears of it.
  if (isAhead) {
    void afterFirstPicture()
      .then(loadOnce)
      .catch(() => null);
  }

  function OnDemand(props: P) {
    const { t } = useTranslation();
    const isAsked = useIsAsked(props);
    const [Kept, keep] = useState(() => (isAsked ? part : null));
    useEffect(() => {
      if (!isAsked || Kept !== null) return;
      let isWanted = true;
      let failures = 0;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let closeNews: (() => void) | undefined;
      const show = (): void => {
        loadOnce().then(
          (loaded) => {
            closeNews?.();
            if (isWanted) keep(() => loaded);
          },
          () => {
            if (!isWanted) return;
            failures++;
            if (failures === TOLD_AFTER) {
              const action = { label: t("shell.reload"), run: () => window.location.reload() };
              closeNews = toast({ text: t("shell.partMissing"), action, stays: true });
            }
            timer = setTimeout(show, Math.min(RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS));
          },
        );
      };
      show();
      return () => {
        isWanted = false;
        clearTimeout(timer);
        closeNews?.();
      };
    }, [isAsked, Kept, t]);
    // What is there already is shown at once.
    const Part = Kept ?? (isAsked ? part : null);
    if (Part !== null) return <Part {...props} />;
    return Meanwhile === undefined ? null : <Meanwhile {...props} />;
  }
  const prepare = async (): Promise<void> => void (await loadOnce());
  return Object.assign(OnDemand, { prepare });
}

const always = (): boolean => true;
