// One member: since when, when last seen, whether they run the installation, and what can be done about that.
import { Ellipsis, ShieldCheck, ShieldMinus, ShieldPlus, UserX } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "#shared/schemaLanguage.ts";
import type { memberSchema } from "#shared/people/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useMe } from "../people/session.ts";
import { PersonLine } from "../share/PersonLine.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem, MenuLine } from "../ui/Menu.tsx";
import { toast } from "../ui/toast.ts";
import styles from "./AdminPage.module.css";
import { useChangeMember } from "./adminQueries.ts";
import { EraseMemberDialog } from "./EraseMemberDialog.tsx";

export function MemberLine({ member }: { member: z.infer<typeof memberSchema> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const me = useMe();
  const change = useChangeMember();
  const [isErasing, setErasing] = useState(false);
  const { id, name, email, isAdmin, createdAt, lastSeenAt } = member;
  const onError = (error: unknown) => toast({ text: problemSentence(error, t), tone: "danger" });
  const seen =
    lastSeenAt === null
      ? t("admin.neverSeen")
      : t("admin.seen", { date: longDate(lastSeenAt, language) });
  const changeIt = (): void =>
    change.mutate(
      { id, isAdmin: !isAdmin },
      {
        onSuccess: () =>
          toast({ text: t(isAdmin ? "admin.unmadeAdmin" : "admin.madeAdmin", { name }) }),
        onError,
      },
    );
  return (
    <>
      <PersonLine
        person={member}
        isGuest={false}
        isMe={id === me?.id}
        facts={[email ?? "", t("admin.memberSince", { date: longDate(createdAt, language) }), seen]}
      >
        {isAdmin ? (
          <span className={styles.badge}>
            <ShieldCheck size={14} aria-hidden="true" />
            {t("admin.isAdmin")}
          </span>
        ) : null}
        <Menu
          label={t("admin.actionsFor", { name })}
          trigger={<IconButton label={t("admin.actionsFor", { name })} icon={<Ellipsis />} />}
        >
          <MenuItem
            id="admin"
            label={t(isAdmin ? "admin.unmakeAdmin" : "admin.makeAdmin")}
            icon={isAdmin ? <ShieldMinus /> : <ShieldPlus />}
            onAction={changeIt}
          />
          {id === me?.id ? null : (
            <>
              <MenuLine />
              <MenuItem
                id="erase"
                label={t("admin.erase")}
                icon={<UserX />}
                isDanger
                onAction={() => setErasing(true)}
              />
            </>
          )}
        </Menu>
      </PersonLine>
      <EraseMemberDialog member={member} isOpen={isErasing} onClose={() => setErasing(false)} />
    </>
  );
}
