// An address as a picture that a telephone's camera reads. Drawn here: the address goes to nobody.
import { useMemo } from "react";
import { encode } from "uqr";
import styles from "./QrCode.module.css";

/** Cells around the picture that stay empty, as ISO/IEC 18004 asks for. */
const QUIET_CELLS = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}

function drawn(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: "M", border: QUIET_CELLS });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}
