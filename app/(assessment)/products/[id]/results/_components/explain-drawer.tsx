import { Drawer } from "@/components/frame/drawer";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { TextLink } from "@/components/ui/text-link";
import type { getResults } from "@/lib/assessment/get-results";
import { dimensionHref, resultsHref, type Shown } from "./addresses";
import { DimensionScores } from "./dimension-scores";

const levels = [
  ["Optimized", 4.5, 5],
  ["Managed", 3.5, 4.5],
  ["Defined", 2.5, 3.5],
  ["Developing", 1.5, 2.5],
  ["Initial", 0, 1.5],
] as const;

const rules = {
  mean: "A dimension’s score is the mean of its scored answers, each counted by its question’s weight.",
  high_water:
    "A dimension’s score is the highest maturity level that is met in full together with all levels below it. An unanswered question is not met.",
  samm: "A dimension’s score is that of OWASP SAMM: the sum over its levels of the mean of each level’s answers, shown on the scale to 5. An unanswered question counts as nothing.",
};

/** The rule behind the overall score, with the numbers it takes; each leads to its answers. */
export function ExplainDrawer({ results, shown }: { results: Awaited<ReturnType<typeof getResults>>; shown: Shown }) {
  const { maturity } = results;
  const dimensions = results.sections.flatMap((section) => section.dimensions);
  const scored = dimensions.filter((each) => each.average !== null);
  const validated = dimensions.filter((each) => each.validated !== null);
  return (
    <Drawer
      open
      closeHref={resultsHref(shown)}
      title="How the score is computed"
      description={`${results.product.questionnaire} ${results.product.version}`}
    >
      <div className="flex flex-col gap-5">
        <ol className="flex list-decimal flex-col gap-2 pl-5 marker:text-muted">
          <li>
            Every answer has a score from 0 to 5: that of the option chosen, or one given or suggested for a text. A
            suggested score is marked, names the phrases it rests on, and is validated only once a lead approves the
            answer.
          </li>
          <li>{rules[results.product.model]} Questions that are not applicable are left out.</li>
          <li>The overall score is the mean of the dimensions that have one, rounded to two decimals.</li>
          <li>The validated score follows the same rule, with approved answers only.</li>
        </ol>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
          <dt className="text-muted">Self-assessed</dt>
          <dd className="flex flex-wrap items-center gap-2">
            <MaturityBadge score={maturity.overall_score} digits={2} level={maturity.maturity_level} />
            <span className="text-sm text-muted">
              {scored.length
                ? `mean of ${scored.length} of ${dimensions.length} dimensions`
                : "1.00 until something is scored"}
            </span>
          </dd>
          <dt className="text-muted">Validated</dt>
          <dd className="flex flex-wrap items-center gap-2">
            {validated.length ? (
              <>
                <MaturityBadge
                  score={maturity.validated.overall_score}
                  digits={2}
                  level={maturity.validated.maturity_level}
                />
                <span className="text-sm text-muted">
                  mean of {validated.length} of {dimensions.length} dimensions
                </span>
              </>
            ) : (
              <span className="text-muted">no answer is approved yet</span>
            )}
          </dd>
        </dl>
        <section aria-labelledby="explain-dimensions">
          <h3 id="explain-dimensions" className="mb-1 font-semibold">
            What goes into the mean
          </h3>
          <DimensionScores
            label="Scores of the dimensions"
            dimensions={dimensions.map((dimension) => ({
              ...dimension,
              name: (
                <TextLink quiet href={dimensionHref(shown, dimension)} className="font-normal">
                  {dimension.title}
                </TextLink>
              ),
            }))}
          />
        </section>
        <section aria-labelledby="explain-levels">
          <h3 id="explain-levels" className="mb-2 font-semibold">
            Levels
          </h3>
          <ul className="flex flex-col gap-1.5">
            {levels.map(([name, from, to]) => (
              <li key={name} className="flex items-center justify-between gap-3">
                <span className="font-medium">{name}</span>
                <span className="text-sm text-muted">
                  {from === 0 ? `below ${to}` : to === 5 ? `from ${from}` : `from ${from}, below ${to}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Drawer>
  );
}
