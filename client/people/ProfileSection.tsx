// One matter of the profile: what it is about at the left, what can be done at the right.
import { type ReactNode, useId } from "react";
import styles from "./Profile.module.css";

export interface ProfileSectionProps {
  title: string;
  text: string;
  children: ReactNode;
}

export function ProfileSection({ title, text, children }: ProfileSectionProps) {
  const titleId = useId();
  return (
    <section className={styles.section} aria-labelledby={titleId}>
      <div className={styles.about}>
        <h2 id={titleId} className={styles.heading}>
          {title}
        </h2>
        <p className={styles.text}>{text}</p>
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
