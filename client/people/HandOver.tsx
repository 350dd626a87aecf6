// Somebody other than last time uses this device: what it keeps of the last person's maps goes, unless changes wait
// there that were never sent. Those are neither shown to this person nor lost without a word.
import { useQuery } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#shared/people/api.ts";
import { LoadingPage } from "../app/LoadingPage.tsx";
import { Button } from "../ui/Button.tsx";
import { clearDeviceMaps } from "./deviceMaps.ts";
import { EntryFrame } from "./EntryFrame.tsx";
import styles from "./Entry.module.css";
import { rememberedPerson, tellOtherTabs } from "./rememberedPerson.ts";
import { settleDevice } from "./settleDevice.ts";
import { useSignOut } from "./useSignOut.ts";

export function HandOver({ me, onSettled }: { me: Me; onSettled: () => void }) {
  const { t } = useTranslation();
  const { data: unsent } = useQuery({
    queryKey: ["unsent", me.id],
    queryFn: settleDevice,
    gcTime: 0,
  });
  const signOut = useSignOut({ keepsMaps: true });
  const clear = async (): Promise<void> => {
    await clearDeviceMaps();
    onSettled();
  };
  useEffect(() => tellOtherTabs(me.id), [me.id]);
  useEffect(() => {
    // Settled in another tab: what is kept from now on is this person's.
    const onStorage = (): void => {
      if (rememberedPerson()?.id === me.id) onSettled();
    };
    window.addEventListener("storage", onStorage);
    return () => window.removeEventListener("storage", onStorage);
    // oxlint-disable-next-line react/exhaustive-deps -- settled once is settled
  }, [me.id]);
  const isNothingThere = unsent === 0;
  useEffect(() => {
    if (isNothingThere) onSettled();
    // oxlint-disable-next-line react/exhaustive-deps -- settled once is settled
  }, [isNothingThere]);
  if (unsent === undefined || isNothingThere) return <LoadingPage />;
  const before = rememberedPerson()?.name ?? t("entry.handOverSomebody");
  return (
    <EntryFrame title={t("entry.handOverTitle")}>
      <div className={styles.head}>
        <span className={styles.emblem} aria-hidden="true">
          <Archive />
        </span>
        <h1 className={styles.title}>{t("entry.handOverTitle")}</h1>
        <p className={styles.lead}>{t("entry.handOverText", { name: before, count: unsent })}</p>
        <p className={styles.lead}>{t("entry.handOverChoice", { name: before, me: me.name })}</p>
      </div>
      <div className={styles.stack}>
        <Button variant="primary" onPress={() => signOut.mutate()} isPending={signOut.isPending}>
          {t("entry.handOverSignOut")}
        </Button>
        <Button onPress={() => void clear()}>{t("entry.handOverDiscard")}</Button>
      </div>
    </EntryFrame>
  );
}
