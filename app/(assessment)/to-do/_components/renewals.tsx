"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { unreachable } from "@/components/threads/use-thread";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { FormError } from "@/components/ui/form-error";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { RenewalItem } from "@/lib/assessment/list-to-do";
import { keepAnswerAction } from "../actions";

/** Answers to save anew, since what was planned about them is done. */
export function Renewals({ items }: { items: RenewalItem[] }) {
  const router = useRouter();
  const [pending, setPending] = useState<string>();
  const [error, setError] = useState<string>();

  async function keep(item: RenewalItem) {
    setPending(keyOf(item));
    const { product_id, question_id } = item;
    const result = await keepAnswerAction({ product_id, question_id }).catch(() => undefined);
    setPending(undefined);
    if (!result?.ok) return setError(result?.fault.message ?? unreachable);
    setError(undefined);
    toast("The answer stands");
    router.refresh();
  }

  return (
    <Section
      title="To renew"
      description="An action about these answers is done: say anew what is true now."
      card
      padded={false}
    >
      {error && <FormError className="p-4">{error}</FormError>}
      <ul aria-label="Answers to renew" className="divide-y divide-line">
        {items.map((item) => (
          <li key={keyOf(item)} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
            <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
              <p className="text-xs text-muted">
                {item.product} · {item.section} · {item.dimension}
              </p>
              <TextLink quiet data-row href={item.link}>
                Renew the answer: {item.question}
              </TextLink>
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
                <span>
                  <MaturityBadge score={item.score} size="sm" /> → {item.target_score} planned by{" "}
                  <TextLink href={item.action_link} className="font-normal">
                    {item.action}
                  </TextLink>
                  , done <RelativeTime value={item.done_at} />
                </span>
                {item.locked && <Badge tone="warning">Approved: ask a lead to reopen it</Badge>}
              </p>
            </div>
            <Button size="sm" pending={pending === keyOf(item)} onClick={() => void keep(item)}>
              The answer stands<span className="sr-only">: {item.question}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const keyOf = (item: RenewalItem) => `${item.product_id}-${item.question_id}`;
