import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Stat } from "@/components/ui/data-list";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Progress } from "@/components/ui/progress";
import { questionsIn, tally, type OutlineSection } from "@/lib/assessment/outline";
import type { Product } from "@/lib/assessment/product";

type Next = { question_id: number; section_id: number; number: number } | null;

/** Where the product stands, in four figures, and the one thing to do next. */
export function Standing({
  product,
  outline,
  next,
  mayAnswer,
}: {
  product: Product;
  outline: OutlineSection[];
  next: Next;
  mayAnswer: boolean;
}) {
  const counts = tally(questionsIn(outline));
  const begun = questionsIn(outline).some(({ done }) => done);
  return (
    <Card className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-56 flex-1">
          <p className="mb-1 font-medium">
            {counts.done} of {counts.total} questions answered
          </p>
          <Progress
            value={counts.done}
            max={counts.total}
            label="Answered"
            text={`${Math.round(product.progress.share * 100)} % of what applies`}
          />
        </div>
        {mayAnswer && next && (
          <LinkButton
            href={`/products/${product.id}/sections/${next.section_id}?q=${next.question_id}`}
            variant="primary"
            size="lg"
            icon="arrow-right"
          >
            {begun ? "Continue at" : "Begin with"} question {next.number}
          </LinkButton>
        )}
        {!mayAnswer && outline[0] && (
          <LinkButton href={`/products/${product.id}/sections/${outline[0].id}`} icon="clipboard">
            Read the answers
          </LinkButton>
        )}
      </div>
      <div className="grid grid-cols-2 gap-4 border-t border-line pt-4 sm:grid-cols-4">
        <Stat
          label="Maturity"
          value={
            product.scored ? <MaturityBadge score={product.overall_score} digits={2} /> : <MaturityBadge score={null} />
          }
          detail={product.scored ? product.maturity_level : "No scored answer yet"}
        />
        <Stat
          label="Target"
          value={product.target_level === null ? "–" : product.target_level.toFixed(1)}
          detail={gapOf(product)}
        />
        <Stat label="In review" value={counts.submitted} detail={`${counts.ready} ready to submit`} />
        <Stat label="Approved" value={counts.approved} detail={`${counts.returned} came back`} />
      </div>
    </Card>
  );
}

function gapOf({ target_level, overall_score, scored }: Product): string {
  if (target_level === null) return "Not set";
  if (!scored) return "Nothing to compare yet";
  const gap = target_level - overall_score;
  return gap > 0 ? `${gap.toFixed(2)} to go` : "Reached";
}
