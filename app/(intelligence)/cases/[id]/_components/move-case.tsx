"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { caseStatusWords, type CaseStatus } from "@/lib/intelligence/cases/case-words";
import { updateCaseAction } from "../../actions";

interface Moved {
  id: number;
  status: CaseStatus;
  version: number;
  resolution: string;
}

const verbs: Record<CaseStatus, string> = {
  open: "Open",
  in_progress: "Work on it",
  on_hold: "Put on hold",
  closed: "Close",
  archived: "Archive",
};
const verbOf = (from: CaseStatus, to: CaseStatus) => {
  if (from === "closed" && to === "in_progress") return "Begin anew";
  return from === "archived" ? "Take out of the archive" : verbs[to];
};

/** Brings a case into its next state; closing asks how it ended. */
export function MoveCase({ found, next }: { found: Moved; next: CaseStatus[] }) {
  const router = useRouter();
  const [resolution, setResolution] = useState(found.resolution);
  const move = async (status: CaseStatus, said?: string) => {
    const answer = await updateCaseAction({
      case_id: found.id,
      version: found.version,
      status,
      ...(said !== undefined && { resolution: said }),
    });
    if (!answer.ok) return answer.fault.fields?.map(({ message }) => message).join(", ") || answer.fault.message;
    toast(`The case is ${caseStatusWords[status].toLowerCase()}`);
    router.refresh();
  };
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {next.map((status) =>
        status === "closed" && found.status !== "archived" ? (
          <ConfirmDialog
            key={status}
            trigger={<Button>Close</Button>}
            title="Close this case?"
            description="Nothing in it is changed afterwards. Whoever manages it can begin it anew."
            confirmLabel="Close case"
            disabled={!resolution.trim()}
            onConfirm={() => move(status, resolution)}
          >
            <Field label="Resolution" hint="How it ended." required>
              <Textarea rows={3} value={resolution} onChange={(event) => setResolution(event.target.value)} />
            </Field>
          </ConfirmDialog>
        ) : (
          <Button
            key={status}
            onClick={async () => {
              const problem = await move(status);
              if (problem) toast.error(problem);
            }}
          >
            {verbOf(found.status, status)}
          </Button>
        ),
      )}
    </div>
  );
}
