// How the others see one: name and colour, as they stand on the map; and the language one reads.
import { Check } from "lucide-react";
import { useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { MAX_PERSON_NAME_CHARS } from "#shared/maps/api.ts";
import type { Me } from "#shared/people/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { chooseLanguage, isLanguage, LANGUAGE_NAMES, LANGUAGES } from "../i18n/language.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toast.ts";
import { EntryForm } from "./EntryForm.tsx";
import { nameFault } from "./faults.ts";
import { useChangeMe } from "./ownAccount.ts";
import styles from "./Profile.module.css";
import { ProfileSection } from "./ProfileSection.tsx";
import { useFaults } from "./useFaults.ts";

const COLOURS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;
const AS_BROWSER = "browser";

export function LookSection({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [name, setName] = useState(me.name);
  const [colour, setColour] = useState(me.colour);
  const [language, setLanguage] = useState<string>(me.language ?? AS_BROWSER);
  const change = useChangeMe();
  const faults = useFaults({ name: nameFault(name) });
  const save = (): void => {
    const spoken = isLanguage(language) ? language : null;
    const wanted = { name: name.trim(), colour, language: spoken };
    change.mutate(wanted, {
      onSuccess: () => {
        if (spoken !== null) void chooseLanguage(spoken);
        toast({ text: t("profile.saved") });
      },
    });
  };
  return (
    <ProfileSection title={t("profile.lookTitle")} text={t("profile.lookText")}>
      <div className={styles.preview} aria-hidden="true">
        <Avatar person={{ name: name.trim() || me.name, colour }} />
        <Pointer name={name.trim() || me.name} colour={colour} />
      </div>
      <EntryForm
        submit={t("ui.save")}
        isPending={change.isPending}
        problem={change.isError ? problemSentence(change.error, t) : null}
        faultyTries={faults.tries}
        onSubmit={() => faults.check(save)}
      >
        <TextField
          label={t("people.name")}
          value={name}
          onChange={setName}
          maxLength={MAX_PERSON_NAME_CHARS}
          autoComplete="name"
          error={faults.of("name")}
        />
        <RadioGroup
          value={String(colour)}
          onChange={(chosen) => setColour(Number(chosen))}
          orientation="horizontal"
        >
          <Label className={styles.label}>{t("profile.colour")}</Label>
          <div className={styles.colours}>
            {COLOURS.map((index) => (
              <Radio
                key={index}
                value={String(index)}
                className={styles.colour ?? ""}
                aria-label={t(`profile.colour-${index}`)}
                style={{
                  background: `var(--person-${index})`,
                  color: `var(--person-${index}-ink)`,
                }}
              >
                {({ isSelected }) => (isSelected ? <Check aria-hidden="true" /> : null)}
              </Radio>
            ))}
          </div>
        </RadioGroup>
        <Select
          label={t("shell.language")}
          value={language}
          onChange={setLanguage}
          options={[
            { id: AS_BROWSER, label: t("profile.languageOfBrowser") },
            ...LANGUAGES.map((id) => ({ id: id as string, label: LANGUAGE_NAMES[id] })),
          ]}
        />
      </EntryForm>
    </ProfileSection>
  );
}

/** As it moves over the others' maps. */
function Pointer({ name, colour }: { name: string; colour: number }) {
  return (
    <span className={styles.pointer}>
      <svg viewBox="0 0 20 20" fill={`var(--person-${colour})`} stroke="var(--surface)">
        <path d="M3 2 L17 9 L10.5 10.8 L7.6 17 Z" />
      </svg>
      <span
        className={styles.flag}
        style={{ background: `var(--person-${colour})`, color: `var(--person-${colour}-ink)` }}
      >
        {name}
      </span>
    </span>
  );
}
