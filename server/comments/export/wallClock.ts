// What a clock on the wall shows in a time zone. Pure.

/** Makes a clock; its answer is a date whose UTC parts are what the clock shows. */
export function wallClock(timeZone: string): (at: number) => Date {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return new Date(
      Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute")),
    );
  };
}
