// Who one is here, and what belongs to oneself: profile, administration, signing out.
import { LogOut, Settings2, UserRound } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { Me } from "#shared/people/api.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuLine, MenuSection } from "../ui/Menu.tsx";
import { classes } from "../ui/classes.ts";
import styles from "./MeButton.module.css";
import { signInAddress } from "./nextPath.ts";
import { useSignedIn } from "./session.ts";
import { useLeaving } from "./useLeaving.tsx";

/** For somebody who is not signed in: the way to it. `isBrief`: the mark alone; the name is said, not shown. */
export function MeButton({ isBrief = false }: { isBrief?: boolean }) {
  const { t } = useTranslation();
  const signedIn = useSignedIn();
  const [path, navigate] = useLocation();
  if (signedIn.is === "in") return <MeMenu me={signedIn.me} isBrief={isBrief} />;
  if (signedIn.is !== "out") return null;
  return (
    <Button variant="quiet" onPress={() => navigate(signInAddress(path))}>
      {t("entry.signIn")}
    </Button>
  );
}

function MeMenu({ me, isBrief }: { me: Me; isBrief: boolean }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const leaving = useLeaving();
  const isGuest = me.kind === "guest";
  return (
    <>
      <Menu
        label={t("people.you")}
        trigger={
          <AriaButton className={classes(styles.me, isBrief && styles.brief)}>
            <span className="unseen">{t("people.youAppear")}</span>
            <Avatar person={me} size="small" />
            <span className={styles.name}>{me.name}</span>
            {isGuest ? <span className={styles.guest}>{t("people.guest")}</span> : null}
          </AriaButton>
        }
      >
        <MenuSection title={isGuest ? t("people.asGuest", { name: me.name }) : me.name}>
          <MenuItem
            id="profile"
            label={t("people.profile")}
            icon={<UserRound />}
            onAction={() => navigate("/profil")}
          />
          {me.isAdmin ? (
            <MenuItem
              id="admin"
              label={t("people.administration")}
              icon={<Settings2 />}
              onAction={() => navigate("/verwaltung")}
            />
          ) : null}
        </MenuSection>
        <MenuLine />
        <MenuItem
          id="sign-out"
          label={t("people.signOut")}
          icon={<LogOut />}
          onAction={leaving.begin}
        />
      </Menu>
      {leaving.question}
    </>
  );
}
