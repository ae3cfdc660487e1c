"use client";

import { useRouter } from "next/navigation";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { createQuestionnaireInput } from "@/lib/assessment/draft-input";
import { createQuestionnaireAction } from "../../actions";

/** What a questionnaire needs before anything is written into it. */
export function NewQuestionnaire() {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: createQuestionnaireInput,
    send: createQuestionnaireAction,
    onDone: ({ id }) => router.push(`/admin/questionnaires/${id}/edit`),
  });
  return (
    <Card>
      <form onSubmit={submit} method="post" noValidate className="flex flex-col gap-4">
        <Field label="Title" required error={errors.title}>
          <Input {...register("title")} defaultValue="" />
        </Field>
        <Field
          label="Short name"
          required
          hint="Small letters, digits and hyphens. It names the questionnaire through all its versions."
          error={errors.slug}
        >
          <Input {...register("slug")} defaultValue="" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field label="Version" required error={errors.version}>
          <Input {...register("version")} defaultValue="1.0" />
        </Field>
        <FormError>{message}</FormError>
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Create draft
          </Button>
        </div>
      </form>
    </Card>
  );
}
