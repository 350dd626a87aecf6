// The question about a version that is open, whoever asked it. Once in every page that shows a map or its past.
import type { ReactElement } from "react";
import { useStore } from "../../map/session/useStore.ts";
import { RestoreDialog } from "../restored/RestoreDialog.tsx";
import { CopyDialog } from "./CopyDialog.tsx";
import { DeleteDialog } from "./DeleteDialog.tsx";
import { EditDialog } from "./EditDialog.tsx";
import { versionWindow } from "./versionWindow.ts";

export function VersionWindows({ mapId, title }: { mapId: string; title: string }) {
  const question = useStore(versionWindow);
  if (question === null) return null;
  const { what, version } = question;
  const common = { mapId, version, onClose: () => versionWindow.set(null) };
  const windows = {
    edit: () => <EditDialog {...common} />,
    restore: () => <RestoreDialog {...common} />,
    copy: () => <CopyDialog {...common} mapTitle={title} />,
    delete: () => <DeleteDialog {...common} />,
  } satisfies Record<typeof what, () => ReactElement>;
  return windows[what]();
}
