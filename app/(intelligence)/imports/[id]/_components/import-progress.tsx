"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Stat } from "@/components/ui/data-list";
import { FormError } from "@/components/ui/form-error";
import { Progress } from "@/components/ui/progress";
import type { Import, ImportProgress as Seen } from "@/lib/intelligence/describe-import";
import { cancelImportAction, getImportProgressAction } from "../../actions";

const LOOK_MS = 1_000;
const isOpen = ({ status }: Seen) => status === "queued" || status === "running";
const count = (number: number) => number.toLocaleString("en");

/** How far an import is and what came of it, as it goes on; and a way to stop it. */
export function ImportProgress({ first }: { first: Import }) {
  const router = useRouter();
  const [seen, setSeen] = useState<Seen>(first);
  const [message, setMessage] = useState<string>();
  const [stopping, startStopping] = useTransition();
  // What the page was rendered with is newer where the import has been started or stopped since.
  const row = isOpen(first) === isOpen(seen) && first.started_at === seen.started_at ? seen : first;
  const open = isOpen(row);

  useEffect(() => {
    if (!open) return;
    let shown = true;
    const timer = setInterval(async () => {
      if (document.hidden) return;
      const answer = await getImportProgressAction({ import_id: first.id }).catch(() => undefined);
      if (!shown || !answer?.ok) return;
      setSeen(answer.data);
      if (!isOpen(answer.data)) {
        clearInterval(timer);
        router.refresh();
      }
    }, LOOK_MS);
    return () => {
      shown = false;
      clearInterval(timer);
    };
  }, [open, first.id, router]);

  const stop = () =>
    startStopping(async () => {
      const answer = await cancelImportAction({ import_id: first.id }).catch(() => undefined);
      setMessage(answer?.ok ? undefined : (answer?.fault.message ?? "The server did not answer. Try again."));
      router.refresh();
    });

  return (
    <Card className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      {open && (
        <div className="flex flex-wrap items-center gap-3" aria-live="polite">
          <Progress
            value={Math.round((row.progress ?? 0) * 100)}
            max={100}
            label="Import"
            text={row.status === "queued" ? "Waiting for its turn" : `${count(row.records)} records`}
            className="min-w-56 flex-1"
          />
          <Button size="sm" pending={stopping} onClick={stop}>
            Stop<span className="sr-only"> this import</span>
          </Button>
        </div>
      )}
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat label="Records read" value={count(row.records)} />
        <Stat label="Taken" value={count(row.taken)} />
        <Stat label="Known already" value={count(row.duplicates)} />
        <Stat label="Set aside" value={count(row.quarantined)} />
      </div>
    </Card>
  );
}
