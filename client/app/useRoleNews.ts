// Says it when one's role on the map that is open has become another.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { mayDo } from "#shared/access/policy.ts";
import { useSession } from "../map/session/sessionHooks.ts";
import { useStore } from "../map/session/useStore.ts";
import { toast } from "../ui/toast.ts";

export function useRoleNews(): void {
  const { t } = useTranslation();
  const { roleChange } = useSession();
  const change = useStore(roleChange);
  useEffect(() => {
    if (change === null) return;
    const { from, to } = change;
    const mayNotAnyMore = mayDo(from, "map.change") && to === "commenter";
    toast({ text: mayNotAnyMore ? t("roles.lowered-commenter") : t(`roles.now-${to}`) });
    roleChange.set(null);
  }, [roleChange, change, t]);
}
