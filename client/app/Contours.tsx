// The contour lines behind the head of a page, as on a printed map. Decoration only.
import styles from "./Contours.module.css";

/** A hill's outline in a 800 × 400 field, `step` steps below its top: an ellipse that three waves pull out of shape. */
function contour(centreX: number, centreY: number, step: number, turn: number): string {
  const POINTS = 140;
  const radius = 22 + step * 30;
  const points = Array.from({ length: POINTS }, (_, index) => {
    const angle = (index / POINTS) * 2 * Math.PI;
    const bend =
      1 + 0.16 * Math.sin(2 * angle + turn) + 0.09 * Math.sin(3 * angle - turn + step * 0.15);
    const x = centreX + radius * 1.7 * bend * Math.cos(angle);
    const y = centreY + radius * bend * Math.sin(angle);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}

const steps = Array.from({ length: 13 }, (_, step) => step);
const lines = steps.map((step) => contour(640, 40, step, 0.6));

export function Contours() {
  return (
    <svg
      className={styles.contours}
      viewBox="0 0 800 400"
      preserveAspectRatio="xMaxYMin slice"
      aria-hidden="true"
    >
      {lines.map((line) => (
        <path key={line} d={line} />
      ))}
    </svg>
  );
}
