// Whether the server knows this browser's person. A socket opened before bears a name for that connection alone, which
// could not be changed later.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { meQuery } from "./me.ts";

/** Without network nobody waits longer than this: the map on this device is shown. */
const PATIENCE_MS = 1_500;

/** True once the server has answered, could not be reached, or has taken too long. Stays true. */
export function useIntroduced(): boolean {
  const { isFetched } = useQuery({ ...meQuery, retry: false });
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isFetched || isOver;
}
