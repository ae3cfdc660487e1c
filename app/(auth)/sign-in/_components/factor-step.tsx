"use client";

import { useState } from "react";
import { z } from "zod";
import { submitFactor } from "@/app/(auth)/_components/submit-sign-in";
import { askPasskey } from "@/app/_forms/factors/browser-passkey";
import { CodeField } from "@/app/_forms/factors/code-field";
import { leaveFor } from "@/app/_forms/leave-for";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { codeInput } from "@/lib/identity/factors/factor-input";
import type { AskedFactors } from "@/lib/identity/sign-in";

const codeStep = z.object({ code: codeInput });

/** After the password, or the organization's own sign-in: a code, a passkey or a recovery code, whichever the account has. */
export function FactorStep({
  asked,
  next,
  onRestart,
  lead = "Your password is right. One more step shows that it is you.",
}: {
  asked: AskedFactors;
  next: string;
  onRestart: () => void;
  lead?: string;
}) {
  const [recovering, setRecovering] = useState(!asked.app && !asked.request);
  const [refusal, setRefusal] = useState<string>();
  const [asking, setAsking] = useState(false);
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: codeStep,
    send: async ({ code }) => {
      setRefusal(undefined);
      const result = await submitFactor({ code });
      if (!result.ok) form.setFocus("code", { shouldSelect: true });
      return result;
    },
    onDone: () => leaveFor(next),
  });
  const { request } = asked;
  const answerByPasskey = async () => {
    setAsking(true);
    setRefusal(undefined);
    const answer = await askPasskey(request!);
    const result = answer.ok ? await submitFactor({ passkey: answer.data }) : answer;
    if (result.ok) return leaveFor(next);
    setRefusal(result.fault.message);
    setAsking(false);
  };
  const asksCode = asked.app || recovering;
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <p className="text-muted">{lead}</p>
      <FormError className="empty:-mb-4">{refusal ?? message}</FormError>
      {asksCode && (
        <CodeField key={String(recovering)} recovering={recovering} error={errors.code} {...register("code")} />
      )}
      {asksCode && (
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          Sign in
        </Button>
      )}
      {request && (
        <Button
          size="lg"
          icon="fingerprint"
          variant={asksCode ? "secondary" : "primary"}
          pending={asking}
          onClick={() => void answerByPasskey()}
        >
          Use a passkey
        </Button>
      )}
      <div className="flex flex-wrap justify-center gap-x-4 text-sm">
        {asked.recovery && (asked.app || request) && (
          <TextButton
            onClick={() => {
              form.reset();
              setRecovering(!recovering);
            }}
          >
            {recovering ? (asked.app ? "Use your app instead" : "Use a passkey instead") : "Use a recovery code"}
          </TextButton>
        )}
        <TextButton onClick={onRestart}>Start again</TextButton>
      </div>
    </form>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <button type="button" className="rounded-sm text-accent-ink hover:underline" onClick={onClick}>
      {children}
    </button>
  );
}
