// The node or link as it was when a thread on it was begun. What the server kept is read, not trusted.
import { useTranslation } from "react-i18next";
import { linkJsonSchema, nodeJsonSchema, type LinkJson, type NodeJson } from "#shared/map/json.ts";
import { plainTextOf } from "#shared/map/richText.ts";
import type { z } from "#shared/schemaLanguage.ts";
import { longDateTime } from "../../i18n/times.ts";
import { useLanguage } from "../../i18n/useLanguage.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { kindIcons } from "../../ui/kindIcons.ts";
import type { AnchorThen } from "../store/commentViews.ts";
import styles from "./OutcomeDialog.module.css";

export interface AnchorThenDialogProps {
  anchorThen: AnchorThen;
  at: number;
  onClose: () => void;
}

export function AnchorThenDialog({ anchorThen, at, onClose }: AnchorThenDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nodes = readable(nodeJsonSchema, anchorThen?.nodes ?? []);
  const links = readable(linkJsonSchema, anchorThen?.links ?? []);
  return (
    <Dialog
      title={t("thread.thenTitle", { when: longDateTime(at, language) })}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t("ui.close")}</Button>}
    >
      {links.map((link) => (
        <LinkSentence key={link.id} link={link} nodes={nodes} />
      ))}
      {nodes.map((node) => (
        <Node key={node.id} node={node} />
      ))}
    </Dialog>
  );
}

function Node({ node: { kind, title, description } }: { node: NodeJson }) {
  const { t } = useTranslation();
  const Icon = kindIcons[kind];
  const words = plainTextOf(description).trim();
  return (
    <section className={styles.then}>
      <p className={styles.meaning}>
        <Icon aria-hidden="true" size={16} /> {t(`nodeKinds.${kind}`)}
      </p>
      <p className={styles.kind}>{title === "" ? t("inspector.untitled") : title}</p>
      {words === "" ? null : <p className={styles.words}>{words}</p>}
    </section>
  );
}

function LinkSentence({ link, nodes }: { link: LinkJson; nodes: readonly NodeJson[] }) {
  const { t } = useTranslation();
  const called = (id: string): string =>
    nodes.find((node) => node.id === id)?.title ?? t("inspector.untitled");
  return (
    <p className={styles.then}>
      {called(link.source)} <em>{t(`linkKinds.${link.kind}`)}</em> {called(link.target)}
      {link.label === "" ? null : ` (${link.label})`}
    </p>
  );
}

function readable<T>(schema: z.ZodType<T>, values: readonly unknown[]): T[] {
  return values.flatMap((value) => {
    const read = schema.safeParse(value);
    return read.success ? [read.data] : [];
  });
}
