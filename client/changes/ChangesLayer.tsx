// On the canvas, while one looks at what is new: marks what others made and changed, and fades the rest.
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { ChangeLayer } from "../versions/compare/ChangeLayer.tsx";
import { changeNewsOf } from "./ChangeNews.ts";

export function ChangesLayer() {
  const lens = useStore(changeNewsOf(useSession()).lens);
  return lens === null ? null : <ChangeLayer comparing={lens} />;
}
