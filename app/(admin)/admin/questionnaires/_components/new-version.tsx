"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { startDraftAction } from "../actions";

/** Begins the next version of a published one, and leads to its editor. */
export function NewVersion({ id, named, version }: { id: number; named: string; version: string }) {
  const router = useRouter();
  const [wanted, setWanted] = useState(() => following(version));
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost" aria-label={`New version of ${named}`}>
          New version
        </Button>
      }
      title={`New version of ${named}`}
      description="A draft with all that this version has. Products keep theirs until they are moved."
      confirmLabel="Create draft"
      disabled={wanted.trim() === ""}
      onConfirm={async () => {
        const result = await startDraftAction({ from_version_id: id, version: wanted });
        if (!result.ok) return result.fault.message;
        router.push(`/admin/questionnaires/${result.data.id}/edit`);
      }}
    >
      <Field label="Version">
        <Input value={wanted} maxLength={40} onChange={(event) => setWanted(event.target.value)} />
      </Field>
    </ConfirmDialog>
  );
}

/** "1.4" → "1.5"; what does not end in a number is followed by 2. */
const following = (version: string) =>
  /\d+$/.test(version) ? version.replace(/\d+$/, (digits) => String(Number(digits) + 1)) : `${version} 2`;
