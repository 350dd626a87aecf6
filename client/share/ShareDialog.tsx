// Who may enter a map, and how one lets somebody in: one window for a map, from its bar or from its card.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MapAccess } from "#shared/access/api.ts";
import { mayDo } from "#shared/access/policy.ts";
import { useWays } from "../people/session.ts";
import { Awaited } from "../ui/Awaited.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { AccessHistory } from "./AccessHistory.tsx";
import { accessQuery } from "./accessQueries.ts";
import { Invitations } from "./Invitations.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { LinkOnce, type LinkOnceProps } from "./LinkOnce.tsx";
import { OpenLink } from "./OpenLink.tsx";
import styles from "./ShareDialog.module.css";
import { SharePeople } from "./SharePeople.tsx";

export interface ShareDialogProps {
  mapId: string;
  title: string;
  isOpen: boolean;
  onClose: () => void;
}

export function ShareDialog({ mapId, title, isOpen, onClose }: ShareDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog
      size="large"
      title={t("share.title", { title: title.trim() === "" ? t("maps.untitled") : title })}
      isOpen={isOpen}
      onClose={onClose}
    >
      {isOpen ? <Content mapId={mapId} onLeft={onClose} /> : null}
    </Dialog>
  );
}

function Content({ mapId, onLeft }: { mapId: string; onLeft: () => void }) {
  const { data: access, error, refetch } = useQuery(accessQuery(mapId));
  return access === undefined ? (
    <Awaited error={error} onRetry={() => void refetch()} />
  ) : (
    <Access mapId={mapId} access={access} onLeft={onLeft} />
  );
}

type Part = "people" | "invitations" | "openLink" | "history";
/** What lies above the parts until it is done with. */
type Above = { is: "form" } | { is: "made"; made: LinkOnceProps } | null;

interface AccessProps {
  mapId: string;
  access: MapAccess;
  /** This person has left the map by themselves. */
  onLeft: () => void;
}

function Access({ mapId, access, onLeft }: AccessProps) {
  const { t } = useTranslation();
  const [part, setPart] = useState<Part>("people");
  const [above, setAbove] = useState<Above>(null);
  const mayMail = useWays()?.ways.mail ?? false;
  // What had the focus is gone when one comes back: the part's name takes it.
  const [hasBeenAway, setBeenAway] = useState(false);
  const comeBack = (): void => {
    setBeenAway(true);
    setAbove(null);
  };
  const invite = (): void => setAbove({ is: "form" });
  const show = (made: LinkOnceProps): void => setAbove({ is: "made", made });
  if (!mayDo(access.mine, "members.manage")) {
    return (
      <SharePeople
        mapId={mapId}
        access={access}
        mayManage={false}
        onInvite={invite}
        onLeft={onLeft}
      />
    );
  }
  if (above?.is === "form") {
    return (
      <InviteForm
        mapId={mapId}
        mayMail={mayMail}
        onMade={(made) => {
          setPart("invitations");
          show(made);
        }}
        onBack={comeBack}
      />
    );
  }
  if (above?.is === "made") return <Made made={above.made} onDone={comeBack} />;
  const open = access.invitations.filter(({ revokedAt }) => revokedAt === null);
  return (
    <Tabs<Part>
      isFocusedFirst={hasBeenAway}
      label={t("share.parts")}
      selected={part}
      onSelect={setPart}
      sheets={[
        {
          id: "people",
          label: t("share.people"),
          count: access.people.length,
          content: (
            <SharePeople
              mapId={mapId}
              access={access}
              mayManage
              onInvite={invite}
              onLeft={onLeft}
            />
          ),
        },
        {
          id: "invitations",
          label: t("share.invitations"),
          count: open.length,
          content: (
            <Invitations
              mapId={mapId}
              invitations={access.invitations}
              mayMail={mayMail}
              onInvite={invite}
              onMade={show}
            />
          ),
        },
        {
          id: "openLink",
          label: t("share.openLink"),
          content: <OpenLink mapId={mapId} openLink={access.openLink} onMade={show} />,
        },
        {
          id: "history",
          label: t("share.history"),
          content: <AccessHistory mapId={mapId} />,
        },
      ]}
    />
  );
}

function Made({ made, onDone }: { made: LinkOnceProps; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.part}>
      <h3 className={styles.madeTitle} ref={focusAtOnce} tabIndex={-1}>
        {made.name === null ? t("share.openLink") : t("share.linkFor", { name: made.name })}
      </h3>
      <LinkOnce {...made} />
      <div className={styles.done}>
        <Button onPress={onDone}>{t("share.done")}</Button>
      </div>
    </div>
  );
}

/** What had the focus is gone; who listens hears what took its place. */
function focusAtOnce(element: HTMLElement | null): void {
  element?.focus();
}
