// One person in a list: mark, name, what they are, and what one may do with them at the end of the line.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "#shared/maps/api.ts";
import { Avatar } from "../ui/Avatar.tsx";
import styles from "./PersonLine.module.css";

export interface PersonLineProps {
  person: Pick<Person, "name" | "colour" | "isGuest">;
  isGuest: boolean;
  isMe: boolean;
  /** Under the name; what is empty is left out. */
  facts: readonly string[];
  children?: ReactNode;
}

export function PersonLine({ person, isGuest, isMe, facts, children }: PersonLineProps) {
  const { t } = useTranslation();
  const known = facts.filter((fact) => fact !== "");
  return (
    <div className={styles.line}>
      <Avatar person={person} />
      <div className={styles.words}>
        <p className={styles.name}>
          <span className={styles.own}>{person.name}</span>
          {isMe ? <span className={styles.me}>{t("share.you")}</span> : null}
          {isGuest ? <span className={styles.guest}>{t("share.guest")}</span> : null}
        </p>
        {known.length === 0 ? null : <p className={styles.facts}>{known.join(" · ")}</p>}
      </div>
      {children === undefined ? null : <div className={styles.end}>{children}</div>}
    </div>
  );
}
