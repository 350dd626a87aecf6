// One node: what it is, what it says, what it is linked to, where it lies.
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { deleteElements, setNodeKind, setNodeTitle } from "#shared/map/edit.ts";
import { MAX_TITLE_CHARS, type NodeId } from "#shared/map/schema.ts";
import { InspectorComments } from "../../comments/InspectorComments.tsx";
import { ElementHistory } from "../../changes/ElementHistory.tsx";
import { Button } from "../../ui/Button.tsx";
import { kindIcons } from "../../ui/kindIcons.ts";
import { EraseButton } from "../../versions/erase/EraseButton.tsx";
import { useMay, useShownMap } from "../session/sessionHooks.ts";
import { Description } from "./Description.tsx";
import { EditingToo } from "./EditingToo.tsx";
import { useNodeValue } from "./elementValue.ts";
import styles from "./Inspector.module.css";
import { KindField } from "./KindField.tsx";
import { MembersField } from "./MembersField.tsx";
import { NodeLinks } from "./NodeLinks.tsx";
import { PlaceFields } from "./PlaceFields.tsx";
import { RegionField } from "./RegionField.tsx";
import { SharedTextField } from "./SharedTextField.tsx";
import { StatementFields } from "./StatementFields.tsx";

export function NodePanel({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const session = useShownMap();
  const mayChange = useMay("map.change");
  const kind = useNodeValue(id, (node) => node.kind);
  if (kind === undefined) return <p className={styles.empty}>{t("inspector.nodeGone")}</p>;
  const Icon = kindIcons[kind];
  return (
    <section className={styles.panel} aria-labelledby="inspector-title">
      <header className={styles.header}>
        <Icon aria-hidden="true" className={styles.headerIcon} />
        <h2 id="inspector-title" className={styles.title}>
          {t(`nodeKinds.${kind}`)}
        </h2>
        <EditingToo id={id} />
      </header>
      <TitleField id={id} />
      {mayChange ? (
        <KindField value={kind} onChange={(chosen) => setNodeKind(session.edit, [id], chosen)} />
      ) : null}
      <Description id={id} />
      <NodeLinks id={id} />
      <InspectorComments on="node" id={id} />
      <StatementFields id={id} />
      <MembersField id={id} field="perspectives" />
      <MembersField id={id} field="tags" />
      <RegionField id={id} />
      {mayChange ? <PlaceFields id={id} /> : null}
      <ElementHistory id={id} />
      {mayChange ? (
        <Button
          variant="secondary"
          size="small"
          icon={<Trash2 size={16} aria-hidden="true" />}
          onPress={() => deleteElements(session.edit, { nodes: [id], links: [] })}
        >
          {t("inspector.deleteNode")}
        </Button>
      ) : null}
      <EraseButton nodes={[id]} links={[]} />
    </section>
  );
}

function TitleField({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const session = useShownMap();
  const mayChange = useMay("map.change");
  const title = useNodeValue(id, (node) => node.title) ?? "";
  if (!mayChange) {
    return <p className={styles.readTitle}>{title === "" ? t("inspector.untitled") : title}</p>;
  }
  return (
    <SharedTextField
      label={t("inspector.title")}
      value={title}
      maxLength={MAX_TITLE_CHARS}
      placeholder={t("inspector.untitled")}
      editing={id}
      write={(text, caret) => setNodeTitle(session.merging(`title ${id}`), id, text, caret)}
    />
  );
}
