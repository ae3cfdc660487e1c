"use client";

import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let minute = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for every time on the page. */
function subscribe(changed: () => void) {
  listeners.add(changed);
  timer ??= setInterval(() => {
    minute += 1;
    listeners.forEach((listener) => listener());
  }, 30_000);
  return () => {
    listeners.delete(changed);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["minute", 60],
  ["hour", 3_600],
  ["day", 86_400],
];

function relative(time: number, now: number): string | null {
  const seconds = Math.round((time - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return seconds > 0 ? "in a moment" : "just now";
  if (size >= 7 * 86_400) return null;
  const [unit, length] = steps.findLast(([, length]) => size >= length) ?? steps[0]!;
  return since.format(Math.round(seconds / length) || Math.sign(seconds), unit);
}

const since = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const date = { day: "numeric", month: "short", year: "numeric" } as const;
const clock = { hour: "2-digit", minute: "2-digit" } as const;
const formatsIn = (timeZone: string | undefined) => ({
  date: new Intl.DateTimeFormat("en-GB", { ...date, timeZone }),
  datetime: new Intl.DateTimeFormat("en-GB", { ...date, ...clock, timeZone }),
  time: new Intl.DateTimeFormat("en-GB", { ...clock, timeZone }),
});
/** Server and hydration write UTC; once hydrated the reader's own zone takes over. Making a format costs more than using it. */
const [utc, local] = [formatsIn("UTC"), formatsIn(undefined)];

/**
 * A moment: relative within a week, then its date; the exact time on hover, in the reader's zone.
 * `format` "date" and "datetime" write it out, "time" only the clock ("14:02").
 */
export function RelativeTime({
  value,
  format = "relative",
  className,
}: {
  value: Date | string | number;
  format?: "relative" | "date" | "datetime" | "time";
  className?: string;
}) {
  const tick = useSyncExternalStore(
    subscribe,
    () => minute,
    () => -1,
  );
  const formats = tick === -1 ? utc : local;
  const time = new Date(value);
  const exact = `${formats.datetime.format(time)}${formats === utc ? " UTC" : ""}`;
  const text =
    format === "relative"
      ? (relative(time.getTime(), Date.now()) ?? formats.date.format(time))
      : formats[format].format(time);
  return (
    <time dateTime={time.toISOString()} title={exact} className={className} suppressHydrationWarning>
      {text}
    </time>
  );
}
