"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Refusal } from "@/app/_forms/refusal";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { caseChangesInput } from "@/lib/intelligence/cases/case-input";
import { casePriorities, casePriorityWords, tlpMarkings } from "@/lib/intelligence/cases/case-words";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { updateCaseAction } from "../../actions";

/** Changes a case at the version it was opened at; a newer one is never overwritten. */
export function EditCase({
  found,
  people,
}: {
  found: ShownCase;
  people: { id: number; name: string; is_active: boolean }[];
}) {
  const router = useRouter();
  const { register, submit, pending, errors, message, code } = useSubmit({
    schema: caseChangesInput,
    defaults: { case_id: found.id, version: found.version },
    send: updateCaseAction,
    onDone: () => {
      toast("Case saved");
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <Refusal message={message} code={code} />
      <Field label="Title" error={errors.title} required>
        <Input {...register("title")} defaultValue={found.title} maxLength={200} />
      </Field>
      <Field label="Type" error={errors.type}>
        <Input {...register("type")} defaultValue={found.type} maxLength={80} />
      </Field>
      <Field label="Summary" error={errors.summary}>
        <Textarea {...register("summary")} defaultValue={found.summary} rows={4} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Priority" error={errors.priority}>
          <Select {...register("priority")} defaultValue={found.priority}>
            {casePriorities.map((each) => (
              <option key={each} value={each}>
                {casePriorityWords[each]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Assigned to" error={errors.assigned_to}>
          <Select {...register("assigned_to")} defaultValue={found.assigned_to ?? ""}>
            <option value="">Nobody</option>
            {people.map(({ id, name, is_active }) => (
              <option key={id} value={id}>
                {name}
                {!is_active && " (disabled)"}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Due" error={errors.due_on}>
          <Input type="date" {...register("due_on")} defaultValue={found.due_on ?? ""} />
        </Field>
        <Field label="Marking" error={errors.marking}>
          <Select {...register("marking")} defaultValue={found.marking}>
            {tlpMarkings.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        </Field>
        <Field label="Own marking" error={errors.own_marking}>
          <Input {...register("own_marking")} defaultValue={found.own_marking} maxLength={80} />
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save case
        </Button>
      </div>
    </form>
  );
}
