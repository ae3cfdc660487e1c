"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";
import { flagInput, judgementInput, undoInput } from "@/lib/intelligence/subject-input";
import { flagAction, judgeAction, undoAction } from "../actions";

export interface UndoneJudgement {
  id: number;
  verdict: string;
  a_name: string;
  b_name: string;
}

/** Leaves the drawer with the page as it is now. */
function useDone(closeHref: string) {
  const router = useRouter();
  return () => {
    router.replace(closeHref, { scroll: false });
    router.refresh();
  };
}

export function JudgeForm({
  subject,
  other,
  closeHref,
}: {
  subject: { id: number; name: string };
  other: number;
  closeHref: string;
}) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: judgementInput,
    defaults: { subject_id: subject.id, other_id: other },
    send: judgeAction,
    onDone: useDone(closeHref),
  });
  return (
    <Form submit={submit} message={message} pending={pending} verb="Save judgement">
      <p>
        {subject.name} and{" "}
        <TextLink href={`/subjects/${other}`} prefetch={false} target="_blank">
          account {other}
        </TextLink>
        . Nothing is merged: whatever you say can be undone, and then stands as it stood before.
      </p>
      <Field label="They are" error={errors.verdict} required>
        <Select defaultValue="same" {...register("verdict")}>
          <option value="same">the same person</option>
          <option value="different">different persons</option>
          <option value="unsure">not yet clear</option>
        </Select>
      </Field>
      <Field label="How sure are you?" error={errors.confidence} required>
        <Select defaultValue="0.8" {...register("confidence")}>
          <option value="1">Certain (100 %)</option>
          <option value="0.8">Likely (80 %)</option>
          <option value="0.5">Possible (50 %)</option>
        </Select>
      </Field>
      <Field label="Reason" hint="What another person can check" error={errors.reason} required>
        <Textarea {...register("reason")} />
      </Field>
    </Form>
  );
}

export function UndoForm({ judgement, closeHref }: { judgement: UndoneJudgement; closeHref: string }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: undoInput,
    defaults: { judgement_id: judgement.id },
    send: undoAction,
    onDone: useDone(closeHref),
  });
  return (
    <Form submit={submit} message={message} pending={pending} verb="Undo judgement">
      <p>
        “{judgement.verdict}” of {judgement.a_name} and {judgement.b_name} will stand no longer. It stays in the
        history, with your reason.
      </p>
      <Field label="Reason" error={errors.reason} required>
        <Textarea {...register("reason")} />
      </Field>
    </Form>
  );
}

export function FlagForm({
  account,
  name,
  flagged,
  closeHref,
}: {
  account: number;
  name: string;
  flagged: boolean;
  closeHref: string;
}) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: flagInput,
    defaults: { subject_id: account, flagged: !flagged },
    send: flagAction,
    onDone: useDone(closeHref),
  });
  return (
    <Form submit={submit} message={message} pending={pending} verb={flagged ? "Take the flag away" : "Flag account"}>
      <p>{flagged ? `${name} will be flagged no longer.` : `${name} will be marked for everybody of the agency.`}</p>
      <Field label="Reason" hint="It is kept with your name." error={errors.reason} required>
        <Textarea {...register("reason")} />
      </Field>
    </Form>
  );
}

function Form({
  submit,
  message,
  pending,
  verb,
  children,
}: {
  submit: ReturnType<typeof useSubmit>["submit"];
  message?: string;
  pending: boolean;
  verb: string;
  children: ReactNode;
}) {
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      {children}
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          {verb}
        </Button>
      </div>
    </form>
  );
}
