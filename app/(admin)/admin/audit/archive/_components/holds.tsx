"use client";

import { useState } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import type { Hold } from "@/lib/audit/hold/list-holds";
import { liftHoldAction } from "../actions";

const nameOf = (hold: Hold) =>
  hold.organization_id === null ? "Everything" : (hold.organization ?? "An organization");

/** The legal holds that stand, each with a way to lift it, and those that were lifted. */
export function Holds({ holds }: { holds: { standing: Hold[]; lifted: Hold[] } }) {
  return (
    <Card padded={false}>
      {holds.standing.length === 0 ? (
        <EmptyState icon="lock" title="No legal hold stands" />
      ) : (
        <ul aria-label="Standing holds" className="divide-y divide-line">
          {holds.standing.map((hold) => (
            <li key={hold.id} className="flex flex-wrap items-start justify-between gap-3 p-4">
              <div className="min-w-0 flex-1">
                <p className="font-medium">{nameOf(hold)}</p>
                <p className="wrap-anywhere">{hold.reason}</p>
                <p className="text-sm text-muted">
                  {hold.set_by ? `Set by ${hold.set_by} ` : "Set "}
                  <RelativeTime value={hold.created_at} />
                </p>
              </div>
              <LiftHold hold={hold} />
            </li>
          ))}
        </ul>
      )}
      {holds.lifted.length > 0 && (
        <details className="border-t border-line p-4">
          <summary className="cursor-pointer text-sm">{`Lifted: ${holds.lifted.length}`}</summary>
          <ul aria-label="Lifted holds" className="mt-3 flex flex-col gap-3 text-sm">
            {holds.lifted.map((hold) => (
              <li key={hold.id} className="wrap-anywhere">
                <span className="font-medium">{nameOf(hold)}</span>: {hold.reason}
                <span className="block text-muted">
                  {hold.lifted_by ? `Lifted by ${hold.lifted_by} ` : "Lifted "}
                  <RelativeTime value={hold.lifted_at!} />: {hold.lifted_reason}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function LiftHold({ hold }: { hold: Hold }) {
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      trigger={
        <Button>
          Lift<span className="sr-only"> the hold: {nameOf(hold)}</span>
        </Button>
      }
      title="Lift this legal hold?"
      description={`${nameOf(hold)} can be archived and erased from then on.`}
      confirmLabel="Lift the hold"
      danger
      disabled={reason.trim() === ""}
      onConfirm={async () => {
        const result = await proven(() => liftHoldAction({ hold_id: hold.id, reason }));
        if (!result.ok) return result.fault.message;
        toast("The hold is lifted");
      }}
    >
      <Field label="Reason" hint="Kept in the audit trail." required>
        <Textarea value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
