"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { DataList } from "@/components/ui/data-list";
import { Day } from "@/components/ui/day";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input, Textarea } from "@/components/ui/input";
import { evidenceChangesInput } from "@/lib/assessment/evidence-changes-input";
import type { EvidenceDocument } from "@/lib/assessment/get-evidence-document";
import { updateEvidenceAction } from "../actions";

/** What is written about a file, to be changed by those who keep the library. */
export function DocumentForm({ document }: { document: EvidenceDocument }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: evidenceChangesInput,
    defaults: { evidence_id: document.id, version: document.version },
    send: updateEvidenceAction,
    onDone: () => {
      toast("Saved");
      router.refresh();
    },
  });
  if (!document.can.edit) {
    const facts = [
      { term: "Description", value: document.description },
      { term: "Expires", value: document.expires_on && <Day value={document.expires_on} /> },
      { term: "Organization", value: document.organization },
    ];
    return <DataList items={facts.filter(({ value }) => value)} />;
  }
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <Field label="Title" error={errors.title} optional>
        <Input {...register("title")} defaultValue={document.title} placeholder={document.filename} />
      </Field>
      <Field label="Description" error={errors.description} optional>
        <Textarea {...register("description")} rows={2} defaultValue={document.description} />
      </Field>
      <Field
        label="Expires"
        error={errors.expires_on}
        hint="The last day on which it proves anything. Afterwards it is marked wherever it is shown."
        optional
      >
        <Input type="date" {...register("expires_on")} defaultValue={document.expires_on ?? ""} />
      </Field>
      <FormError>{message}</FormError>
      <div>
        <Button type="submit" pending={pending}>
          Save
        </Button>
      </div>
    </form>
  );
}
