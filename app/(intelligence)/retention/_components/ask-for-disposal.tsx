"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { requestDisposalAction } from "../actions";

/** The first person's part: nothing goes before another agrees. */
export function AskForDisposal({ organizationId, due }: { organizationId: number; due: number }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger" icon="trash">
          Ask for disposal
        </Button>
      }
      title={`Ask for ${due.toLocaleString("en")} messages to be disposed of?`}
      description="Nothing goes until a superuser other than you confirms it. What goes then cannot be brought back."
      confirmLabel="Ask for disposal"
      danger
      disabled={reason.trim() === ""}
      onConfirm={async () => {
        const answer = await proven(() => requestDisposalAction({ organization_id: organizationId, reason }));
        if (!answer.ok) return answer.fault.message;
        toast("Asked for. A superuser is told.");
        router.refresh();
      }}
    >
      <Field label="Reason" hint="Kept in the audit trail; name nobody." required>
        <Input value={reason} maxLength={500} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
