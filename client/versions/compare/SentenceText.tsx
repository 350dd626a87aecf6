// A sentence with the words that went and came marked in it: struck, underlined, and for screen readers said.
import { useTranslation } from "react-i18next";
import type { Sentence } from "#shared/versions/changeListSentences.ts";
import styles from "./ChangeItem.module.css";

export function SentenceText({ sentence }: { sentence: Sentence }) {
  const { t } = useTranslation();
  return sentence.map(({ how, text }, index) => {
    if (how === "same") return <span key={index}>{text}</span>;
    // Spaces alone are not worth three words to those who listen.
    const isSaid = text.trim() !== "";
    const Mark = how === "removed" ? "del" : "ins";
    return (
      <Mark key={index} className={how === "removed" ? styles.removed : styles.added}>
        {isSaid ? (
          <span className="unseen">
            {` ${t(how === "removed" ? "compare.wordsRemoved" : "compare.wordsAdded")} `}
          </span>
        ) : null}
        {text}
        {isSaid ? <span className="unseen">{` (${t("compare.wordsEnd")}) `}</span> : null}
      </Mark>
    );
  });
}
