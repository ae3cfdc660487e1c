"use client";

import { useRouter } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { Checkbox } from "@/components/ui/choice";

/** Whether the projection counts an action; the choice is in the address. */
export function CountAction({ title, counted, href }: { title: string; counted: boolean; href: string }) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [shown, show] = useOptimistic(counted);
  return (
    <Checkbox
      label={`Count “${title}” in the projection`}
      hideLabel
      checked={shown}
      onChange={(event) => {
        const { checked } = event.currentTarget;
        startTransition(() => {
          show(checked);
          router.replace(href, { scroll: false });
        });
      }}
    />
  );
}
