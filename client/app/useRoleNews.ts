// Says it when somebody changes one's role on the map that is open.
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../map/session/sessionHooks.ts";
import { toast } from "../ui/toast.ts";

export function useRoleNews(): void {
  const { t } = useTranslation();
  const { role } = useSession();
  useEffect(() => {
    let before = role.get();
    return role.subscribe(() => {
      const now = role.get();
      if (now !== null && before !== null && now !== before) toast({ text: t(`roles.now-${now}`) });
      before = now;
    });
  }, [role, t]);
}
