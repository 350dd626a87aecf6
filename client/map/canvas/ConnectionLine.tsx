// The link that is being drawn: from the node's border to the pointer, or to the border of the node below it.
import { useStore } from "../session/useStore.ts";
import { useCanvas } from "./canvasHooks.ts";
import { linkPath } from "./linkPath.ts";
import styles from "./LinkLayer.module.css";

export function ConnectionLine() {
  const { connecting, links } = useCanvas();
  const now = useStore(connecting);
  if (now === null) return null;
  const source = links.box(now.from);
  if (source === undefined) return null;
  const over = now.over === null ? undefined : links.box(now.over);
  const target = over ?? { ...now.to, width: 0, height: 0 };
  const { d, end } = linkPath(source, target, [], { slot: 0, labelWidth: 0 });
  return (
    <>
      <path className={styles.connection} d={d} />
      <circle className={styles.connectionEnd} cx={end.x} cy={end.y} r={5} />
    </>
  );
}
