"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { dayInWords } from "@/components/ui/day";

const DAY_MS = 86_400_000;
const dayAt = (start: string, offset: number) =>
  new Date(Date.parse(start) + offset * DAY_MS).toISOString().slice(0, 10);
const daysBetween = (a: string, b: string) => Math.round((Date.parse(b) - Date.parse(a)) / DAY_MS);

/**
 * The days whose messages join: two sliders, one for the first day and one for the last. While they move they say the day;
 * the graph follows when they are let go.
 */
export function TimeWindow({
  since,
  until,
  from,
  to,
  onChange,
}: {
  /** The whole time anything shown was seen in. */
  since: string | null;
  until: string | null;
  from: string | undefined;
  to: string | undefined;
  onChange: (window: { from: string | undefined; to: string | undefined }) => void;
}) {
  if (!since || !until) return null;
  const begins = from && from < since ? from : since;
  const ends = to && to > until ? to : until;
  if (begins === ends) return null;
  return <Sliders key={`${begins} ${ends} ${from} ${to}`} {...{ begins, ends, from, to, onChange }} />;
}

function Sliders({
  begins,
  ends,
  from,
  to,
  onChange,
}: {
  begins: string;
  ends: string;
  from: string | undefined;
  to: string | undefined;
  onChange: (window: { from: string | undefined; to: string | undefined }) => void;
}) {
  const id = useId();
  const last = daysBetween(begins, ends);
  const [first, setFirst] = useState(from ? daysBetween(begins, from) : 0);
  const [final, setFinal] = useState(to ? daysBetween(begins, to) : last);

  function settle() {
    const next = {
      from: first > 0 ? dayAt(begins, first) : undefined,
      to: final < last ? dayAt(begins, final) : undefined,
    };
    if (next.from !== from || next.to !== to) onChange(next);
  }

  const slider = (name: "First day" | "Last day", value: number, set: (value: number) => void) => (
    <label className="flex min-w-0 flex-1 flex-col gap-1 text-sm" htmlFor={`${id}-${name}`}>
      <span className="flex justify-between gap-2">
        <span className="text-muted">{name}</span>
        <span className="font-medium tabular-nums">{dayInWords(dayAt(begins, value))}</span>
      </span>
      <input
        id={`${id}-${name}`}
        type="range"
        min={0}
        max={last}
        value={value}
        aria-valuetext={dayInWords(dayAt(begins, value))}
        onChange={(event) => set(Number(event.target.value))}
        onPointerUp={settle}
        onKeyUp={(event) => {
          if (/^(Arrow|Page|Home|End)/.test(event.key)) settle();
        }}
        onBlur={settle}
        className="w-full accent-(--accent)"
      />
    </label>
  );

  return (
    <Card className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <fieldset className="flex min-w-0 flex-1 flex-wrap gap-x-6 gap-y-3 max-sm:flex-col">
        <legend className="sr-only">Time of the messages that join</legend>
        {slider("First day", first, (value) => setFirst(Math.min(value, final)))}
        {slider("Last day", final, (value) => setFinal(Math.max(value, first)))}
      </fieldset>
      {(from ?? to) && <Button onClick={() => onChange({ from: undefined, to: undefined })}>All time</Button>}
    </Card>
  );
}
