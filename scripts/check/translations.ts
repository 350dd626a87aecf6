// Both languages say the same things: the same keys, and in each sentence the same blanks to fill.

/** @returns what one of the two lacks, or says with other blanks (`{{name}}`). */
export function translations(german: unknown, english: unknown): string[] {
  const de = sentences(german);
  const en = sentences(english);
  const complaints: string[] = [];
  for (const key of new Set([...de.keys(), ...en.keys()])) {
    const [german, english] = [de.get(key), en.get(key)];
    if (german === undefined) complaints.push(`client/i18n/de.json lacks ${key}`);
    else if (english === undefined) complaints.push(`client/i18n/en.json lacks ${key}`);
    else if (german.trim() === "" || english.trim() === "") complaints.push(`${key} is empty`);
    else if (blanks(german) !== blanks(english)) {
      complaints.push(`${key}: blanks differ (${blanks(german)} / ${blanks(english)})`);
    }
  }
  return complaints;
}

function sentences(value: unknown, prefix = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[prefix, value]]);
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${prefix}: a translation is a sentence or a group of them`);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...sentences(inner, prefix === "" ? key : `${prefix}.${key}`),
    ]),
  );
}

function blanks(sentence: string): string {
  return [...new Set(sentence.match(/\{\{[^}]*\}\}/g))].toSorted().join(" ");
}
