// Erasing a member: what goes, what stays, and to whom maps go that would otherwise be managed by nobody.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "#shared/maps/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { MapsInTheWay, mapsNamedIn } from "../people/MapsInTheWay.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Select } from "../ui/Select.tsx";
import { toast } from "../ui/toast.ts";
import { membersQuery, useEraseMember } from "./adminQueries.ts";

export interface EraseMemberDialogProps {
  member: Pick<Person, "id" | "name">;
  isOpen: boolean;
  onClose: () => void;
}

export function EraseMemberDialog({
  member: { id, name },
  isOpen,
  onClose,
}: EraseMemberDialogProps) {
  const { t } = useTranslation();
  const erase = useEraseMember();
  const others = useQuery(membersQuery).data?.members.filter((other) => other.id !== id) ?? [];
  const [heir, setHeir] = useState<string | null>(null);
  const maps = mapsNamedIn(erase.error);
  const isHandOver = maps.length > 0;
  const close = (): void => {
    setHeir(null);
    erase.reset();
    onClose();
  };
  const confirm = (): void => {
    // `mutateAsync`: the line with this dialog is gone by the time the answer comes.
    void erase.mutateAsync({ id, handOverTo: isHandOver ? heir : null }).then(
      () => toast({ text: t("admin.erased", { name }) }),
      (error: unknown) => {
        if (mapsNamedIn(error instanceof Error ? error : null).length > 0) return;
        close();
        toast({ text: problemSentence(error, t), tone: "danger" });
      },
    );
  };
  return (
    <Dialog
      title={t("admin.eraseTitle", { name })}
      role="alertdialog"
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t("ui.cancel")}</Button>
          <Button
            variant="danger"
            isDisabled={isHandOver && heir === null}
            isPending={erase.isPending}
            onPress={confirm}
          >
            {t(isHandOver ? "admin.handOverAndErase" : "admin.erase")}
          </Button>
        </>
      }
    >
      <p>{t("admin.eraseText", { name })}</p>
      {isHandOver ? (
        <>
          <MapsInTheWay
            lead={t("admin.mapsInTheWay", { name, count: maps.length })}
            maps={maps}
            areOwn={false}
          />
          <Select
            label={t("admin.handOverTo")}
            placeholder={t("admin.chooseMember")}
            options={others.map((other) => ({ id: other.id, label: other.name }))}
            value={heir}
            onChange={setHeir}
          />
        </>
      ) : null}
    </Dialog>
  );
}
