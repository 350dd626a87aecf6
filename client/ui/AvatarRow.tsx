// Several people in little room: overlapping marks, the rest as a number; read out as one sentence.
import type { Person } from "#shared/maps/api.ts";
import { Avatar } from "./Avatar.tsx";
import styles from "./AvatarRow.module.css";

export interface AvatarRowProps {
  people: readonly Person[];
  /** The sentence that says who they are. */
  label: string;
  max?: number;
}

export function AvatarRow({ people, label, max = 4 }: AvatarRowProps) {
  const shown = people.length > max ? people.slice(0, max - 1) : people;
  const rest = people.length - shown.length;
  return (
    <span className={styles.row} title={label}>
      <span className="unseen">{label}</span>
      {shown.map((person) => (
        <Avatar key={person.id} person={person} size="small" />
      ))}
      {rest > 0 ? (
        <span className={styles.rest} aria-hidden="true">
          +{rest}
        </span>
      ) : null}
    </span>
  );
}
