"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { closeRoundAction, startRoundAction } from "../../../actions";

const away = "The server could not be reached. Nothing was changed.";

/** Closes the round, after saying what that means. */
export function CloseRound({
  productId,
  number,
  answered,
  waiting,
}: {
  productId: number;
  number: number;
  answered: number;
  waiting: number;
}) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" icon="lock" disabled={answered === 0}>
          Close round {number}
        </Button>
      }
      title={`Close round ${number}?`}
      description={
        <>
          A snapshot of all answers and scores is kept. The answers are read-only until the next round is started.
          {waiting > 0 &&
            ` ${waiting === 1 ? "One answer waits" : `${waiting} answers wait`} for review and will not be judged in this round.`}
        </>
      }
      confirmLabel={`Close round ${number}`}
      onConfirm={async () => {
        const result = await closeRoundAction({ product_id: productId, number }).catch(() => undefined);
        if (!result?.ok) return result?.fault.message ?? away;
        router.refresh();
      }}
    />
  );
}

/** Starts the next round, with a name if people want one. */
export function StartRound({ productId, number, answered }: { productId: number; number: number; answered: number }) {
  const router = useRouter();
  const [name, setName] = useState("");
  return (
    <ConfirmDialog
      trigger={
        <Button variant="primary" icon="layers">
          Start round {number}
        </Button>
      }
      title={`Start round ${number}?`}
      description={`${answered} answers are carried over with their scores and evidence. Their review status is not: all of them are drafts again, to be confirmed or changed and submitted anew.`}
      confirmLabel={`Start round ${number}`}
      onConfirm={async () => {
        const result = await startRoundAction({ product_id: productId, name }).catch(() => undefined);
        if (!result?.ok) return result?.fault.message ?? away;
        setName("");
        router.refresh();
      }}
    >
      <Field label="Name" optional hint="Such as “Autumn 2026”. It can be left out.">
        <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
