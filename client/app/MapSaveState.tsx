// The session's save state in the bar.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/useLanguage.ts";
import { useStatus } from "../map/session/sessionHooks.ts";
import { SaveState } from "../ui/SaveState.tsx";
import { saveSentence, saveStateName, type SaveStateName } from "./saveSentence.ts";

/** "Saving" stays this long once it is shown, so that typing does not make the bar flicker. Never the other way. */
const HOLD_SAVING_MS = 400;
/** Saving that takes longer than this says how many changes wait. */
const LONG_SAVING_MS = 2_000;

export function MapSaveState() {
  const { t } = useTranslation();
  const language = useLanguage();
  const status = useStatus();
  const state = useHeld(saveStateName(status));
  const isLong = useIsLong(state === "saving");
  const text = saveSentence(state, isLong, status, t, language);
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

function useIsLong(isSaving: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isSaving) return;
    const timer = setTimeout(() => setLong(true), LONG_SAVING_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isSaving]);
  return isSaving && isLong;
}
