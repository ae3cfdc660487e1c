import { Notice } from "../ui/form-error";
import { RelativeTime } from "../ui/relative-time";
import type { Standing } from "./answer";

/** The last verdict of a lead on an answer. */
export interface Verdict {
  status: string;
  comment: string;
  author: string;
  at: string;
}

/** What a lead said last, where it asks something of the person or explains why nothing can be changed. */
export function VerdictNote({ verdict, status }: { verdict: Verdict | null; status: Standing["status"] }) {
  if (status === "approved" && verdict?.status !== "approved") {
    return <Notice tone="success" title="Approved, and therefore read-only. A lead can reopen it." />;
  }
  if (!verdict) return null;
  const said = (
    <>
      {verdict.comment && <p className="whitespace-pre-wrap">{verdict.comment}</p>}
      <p className="text-sm">
        {verdict.author}, <RelativeTime value={verdict.at} />
      </p>
    </>
  );
  if (status === "approved") {
    return (
      <Notice tone="success" title="Approved, and therefore read-only. A lead can reopen it.">
        {said}
      </Notice>
    );
  }
  const rejected = verdict.status === "rejected";
  if (!rejected && verdict.status !== "needs_revision") return null;
  if (status === "submitted") return null;
  const returned = status === "needs_revision" || status === "rejected";
  const todo = rejected
    ? "Give a new answer and new evidence, then submit it again."
    : "Change the answer, the comment or the evidence, then submit it again.";
  return (
    <Notice
      tone={returned ? (rejected ? "danger" : "warning") : "neutral"}
      title={
        returned ? (rejected ? "Rejected" : "Needs revision") : "Sent back before; submit it again when it is ready"
      }
    >
      {said}
      {returned && <p className="mt-1 text-sm">{todo}</p>}
    </Notice>
  );
}
