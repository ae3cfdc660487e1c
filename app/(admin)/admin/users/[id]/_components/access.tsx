"use client";

import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { disableUserAction, enableUserAction } from "../../actions";

/** Closes an account and opens it again, after saying what that means. */
export function Access({
  user,
  disabled,
}: {
  user: { id: number; name: string; isActive: boolean };
  disabled: boolean;
}) {
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-prose min-w-0 flex-1 text-muted">
        {user.isActive
          ? "A disabled account cannot sign in, and its API keys stop at once. What it did and wrote stays."
          : "The account is disabled: it cannot sign in, and its API keys do not work."}
      </p>
      {user.isActive ? (
        <ConfirmDialog
          trigger={
            <Button variant="danger" icon="ban" disabled={disabled}>
              Disable account
            </Button>
          }
          title={`Disable ${user.name}?`}
          description="They are signed out everywhere at once and their API keys stop. Answers, comments and products stay. You can enable the account again."
          confirmLabel="Disable account"
          danger
          onConfirm={async () => {
            const result = await proven(() => disableUserAction({ userId: user.id }));
            if (!result.ok) return result.fault.message;
            toast(`${user.name} is disabled`);
          }}
        />
      ) : (
        <ConfirmDialog
          trigger={<Button disabled={disabled}>Enable account</Button>}
          title={`Enable ${user.name}?`}
          description="They can sign in again with their password, and API keys that were not revoked work again."
          confirmLabel="Enable account"
          onConfirm={async () => {
            const result = await enableUserAction({ userId: user.id });
            if (!result.ok) return result.fault.message;
            toast(`${user.name} is enabled`);
          }}
        />
      )}
    </Card>
  );
}
