"use client";

import { useRouter } from "next/navigation";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { newTaskInput } from "@/lib/intelligence/cases/case-input";
import { createTaskAction } from "../../actions";

export function NewTask({ caseId, people }: { caseId: number; people: { id: number; name: string }[] }) {
  const router = useRouter();
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: newTaskInput,
    defaults: { case_id: caseId },
    send: createTaskAction,
    onDone: () => {
      form.reset({ case_id: caseId, title: "", description: "" });
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field label="Task" error={errors.title} required>
        <Input {...register("title")} maxLength={200} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Whose" error={errors.assigned_to}>
          <Select {...register("assigned_to")} defaultValue="">
            <option value="">Nobody yet</option>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Due" error={errors.due_on}>
          <Input type="date" {...register("due_on")} />
        </Field>
      </div>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Add task
        </Button>
      </div>
    </form>
  );
}
