// Of which maps somebody is the only one who manages them: they are in the way of erasing that person.
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { stillOwnsSchema } from "#shared/people/dataApi.ts";
import { ServerProblem } from "../app/askServer.ts";
import styles from "./PrivacyConsent.module.css";

export interface NamedMap {
  id: string;
  title: string;
}

/** The maps that are named in the server's refusal; none if it refused for another reason, or did not. */
export function mapsNamedIn(error: Error | null): NamedMap[] {
  if (!(error instanceof ServerProblem)) return [];
  const refusal = stillOwnsSchema.safeParse(error.details);
  return refusal.success ? refusal.data.maps : [];
}

export interface MapsInTheWayProps {
  lead: string;
  maps: readonly NamedMap[];
  /** Whether who reads this may open them. */
  areOwn: boolean;
}

export function MapsInTheWay({ lead, maps, areOwn }: MapsInTheWayProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.consent} role="status">
      <p>{lead}</p>
      <ul className={styles.points}>
        {maps.map(({ id, title }) => {
          const name = title.trim() === "" ? t("maps.untitled") : title;
          return (
            <li key={id}>
              {areOwn ? (
                <Link href={`/karte/${id}`} className={styles.link ?? ""}>
                  {name}
                </Link>
              ) : (
                name
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
