"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { endSessionsAction, resetFactorsAction, sendPasswordResetAction } from "../../actions";

/** Helps a person in, and signs it out everywhere. */
export function SignIn({
  user,
  sessions,
  factors,
}: {
  user: { id: number; name: string; email: string; isActive: boolean };
  sessions: number;
  factors: number;
}) {
  const [pending, startTransition] = useTransition();
  const sendReset = () =>
    startTransition(async () => {
      const result = await proven(() => sendPasswordResetAction({ userId: user.id }));
      if (result.ok) toast(`A link to choose a new password goes to ${user.email}`);
      else toast.error(result.fault.message);
    });
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose min-w-0 flex-1 text-muted">
          Mails a link that works once. The old password works until a new one is chosen.
        </p>
        <Button icon="mail" pending={pending} disabled={!user.isActive} onClick={sendReset}>
          Send reset link
        </Button>
      </div>
      {factors > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-prose min-w-0 flex-1 text-muted">
            For somebody who has lost phone and recovery codes: removes every second factor. Make sure first that it is
            they who ask.
          </p>
          <ConfirmDialog
            trigger={<Button icon="key">Remove second factors</Button>}
            title={`Remove the second factors of ${user.name}?`}
            description="They are signed out everywhere, and their password alone lets them in until they add one again. A mail tells them. Their password stays as it is."
            confirmLabel="Remove second factors"
            danger
            onConfirm={async () => {
              const result = await proven(() => resetFactorsAction({ userId: user.id }));
              if (!result.ok) return result.fault.message;
              toast(`The second factors of ${user.name} are removed`);
            }}
          />
        </div>
      )}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose min-w-0 flex-1 text-muted">
          Signs {user.name} out on every device. Answers not yet saved stay on the device until the next sign-in.
        </p>
        <ConfirmDialog
          trigger={
            <Button icon="sign-out" disabled={sessions === 0}>
              End sessions
            </Button>
          }
          title={`Sign ${user.name} out everywhere?`}
          description="They have to sign in again on each device. API keys keep working."
          confirmLabel="End sessions"
          onConfirm={async () => {
            const result = await endSessionsAction({ userId: user.id });
            if (!result.ok) return result.fault.message;
            toast(`${user.name} is signed out everywhere`);
          }}
        />
      </div>
    </Card>
  );
}
