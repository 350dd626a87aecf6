// The texts of the starter map: its nodes, links and the sentences each is taken from (KGSt, September 2019).
// Knows neither places nor the document. Nothing here may be attributed to the persons who were interviewed.
import type { LinkKind, NodeKind, Polarity } from "./kinds.ts";

export const STARTER_TITLE = {
  de: "Kommunen im digitalen Zeitalter",
  en: "Municipalities in the digital age",
} as const;

/** The page that all sentences are quoted from. */
export const STARTER_SOURCE = {
  de: "„Auf ein Wort – Kommunen im digitalen Zeitalter“, KGSt, September 2019",
  en: "„Auf ein Wort – Kommunen im digitalen Zeitalter“, KGSt, September 2019 (original wording in German)",
} as const;

/** Word for word, in the original German. */
export const STARTER_SENTENCES = {
  S0: "Auf ein Wort – Kommunen im digitalen Zeitalter",
  S1: "Aktuell beschäftigt sich die KGSt intensiv mit den Steuerungserfordernisse von Kommunen im digitalen Zeitalter.",
  S2: "Dabei stehen insbesondere zwei Fragen im Zentrum unserer Untersuchungen: 1. Welche Rolle(n) und Aufgabe(n) hat die Kommune im Digitalen Zeitalter? 2. Wie kann und muss sie ihren Auftrag ins Digitale Zeitalter übertragen?",
  S3: "Um diese Fragen aus der kommunalen Ebene heraus selbstbewusst, klar und reflektiert zu beantworten, ist es umso wichtiger, ein gemeinsam getragenes Bild von kommunalem Auftrag und kommunaler Identität im digitalen Zeitalter zu entwickeln.",
  S4: "Letztere ergibt sich im Wesentlichen aus dem kommunalen Selbstverwaltungsgrundsatz und zwar in der Art und Weise, wie die Kommunen ihren Infrastrukturauftrag im Kontext der kommunalen Daseinsvorsorge wahrnehmen.",
  S5: "Um Antworten auf diese Fragen sowie Handlungsdimensionen und Steuerungserfordernisse für Kommunen im digitalen Zeitalter herauszuarbeiten, diskutieren wir zur Zeit mit Expertinnen und Experten aus Politik, Verwaltung, Wissenschaft und Zukunftsforschung.",
  S6: "Nach spannenden Interviews mit Gunter Czisch, Oberbürgermeister der Stadt Ulm, und Thomas Bönig, IT-Referent und CDO der Landeshauptstadt München, waren Marc Groß und Anika Krellmann am 4. September 2019 zu Gast beim Vorsitzenden des IT-Planungsrats, Henning Lühr, in Bremen.",
  S7: "Es waren spannende Termine mit vielen unterschiedlichen Standpunkten und Aspekten.",
  S8: "Erste Reaktionen zu unseren Vorarbeiten und unserem Projekt waren positiv – was uns sehr freut!",
  S9: "In den nächsten Wochen führen wir noch viele weitere Gespräche.",
  S10: "Zu den Ergebnissen wird es Ende des Jahres eine Zukunftslandkarte geben, die dem durch die Digitalisierung ausgelösten epochalen Wandel gerecht wird und sich nicht nur auf Einzelkonzepte wie Industrie 4.0 und Arbeiten 4.0 beschränkt.",
} as const;
export type SentenceKey = keyof typeof STARTER_SENTENCES;

export interface StarterNode {
  key: string;
  kind: NodeKind;
  de: string;
  en: string;
  sentences: readonly SentenceKey[];
}

export interface StarterLink {
  source: string;
  kind: LinkKind;
  target: string;
  polarity?: Polarity;
}

