// Which icon stands for which kind of node. Forms are the canvas's affair, colours are in tokens.css.
import type { NodeKind } from "#shared/map/kinds.ts";
import {
  AudioLines,
  CircleHelp,
  ClipboardCheck,
  Compass,
  Flag,
  Frame,
  Landmark,
  Lightbulb,
  type LucideIcon,
  MessageCircle,
  Megaphone,
  Puzzle,
  SlidersHorizontal,
  StickyNote,
  User,
  Wind,
} from "lucide-react";

export const kindIcons: Readonly<Record<NodeKind, LucideIcon>> = {
  "guiding-question": CircleHelp,
  vision: Compass,
  principle: Landmark,
  role: Flag,
  task: ClipboardCheck,
  "action-dimension": Puzzle,
  "steering-requirement": SlidersHorizontal,
  driver: Wind,
  concept: Lightbulb,
  thesis: Megaphone,
  standpoint: MessageCircle,
  interview: AudioLines,
  actor: User,
  note: StickyNote,
  region: Frame,
};
