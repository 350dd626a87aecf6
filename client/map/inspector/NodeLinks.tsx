// A node's links as sentences seen from the node: "wirkt auf …", "wird gestützt von …".
import { ArrowLeft, ArrowRight, Minus, Trash2, Waypoints } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { deleteElements } from "#shared/map/edit.ts";
import { UNDIRECTED_LINK_KINDS } from "#shared/map/kinds.ts";
import type { LinkId, NodeId } from "#shared/map/schema.ts";
import { requestReveal } from "../../app/revealRequests.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import type { Touched } from "../binding/ContentStore.ts";
import { useLink, useMay, useShownMap } from "../session/sessionHooks.ts";
import { AddLink } from "./AddLink.tsx";
import { useFoundIds, useNodeValue } from "./elementValue.ts";
import styles from "./Inspector.module.css";

const touchesLinks = (touched: Touched): boolean => touched.links.size > 0;

export function NodeLinks({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const { content } = useShownMap();
  const mayChange = useMay("map.change");
  const find = useCallback(() => {
    const ids: LinkId[] = [];
    for (const link of content.links.values()) {
      if (link.source === id || link.target === id) ids.push(link.id);
    }
    return ids;
  }, [content, id]);
  const ids = useFoundIds(find, touchesLinks);
  return (
    <section className={styles.links} aria-labelledby="inspector-links">
      <h3 id="inspector-links" className={styles.subtitle}>
        {t("inspector.links", { count: ids.length })}
      </h3>
      {ids.length === 0 ? <p className={styles.soft}>{t("inspector.noLinks")}</p> : null}
      <ul className={styles.linkList}>
        {ids.map((linkId) => (
          <Sentence key={linkId} linkId={linkId} nodeId={id} />
        ))}
      </ul>
      {mayChange ? <AddLink nodeId={id} /> : null}
    </section>
  );
}

function Sentence({ linkId, nodeId }: { linkId: LinkId; nodeId: NodeId }) {
  const { t } = useTranslation();
  const session = useShownMap();
  const mayChange = useMay("map.change");
  const link = useLink(linkId);
  const outgoing = link?.source === nodeId;
  const other = (outgoing ? link?.target : link?.source) ?? "";
  const title = useNodeValue(other, (node) => node.title);
  if (link === undefined || title === undefined) return null;
  const undirected = UNDIRECTED_LINK_KINDS.has(link.kind);
  const verb =
    outgoing || undirected ? t(`linkKinds.${link.kind}`) : t(`linkKindsIncoming.${link.kind}`);
  const Arrow = undirected ? Minus : outgoing ? ArrowRight : ArrowLeft;
  const name = title === "" ? t("inspector.untitled") : title;
  return (
    <li className={styles.sentence}>
      <Arrow aria-hidden="true" size={16} className={styles.arrow} />
      <button
        type="button"
        className={styles.sentenceText}
        onClick={() => {
          session.flow.select({ nodes: [other] });
          requestReveal({ nodes: [other] });
        }}
      >
        <span className={styles.verb}>{verb}</span> {name}
      </button>
      <IconButton
        size="small"
        label={t("inspector.openLink", { sentence: `${verb} ${name}` })}
        icon={<Waypoints aria-hidden="true" />}
        onPress={() => session.flow.select({ links: [linkId] })}
      />
      {mayChange ? (
        <IconButton
          size="small"
          label={t("inspector.removeLink", { sentence: `${verb} ${name}` })}
          icon={<Trash2 aria-hidden="true" />}
          onPress={() => deleteElements(session.edit, { nodes: [], links: [linkId] })}
        />
      ) : null}
    </li>
  );
}
