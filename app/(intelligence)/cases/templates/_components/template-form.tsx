"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { templateInput } from "@/lib/intelligence/cases/case-input";
import { casePriorities, casePriorityWords, tlpMarkings, type TlpMarking } from "@/lib/intelligence/cases/case-words";
import type { CaseTemplate } from "@/lib/intelligence/cases/list-templates";
import { saveTemplateAction } from "../../actions";

/** Tasks as they are typed, a line each: the days after which they are due may stand behind a bar. */
const linesOf = (tasks: CaseTemplate["tasks"]) =>
  tasks.map(({ title, dueDays }) => (dueDays === null ? title : `${title} | ${dueDays}`)).join("\n");
const tasksOf = (lines: string) =>
  lines
    .split("\n")
    .map((line) => /^(.*?)(?:\|\s*(\d{1,4})\s*)?$/.exec(line.trim())!)
    .filter(([, title]) => title!.trim() !== "")
    .map(([, title, days]) => ({ title: title!.trim(), due_days: days ?? null }));

export function TemplateForm({ template, closeHref }: { template?: CaseTemplate; closeHref: string }) {
  const router = useRouter();
  const [tasks, setTasks] = useState(linesOf(template?.tasks ?? []));
  const { register, submit, pending, errors, message } = useSubmit({
    schema: templateInput,
    defaults: { template_id: template?.id, version: template?.version },
    send: (values) => saveTemplateAction({ ...values, tasks: tasksOf(tasks) }),
    onDone: () => {
      toast("Template saved");
      router.replace(closeHref, { scroll: false });
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field label="Name" error={errors.name} required>
        <Input {...register("name")} defaultValue={template?.name} maxLength={120} />
      </Field>
      <Field label="Type" error={errors.type}>
        <Input {...register("type")} defaultValue={template?.type} maxLength={80} />
      </Field>
      <Field label="Priority" error={errors.priority}>
        <Select {...register("priority")} defaultValue={template?.priority ?? "medium"}>
          {casePriorities.map((each) => (
            <option key={each} value={each}>
              {casePriorityWords[each]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Marking" error={errors.marking}>
        <Select {...register("marking")} defaultValue={(template?.marking as TlpMarking | undefined) ?? "TLP:AMBER"}>
          {tlpMarkings.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </Select>
      </Field>
      <Field label="Summary" error={errors.summary}>
        <Textarea {...register("summary")} defaultValue={template?.summary} rows={3} />
      </Field>
      <Field
        label="Tasks"
        hint="One a line. Behind a bar: in how many days it is due, as in “Secure the export | 2”."
        error={errors.tasks}
      >
        <Textarea value={tasks} rows={6} onChange={(event) => setTasks(event.target.value)} />
      </Field>
      <Checkbox
        {...register("is_active")}
        defaultChecked={template?.is_active ?? true}
        label="Cases can begin with it"
      />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save template
        </Button>
      </div>
    </form>
  );
}
