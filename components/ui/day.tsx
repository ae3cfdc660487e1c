const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** A day (ISO 8601) for people: "3 Dec 2026". It is the same day in every zone. */
export const dayInWords = (day: string) => format.format(new Date(day));

export function Day({ value, className }: { value: string; className?: string }) {
  return (
    <time dateTime={value} className={className}>
      {dayInWords(value)}
    </time>
  );
}
