"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import type { ActionResult } from "@/app/_http/action";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { IconName } from "@/components/ui/icon";

/** A button of a row: does something with it, asking first where that cannot be undone, and says what came of it. */
export function RowAction<Input>({
  input,
  action,
  icon,
  label,
  about,
  done,
  confirm,
}: {
  input: Input;
  action: (input: Input) => Promise<ActionResult<unknown>>;
  icon: IconName;
  label: string;
  /** What the row is, for those who do not see it. */
  about: string;
  /** Said afterwards. */
  done: string;
  /** Asked first: the question, and what follows from it. */
  confirm?: { title: string; description: string };
}) {
  const [pending, startTransition] = useTransition();
  const run = async () => {
    const result = await action(input);
    if (!result.ok) return result.fault.message;
    toast(done);
  };
  const button = (
    <Button
      size="sm"
      icon={icon}
      pending={pending}
      aria-label={`${label}: ${about}`}
      onClick={
        confirm
          ? undefined
          : () =>
              startTransition(async () => {
                const problem = await run();
                if (problem) toast.error(problem);
              })
      }
    >
      {label}
    </Button>
  );
  return confirm ? <ConfirmDialog trigger={button} {...confirm} confirmLabel={label} danger onConfirm={run} /> : button;
}
