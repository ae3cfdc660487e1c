"use client";

import { useState } from "react";
import { submitPasskey } from "@/app/(auth)/_components/submit-sign-in";
import { askPasskey } from "@/app/_forms/factors/browser-passkey";
import { leaveFor } from "@/app/_forms/leave-for";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { askForPasskeyAction } from "../actions";

/** Signs in by a passkey alone: nothing has to be typed. */
export function PasskeyButton({ next }: { next: string }) {
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const signIn = async () => {
    setPending(true);
    setRefusal(undefined);
    const asked = await askForPasskeyAction().catch(() => undefined);
    const answer = asked?.ok ? await askPasskey(asked.data) : asked;
    const result = answer?.ok ? await submitPasskey(answer.data) : answer;
    if (result?.ok) return leaveFor(next);
    setRefusal(result?.fault.message ?? "The server did not answer. Try again in a moment.");
    setPending(false);
  };
  return (
    <>
      <Button size="lg" icon="fingerprint" pending={pending} onClick={() => void signIn()}>
        Sign in with a passkey
      </Button>
      <FormError className="empty:-mb-4">{refusal}</FormError>
    </>
  );
}
