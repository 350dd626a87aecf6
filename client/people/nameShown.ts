// How a person is called where only their name stands: guests call themselves what they like, so it is said that they are.
import type { TFunction } from "i18next";

export function nameShown(name: string, isGuest: boolean | undefined, t: TFunction): string {
  return isGuest === true ? t("people.guestNamed", { name }) : name;
}
