// One map on the start page: its picture, its title, who is in there, who changed it last.
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { mayDo } from "#shared/access/policy.ts";
import type { MapSummary } from "#shared/maps/api.ts";
import { TimeAgo } from "../app/TimeAgo.tsx";
import { listOf } from "../i18n/times.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { AvatarRow } from "../ui/AvatarRow.tsx";
import styles from "./MapCard.module.css";
import { MapCardMenu } from "./MapCardMenu.tsx";
import { MapPicture } from "./MapPicture.tsx";
import { nameShown } from "../people/nameShown.ts";
import { namesOfPresent } from "./present.ts";

export function MapCard({ map, isOffline }: { map: MapSummary; isOffline: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const present = namesOfPresent(map.present, t);
  const changer =
    map.isChangedByErased === true
      ? t("people.erasedPerson")
      : map.changedBy && nameShown(map.changedBy, map.isChangedByGuest, t);
  const title = map.title.trim() === "" ? t("maps.untitled") : map.title;
  return (
    <article className={styles.card}>
      <MapPicture map={map} />
      <div className={styles.body}>
        <h2 className={styles.title}>
          <Link href={`/karte/${map.id}`} className={styles.link ?? ""}>
            {title}
          </Link>
        </h2>
        {isOffline ? null : <MapCardMenu map={map} title={title} />}
        <p className={styles.counts}>
          {t("maps.nodes", { count: map.nodeCount })} · {t("maps.links", { count: map.linkCount })}
          {map.role === undefined || mayDo(map.role, "map.change")
            ? null
            : ` · ${t("maps.role", { role: t(`roles.${map.role}`) })}`}
        </p>
        <p className={styles.change}>
          <span>
            {t("maps.changed")} <TimeAgo at={map.changedAt} />
            {changer === null ? null : ` · ${changer}`}
          </span>
          {map.present.length === 0 ? null : (
            <AvatarRow
              people={map.present}
              label={t("maps.present", { names: listOf(present, language) })}
            />
          )}
        </p>
      </div>
    </article>
  );
}
