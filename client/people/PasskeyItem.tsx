// One passkey of the list: its name, since when, renaming and removing it.
import { Check, Fingerprint, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Passkey } from "#shared/people/signInApi.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { longDate } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toast.ts";
import { useOwnChange } from "./ownAccount.ts";
import { removePasskey, renamePasskey } from "./passkeys.ts";
import styles from "./Profile.module.css";

export function PasskeyItem({ passkey }: { passkey: Passkey }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [name, setName] = useState<string | null>(null);
  const rename = useOwnChange((wanted: string) => renamePasskey(passkey.id, wanted));
  const remove = useOwnChange(() => removePasskey(passkey.id));
  const onError = (error: unknown): void => {
    toast({ text: problemSentence(error, t), tone: "danger" });
  };
  if (name !== null) {
    return (
      <li>
        <form
          className={styles.item}
          onSubmit={(event) => {
            event.preventDefault();
            const wanted = name.trim();
            if (wanted === "") return;
            rename.mutate(wanted, { onError, onSuccess: () => setName(null) });
          }}
        >
          <div className={styles.itemWords}>
            <TextField
              label={t("profile.passkeyName")}
              value={name}
              onChange={setName}
              maxLength={60}
              isFocusedFirst
            />
          </div>
          <IconButton type="submit" label={t("ui.save")} icon={<Check />} />
        </form>
      </li>
    );
  }
  return (
    <li className={styles.item}>
      <Fingerprint size={20} aria-hidden="true" />
      <span className={styles.itemWords}>
        <span className={styles.value}>{passkey.name}</span>
        <span className={styles.soft}>
          {t("profile.passkeySince", { date: longDate(passkey.createdAt, language) })}
        </span>
      </span>
      <IconButton
        label={t("profile.passkeyRename", { name: passkey.name })}
        icon={<Pencil />}
        onPress={() => setName(passkey.name)}
      />
      <IconButton
        label={t("profile.passkeyRemove", { name: passkey.name })}
        icon={<Trash2 />}
        isDisabled={remove.isPending}
        onPress={() =>
          remove.mutate(undefined, {
            onError,
            onSuccess: () => toast({ text: t("profile.passkeyRemoved", { name: passkey.name }) }),
          })
        }
      />
    </li>
  );
}
