// Passkeys: those there are, another one, and the organisation's own sign-in, if there is one.
import { useMutation } from "@tanstack/react-query";
import { Building2, Fingerprint, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Me } from "#shared/people/api.ts";
import { problemSentence } from "../app/problemSentence.ts";
import { Button } from "../ui/Button.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toast.ts";
import { useOwnChange } from "./ownAccount.ts";
import { PasskeyItem } from "./PasskeyItem.tsx";
import { addPasskey, canUsePasskeys } from "./passkeys.ts";
import styles from "./Profile.module.css";
import { ProfileSection } from "./ProfileSection.tsx";
import { useWays } from "./session.ts";
import { goToOidc } from "./signIn.ts";

const MAX_PASSKEY_NAME_CHARS = 60;

export function PasskeySection({ me }: { me: Me }) {
  const { t } = useTranslation();
  return (
    <ProfileSection title={t("profile.passkeysTitle")} text={t("profile.passkeysText")}>
      {me.passkeys.length === 0 ? (
        <p className={styles.soft}>{t("profile.passkeysNone")}</p>
      ) : (
        <ul className={styles.list}>
          {me.passkeys.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {canUsePasskeys() ? (
        <AddPasskey />
      ) : (
        <p className={styles.soft}>{t("profile.passkeysNotHere")}</p>
      )}
      <ConnectOidc />
    </ProfileSection>
  );
}

function AddPasskey() {
  const { t } = useTranslation();
  const [name, setName] = useState<string | null>(null);
  const add = useOwnChange(addPasskey);
  if (name === null) {
    return (
      <div className={styles.row}>
        <Button
          icon={<Plus size={18} aria-hidden="true" />}
          onPress={() => setName(t("profile.passkeyThisDevice"))}
        >
          {t("profile.passkeyAdd")}
        </Button>
      </div>
    );
  }
  const create = (): void =>
    add.mutate(name.trim(), {
      onSuccess: (isAdded) => {
        if (isAdded === true) toast({ text: t("profile.passkeyAdded") });
        setName(null);
      },
    });
  return (
    <form
      className={styles.list}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") create();
      }}
    >
      <TextField
        label={t("profile.passkeyName")}
        description={t("profile.passkeyNameHint")}
        value={name}
        onChange={setName}
        maxLength={MAX_PASSKEY_NAME_CHARS}
        isFocusedFirst
        error={add.isError ? problemSentence(add.error, t) : undefined}
      />
      <div className={styles.row}>
        <Button
          type="submit"
          variant="primary"
          isDisabled={name.trim() === ""}
          isPending={add.isPending}
          icon={<Fingerprint size={18} aria-hidden="true" />}
        >
          {t("profile.passkeyCreate")}
        </Button>
        <Button variant="quiet" onPress={() => setName(null)}>
          {t("ui.cancel")}
        </Button>
      </div>
    </form>
  );
}

function ConnectOidc() {
  const { t } = useTranslation();
  const oidc = useWays()?.ways.oidc ?? null;
  const connect = useMutation({
    mutationFn: () => goToOidc("/api/me/oidc", "/profil"),
    onError: (error) => toast({ text: problemSentence(error, t), tone: "danger" }),
  });
  if (oidc === null) return null;
  return (
    <div className={styles.row}>
      <Button
        icon={<Building2 size={18} aria-hidden="true" />}
        isPending={connect.isPending}
        onPress={() => connect.mutate()}
      >
        {t("profile.connectOidc", { name: oidc })}
      </Button>
    </div>
  );
}
