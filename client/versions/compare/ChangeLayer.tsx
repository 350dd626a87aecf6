// The layers of the canvas in which changes are marked. React makes the layers and puts in nothing but the signs' pictures.
import { useStoreApi, ViewportPortal } from "@xyflow/react";
import { memo, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CHANGE_LOOKS } from "#shared/versions/comparison.ts";
import { useCanvas } from "../../map/canvas/canvasHooks.ts";
import styles from "./ChangeLayer.module.css";
import { ChangePicture, type Pictured } from "./ChangePicture.ts";
import { ChangeShades, type Shaded } from "./ChangeShades.ts";
import { lookIcons } from "./lookIcons.ts";

export const ChangeLayer = memo(function ChangeLayer({
  comparing,
}: {
  comparing: Pictured & Shaded;
}) {
  return (
    <ViewportPortal>
      <Layer comparing={comparing} />
    </ViewportPortal>
  );
});

/** Mounted once there is a viewport to draw in. For the eye: all of it is said in the list. */
function Layer({ comparing }: { comparing: Pictured & Shaded }) {
  const { t } = useTranslation();
  const canvas = useCanvas();
  const store = useStoreApi();
  const below = useRef<SVGGElement>(null);
  const above = useRef<SVGGElement>(null);
  const signs = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const { domNode } = store.getState();
    if (domNode === null || below.current === null) return;
    if (above.current === null || signs.current === null) return;
    const seen = {
      read: () => {
        const { transform, width, height } = store.getState();
        const [x, y, zoom] = transform;
        const box = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
        return { box, zoom };
      },
      subscribe: (listener: () => void) => store.subscribe(listener),
    };
    const layers = { below: below.current, above: above.current, signs: signs.current };
    const picture = new ChangePicture(canvas, comparing, layers, seen, (look) =>
      t(`compare.look-${look}`),
    );
    const shades = new ChangeShades(comparing, domNode);
    return () => {
      picture.destroy();
      shades.destroy();
    };
  }, [canvas, comparing, store, t]);

  return (
    <>
      <svg className={styles.below} aria-hidden="true">
        <g ref={below} />
      </svg>
      <svg className={styles.above} aria-hidden="true">
        {CHANGE_LOOKS.map((look) => {
          const Icon = lookIcons[look];
          return (
            <symbol key={look} id={`change-${look}`} viewBox="0 0 24 24">
              <Icon width={24} height={24} strokeWidth={2.5} />
            </symbol>
          );
        })}
        <g ref={above} />
      </svg>
      <div ref={signs} className={styles.signs} aria-hidden="true" data-change-marks />
    </>
  );
}
