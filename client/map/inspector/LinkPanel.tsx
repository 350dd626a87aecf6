// One link: what it says, between whom, how strongly and how surely.
import { ArrowLeftRight, Trash2, Waypoints } from "lucide-react";
import { useTranslation } from "react-i18next";
import {
  deleteElements,
  reverseLink,
  setLinkField,
  setLinkKind,
  setLinkLabel,
} from "#shared/map/edit.ts";
import {
  CERTAINTIES,
  LINK_KINDS,
  LINK_KINDS_WITH_STRENGTH,
  POLARITIES,
  UNDIRECTED_LINK_KINDS,
} from "#shared/map/kinds.ts";
import { MAX_LABEL_CHARS, type LinkId } from "#shared/map/schema.ts";
import { InspectorComments } from "../../comments/InspectorComments.tsx";
import { ElementHistory } from "../../changes/ElementHistory.tsx";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/toast.ts";
import { Toggle } from "../../ui/Toggle.tsx";
import { EraseButton } from "../../versions/erase/EraseButton.tsx";
import { useLink, useMay, useShownMap } from "../session/sessionHooks.ts";
import { ChoiceField } from "./ChoiceField.tsx";
import { EditingToo } from "./EditingToo.tsx";
import { Fact } from "./Fact.tsx";
import styles from "./Inspector.module.css";
import { LinkEnd } from "./LinkEnd.tsx";
import { SharedTextField } from "./SharedTextField.tsx";

const STRENGTHS = ["0", "1", "2", "3"] as const;

export function LinkPanel({ id }: { id: LinkId }) {
  const { t } = useTranslation();
  const session = useShownMap();
  const mayChange = useMay("map.change");
  const link = useLink(id);
  if (link === undefined) return <p className={styles.empty}>{t("inspector.linkGone")}</p>;
  const { edit } = session;
  const influences = link.kind === "influences";
  const refuse = () => toast({ text: t("inspector.linkExists"), tone: "danger" });
  return (
    <section className={styles.panel} aria-labelledby="inspector-title">
      <header className={styles.header}>
        <Waypoints aria-hidden="true" className={styles.headerIcon} />
        <h2 id="inspector-title" className={styles.title}>
          {t("inspector.link")}
        </h2>
        <EditingToo id={id} />
      </header>
      <LinkEnd label={t("inspector.from")} id={link.source} />
      {mayChange ? (
        <Select
          label={t("inspector.linkKind")}
          value={link.kind}
          options={LINK_KINDS.map((kind) => ({ id: kind, label: t(`linkKinds.${kind}`) }))}
          onChange={(kind) => {
            if (!setLinkKind(edit, id, kind)) refuse();
          }}
        />
      ) : (
        <Fact label={t("inspector.linkKind")}>{t(`linkKinds.${link.kind}`)}</Fact>
      )}
      <LinkEnd label={t("inspector.to")} id={link.target} />
      {mayChange && !UNDIRECTED_LINK_KINDS.has(link.kind) ? (
        <Button
          size="small"
          icon={<ArrowLeftRight size={16} aria-hidden="true" />}
          onPress={() => {
            if (!reverseLink(edit, id)) refuse();
          }}
        >
          {t("inspector.reverse")}
        </Button>
      ) : null}
      {mayChange ? (
        <SharedTextField
          label={t("inspector.label")}
          value={link.label}
          maxLength={MAX_LABEL_CHARS}
          editing={id}
          write={(text, caret) => setLinkLabel(session.merging(`label ${id}`), id, text, caret)}
        />
      ) : link.label === "" ? null : (
        <Fact label={t("inspector.label")}>{link.label}</Fact>
      )}
      <div className={styles.pairs}>
        {influences ? (
          <ChoiceField
            label={t("inspector.polarity")}
            options={POLARITIES}
            nameOf={(option) => t(`polarity.${option}`)}
            value={link.polarity}
            onChange={(chosen) => setLinkField(edit, id, "polarity", chosen)}
          />
        ) : null}
        {LINK_KINDS_WITH_STRENGTH.has(link.kind) ? (
          <ChoiceField
            label={t("inspector.strength")}
            options={influences ? STRENGTHS : STRENGTHS.slice(1)}
            nameOf={(option) => t(`strength.${option}`)}
            value={STRENGTHS.find((option) => Number(option) === link.strength) ?? null}
            onChange={(chosen) =>
              setLinkField(edit, id, "strength", chosen === null ? null : Number(chosen))
            }
          />
        ) : null}
        <ChoiceField
          label={t("inspector.certainty")}
          options={CERTAINTIES}
          nameOf={(option) => t(`certainty.${option}`)}
          value={link.certainty}
          onChange={(chosen) => setLinkField(edit, id, "certainty", chosen)}
        />
      </div>
      {influences && mayChange ? (
        <Toggle
          isSelected={link.delayed}
          onChange={(delayed) => setLinkField(edit, id, "delayed", delayed)}
        >
          {t("inspector.delayed")}
        </Toggle>
      ) : link.delayed ? (
        <Fact label={t("inspector.delayed")}>{t("inspector.yes")}</Fact>
      ) : null}
      <InspectorComments on="link" id={id} />
      <ElementHistory id={id} />
      {mayChange ? (
        <Button
          variant="secondary"
          size="small"
          icon={<Trash2 size={16} aria-hidden="true" />}
          onPress={() => deleteElements(edit, { nodes: [], links: [id] })}
        >
          {t("inspector.deleteLink")}
        </Button>
      ) : null}
      <EraseButton nodes={[]} links={[id]} />
    </section>
  );
}
