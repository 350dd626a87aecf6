// One of the operator's texts in the page's language; in the other one, if that is all there is.
import { createElement } from "react";
import { useTranslation } from "react-i18next";
import type { OperatorTexts } from "#shared/people/api.ts";
import { useLanguage } from "../i18n/useLanguage.ts";
import { Markdown, type MarkdownStyle } from "../ui/Markdown.tsx";
import styles from "./Legal.module.css";

const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\/(?!\/)|#)/i;
/** A page has its own first heading; those of the text go below it. */
const HEADINGS = ["h2", "h3", "h4", "h4", "h4", "h4"] as const;

export const OPERATORS_STYLE: MarkdownStyle = {
  isSafeAddress: (address) => SAFE_ADDRESS.test(address),
  heading: (depth, children) => createElement(HEADINGS[depth - 1] ?? "h4", null, children),
  opensNewTab: false,
};

export interface OperatorTextProps {
  german: string;
  english: string;
}

export function OperatorText({ german, english }: OperatorTextProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [own, other] = language === "de" ? [german, english] : [english, german];
  const text = own.trim() === "" ? other : own;
  const isOther = own.trim() === "";
  return (
    <div className={styles.sheet} lang={isOther ? (language === "de" ? "en" : "de") : language}>
      {isOther ? (
        <p className={styles.life} lang={language}>
          {t("legal.onlyOther")}
        </p>
      ) : null}
      <Markdown text={text} look={OPERATORS_STYLE} />
    </div>
  );
}

export function hasPrivacy(texts: OperatorTexts): boolean {
  return texts.privacyDe.trim() !== "" || texts.privacyEn.trim() !== "";
}

export function hasImprint(texts: OperatorTexts): boolean {
  return texts.imprintDe.trim() !== "" || texts.imprintEn.trim() !== "";
}
