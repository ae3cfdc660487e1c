"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { unreachable } from "@/components/threads/use-thread";
import { VerdictBadge } from "@/components/threads/verdict-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { FormError } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { ToDoItem } from "@/lib/assessment/list-to-do";
import { submitChangedAction } from "../actions";

/** What came back of one product, and the way to hand in again what is changed. */
export function ProductToDo({ items }: { items: ToDoItem[] }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const { product_id, product } = items[0]!;
  const ready = items.filter((item) => item.state === "changed" && !item.needs);
  const open = items.filter((item) => item.state === "open").length;

  async function submit() {
    setPending(true);
    const ids = ready.map((item) => item.response_id);
    const result = await submitChangedAction({ product_id, response_ids: ids }).catch(() => undefined);
    setPending(false);
    if (!result?.ok) return setError(result?.fault.message ?? unreachable);
    setError(undefined);
    toast(result.data.submitted === 1 ? "Answer handed in" : `${result.data.submitted} answers handed in`);
    router.refresh();
  }

  return (
    <Section
      title={product}
      description={open > 0 ? `${open} to change` : "All changed"}
      card
      padded={false}
      actions={
        ready.length > 0 && (
          <Button variant="primary" icon="send" pending={pending} onClick={() => void submit()}>
            {ready.length === 1 ? "Submit the changed answer" : `Submit ${ready.length} changed answers`}
          </Button>
        )
      }
    >
      {error && <FormError className="p-4">{error}</FormError>}
      <ul aria-label={`What came back of ${product}`} className="divide-y divide-line">
        {items.map((item) => (
          <li key={item.response_id} className="relative flex flex-col gap-1.5 px-4 py-3 hover:bg-hover/60">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
              <VerdictBadge status={item.verdict} />
              <span>
                {item.section} · {item.dimension}
              </span>
              {item.state === "changed" && !item.needs && <Badge tone="success">Changed, ready to submit</Badge>}
              {item.needs && <Badge tone="warning">Changed, not enough yet</Badge>}
            </div>
            <TextLink quiet data-row href={item.link} className="after:absolute after:inset-0">
              {item.question}
            </TextLink>
            {item.verdict_text && (
              <blockquote className="line-clamp-3 border-l-2 border-line-strong pl-3 text-muted">
                {item.verdict_text}
              </blockquote>
            )}
            {item.needs && <p className="text-sm text-warning">This answer {item.needs}.</p>}
            <p className="text-xs text-muted">
              {item.verdict_by && <>{item.verdict_by}, </>}
              <RelativeTime value={item.returned_at} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
