// The share window, from wherever it is opened; its code comes when nobody waits for anything else.
import { onDemand } from "../app/onDemand.tsx";

export const ShareWindow = onDemand(
  async () => (await import("./ShareDialog.tsx")).ShareDialog,
  ({ isOpen }) => isOpen,
);
