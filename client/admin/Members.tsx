// Who has an account here, who is invited to have one, and who of them runs the installation.
import { useQuery } from "@tanstack/react-query";
import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "#shared/schemaLanguage.ts";
import type { memberListSchema } from "#shared/people/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { ConfirmDialog } from "../share/ConfirmDialog.tsx";
import { Awaited } from "../ui/Awaited.tsx";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { toast } from "../ui/toast.ts";
import styles from "./AdminPage.module.css";
import { membersQuery, useWithdrawInvitation } from "./adminQueries.ts";
import { InviteMemberDialog } from "./InviteMemberDialog.tsx";
import { MemberLine } from "./MemberLine.tsx";

export function Members() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(membersQuery);
  const [isInviting, setInviting] = useState(false);
  if (data === undefined) return <Awaited error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.part}>
      <div className={styles.intro}>
        <p>{t("admin.inviteText")}</p>
        <Button variant="primary" icon={<UserPlus size={18} />} onPress={() => setInviting(true)}>
          {t("admin.invite")}
        </Button>
      </div>
      <ul className={styles.list}>
        {data.members.map((member) => (
          <li key={member.id}>
            <MemberLine member={member} />
          </li>
        ))}
      </ul>
      {data.waiting.length === 0 ? null : (
        <section className={styles.section}>
          <h2 className={styles.heading}>{t("admin.waiting")}</h2>
          <ul className={styles.list}>
            {data.waiting.map((invitation) => (
              <li key={invitation.id}>
                <Waiting invitation={invitation} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <InviteMemberDialog guest={null} isOpen={isInviting} onClose={() => setInviting(false)} />
    </div>
  );
}

type Invitation = z.infer<typeof memberListSchema>["waiting"][number];

function Waiting({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const withdraw = useWithdrawInvitation();
  const [isAsking, setAsking] = useState(false);
  const { id, name, email, expiresAt } = invitation;
  const facts = [email ?? "", t("share.until", { date: longDate(expiresAt, language) })];
  return (
    <div className={styles.waiting}>
      <div>
        <p className={styles.name}>{name}</p>
        <p className={styles.soft}>{facts.filter((fact) => fact !== "").join(" · ")}</p>
      </div>
      <IconButton
        label={t("admin.withdraw", { name })}
        icon={<X />}
        onPress={() => setAsking(true)}
      />
      <ConfirmDialog
        title={t("admin.withdrawTitle", { name })}
        text={t("admin.withdrawText")}
        action={t("admin.withdrawAction")}
        isOpen={isAsking}
        onConfirm={() =>
          withdraw.mutate(id, {
            onError: (problem) => toast({ text: problemSentence(problem, t), tone: "danger" }),
          })
        }
        onClose={() => setAsking(false)}
      />
    </div>
  );
}
