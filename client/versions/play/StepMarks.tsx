// What came, went, moved or changed with the version that is shown: outlines and signs on the canvas, each with a form and a
// name of its own. For the eye: the controls say it in words.
import { useStoreApi, ViewportPortal } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { centreOf, inflate, type Box } from "../../map/canvas/box.ts";
import { lookIcons } from "../compare/lookIcons.ts";
import styles from "./StepMarks.module.css";
import type { StepMark } from "./stepMarks.ts";

/** Above this many, signs would cover each other: outlines and words say enough. */
const SIGNS = 150;
/** How far an outline lies around its node. */
const AROUND = 5;

export interface StepMarksProps {
  marks: readonly StepMark[];
  areGone: boolean;
}

export function StepMarks({ marks, areGone }: StepMarksProps) {
  if (areGone) return null;
  return (
    <ViewportPortal>
      <Layer marks={marks} />
    </ViewportPortal>
  );
}

function Layer({ marks }: Pick<StepMarksProps, "marks">) {
  const { t } = useTranslation();
  const store = useStoreApi();
  const signs = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // Signs keep their size, however far out one is: without React, since zooming is many steps a second.
    const follow = (): void => {
      signs.current?.style.setProperty("--sign-scale", String(1 / store.getState().transform[2]));
    };
    follow();
    return store.subscribe(follow);
  }, [store]);
  return (
    <>
      {/* Where things were, and the way from there: below the nodes, so that nothing is crossed out. */}
      <svg className={styles.below} aria-hidden="true">
        {marks.map(({ id, look, box, boxThen }) =>
          boxThen === null ? null : (
            <g key={id} data-look={look}>
              <Outline box={boxThen} className={styles.then} />
              <path className={styles.trace} d={traceOf(boxThen, box)} />
            </g>
          ),
        )}
      </svg>
      <svg className={styles.above} aria-hidden="true">
        {marks.map(({ id, look, box }) => (
          <g key={id} data-look={look}>
            <Outline box={inflate(box, AROUND)} className={styles.outline} />
          </g>
        ))}
      </svg>
      <div ref={signs} className={styles.signs} aria-hidden="true">
        {marks.length > SIGNS
          ? null
          : marks.map(({ id, look, title, box }) => {
              const Icon = lookIcons[look];
              return (
                <span
                  key={id}
                  className={styles.sign}
                  data-look={look}
                  data-step-mark={id}
                  style={{ left: box.x - AROUND, top: box.y - AROUND }}
                >
                  <Icon aria-hidden="true" />
                  {t(`play.mark-${look}`)}
                  {look === "removed" ? <span className={styles.gone}>{title}</span> : null}
                </span>
              );
            })}
      </div>
    </>
  );
}

function Outline({ box, className }: { box: Box; className: string | undefined }) {
  const { x, y, width, height } = box;
  return <rect className={className} x={x} y={y} width={width} height={height} rx={10} />;
}

function traceOf(then: Box, now: Box): string {
  const [from, to] = [centreOf(then), centreOf(now)];
  return `M${from.x} ${from.y}L${to.x} ${to.y}`;
}
