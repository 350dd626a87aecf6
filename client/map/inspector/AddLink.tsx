// A link without dragging: a kind, and the other node found by its title.
import { Link2 } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { createLink } from "#shared/map/edit.ts";
import { LINK_KINDS, suggestedLinkKind, type LinkKind } from "#shared/map/kinds.ts";
import type { NodeId } from "#shared/map/schema.ts";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { Toggle } from "../../ui/Toggle.tsx";
import { toast } from "../../ui/toast.ts";
import { useShownMap } from "../session/sessionHooks.ts";
import styles from "./Inspector.module.css";
import { NodeSearch } from "./NodeSearch.tsx";

export function AddLink({ nodeId }: { nodeId: NodeId }) {
  const [isOpen, setOpen] = useState(false);
  const { t } = useTranslation();
  if (!isOpen) {
    return (
      <Button
        size="small"
        icon={<Link2 size={16} aria-hidden="true" />}
        onPress={() => setOpen(true)}
      >
        {t("inspector.addLink")}
      </Button>
    );
  }
  return <NewLinkForm nodeId={nodeId} onDone={() => setOpen(false)} />;
}

function NewLinkForm({ nodeId, onDone }: { nodeId: NodeId; onDone: () => void }) {
  const { t } = useTranslation();
  const session = useShownMap();
  const [chosenKind, setChosenKind] = useState<LinkKind | null>(null);
  const [other, setOther] = useState<NodeId | null>(null);
  const [isIncoming, setIncoming] = useState(false);
  const suggestion = useMemo(() => {
    const [from, to] = [session.content.node(nodeId), session.content.node(other ?? "")];
    if (from === undefined || to === undefined) return "related";
    return isIncoming
      ? suggestedLinkKind(to.kind, from.kind)
      : suggestedLinkKind(from.kind, to.kind);
  }, [session, nodeId, other, isIncoming]);
  const kind = chosenKind ?? suggestion;
  const form = useRef<HTMLFieldSetElement | null>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector("input")?.focus({ preventScroll: true });
  }, []);

  const add = () => {
    if (other === null) return;
    const [source, target] = isIncoming ? [other, nodeId] : [nodeId, other];
    const made = createLink(session.edit, { kind, source, target });
    if (made === null) toast({ text: t("inspector.linkExists"), tone: "danger" });
    else onDone();
  };
  return (
    <fieldset ref={form} className={styles.newLink} aria-label={t("inspector.addLink")}>
      <NodeSearch label={t("inspector.otherNode")} exclude={nodeId} onChoose={setOther} />
      <Select
        label={t("inspector.linkKind")}
        value={kind}
        options={LINK_KINDS.map((id) => ({
          id,
          label: isIncoming ? t(`linkKindsIncoming.${id}`) : t(`linkKinds.${id}`),
        }))}
        onChange={setChosenKind}
      />
      <Toggle isSelected={isIncoming} onChange={setIncoming}>
        {t("inspector.incoming")}
      </Toggle>
      <div className={styles.actions}>
        <Button variant="primary" size="small" isDisabled={other === null} onPress={add}>
          {t("inspector.makeLink")}
        </Button>
        <Button variant="quiet" size="small" onPress={onDone}>
          {t("inspector.cancel")}
        </Button>
      </div>
    </fieldset>
  );
}
