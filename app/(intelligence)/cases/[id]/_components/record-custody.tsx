"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { CaseExhibit } from "@/lib/intelligence/cases/list-exhibits";
import { recordCustodyAction } from "../../actions";

type Action = CaseExhibit["may"][number];

interface Step {
  action: Action;
  label: string;
  title: string;
  danger?: true;
}

const steps: Record<Action, Step> = {
  transferred: { action: "transferred", label: "Hand over", title: "To whom?" },
  accepted: { action: "accepted", label: "Accept", title: "Accept it into your hands?" },
  declined: { action: "declined", label: "Decline", title: "Leave it where it is?" },
  examined: { action: "examined", label: "Note an examination", title: "What was examined?" },
  returned: { action: "returned", label: "Return", title: "Return it, to whom?" },
  disposed: { action: "disposed", label: "Dispose of it", title: "Dispose of it for good?", danger: true },
};

/** What the reader can write into the chain of an exhibit now. What is written stays. */
export function RecordCustody({
  exhibit,
  people,
  userId,
}: {
  exhibit: CaseExhibit;
  people: { id: number; name: string }[];
  userId: number;
}) {
  const concerned = exhibit.holder_id === userId || exhibit.receiver_id === userId;
  return exhibit.may.map((action) => (
    <Write
      key={action}
      step={steps[action]}
      exhibit={exhibit}
      people={people.filter((person) => person.id !== exhibit.holder_id)}
      wantsReason={!concerned}
    />
  ));
}

function Write({
  step,
  exhibit,
  people,
  wantsReason,
}: {
  step: Step;
  exhibit: CaseExhibit;
  people: { id: number; name: string }[];
  wantsReason: boolean;
}) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const [to, setTo] = useState("");
  const needsReason = wantsReason || step.action === "returned" || step.action === "disposed";
  const needsTo = step.action === "transferred" || step.action === "returned";
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant={step.danger ? "danger" : "secondary"}>
          {step.label}
        </Button>
      }
      title={step.title}
      description={`${exhibit.name} ${exhibit.title}. What is written into its chain of custody stays.`}
      confirmLabel={step.label}
      danger={step.danger}
      disabled={(needsReason && !reason.trim()) || (needsTo && !to.trim())}
      onConfirm={async () => {
        const answer = await recordCustodyAction({
          exhibit_id: exhibit.id,
          action: step.action,
          reason,
          ...(step.action === "transferred" && { to_user_id: to }),
          ...(step.action === "returned" && { to_name: to }),
        });
        if (!answer.ok) return answer.fault.message;
        toast("Written into the chain of custody");
        router.refresh();
      }}
    >
      {step.action === "transferred" && (
        <Field label="To" required>
          <Select value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">Choose a member</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {step.action === "returned" && (
        <Field label="To" required>
          <Input value={to} maxLength={200} onChange={(event) => setTo(event.target.value)} />
        </Field>
      )}
      <Field label="Reason" required={needsReason}>
        <Input value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
