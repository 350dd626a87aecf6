// A form on a sheet: its fields, what went wrong, its one button. Whoever cannot see where it went wrong is led there.
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Form } from "react-aria-components";
import { Button } from "../ui/Button.tsx";
import styles from "./Entry.module.css";

export interface EntryFormProps {
  /** What the button says. */
  submit: string;
  onSubmit: () => void;
  isPending: boolean;
  /** Why it did not work, in a sentence; null: nothing is wrong. */
  problem: string | null;
  /** Grows with every try that found something wrong with a field. */
  faultyTries?: number;
  /** Stands between the fields and the button. */
  children?: ReactNode;
}

export function EntryForm({
  submit,
  onSubmit,
  isPending,
  problem,
  faultyTries = 0,
  children,
}: EntryFormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem === null && faultyTries === 0) return;
    const wrong = form.current?.querySelector<HTMLElement>(
      "[data-problem], [aria-invalid=true], [data-invalid] input",
    );
    wrong?.focus();
  }, [problem, faultyTries]);
  return (
    <Form
      ref={form}
      className={styles.form ?? ""}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) onSubmit();
      }}
    >
      {problem === null ? null : (
        <div className={styles.problem} role="alert" tabIndex={-1} data-problem="">
          <TriangleAlert aria-hidden="true" />
          <p>{problem}</p>
        </div>
      )}
      {children}
      <Button variant="primary" type="submit" isPending={isPending}>
        {submit}
      </Button>
    </Form>
  );
}
