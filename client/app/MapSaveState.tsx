// The session's save state in the bar.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useStatus } from "../map/session/sessionHooks.ts";
import { SaveState } from "../ui/SaveState.tsx";
import { saveSentence, saveStateName, type SaveStateName } from "./saveSentence.ts";

/** "Saving" stays this long once it is shown, so that typing does not make the bar flicker. Never the other way. */
const HOLD_SAVING_MS = 400;

export function MapSaveState() {
  const { t } = useTranslation();
  const language = useLanguage();
  const status = useStatus();
  const state = useHeld(saveStateName(status));
  const text = saveSentence(state, status, t, language);
  const isTrouble = state === "offline" || state === "failing";
  return <SaveState state={state} text={text} announcement={isTrouble ? text : ""} />;
}

function useHeld(state: SaveStateName): SaveStateName {
  const [isHeld, setHeld] = useState(false);
  const isSaving = state === "saving";
  if (isSaving && !isHeld) setHeld(true);
  useEffect(() => {
    if (isSaving || !isHeld) return;
    const timer = setTimeout(() => setHeld(false), HOLD_SAVING_MS);
    return () => clearTimeout(timer);
  }, [isSaving, isHeld]);
  return state === "saved" && isHeld ? "saving" : state;
}
