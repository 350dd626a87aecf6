// Who is on the map: a mark for each, which follows them when clicked, and a list with all names.
import { Eye, EyeOff, UserRound, Users } from "lucide-react";
import { Button as AriaButton } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { mayDo } from "#shared/access/policy.ts";
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { nameShown } from "../people/nameShown.ts";
import { useMe } from "../people/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Hint } from "../ui/Hint.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem, MenuSection } from "../ui/Menu.tsx";
import { usePeopleHere, type PersonHere } from "./peopleHere.ts";
import styles from "./PeopleHere.module.css";

const MAX_MARKS = 5;

export function PeopleHere() {
  const { t } = useTranslation();
  const session = useSession();
  const others = usePeopleHere(session.presence);
  // Newer than what the socket said when it was opened.
  const known = useMe();
  const granted = useStore(session.presence.me);
  const me = known ?? granted;
  const following = useStore(session.following);
  const [, navigate] = useLocation();
  const follow = ({ clientId }: PersonHere): void =>
    session.following.set(following === clientId ? null : clientId);
  const sentenceFor = (here: PersonHere): string => {
    const name = nameShown(here.person.name, here.person.isGuest, t);
    if (following === here.clientId) return t("map.stopFollowing", { name });
    return mayDo(here.role, "map.change")
      ? t("map.follow", { name })
      : t("map.followReader", { name });
  };
  return (
    <div className={styles.people}>
      <ul className={styles.marks} aria-label={t("map.peopleHere", { count: others.length + 1 })}>
        {others.slice(0, MAX_MARKS).map((here) => (
          <li key={here.person.id}>
            <Hint text={sentenceFor(here)}>
              <AriaButton
                className={styles.mark ?? ""}
                aria-pressed={following === here.clientId}
                onPress={() => follow(here)}
              >
                <Avatar person={here.person} isMarked={following === here.clientId} />
                <span className="unseen">{sentenceFor(here)}</span>
              </AriaButton>
            </Hint>
          </li>
        ))}
      </ul>
      <Menu
        label={t("map.peopleHere", { count: others.length + 1 })}
        trigger={
          <IconButton
            label={t("map.peopleHere", { count: others.length + 1 })}
            icon={
              <span className={styles.count}>
                <Users />
                {others.length + 1}
              </span>
            }
          />
        }
      >
        <MenuSection title={t("map.you")}>
          {me === null ? null : (
            <MenuItem
              id="me"
              label={t("people.youAppearAs", { name: me.name })}
              icon={<UserRound />}
              onAction={() => navigate("/profil")}
            />
          )}
        </MenuSection>
        {others.length === 0 ? null : (
          <MenuSection title={t("map.others")}>
            {others.map((here) => (
              <MenuItem
                key={here.person.id}
                id={here.person.id}
                label={sentenceFor(here)}
                icon={following === here.clientId ? <EyeOff /> : <Eye />}
                onAction={() => follow(here)}
              />
            ))}
          </MenuSection>
        )}
      </Menu>
    </div>
  );
}
