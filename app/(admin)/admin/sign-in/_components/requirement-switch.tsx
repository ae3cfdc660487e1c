"use client";

import { useOptimistic, useTransition } from "react";
import { toast } from "sonner";
import { proven } from "@/app/_forms/proven";
import { Switch } from "@/components/ui/choice";
import { requireFactorAction, type Whom } from "../actions";

/** Whether everybody of a role or an organization must have a second factor; takes effect at once. */
export function RequirementSwitch({ whom, label, isRequired }: { whom: Whom; label: string; isRequired: boolean }) {
  const [shown, show] = useOptimistic(isRequired);
  const [, startTransition] = useTransition();
  const change = (next: boolean) =>
    startTransition(async () => {
      show(next);
      const result = await proven(() => requireFactorAction({ ...whom, isRequired: next }));
      if (result.ok) toast(next ? "A second factor is required" : "A second factor is not required any more");
      else toast.error(result.fault.message);
    });
  return <Switch label={label} checked={shown} onChange={(event) => change(event.target.checked)} />;
}
