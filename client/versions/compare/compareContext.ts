// The words of the comparison that is shown, for its components.
import { createContext, useContext } from "react";
import type { ProtocolWords } from "#shared/versions/protocol.ts";

export const CompareWordsContext = createContext<ProtocolWords | null>(null);

export function useCompareWords(): ProtocolWords {
  const words = useContext(CompareWordsContext);
  if (words === null) throw new Error("useCompareWords outside of a CompareWordsContext");
  return words;
}
