// A map's picture as the server draws it; a plain sheet where there is nothing on it, or it cannot be had.
import { Map as MapIcon } from "lucide-react";
import { useState } from "react";
import type { MapSummary } from "#shared/maps/api.ts";
import styles from "./MapCard.module.css";
import { pictureAddress } from "./mapQueries.ts";

export function MapPicture({ map }: { map: MapSummary }) {
  const address = pictureAddress(map);
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <div className={styles.picture}>
      {map.nodeCount === 0 || missing === address ? (
        <MapIcon className={styles.noPicture} aria-hidden="true" />
      ) : (
        <img
          className={styles.image}
          src={address}
          alt=""
          loading="lazy"
          onError={() => setMissing(address)}
        />
      )}
    </div>
  );
}
