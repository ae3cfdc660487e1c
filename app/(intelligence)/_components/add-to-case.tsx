"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { LinkKind } from "@/lib/intelligence/cases/case-input";
import { addToCaseAction, listCasesAction } from "../cases/actions";

interface PickedCase {
  id: number;
  number: string;
  title: string;
}

/** Adds content, a subject or an identifier to a case that the reader edits, with what it is to the case. */
export function AddToCase({ kind, recordId, size = "md" }: { kind: LinkKind; recordId: number; size?: "sm" | "md" }) {
  const router = useRouter();
  const [cases, setCases] = useState<PickedCase[]>();
  const [problem, setProblem] = useState<string>();
  const [caseId, setCaseId] = useState("");
  const [relevance, setRelevance] = useState("");
  const [note, setNote] = useState("");

  async function load() {
    const answer = await listCasesAction({ state: "unfinished", limit: 500 }).catch(() => undefined);
    if (!answer?.ok) return setProblem(answer?.fault.message ?? "The cases did not load. Try again.");
    setProblem(undefined);
    setCases(answer.data.cases.filter((each) => each.may_edit));
  }

  return (
    <ConfirmDialog
      trigger={
        <Button size={size} icon="briefcase">
          Add to case
        </Button>
      }
      onOpenChange={(open) => {
        if (open) void load();
      }}
      title="Add to a case"
      description={problem ?? (cases?.length === 0 ? "You edit no case that is not finished." : undefined)}
      confirmLabel="Add to case"
      disabled={!caseId}
      onConfirm={async () => {
        const answer = await addToCaseAction({ case_id: caseId, kind, record_id: recordId, relevance, note });
        if (!answer.ok) return answer.fault.message;
        toast(answer.data.added ? "Added to the case" : "It is in that case already");
        router.refresh();
      }}
    >
      <Field label="Case" required>
        <Select value={caseId} onChange={(event) => setCaseId(event.target.value)}>
          <option value="">{cases ? "Choose a case" : "Loading your cases…"}</option>
          {cases?.map(({ id, number, title }) => (
            <option key={id} value={id}>{`${number} ${title}`}</option>
          ))}
        </Select>
      </Field>
      <Field label="What it is to the case" hint="Such as suspect, victim, offer, meeting place.">
        <Input value={relevance} maxLength={80} onChange={(event) => setRelevance(event.target.value)} />
      </Field>
      <Field label="Note">
        <Textarea value={note} rows={2} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
