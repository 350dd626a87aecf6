// Gives all selected nodes another kind.
import { Shapes } from "lucide-react";
import { useTranslation } from "react-i18next";
import { setNodeKind } from "#shared/map/edit.ts";
import { NODE_KINDS } from "#shared/map/kinds.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { kindIcons } from "../../ui/kindIcons.ts";
import { Menu, MenuItem } from "../../ui/Menu.tsx";
import { useCanvas } from "./canvasHooks.ts";

export function NodeKindMenu() {
  const { t } = useTranslation();
  const canvas = useCanvas();
  return (
    <Menu
      label={t("canvas.doNodeKind")}
      trigger={
        <IconButton
          label={t("canvas.doNodeKind")}
          icon={<Shapes />}
          size="small"
          hintPlacement="top"
        />
      }
    >
      {NODE_KINDS.map((kind) => {
        const Icon = kindIcons[kind];
        return (
          <MenuItem
            key={kind}
            id={kind}
            label={t(`nodeKinds.${kind}`)}
            icon={<Icon />}
            onAction={() => {
              setNodeKind(canvas.session.edit, canvas.selectedNodes, kind);
              canvas.say("saidKind", { kind });
            }}
          />
        );
      })}
    </Menu>
  );
}
