// Who comes onto the map: everybody with a role, what all members may do, and the map's address.
import { MailPlus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MapAccess } from "#shared/access/api.ts";
import { ROLES } from "#shared/access/policy.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { useMe } from "../people/session.ts";
import { Button } from "../ui/Button.tsx";
import { toast } from "../ui/toast.ts";
import { AddMember } from "./AddMember.tsx";
import { useSetTeamRole } from "./accessQueries.ts";
import { CopyField } from "./CopyField.tsx";
import { INVITED_ROLES } from "./invitedRoles.ts";
import { PersonAccess } from "./PersonAccess.tsx";
import { RoleSelect } from "./RoleSelect.tsx";
import styles from "./ShareDialog.module.css";

export interface SharePeopleProps {
  mapId: string;
  access: MapAccess;
  mayManage: boolean;
  onInvite: () => void;
  onLeft: () => void;
}

export function SharePeople({ mapId, access, mayManage, onInvite, onLeft }: SharePeopleProps) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <div className={styles.part}>
      {mayManage ? (
        <div className={styles.adding}>
          <AddMember mapId={mapId} others={access.others} />
          <Button variant="quiet" size="small" icon={<MailPlus size={18} />} onPress={onInvite}>
            {t("share.inviteOthers")}
          </Button>
        </div>
      ) : (
        <p className={styles.mine}>
          {t(`roles.you-${access.mine}`)} {t("share.onlyOwners")}
        </p>
      )}
      <section className={styles.section}>
        <h3 className={styles.heading}>{t("share.whoIsHere")}</h3>
        <ul className={styles.list}>
          {sorted(access.people).map((person) => (
            <li key={person.id}>
              <PersonAccess
                mapId={mapId}
                person={person}
                access={access}
                isMe={person.id === me?.id}
                mayManage={mayManage}
                onLeft={onLeft}
              />
            </li>
          ))}
          <li>
            <Team mapId={mapId} access={access} mayManage={mayManage} />
          </li>
        </ul>
      </section>
      <section className={styles.section}>
        <CopyField label={t("share.address")} value={`${location.origin}/karte/${mapId}`} />
        <p className={styles.soft}>{t("share.addressText")}</p>
      </section>
    </div>
  );
}

function Team({
  mapId,
  access,
  mayManage,
}: Pick<SharePeopleProps, "mapId" | "access" | "mayManage">) {
  const { t } = useTranslation();
  const set = useSetTeamRole(mapId);
  const role = access.teamRole ?? "none";
  return (
    <div className={styles.team}>
      <span className={styles.teamMark} aria-hidden="true">
        <Users size={18} />
      </span>
      <div className={styles.teamWords}>
        <p className={styles.teamName}>{t("share.team")}</p>
        <p className={styles.soft}>{t("share.teamText")}</p>
      </div>
      {mayManage ? (
        <RoleSelect
          look="line"
          label={t("share.team")}
          roles={["none", ...INVITED_ROLES] as const}
          value={role}
          onChange={(chosen) =>
            set.mutate(chosen === "none" ? null : chosen, {
              onError: (error) => toast({ text: problemSentence(error, t), tone: "danger" }),
            })
          }
        />
      ) : (
        <span className={styles.role}>{t(`roles.${role}`)}</span>
      )}
    </div>
  );
}

/** Members before guests, those who may do more first. */
function sorted(people: MapAccess["people"]): MapAccess["people"] {
  return people.toSorted(
    (a, b) =>
      Number(a.kind === "guest") - Number(b.kind === "guest") ||
      ROLES.indexOf(a.role) - ROLES.indexOf(b.role) ||
      a.name.localeCompare(b.name),
  );
}
