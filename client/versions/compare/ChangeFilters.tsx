// Which changes are shown: kinds as switches with how many there are of each, and person, perspective and region, as far as
// there is a choice.
import { useMemo } from "react";
import { ToggleButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import {
  ALL_CHANGES,
  LISTED_LOOKS,
  nodeIn,
  type ChangeEntry,
  type ChangeFilter,
} from "#shared/versions/changeList.ts";
import type { ChangeLook } from "#shared/versions/comparison.ts";
import { useStore } from "../../map/session/useStore.ts";
import { Button } from "../../ui/Button.tsx";
import { Select, type SelectOption } from "../../ui/Select.tsx";
import styles from "./ChangeFilters.module.css";
import type { Comparing } from "./Comparing.ts";
import { useCompareWords } from "./compareContext.ts";
import { perspectiveName } from "./compareWords.ts";
import { lookIcons } from "./lookIcons.ts";

/** Stands for no filter in a list of ids; no id is as short. */
const ANY = "*";

export function ChangeFilters({ comparing }: { comparing: Comparing }) {
  const { t } = useTranslation();
  const filter = useStore(comparing.filter);
  const choices = useChoices(comparing);
  const change = (part: Partial<ChangeFilter>): void =>
    comparing.filter.set({ ...filter, ...part });
  return (
    <div className={styles.filters} role="group" aria-label={t("compare.filter")}>
      <Looks comparing={comparing} filter={filter} onChange={change} />
      <div className={styles.selects}>
        <OneOf
          label={t("compare.person")}
          any={t("compare.anyPerson")}
          options={choices.people}
          value={filter.personId}
          onChange={(personId) => change({ personId })}
        />
        <OneOf
          label={t("compare.perspective")}
          any={t("compare.anyPerspective")}
          options={choices.perspectives}
          value={filter.perspective}
          onChange={(perspective) => change({ perspective })}
        />
        <OneOf
          label={t("compare.region")}
          any={t("compare.anyRegion")}
          options={choices.regions}
          value={filter.regionId}
          onChange={(regionId) => change({ regionId })}
        />
      </div>
      {filter === ALL_CHANGES || isEmpty(filter) ? null : (
        <Button size="small" variant="quiet" onPress={() => comparing.filter.set(ALL_CHANGES)}>
          {t("compare.resetFilter")}
        </Button>
      )}
    </div>
  );
}

function isEmpty({ looks, personId, perspective, regionId }: ChangeFilter): boolean {
  return looks.size === 0 && personId === null && perspective === null && regionId === null;
}

interface LooksProps {
  comparing: Comparing;
  filter: ChangeFilter;
  onChange: (part: Partial<ChangeFilter>) => void;
}

function Looks({ comparing, filter, onChange }: LooksProps) {
  const { t } = useTranslation();
  const { entries } = comparing.list;
  const toggle = (look: ChangeLook, isOn: boolean): void => {
    const looks = new Set(filter.looks);
    if (isOn) looks.add(look);
    else looks.delete(look);
    onChange({ looks });
  };
  return (
    <div className={styles.looks} role="group" aria-label={t("compare.looks")}>
      {LISTED_LOOKS.map((look) => {
        const count = entries.filter(({ looks }) => looks.includes(look)).length;
        const Icon = lookIcons[look];
        return count === 0 ? null : (
          <ToggleButton
            key={look}
            className={styles.look ?? ""}
            isSelected={filter.looks.has(look)}
            onChange={(isOn) => toggle(look, isOn)}
          >
            <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
            {t("compare.group", { look: t(`compare.look-${look}`), count })}
          </ToggleButton>
        );
      })}
    </div>
  );
}

interface OneOfProps {
  label: string;
  any: string;
  options: readonly SelectOption<string>[];
  value: string | null;
  onChange: (value: string | null) => void;
}

/** Nothing where there is nothing to choose from. */
function OneOf({ label, any, options, value, onChange }: OneOfProps) {
  if (options.length === 0) return null;
  return (
    <Select
      label={label}
      options={[{ id: ANY, label: any }, ...options]}
      value={value ?? ANY}
      onChange={(id) => onChange(id === ANY ? null : id)}
    />
  );
}

function useChoices(comparing: Comparing) {
  const { t, i18n } = useTranslation();
  const words = useCompareWords();
  return useMemo(() => {
    const { entries, sides } = comparing.list;
    const collator = new Intl.Collator(i18n.language);
    const options = (
      idsOf: (entry: ChangeEntry) => ReadonlySet<string>,
      nameOf: (id: string) => string | null,
    ): SelectOption<string>[] =>
      [...new Set(entries.flatMap((entry) => [...idsOf(entry)]))]
        .flatMap((id) => {
          const label = nameOf(id);
          return label === null ? [] : [{ id, label }];
        })
        .toSorted((a, b) => collator.compare(a.label, b.label));
    return {
      people: options(({ people }) => people, words.name),
      perspectives: options(
        ({ perspectives }) => perspectives,
        (member) => perspectiveName(t, member),
      ),
      regions: options(
        ({ regions }) => regions,
        (id) => nodeIn(sides, id)?.title || words.untitled,
      ),
    };
  }, [comparing, words, t, i18n.language]);
}
