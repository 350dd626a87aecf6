// Medians over the rounds, and tables for people.

/** Middle value; of an even number the lower middle. NaN without any. */
function median(values: number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

/** Median of one figure over rounds; null where a round has none. */
export function medianOf<T>(rounds: T[], figure: (round: T) => number | null): number | null {
  const values = rounds.map(figure).filter((value) => value !== null);
  return values.length === 0 ? null : median(values);
}

/** Three significant digits, thousands apart; a dash where there is nothing. */
export function show(value: number | null): string {
  if (value === null || Number.isNaN(value)) return "–";
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}

export function printTable(title: string, header: string[], rows: string[][]): void {
  const widths = header.map((cell, i) =>
    Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join("  ");
  console.log(`\n${title}`);
  console.log(line(header));
  console.log(widths.map((width) => "─".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}
