// One person with a role on the map: which one, how they came, and for those who manage how to change or end it.
import { LogOut, UserMinus, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MapAccess } from "#shared/access/api.ts";
import { type Role, ROLES } from "#shared/access/policy.ts";
import { InviteMemberDialog } from "../admin/InviteMemberDialog.tsx";
import { ServerProblem } from "../app/askServer.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useMayHere } from "../people/useMayHere.ts";
import { Checkbox } from "../ui/Checkbox.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { toast } from "../ui/toast.ts";
import { useEraseGuest, useGiveRole, useTakeRole } from "./accessQueries.ts";
import { ConfirmDialog } from "./ConfirmDialog.tsx";
import { INVITED_ROLES } from "./invitedRoles.ts";
import { PersonLine } from "./PersonLine.tsx";
import styles from "./ShareDialog.module.css";
import { RoleSelect } from "./RoleSelect.tsx";

type NamedPerson = MapAccess["people"][number];

export interface PersonAccessProps {
  mapId: string;
  person: NamedPerson;
  access: MapAccess;
  isMe: boolean;
  mayManage: boolean;
  /** This person has left the map by themselves. */
  onLeft: () => void;
}

export function PersonAccess({
  mapId,
  person,
  access,
  isMe,
  mayManage,
  onLeft,
}: PersonAccessProps) {
  const { t } = useTranslation();
  const way = useWayIn(person, access);
  const give = useGiveRole(mapId);
  const take = useTakeRole(mapId);
  const erase = useEraseGuest(mapId);
  const [alsoErases, setAlsoErases] = useState(false);
  const mayInviteMembers = useMayHere("members.invite");
  const [asking, setAsking] = useState<"stepDown" | "remove" | "member" | null>(null);
  const [wanted, setWanted] = useState<Role>("editor");
  const { name } = person;
  const isLastOwner = person.role === "owner" && owners(access) === 1;
  const onError = (error: unknown) => toast({ text: problemSentence(error, t), tone: "danger" });
  const change = (role: Role): void => give.mutate({ personId: person.id, role }, { onError });
  const remove = (): void => {
    // `mutateAsync`: the row is gone by the time the answer comes.
    const ended = alsoErases ? erase.mutateAsync(person.id) : take.mutateAsync(person.id);
    const sentence = alsoErases ? "share.guestErased" : "share.removed";
    void ended.then(
      () => {
        toast({ text: isMe ? t("share.left") : t(sentence, { name }) });
        if (isMe) onLeft();
      },
      (error: unknown) => {
        const isElsewhere =
          alsoErases && error instanceof ServerProblem && error.code === "no-access";
        if (isElsewhere) toast({ text: t("share.guestElsewhere", { name }), tone: "danger" });
        else onError(error);
      },
    );
  };
  return (
    <>
      <PersonLine
        person={person}
        isGuest={person.kind === "guest"}
        isMe={isMe}
        facts={[
          person.organisation,
          person.perspective,
          way,
          mayManage ? (person.email ?? "") : "",
          mayManage && isLastOwner ? t("share.lastOwner") : "",
        ]}
      >
        {mayManage && !isLastOwner ? (
          <>
            <RoleSelect
              look="line"
              label={t("share.roleOf", { name })}
              roles={person.kind === "guest" ? INVITED_ROLES : ROLES}
              value={person.role}
              onChange={(role) => {
                if (isMe && person.role === "owner") {
                  setWanted(role);
                  setAsking("stepDown");
                } else change(role);
              }}
            />
          </>
        ) : (
          <span className={styles.role}>{t(`roles.${person.role}`)}</span>
        )}
        {mayInviteMembers && person.kind === "guest" ? (
          <IconButton
            label={t("admin.makeMember", { name })}
            icon={<UserRoundPlus />}
            onPress={() => setAsking("member")}
          />
        ) : null}
        {(mayManage || isMe) && !isLastOwner ? (
          <IconButton
            label={isMe ? t("share.leave") : t("share.remove", { name })}
            icon={isMe ? <LogOut /> : <UserMinus />}
            onPress={() => setAsking("remove")}
          />
        ) : null}
      </PersonLine>
      <ConfirmDialog
        title={t("share.stepDownTitle")}
        text={t("share.stepDownText")}
        action={t("share.stepDown")}
        isOpen={asking === "stepDown"}
        onConfirm={() => change(wanted)}
        onClose={() => setAsking(null)}
      />
      <ConfirmDialog
        title={isMe ? t("share.leaveTitle") : t("share.removeTitle", { name })}
        text={isMe ? t("share.leaveText") : t("share.removeText", { name })}
        action={t(isMe ? "share.leaveAction" : "share.removeAction")}
        isOpen={asking === "remove"}
        onConfirm={remove}
        onClose={() => setAsking(null)}
      >
        {person.kind === "guest" && !isMe ? (
          <Checkbox isSelected={alsoErases} onChange={setAlsoErases}>
            {t("share.alsoErase", { name })}
          </Checkbox>
        ) : null}
      </ConfirmDialog>
      <InviteMemberDialog
        guest={person}
        isOpen={asking === "member"}
        onClose={() => setAsking(null)}
      />
    </>
  );
}

function owners({ people }: MapAccess): number {
  return people.filter(({ role }) => role === "owner").length;
}

/** By which invitation or link a guest came, as far as the asker may know. */
function useWayIn({ invitationId, name, kind }: NamedPerson, access: MapAccess): string {
  const { t } = useTranslation();
  const language = useLanguage();
  if (invitationId === null) return "";
  const invitation = access.invitations.find(({ id }) => id === invitationId);
  if (invitation !== undefined) {
    return invitation.name === name
      ? t("share.byInvitationOf", { date: longDate(invitation.createdAt, language) })
      : t("share.byInvitationFor", { name: invitation.name });
  }
  // Only those who manage get the invitations; to the others both are the same.
  if (access.mine !== "owner") return kind === "guest" ? t("share.byInvitation") : "";
  return t("share.byLink");
}
