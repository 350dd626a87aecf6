// Leads from "show me the map as it was then" to the past state, which has an address of its own.
import { useEffect } from "react";
import { useLocation } from "wouter";
import { pastAddress } from "../../app/pastAddress.ts";
import { mapThen } from "../thread/mapThen.ts";

export function useMapThen(mapId: string): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    // Whoever is back on the map is done with what they looked at.
    mapThen.set(null);
    return mapThen.subscribe(() => {
      const then = mapThen.get();
      if (then !== null) navigate(pastAddress(mapId, then.stateId, then.threadId));
    });
  }, [mapId, navigate]);
}
