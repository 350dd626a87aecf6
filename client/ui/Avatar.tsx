// A person as a round mark in their colour. Knows how a person looks, not who is here.
import type { Person } from "#shared/maps/api.ts";
import styles from "./Avatar.module.css";
import { classes } from "./classes.ts";

export interface AvatarProps {
  person: Pick<Person, "name" | "colour" | "isGuest">;
  size?: "medium" | "small";
  /** Ring around it, e.g. for the person who is followed. */
  isMarked?: boolean;
}

/** Decorative: whoever uses it says the name beside it or in a label. */
export function Avatar({ person, size = "medium", isMarked = false }: AvatarProps) {
  const isGuest = person.isGuest === true;
  return (
    <span
      className={classes(
        styles.avatar,
        styles[size],
        isGuest && styles.guest,
        isMarked && styles.marked,
      )}
      style={{
        backgroundColor: `var(--person-${person.colour})`,
        borderColor: isGuest ? `var(--person-${person.colour})` : undefined,
        color: `var(--person-${person.colour}-ink)`,
      }}
      aria-hidden="true"
    >
      {initials(person.name)}
    </span>
  );
}

/** „Dr.“, „Prof. Dr.“, „Dr.-Ing.“: many would have the same first letter. */
const TITLES = /^(?:\p{L}{2,}\.[\s-]*)+(?=\p{L})/u;

/** At most two letters: the first of the first and of the last word. */
export function initials(name: string): string {
  const words = name.trim().replace(TITLES, "").split(/\s+/u);
  const first = words[0] ?? "";
  const last = words.length > 1 ? (words[words.length - 1] ?? "") : "";
  return [first, last]
    .map((word) => Array.from(word)[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
