// Asks which kind a link has, the most probable first. Beside a link that was just drawn, or on request.
import { useTranslation } from "react-i18next";
import { setLinkKind } from "#shared/map/edit.ts";
import { LINK_KINDS, suggestedLinkKind, type LinkKind } from "#shared/map/kinds.ts";
import { MenuItem } from "../../ui/Menu.tsx";
import { useLink, useShownMap } from "../session/sessionHooks.ts";
import { useStore } from "../session/useStore.ts";
import { useCanvas } from "./canvasHooks.ts";
import { LinkSample } from "./LinkSample.tsx";
import { PopoverAt } from "./PopoverAt.tsx";

export function LinkKindChooser() {
  const { t } = useTranslation();
  const canvas = useCanvas();
  const { content, edit } = useShownMap();
  const chooser = useStore(canvas.chooser);
  const link = useLink(chooser?.linkId ?? "");
  const source = link === undefined ? undefined : content.node(link.source);
  const target = link === undefined ? undefined : content.node(link.target);
  const kinds = kindsFor(
    link?.kind,
    source && target && suggestedLinkKind(source.kind, target.kind),
  );
  const close = (): void => canvas.chooser.set(null);
  const choose = (kind: LinkKind): void => {
    if (link !== undefined && kind !== link.kind && setLinkKind(edit, link.id, kind)) {
      canvas.say("saidKind", { kind });
    }
    close();
  };
  return (
    <PopoverAt
      at={link === undefined ? null : (chooser?.at ?? null)}
      label={t("canvas.linkKind")}
      onClose={close}
    >
      {kinds.map((kind) => (
        <MenuItem
          key={kind}
          id={kind}
          label={t(`linkKinds.${kind}`)}
          icon={<LinkSample kind={kind} />}
          onAction={() => choose(kind)}
        />
      ))}
    </PopoverAt>
  );
}

/** What it is first, then what is most probable, then the rest in its usual order. */
function kindsFor(current: LinkKind | undefined, suggested: LinkKind | undefined): LinkKind[] {
  return [...new Set([current, suggested, ...LINK_KINDS])].filter((kind) => kind !== undefined);
}