export const STARTER_NODES: readonly StarterNode[] = [
  {
    key: "n01",
    kind: "vision",
    de: "Zukunftslandkarte „Kommunen im digitalen Zeitalter“ (geplant: Ende 2019)",
    en: "Map of the future: municipalities in the digital age (planned for the end of 2019)",
    sentences: ["S0", "S10"],
  },
  {
    key: "n02",
    kind: "guiding-question",
    de: "Welche Rolle(n) und Aufgabe(n) hat die Kommune im Digitalen Zeitalter?",
    en: "Which role(s) and task(s) does the municipality have in the digital age?",
    sentences: ["S2"],
  },
  {
    key: "n03",
    kind: "guiding-question",
    de: "Wie kann und muss sie ihren Auftrag ins Digitale Zeitalter übertragen?",
    en: "How can and must it carry its mandate into the digital age?",
    sentences: ["S2"],
  },
  {
    key: "n04",
    kind: "role",
    de: "Rolle(n) der Kommune",
    en: "Role(s) of the municipality",
    sentences: ["S2"],
  },
  {
    key: "n05",
    kind: "task",
    de: "Aufgabe(n) der Kommune",
    en: "Task(s) of the municipality",
    sentences: ["S2"],
  },
  {
    key: "n06",
    kind: "principle",
    de: "Kommunaler Auftrag",
    en: "Municipal mandate",
    sentences: ["S2", "S3"],
  },
  {
    key: "n07",
    kind: "principle",
    de: "Kommunale Identität",
    en: "Municipal identity",
    sentences: ["S3"],
  },
  {
    key: "n08",
    kind: "vision",
    de: "Gemeinsam getragenes Bild von kommunalem Auftrag und kommunaler Identität",
    en: "A jointly held picture of municipal mandate and municipal identity",
    sentences: ["S3"],
  },
  {
    key: "n09",
    kind: "principle",
    de: "Kommunaler Selbstverwaltungsgrundsatz",
    en: "Principle of local self-government",
    sentences: ["S4"],
  },
  {
    key: "n10",
    kind: "principle",
    de: "Infrastrukturauftrag",
    en: "Infrastructure mandate",
    sentences: ["S4"],
  },
  {
    key: "n11",
    kind: "principle",
    de: "Kommunale Daseinsvorsorge",
    en: "Municipal services of general interest",
    sentences: ["S4"],
  },
  {
    key: "n12",
    kind: "action-dimension",
    de: "Handlungsdimensionen (herauszuarbeiten)",
    en: "Dimensions of action (to be worked out)",
    sentences: ["S5"],
  },
  {
    key: "n13",
    kind: "steering-requirement",
    de: "Steuerungserfordernisse (herauszuarbeiten)",
    en: "Steering requirements (to be worked out)",
    sentences: ["S1", "S5"],
  },
  { key: "n14", kind: "driver", de: "Digitalisierung", en: "Digitalisation", sentences: ["S10"] },
  { key: "n15", kind: "driver", de: "Epochaler Wandel", en: "Epochal change", sentences: ["S10"] },
  { key: "n16", kind: "concept", de: "Einzelkonzepte", en: "Single concepts", sentences: ["S10"] },
  { key: "n17", kind: "concept", de: "Industrie 4.0", en: "Industry 4.0", sentences: ["S10"] },
  { key: "n18", kind: "concept", de: "Arbeiten 4.0", en: "Work 4.0", sentences: ["S10"] },
  {
    key: "n19",
    kind: "thesis",
    de: "Die Fragen sind aus der kommunalen Ebene heraus selbstbewusst, klar und reflektiert zu beantworten.",
    en: "The questions are to be answered from the municipal level: confidently, clearly and after reflection.",
    sentences: ["S3"],
  },
  {
    key: "n20",
    kind: "thesis",
    de: "Kommunale Identität ergibt sich im Wesentlichen aus dem kommunalen Selbstverwaltungsgrundsatz.",
    en: "Municipal identity follows essentially from the principle of local self-government.",
    sentences: ["S4"],
  },
  {
    key: "n21",
    kind: "thesis",
    de: "Eine Zukunftslandkarte darf sich nicht nur auf Einzelkonzepte beschränken. (Paraphrase)",
    en: "A map of the future must not be limited to single concepts. (paraphrase)",
    sentences: ["S10"],
  },
  {
    key: "n22",
    kind: "actor",
    de: "KGSt (Marc Groß, Anika Krellmann)",
    en: "KGSt (Marc Groß, Anika Krellmann)",
    sentences: ["S1", "S6"],
  },
  {
    key: "n23",
    kind: "actor",
    de: "Expertinnen und Experten aus Politik, Verwaltung, Wissenschaft und Zukunftsforschung",
    en: "Experts from politics, administration, science and futures research",
    sentences: ["S5"],
  },
  {
    key: "n24",
    kind: "interview",
    de: "Interview mit Gunter Czisch, Oberbürgermeister der Stadt Ulm (Datum: vor dem 4.9.2019)",
    en: "Interview with Gunter Czisch, Lord Mayor of Ulm (before 4 Sept 2019)",
    sentences: ["S6"],
  },
  {
    key: "n25",
    kind: "interview",
    de: "Interview mit Thomas Bönig, IT-Referent und CDO der Landeshauptstadt München (vor dem 4.9.2019)",
    en: "Interview with Thomas Bönig, head of IT and CDO of Munich (before 4 Sept 2019)",
    sentences: ["S6"],
  },
  {
    key: "n26",
    kind: "interview",
    de: "Gespräch mit Henning Lühr, Vorsitzender des IT-Planungsrats (Bremen, 4.9.2019)",
    en: "Meeting with Henning Lühr, chair of the IT Planning Council (Bremen, 4 Sept 2019)",
    sentences: ["S6"],
  },
  {
    key: "n27",
    kind: "interview",
    de: "Viele weitere Gespräche (in den nächsten Wochen)",
    en: "Many further interviews (in the coming weeks)",
    sentences: ["S9"],
  },
  {
    key: "n28",
    kind: "standpoint",
    de: "Viele unterschiedliche Standpunkte und Aspekte (auszuwerten)",
    en: "Many differing standpoints and aspects (to be analysed)",
    sentences: ["S7"],
  },
  {
    key: "n29",
    kind: "note",
    de: "Erste Reaktionen zu Vorarbeiten und Projekt waren positiv",
    en: "First reactions to the preliminary work and the project were positive",
    sentences: ["S8"],
  },
];

