"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { LinkKind } from "@/lib/intelligence/cases/case-input";
import { AddToCase } from "../../../_components/add-to-case";
import { freezeContentAction, removeFromCaseAction } from "../../actions";

/** Takes what a case refers to out of it, or to another case; content can be frozen into an exhibit. */
export function LinkActions({ caseId, kind, recordId }: { caseId: number; kind: LinkKind; recordId: number }) {
  const router = useRouter();
  return (
    <span className="inline-flex flex-wrap justify-end gap-2">
      <AddToCase kind={kind} recordId={recordId} size="sm" />
      {kind === "content" && (
        <ConfirmDialog
          trigger={<Button size="sm">Freeze</Button>}
          title="Freeze it into an exhibit?"
          description="All that is known of it now becomes a file with a hash, in your hands."
          confirmLabel="Freeze"
          onConfirm={async () => {
            const answer = await freezeContentAction({ case_id: caseId, content_id: recordId });
            if (!answer.ok) return answer.fault.message;
            toast(`${answer.data.name} is in your hands`);
            router.refresh();
          }}
        />
      )}
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="ghost">
            Take out
          </Button>
        }
        title="Take it out of the case?"
        description="It stays in the workspace, and the timeline says that it was here."
        confirmLabel="Take out"
        onConfirm={async () => {
          const answer = await removeFromCaseAction({ case_id: caseId, kind, record_id: recordId });
          if (!answer.ok) return answer.fault.message;
          router.refresh();
        }}
      />
    </span>
  );
}
