"use client";

import { useState } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { erasePersonAction } from "../../actions";

/** Takes the person out of an account, after the user name was typed once more. */
export function ErasePerson({
  user,
  disabled,
}: {
  user: { id: number; name: string; username: string };
  disabled: boolean;
}) {
  const [username, setUsername] = useState("");
  const [reason, setReason] = useState("");
  return (
    <Card className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-prose min-w-0 flex-1 text-muted">
        For a person who asks to be forgotten: names, addresses, password and second factors go for good. Answers,
        reviews and comments stay, under “Former user”.
      </p>
      <ConfirmDialog
        trigger={
          <Button variant="danger" icon="trash" disabled={disabled}>
            Erase person
          </Button>
        }
        title={`Erase ${user.name}?`}
        description={`This cannot be undone. To confirm, type the user name: ${user.username}`}
        confirmLabel="Erase person"
        danger
        disabled={username !== user.username || reason.trim() === ""}
        onConfirm={async () => {
          const result = await proven(() => erasePersonAction({ userId: user.id, username, reason }));
          if (!result.ok) return result.fault.message;
          toast("The person is erased");
        }}
      >
        <Field label="User name" required>
          <Input value={username} autoComplete="off" onChange={(event) => setUsername(event.target.value)} />
        </Field>
        <Field label="Reason" hint="Kept in the audit trail; name nobody." required>
          <Input
            value={reason}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </ConfirmDialog>
    </Card>
  );
}