export const STARTER_LINKS: readonly StarterLink[] = [
  { source: "n02", kind: "part-of", target: "n01" },
  { source: "n03", kind: "part-of", target: "n01" },
  { source: "n04", kind: "answers", target: "n02" },
  { source: "n05", kind: "answers", target: "n02" },
  { source: "n03", kind: "related", target: "n06" },
  { source: "n02", kind: "requires", target: "n08" },
  { source: "n03", kind: "requires", target: "n08" },
  { source: "n06", kind: "part-of", target: "n08" },
  { source: "n07", kind: "part-of", target: "n08" },
  { source: "n07", kind: "derives-from", target: "n09" },
  { source: "n10", kind: "influences", target: "n07", polarity: "open" },
  { source: "n10", kind: "part-of", target: "n11" },
  { source: "n12", kind: "part-of", target: "n01" },
  { source: "n13", kind: "part-of", target: "n01" },
  { source: "n14", kind: "influences", target: "n15", polarity: "+" },
  { source: "n01", kind: "requires", target: "n15" },
  { source: "n17", kind: "part-of", target: "n16" },
  { source: "n18", kind: "part-of", target: "n16" },
  { source: "n01", kind: "goes-beyond", target: "n16" },
  { source: "n21", kind: "supports", target: "n01" },
  { source: "n19", kind: "related", target: "n02" },
  { source: "n19", kind: "related", target: "n03" },
  { source: "n20", kind: "supports", target: "n08" },
  { source: "n22", kind: "takes-part-in", target: "n24" },
  { source: "n22", kind: "takes-part-in", target: "n25" },
  { source: "n22", kind: "takes-part-in", target: "n26" },
  { source: "n23", kind: "takes-part-in", target: "n27" },
  { source: "n28", kind: "evidenced-by", target: "n24" },
  { source: "n28", kind: "evidenced-by", target: "n25" },
  { source: "n28", kind: "evidenced-by", target: "n26" },
  { source: "n29", kind: "related", target: "n01" },
];
