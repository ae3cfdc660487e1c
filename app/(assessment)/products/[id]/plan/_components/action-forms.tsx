"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Refusal } from "@/app/_forms/refusal";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button, LinkButton } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { actionChangesInput, newActionInput } from "@/lib/assessment/action-input";
import type { ShownAction } from "@/lib/assessment/get-plan";
import { createActionAction, updateActionAction } from "../actions";
import { ActionFields, type Choices } from "./action-fields";
import type { Initial } from "./prefilled";

/** Plans an action, prefilled from a finding where there is one. */
export function NewAction({
  productId,
  choices,
  initial,
  closeHref,
}: {
  productId: number;
  choices: Choices;
  initial: Initial;
  closeHref: string;
}) {
  const router = useRouter();
  const [questions, setQuestions] = useState(initial.questions);
  const [files, setFiles] = useState<Choices["files"]>([]);
  const { register, submit, pending, errors, message } = useSubmit({
    schema: newActionInput,
    defaults: { product_id: productId },
    send: (values) => createActionAction({ ...values, questions, evidence_ids: files.map((file) => file.id) }),
    onDone: () => {
      toast(choices.steer ? "Action planned" : "Action proposed");
      router.replace(closeHref, { scroll: false });
      router.refresh();
    },
  });
  const values = { ...initial, description: "", owner_id: null, owner: "", due_on: null };
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <ActionFields
        {...{ productId, values, choices, register, errors, questions, files }}
        onQuestions={setQuestions}
        onFiles={setFiles}
      />
      <Buttons label={choices.steer ? "Plan action" : "Propose action"} pending={pending} closeHref={closeHref} />
    </form>
  );
}

/** Changes an action at the version it was opened at; a newer one is never overwritten. */
export function EditAction({
  action,
  choices,
  closeHref,
}: {
  action: ShownAction;
  choices: Choices;
  closeHref: string;
}) {
  const router = useRouter();
  const [questions, setQuestions] = useState(() =>
    action.questions.map(({ question_id, target_score }) => ({ question_id, target_score })),
  );
  const [files, setFiles] = useState(action.evidence);
  const { register, submit, pending, errors, message, code } = useSubmit({
    schema: actionChangesInput,
    defaults: { action_id: action.id, version: action.version },
    send: (values) => updateActionAction({ ...values, questions, evidence_ids: files.map((file) => file.id) }),
    onDone: (saved) => {
      const renew = saved.status === "done" && action.status !== "done" && saved.questions.length > 0;
      toast(renew ? "Done. The answers it is about are to be renewed." : "Action saved");
      router.replace(closeHref, { scroll: false });
      router.refresh();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <Refusal message={message} code={code} />
      <ActionFields
        {...{ productId: action.product_id, values: action, choices, register, errors, questions, files }}
        onQuestions={setQuestions}
        onFiles={setFiles}
      />
      <Buttons label="Save action" pending={pending} closeHref={closeHref} />
    </form>
  );
}

function Buttons({ label, pending, closeHref }: { label: string; pending: boolean; closeHref: string }) {
  return (
    <div className="flex gap-2">
      <Button type="submit" variant="primary" pending={pending}>
        {label}
      </Button>
      <LinkButton href={closeHref} variant="ghost" replace scroll={false}>
        Cancel
      </LinkButton>
    </div>
  );
}
