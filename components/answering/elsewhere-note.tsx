import { Button } from "../ui/button";
import { Notice } from "../ui/form-error";
import { MaturityBadge } from "../ui/maturity-badge";
import { TextLink } from "../ui/text-link";
import type { Elsewhere } from "./question";
import type { Filled } from "./use-filled";

/** Tells of an answer given elsewhere. It fills in what the person then saves, or takes out again; nothing by itself. */
export function ElsewhereNote({
  elsewhere: { reference, product, questionnaire, question, answer, score, fill },
  filled,
}: {
  elsewhere: Elsewhere;
  filled: Filled;
}) {
  const { pending } = filled;
  return (
    <Notice
      tone="neutral"
      title={
        <>
          Answered in <TextLink href={`/products/${product.id}`}>{product.name}</TextLink> · {questionnaire}
        </>
      }
    >
      <p className="flex items-start gap-2">
        {score !== null && <MaturityBadge score={score} digits="exact" size="sm" className="mt-0.5" />}
        <span className="line-clamp-4 min-w-0 whitespace-pre-wrap [overflow-wrap:anywhere]">{answer}</span>
      </p>
      <p className="text-sm [overflow-wrap:anywhere]">
        To “{question}”, which also refers to {reference.framework} {reference.reference}.
      </p>
      {fill && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button
            size="sm"
            variant={pending ? "primary" : "secondary"}
            onClick={pending ? filled.save : () => filled.fill(fill)}
          >
            {pending ? "Save this answer" : "Fill it in here"}
          </Button>
          {pending && (
            <Button size="sm" variant="ghost" onClick={filled.drop}>
              Take it out
            </Button>
          )}
          <span role="status" className="text-sm">
            {pending && "Filled in as a suggestion, not saved yet."}
          </span>
        </div>
      )}
    </Notice>
  );
}
