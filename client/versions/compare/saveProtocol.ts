// The changes that are shown, as a file, made in the page: nothing of them is sent anywhere.
import type { Language } from "../../i18n/language.ts";
import {
  changeProtocol,
  protocolMarkdown,
  type Protocol,
  type ProtocolWords,
} from "#shared/versions/protocol.ts";
import { DOCX_TYPE, protocolDocx } from "#shared/versions/protocolDocx.ts";
import { fileName } from "../../app/mapFiles.ts";
import { downloadBlob } from "../../ui/download.ts";
import type { Comparing } from "./Comparing.ts";

export type ProtocolFormat = "md" | "docx";

export interface ProtocolOrder {
  format: ProtocolFormat;
  comparing: Comparing;
  words: ProtocolWords;
  head: Pick<Protocol, "title" | "preface">;
  language: Language;
}

export function saveProtocol({ format, comparing, words, head, language }: ProtocolOrder): void {
  const { list, shown, map } = comparing;
  const protocol = changeProtocol(list, shown.get(), words, head);
  const blob =
    format === "md"
      ? new Blob([protocolMarkdown(protocol)], { type: "text/markdown" })
      : new Blob([protocolDocx(protocol, language)], { type: DOCX_TYPE });
  downloadBlob(blob, `${fileName(head.title, map.mapId)}.${format}`);
}
