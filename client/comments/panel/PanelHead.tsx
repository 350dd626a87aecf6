// The head of the comments panel: its name, what can be done with all comments, and how one's own appear in reports.
import { CheckCheck, Download, Ellipsis, History, MessageSquarePlus, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../map/session/sessionHooks.ts";
import { useStore } from "../../map/session/useStore.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Menu, MenuItem, MenuSection } from "../../ui/Menu.tsx";
import { exportShown } from "../export/exportShown.ts";
import { useComments, useIsTalkLive } from "../store/commentHooks.ts";
import { act } from "../thread/act.ts";
import styles from "./CommentsPanel.module.css";

const ASKED_WITHIN_MS = 1_000;
const RELEASES = ["named", "perspective"] as const;

export interface PanelHeadProps {
  unread: number;
  onCommentMap: () => void;
  onClose: () => void;
}

export function PanelHead(props: PanelHeadProps) {
  const isPast = useComments().past !== null;
  return isPast ? <HeadThen onClose={props.onClose} /> : <HeadNow {...props} />;
}

/** Of what was said then: nothing can be done with it but to read it. */
function HeadThen({ onClose }: Pick<PanelHeadProps, "onClose">) {
  const { t } = useTranslation();
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.title} tabIndex={-1}>
          {t("pastTalk.title")}
        </h2>
        <div className={styles.tools}>
          <CloseButton onClose={onClose} />
        </div>
      </header>
      <p className={styles.note}>
        <History aria-hidden="true" />
        {t("pastTalk.note")}
      </p>
    </>
  );
}

function CloseButton({ onClose }: Pick<PanelHeadProps, "onClose">) {
  const { t } = useTranslation();
  return (
    <IconButton label={t("comments.close")} icon={<X />} hintPlacement="left" onPress={onClose} />
  );
}

function HeadNow({ unread, onCommentMap, onClose }: PanelHeadProps) {
  const { t } = useTranslation();
  const store = useComments();
  const mayWrite = useMay("comments.write");
  const mayExport = useMay("map.export");
  const release = useStore(store.release);
  // What is chosen stands with what is one's own: asked for when the panel opens.
  const isLive = useIsTalkLive();
  useEffect(() => {
    if (!isLive) return;
    // The panel is drawn first.
    const idle = requestIdleCallback(() => void store.feed.ask(true), { timeout: ASKED_WITHIN_MS });
    return () => cancelIdleCallback(idle);
  }, [store, isLive]);
  return (
    <header className={styles.header}>
      <h2 className={styles.title} tabIndex={-1}>
        {t("comments.title")}
      </h2>
      <div className={styles.tools}>
        {mayWrite ? (
          <IconButton
            label={t("comments.onMap")}
            icon={<MessageSquarePlus />}
            onPress={onCommentMap}
          />
        ) : null}
        <IconButton
          label={t("comments.readAll")}
          icon={<CheckCheck />}
          isDisabled={unread === 0}
          onPress={() => void act(store.readAll(), t)}
        />
        {mayExport ? (
          <IconButton
            label={t("comments.export")}
            icon={<Download />}
            onPress={() => exportShown.set(true)}
          />
        ) : null}
        {mayWrite ? (
          <Menu
            label={t("comments.more")}
            trigger={<IconButton label={t("comments.more")} icon={<Ellipsis />} />}
          >
            <MenuSection
              title={t("comments.release")}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[release]}
              onSelectionChange={(keys) => {
                const chosen = RELEASES.find((id) => keys !== "all" && keys.has(id));
                if (chosen !== undefined) void act(store.setRelease(chosen), t);
              }}
            >
              {RELEASES.map((id) => (
                <MenuItem key={id} id={id} label={t(`comments.release-${id}`)} />
              ))}
            </MenuSection>
          </Menu>
        ) : null}
        <CloseButton onClose={onClose} />
      </div>
    </header>
  );
}
