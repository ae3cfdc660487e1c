import { Card, Section } from "@/components/ui/card";
import type { getStanding } from "@/lib/assessment/get-standing";
import { counted } from "./messages";

type Standing = Awaited<ReturnType<typeof getStanding>>;

const quarters = ["the lowest quarter", "the second quarter", "the third quarter", "the highest quarter"] as const;
const ranges = [
  "below the 25th percentile",
  "25th to 50th percentile",
  "50th to 75th percentile",
  "above the 75th percentile",
];

/** Where the product stands among those that share its questionnaire; nothing where too few do. */
export function StandingAmongOthers({ standing }: { standing: Standing }) {
  const { organization } = standing;
  const overall = standing.others.find(({ section }) => section === "");
  const dimensions = standing.others.filter(({ section }) => section !== "");
  if (!organization && !overall) return null;
  return (
    <Section
      title={
        overall
          ? `In ${quarters[overall.quarter - 1]} of the organizations that use this questionnaire`
          : `At the ${ordinal(organization!.percentile)} percentile of your organization’s products`
      }
      description="Others are compared as quarters alone, so that none of them can be told from the comparison"
    >
      <Card className="flex flex-col gap-3">
        {overall && (
          <p>
            {sentence(ranges[overall.quarter - 1]!)} among {overall.organizations} other organizations, by the last
            snapshot of each product.
          </p>
        )}
        {organization && (
          <p>
            {sentence(`${ordinal(organization.percentile)} percentile`)} within the organization: it scores higher than{" "}
            {organization.percentile} % of its {counted(organization.others, "other product")} with this questionnaire.
          </p>
        )}
        {dimensions.length > 0 && (
          <details>
            <summary className="cursor-pointer rounded-sm font-medium">By dimension</summary>
            <ul className="mt-2 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
              {dimensions.map(({ section, dimension, quarter }) => (
                <li key={`${section} ${dimension}`} className="flex justify-between gap-3">
                  <span className="min-w-0">{dimension}</span>
                  <span className="shrink-0 text-muted">{quarters[quarter - 1]!.replace("the ", "")}</span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </Card>
    </Section>
  );
}

const sentence = (text: string) => text[0]!.toUpperCase() + text.slice(1);

function ordinal(number: number): string {
  const rest = number % 100;
  const ending = rest >= 11 && rest <= 13 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}
