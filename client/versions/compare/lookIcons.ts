// What each kind of change bears beside its name.
import { ArrowLeftRight, Minus, Pencil, Plus, Split, type LucideIcon } from "lucide-react";
import type { ChangeLook } from "#shared/versions/comparison.ts";

export const lookIcons: Readonly<Record<ChangeLook, LucideIcon>> = {
  added: Plus,
  removed: Minus,
  changed: Pencil,
  moved: ArrowLeftRight,
  relinked: Split,
};
