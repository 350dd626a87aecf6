// Perspectives and tags: several words on a node, known ones to switch on, own ones to add.
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Form } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { setNodeMember } from "#shared/map/edit.ts";
import { PERSPECTIVES } from "#shared/map/kinds.ts";
import { MAX_MEMBER_CHARS, type NodeId } from "#shared/map/schema.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useMay, useShownMap } from "../session/sessionHooks.ts";
import { Fact } from "./Fact.tsx";
import { useNodeValue } from "./elementValue.ts";
import styles from "./Inspector.module.css";

/** Cannot stand in a word: `cleanLine` takes line breaks out. */
const SEPARATOR = "\n";

export interface MembersFieldProps {
  id: NodeId;
  field: "perspectives" | "tags";
}

export function MembersField({ id, field }: MembersFieldProps) {
  const { t } = useTranslation();
  const { edit } = useShownMap();
  const mayChange = useMay("map.change");
  const joined = useNodeValue(id, (node) => node[field].join(SEPARATOR)) ?? "";
  const members = joined === "" ? [] : joined.split(SEPARATOR);
  const known: readonly string[] = field === "perspectives" ? PERSPECTIVES : [];
  const nameOf = (member: string): string => {
    const perspective = PERSPECTIVES.find((word) => known.includes(word) && word === member);
    return perspective === undefined ? member : t(`perspective.${perspective}`);
  };
  const label = t(`inspector.${field}`);

  if (!mayChange) {
    if (members.length === 0) return null;
    return <Fact label={label}>{members.map(nameOf).join(" · ")}</Fact>;
  }
  const own = members.filter((member) => !known.includes(member));
  return (
    <fieldset className={styles.members}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.chips}>
        {known.map((member) => {
          const present = members.includes(member);
          return (
            <button
              key={member}
              type="button"
              className={styles.chip}
              aria-pressed={present}
              onClick={() => setNodeMember(edit, id, field, member, !present)}
            >
              {nameOf(member)}
            </button>
          );
        })}
        {own.map((member) => (
          <span key={member} className={styles.word}>
            {member}
            <IconButton
              size="small"
              label={t("inspector.removeWord", { word: member })}
              icon={<X aria-hidden="true" />}
              onPress={() => setNodeMember(edit, id, field, member, false)}
            />
          </span>
        ))}
      </div>
      <AddWord
        label={t(`inspector.${field === "tags" ? "addTag" : "addPerspective"}`)}
        onAdd={(word) => setNodeMember(edit, id, field, word, true)}
      />
    </fieldset>
  );
}

function AddWord({ label, onAdd }: { label: string; onAdd: (word: string) => void }) {
  const { t } = useTranslation();
  const [word, setWord] = useState("");
  return (
    <Form
      className={styles.addWord ?? ""}
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = word.trim().toWellFormed();
        if (wanted !== "") onAdd(wanted);
        setWord("");
      }}
    >
      <TextField label={label} value={word} maxLength={MAX_MEMBER_CHARS} onChange={setWord} />
      <Button type="submit" icon={<Plus size={16} aria-hidden="true" />}>
        {t("inspector.add")}
      </Button>
    </Form>
  );
}
