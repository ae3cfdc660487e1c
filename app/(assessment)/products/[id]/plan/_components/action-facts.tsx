import { DueDay } from "@/components/plan/due-day";
import { ActionStatusBadge } from "@/components/status/action-status";
import { contentHref } from "@/components/evidence/evidence-file";
import { DataList } from "@/components/ui/data-list";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { effortWords } from "@/lib/assessment/action-words";
import type { ShownAction } from "@/lib/assessment/get-plan";
import { productThreadPath } from "@/lib/assessment/links";
import { gained, level } from "./words";

/** An action, to those who may not change it. */
export function ActionFacts({ action }: { action: ShownAction }) {
  const facts = [
    { term: "Status", value: <ActionStatusBadge status={action.status} /> },
    { term: "Owner", value: action.owner || "Nobody yet" },
    { term: "Due", value: <DueDay day={action.due_on} overdue={action.overdue} /> },
    { term: "Effort", value: action.effort === null ? "Not estimated" : effortWords[action.effort] },
  ];
  return (
    <div className="flex flex-col gap-4">
      {action.description && <p className="max-w-prose whitespace-pre-wrap">{action.description}</p>}
      <DataList items={facts} />
      {action.evidence.length > 0 && (
        <section aria-label="Files">
          <h3 className="mb-1 text-sm font-medium">Files</h3>
          <ul className="flex flex-col gap-1 text-sm">
            {action.evidence.map((file) => (
              <li key={file.id}>
                <a href={contentHref(file)} download className="underline underline-offset-3">
                  {file.filename}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** What an action brings, where its answers stand now, and where it is talked about. */
export function ActionStanding({ action, productId }: { action: ShownAction; productId: number }) {
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-4">
      {action.brings !== null && (
        <p>
          Done, it brings the overall score <span className="font-semibold tabular-nums">{gained(action.brings)}</span>.
        </p>
      )}
      {action.questions.length > 0 && (
        <section aria-labelledby="action-answers">
          <h3 id="action-answers" className="mb-1 text-sm font-medium">
            Where its answers stand
          </h3>
          <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
            {action.questions.map((question) => (
              <li key={question.question_id} className="flex items-center gap-3 px-3 py-2 text-sm">
                <TextLink quiet href={question.link} className="min-w-0 flex-1 font-normal">
                  <span className="block text-xs text-muted">
                    {question.code} · {question.dimension}
                  </span>
                  {question.text}
                </TextLink>
                <span className="shrink-0 whitespace-nowrap">
                  <MaturityBadge score={question.score} size="sm" /> → {level(question.target_score)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="text-sm text-muted">
        {action.creator && <>Proposed by {action.creator}, </>}
        <RelativeTime value={action.created_at} />
        {action.completed_at && (
          <>
            {" · done "}
            <RelativeTime value={action.completed_at} />
          </>
        )}
        {" · "}
        <TextLink href={productThreadPath(productId)} className="font-normal">
          Discuss in the product’s thread
        </TextLink>
      </p>
    </div>
  );
}
