"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { startImportAction } from "../../actions";
import type { Reading } from "./reading";

const NAMES: Record<string, string> = {
  zone: "the time zone",
  date_order: "how dates are written",
  columns: "which column is the text",
  chat: "which chat it is",
};

/** Begins to take the file in, read as it is shown. */
export function StartImport({
  importId,
  reading,
  missing,
  again,
}: {
  importId: number;
  reading: Reading;
  missing: string[];
  again: boolean;
}) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [message, setMessage] = useState<string>();

  const start = () =>
    startTransition(async () => {
      const answer = await startImportAction({ import_id: importId, ...reading }).catch(() => undefined);
      if (answer?.ok) return router.replace(`/imports/${importId}`);
      setMessage(answer ? answer.fault.message : "The server did not answer. Try again.");
    });

  return (
    <div className="flex flex-col gap-2">
      <FormError>{message}</FormError>
      {missing.length > 0 && (
        <p className="text-sm text-muted">
          Say {missing.map((each) => NAMES[each] ?? each).join(", ")} first, and look again.
        </p>
      )}
      <div>
        <Button variant="primary" disabled={missing.length > 0} pending={pending} onClick={start}>
          {again ? "Go on with this import" : "Take it in"}
        </Button>
      </div>
    </div>
  );
}
