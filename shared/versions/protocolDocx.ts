// A change protocol as an office document (WordprocessingML, ISO/IEC 29500): title, headings and lists, removed words
// struck, added ones underlined. So little of the format that a library for it would be a hundred times as large. Pure.
import type { Protocol, ProtocolItem } from "./protocol.ts";
import type { Sentence } from "./changeListSentences.ts";
import { storedZip } from "./protocolZip.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml";
export const DOCX_TYPE = `${TYPES}.document`;

/** @param language of the words in it, for hyphens and spelling */
export function protocolDocx(protocol: Protocol, language: string): Uint8Array<ArrayBuffer> {
  const parts: [string, string][] = [
    ["[Content_Types].xml", contentTypes()],
    ["_rels/.rels", relations("officeDocument", "word/document.xml")],
    ["word/_rels/document.xml.rels", relations("styles", "styles.xml")],
    ["word/document.xml", documentXml(protocol)],
    ["word/styles.xml", stylesXml(language)],
  ];
  const encoder = new TextEncoder();
  return storedZip(
    parts.map(([path, text]) => ({ path, bytes: encoder.encode(`${XML}\n${text}`) })),
  );
}

function contentTypes(): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="/word/${name}.xml" ContentType="${TYPES}.${type}+xml"/>`;
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("document", "document.main")}${part("styles", "styles")}</Types>`;
}

function relations(type: string, target: string): string {
  return `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${target}"/></Relationships>`;
}

function documentXml({ title, preface, groups }: Protocol): string {
  const body = [
    paragraph("Title", run(title)),
    ...preface.map((line) => paragraph("Preface", run(line))),
    ...groups.flatMap(({ heading, items }) => [
      paragraph("Heading1", run(heading)),
      ...items.flatMap(itemXml),
    ]),
  ];
  return `<w:document xmlns:w="${WORDS}"><w:body>${body.join("")}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`;
}

function itemXml({ subject, sentences }: ProtocolItem): string[] {
  return [
    paragraph("Heading2", run(subject)),
    ...sentences.map(({ sentence, by }) =>
      paragraph("Change", `${sentence.map(pieceXml).join("")}${by === null ? "" : run(`, ${by}`)}`),
    ),
  ];
}

const MARKS: Readonly<Record<Sentence[number]["how"], string>> = {
  same: "",
  removed: '<w:strike/><w:color w:val="A12623"/>',
  added: '<w:b/><w:color w:val="045766"/><w:u w:val="single"/>',
};

function pieceXml({ how, text }: Sentence[number]): string {
  return run(text, MARKS[how]);
}

/** Line breaks stay. */
function run(text: string, properties = ""): string {
  const lines = text
    .split("\n")
    .map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
    .join("<w:br/>");
  return `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}${lines}</w:r>`;
}

function paragraph(style: string, runs: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs}</w:p>`;
}

/** Nothing that somebody wrote is markup; what XML cannot hold is left out. */
function escaped(text: string): string {
  return Array.from(text.toWellFormed())
    .filter((char) => char >= " " || char === "\t")
    .filter((char) => char !== "\uFFFE" && char !== "\uFFFF")
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function stylesXml(language: string): string {
  const style = (id: string, name: string, paragraphs: string, runs: string): string =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>${paragraphs}</w:pPr><w:rPr>${runs}</w:rPr></w:style>`;
  const space = (before: number, after: number): string =>
    `<w:spacing w:before="${before}" w:after="${after}"/>`;
  const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/>`;
  return `<w:styles xmlns:w="${WORDS}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="${escaped(language)}"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${[
    style("Title", "Title", space(0, 120), `<w:b/>${size(40)}`),
    style("Preface", "Preface", space(0, 40), '<w:color w:val="5A6670"/>'),
    style(
      "Heading1",
      "heading 1",
      `<w:keepNext/>${space(360, 80)}<w:outlineLvl w:val="0"/>`,
      `<w:b/>${size(30)}`,
    ),
    style(
      "Heading2",
      "heading 2",
      `<w:keepNext/>${space(160, 20)}<w:outlineLvl w:val="1"/>`,
      `<w:b/>${size(23)}`,
    ),
    style("Change", "Change", `${space(0, 20)}<w:ind w:left="284"/>`, ""),
  ].join("")}</w:styles>`;
}
