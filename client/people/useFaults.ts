// Faults of a form's fields: looked for when it is sent, and again with every letter once something was wrong.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MIN_PASSWORD_CHARS } from "#shared/people/signInApi.ts";
import type { Fault } from "./faults.ts";

export interface Faults<Field extends string> {
  /** The sentence for a field; undefined: nothing is wrong, or nobody has tried yet. */
  of: (field: Field) => string | undefined;
  tries: number;
  /** Calls back if nothing is wrong. */
  check: (proceed: () => void) => void;
}

export function useFaults<Field extends string>(
  faults: Readonly<Record<Field, Fault | null>>,
): Faults<Field> {
  const { t } = useTranslation();
  const [tries, setTries] = useState(0);
  return {
    of: (field) => {
      const fault: Fault | null = faults[field];
      return tries === 0 || fault === null ? undefined : t(fault, { count: MIN_PASSWORD_CHARS });
    },
    tries,
    check: (proceed) => {
      if (Object.values(faults).every((fault) => fault === null)) proceed();
      else setTries(tries + 1);
    },
  };
}
