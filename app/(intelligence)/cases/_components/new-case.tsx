"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { newCaseInput } from "@/lib/intelligence/cases/case-input";
import { casePriorities, casePriorityWords, tlpMarkings } from "@/lib/intelligence/cases/case-words";
import { createCaseAction } from "../actions";

/** Opens a case; what is left as the template says it is the template's. */
export function NewCase({
  templates,
  people,
}: {
  templates: { id: number; name: string }[];
  people: { id: number; name: string }[];
}) {
  const router = useRouter();
  const given = (value: string) => value || undefined;
  const { register, submit, pending, errors, message } = useSubmit({
    schema: newCaseInput,
    send: createCaseAction,
    onDone: (opened) => {
      toast(`${opened.number} is open`);
      router.push(`/cases/${opened.id}`);
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      {templates.length > 0 && (
        <Field label="Template" hint="Its tasks come with it." error={errors.template_id}>
          <Select {...register("template_id")} defaultValue="">
            <option value="">None</option>
            {templates.map((template) => (
              <option key={template.id} value={template.id}>
                {template.name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label="Title" hint="Superusers see it in the register: name nobody." error={errors.title} required>
        <Input {...register("title")} maxLength={200} />
      </Field>
      <Field label="Summary" error={errors.summary}>
        <Textarea {...register("summary")} rows={3} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Priority" error={errors.priority}>
          <Select {...register("priority", { setValueAs: given })} defaultValue="">
            <option value="">{templates.length > 0 ? "As the template says" : "Medium"}</option>
            {casePriorities.map((each) => (
              <option key={each} value={each}>
                {casePriorityWords[each]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Marking" error={errors.marking}>
          <Select {...register("marking", { setValueAs: given })} defaultValue="">
            <option value="">{templates.length > 0 ? "As the template says" : "TLP:AMBER"}</option>
            {tlpMarkings.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        </Field>
        <Field label="Assigned to" error={errors.assigned_to}>
          <Select {...register("assigned_to", { setValueAs: given })} defaultValue="">
            <option value="">You</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Due" hint="By its priority, unless you say." error={errors.due_on}>
          <Input type="date" {...register("due_on", { setValueAs: given })} />
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Open case
        </Button>
      </div>
    </form>
  );
}
