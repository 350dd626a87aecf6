// How the others see this person: mark and name, and a way to change the name.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Avatar } from "../ui/Avatar.tsx";
import { Hint } from "../ui/Hint.tsx";
import { meQuery } from "./me.ts";
import styles from "./MeButton.module.css";
import { NameDialog } from "./NameDialog.tsx";

/** Nothing until the server said who one is. */
export function MeButton() {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const [isAsking, setAsking] = useState(false);
  if (me === undefined) return null;
  return (
    <>
      <Hint text={t("people.changeName")}>
        <AriaButton className={styles.me ?? ""} onPress={() => setAsking(true)}>
          <span className="unseen">{t("people.youAppear")}</span>
          <Avatar person={me} size="small" />
          <span className={styles.name}>{me.name}</span>
        </AriaButton>
      </Hint>
      <NameDialog me={me} isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
