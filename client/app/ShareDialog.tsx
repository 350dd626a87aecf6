// The map's address, to be copied by hand where the browser does not let a page copy.
import { useTranslation } from "react-i18next";
import { useStore } from "../map/session/useStore.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { openPanel } from "./openPanel.ts";
import { pageAddress } from "./shareAddress.ts";

export function ShareDialog() {
  const { t } = useTranslation();
  const panel = useStore(openPanel);
  return (
    <Dialog title={t("map.share")} isOpen={panel === "share"} onClose={() => openPanel.set(null)}>
      <TextField
        label={t("map.address")}
        value={pageAddress()}
        isReadOnly
        isFocusedFirst
        description={t("map.addressByHand")}
      />
    </Dialog>
  );
}
