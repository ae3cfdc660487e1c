"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { cancelSearchAction, retrySearchAction } from "../../actions";

/** Stops a search that is under way, and does one again that brought nothing. */
export function SearchControls({ id, query, status }: { id: number; query: string; status: string }) {
  const [pending, startTransition] = useTransition();
  const underWay = status === "queued" || status === "running";
  if (!underWay && status !== "failed" && status !== "cancelled") return null;
  const change = () =>
    startTransition(async () => {
      const answer = await (underWay ? cancelSearchAction : retrySearchAction)({ osint_result_id: id });
      if (!answer.ok) toast.error(answer.fault.message);
    });
  const label = underWay ? "Cancel" : "Search again";
  return (
    <Button icon={underWay ? "ban" : "reopen"} pending={pending} onClick={change} aria-label={`${label}: ${query}`}>
      {label}
    </Button>
  );
}
