"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { formatNames, markingNames } from "./words";

/** A button that asks in which form records leave and to whom they may be passed on. `send` returns what kept it from that. */
export function ExportDialog({
  about,
  send,
}: {
  /** What leaves: "case C-2026-0001". */
  about: string;
  send: (chosen: { format: string; marking: string }) => Promise<string | undefined>;
}) {
  const [format, setFormat] = useState("stix");
  const [marking, setMarking] = useState("");
  return (
    <ConfirmDialog
      trigger={
        <Button icon="download" aria-label={`Export ${about}`}>
          Export
        </Button>
      }
      title={`Export ${about}`}
      description="That it leaves, for which purpose and under which marking, is kept in the audit trail."
      confirmLabel="Make the file"
      disabled={marking === ""}
      onConfirm={() => send({ format, marking })}
    >
      <div className="flex flex-col gap-3">
        <Field label="Format">
          <Select value={format} onChange={(event) => setFormat(event.target.value)}>
            {Object.entries(formatNames).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Marking" hint="The Traffic Light Protocol: to whom it may be passed on." required>
          <Select value={marking} onChange={(event) => setMarking(event.target.value)}>
            <option value="">Choose</option>
            {Object.entries(markingNames).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </ConfirmDialog>
  );
}
