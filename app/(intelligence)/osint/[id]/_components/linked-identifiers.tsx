"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { searchTypeNames } from "@/components/intelligence/words";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { OsintResult } from "@/lib/intelligence/osint/get-search";
import { linkIdentifierAction, unlinkIdentifierAction } from "../../actions";

type Suggestion = OsintResult["suggestions"][number];

/** How surely, in words and per cent. */
const confidences = [
  [90, "Almost certain"],
  [70, "Likely"],
  [50, "Possible"],
  [20, "Unlikely"],
] as const;

const MOST_SHOWN = 20;

/** The identifiers that somebody linked, and those that could be. Nothing is linked by itself. */
export function LinkedIdentifiers({
  id,
  links,
  suggestions,
  mayWrite,
}: {
  id: number;
  links: OsintResult["identifiers"];
  suggestions: Suggestion[];
  mayWrite: boolean;
}) {
  const [all, setAll] = useState(false);
  const shown = all ? suggestions : suggestions.slice(0, MOST_SHOWN);
  return (
    <Section
      title="Identifiers"
      description="A person decides what belongs to this search, and how surely. Nothing is linked by itself."
      card
      padded={false}
    >
      <ul aria-label="Linked identifiers" className="divide-y divide-line">
        {links.length === 0 && <li className="px-4 py-3 text-sm text-muted">None is linked yet.</li>}
        {links.map((link) => (
          <li key={link.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2">
            <p className="min-w-0">
              <span className="font-medium wrap-anywhere">{link.value}</span>
              <span className="block text-xs text-muted">
                {searchTypeNames[link.kind]}, {Math.round(link.confidence * 100)} % sure
                {link.note && `, ${link.note}`}
              </span>
            </p>
            {mayWrite && <Unlink id={id} linkId={link.id} value={link.value} />}
          </li>
        ))}
      </ul>
      {mayWrite && suggestions.length > 0 && (
        <Card className="m-3 bg-subtle shadow-none" padded={false}>
          <h3 className="px-4 pt-3 text-sm font-medium">What was found tells of these</h3>
          <ul aria-label="Identifiers that can be linked" className="divide-y divide-line">
            {shown.map((each) => (
              <Suggested key={`${each.kind} ${each.normalized}`} id={id} suggestion={each} />
            ))}
          </ul>
          {!all && suggestions.length > MOST_SHOWN && (
            <div className="px-4 py-2">
              <Button size="sm" onClick={() => setAll(true)}>
                Show {suggestions.length - MOST_SHOWN} more
              </Button>
            </div>
          )}
        </Card>
      )}
    </Section>
  );
}

function Suggested({ id, suggestion }: { id: number; suggestion: Suggestion }) {
  const { kind, value, sources, entries, seen_here } = suggestion;
  const [confidence, setConfidence] = useState(suggestion.confidence >= 0.9 ? "90" : "50");
  const [pending, startTransition] = useTransition();
  const link = () =>
    startTransition(async () => {
      const answer = await linkIdentifierAction({
        ...{ osint_result_id: id, kind: kind as "email", value, confidence: Number(confidence), note: "" },
      });
      if (!answer.ok) toast.error(answer.fault.message);
    });
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2">
      <p className="min-w-0 flex-1 basis-60">
        <span className="wrap-anywhere">{value}</span>
        <span className="block text-xs text-muted">
          {searchTypeNames[kind]}, told by {sources.join(", ")}
          {entries > 1 && ` (${entries} times)`}
          {seen_here > 0 && `, in ${seen_here} places of this workspace`}
        </span>
      </p>
      <div className="flex items-center gap-2">
        <Field label={`How sure of ${value}`} hideLabel>
          <Select value={confidence} onChange={(event) => setConfidence(event.target.value)} className="w-40">
            {confidences.map(([percent, words]) => (
              <option key={percent} value={percent}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
        <Button size="sm" icon="link" pending={pending} onClick={link} aria-label={`Link ${value}`}>
          Link
        </Button>
      </div>
    </li>
  );
}

function Unlink({ id, linkId, value }: { id: number; linkId: number; value: string }) {
  const [pending, startTransition] = useTransition();
  const unlink = () =>
    startTransition(async () => {
      const answer = await unlinkIdentifierAction({ osint_result_id: id, link_id: linkId });
      if (!answer.ok) toast.error(answer.fault.message);
    });
  return (
    <Button size="sm" icon="undo" pending={pending} onClick={unlink} aria-label={`Unlink ${value}`}>
      Unlink
    </Button>
  );
}
