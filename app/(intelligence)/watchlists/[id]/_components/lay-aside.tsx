"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { updateWatchlistAction } from "../../actions";

/** Stops all rules of a watchlist, or starts them again; nothing is forgotten. */
export function LayAside({
  watchlist: { id, is_active: isActive },
}: {
  watchlist: { id: number; is_active: boolean };
}) {
  const [pending, setPending] = useState(false);
  async function change() {
    setPending(true);
    const answer = await updateWatchlistAction({ watchlist_id: id, is_active: !isActive }).catch(() => undefined);
    setPending(false);
    if (!answer?.ok) toast.error(answer?.fault.message ?? "The server did not answer. Nothing changed.");
  }
  return (
    <Button pending={pending} onClick={() => void change()}>
      {isActive ? "Lay the list aside" : "Take the list up again"}
    </Button>
  );
}
