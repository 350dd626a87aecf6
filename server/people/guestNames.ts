// Names for people who have not given one. Trees: friendly, and without a gender.
import { randomInt } from "node:crypto";

const TREES = [
  "Ahorn",
  "Apfel",
  "Birke",
  "Buche",
  "Eberesche",
  "Eibe",
  "Eiche",
  "Erle",
  "Esche",
  "Fichte",
  "Ginkgo",
  "Hainbuche",
  "Hasel",
  "Holunder",
  "Kastanie",
  "Kiefer",
  "Kirsche",
  "Lärche",
  "Linde",
  "Mispel",
  "Pappel",
  "Platane",
  "Quitte",
  "Robinie",
  "Tanne",
  "Ulme",
  "Wacholder",
  "Walnuss",
  "Weide",
  "Zeder",
] as const;

export function guestName(): string {
  return `Gast ${TREES[randomInt(TREES.length)] ?? TREES[0]}`;
}
