import { FieldChanges } from "@/components/history/field-changes";
import { Badge } from "@/components/ui/badge";
import type { AspectChange, VersionChanges } from "@/lib/assessment/version-changes";

type Named = VersionChanges["added"][number];

const aspectWords: Record<AspectChange["aspect"], string> = {
  code: "Code",
  text: "Wording",
  help: "Help",
  type: "Answer type",
  options: "Options",
  weight: "Weight",
  evidence: "Evidence",
  level: "Level",
  effort: "Effort",
  condition: "Condition",
  depends_on: "Builds on",
  cross_references: "Cross references",
  place: "Place",
  order: "Order",
};

/** Questions that one of the versions has alone. */
export function NamedQuestions({ list }: { list: Named[] }) {
  return (
    <ul className="divide-y divide-line">
      {list.map((question) => (
        <li key={question.code} className="px-4 py-2.5">
          <QuestionName {...question} />
        </li>
      ))}
    </ul>
  );
}

/** Questions that both versions have, with what is different; before and after behind each. */
export function ChangedQuestions({ list }: { list: VersionChanges["changed"] }) {
  return (
    <ul className="divide-y divide-line">
      {list.map(({ changes, ...question }) => {
        const told = changes.filter(({ aspect }) => aspect !== "order");
        const summary = (
          <>
            <QuestionName {...question} />
            <span className="mt-1 flex flex-wrap gap-1">
              {changes.map(({ aspect }) => (
                <Badge key={aspect}>{aspectWords[aspect]}</Badge>
              ))}
            </span>
          </>
        );
        return (
          <li key={question.code} className="px-4 py-2.5">
            {told.length === 0 ? (
              summary
            ) : (
              <details>
                <summary className="cursor-pointer rounded-sm">{summary}</summary>
                <div className="mt-2">
                  <FieldChanges
                    label={`What changed in ${question.code}`}
                    changes={told.map(({ aspect, before, after }) => ({
                      field: aspectWords[aspect],
                      before: before || null,
                      after: after || null,
                      changed: true,
                    }))}
                  />
                </div>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

export function AboutChanges({ changes }: { changes: VersionChanges["about"] }) {
  return (
    <FieldChanges
      label="What changed in the questionnaire"
      changes={changes.map(({ aspect, before, after }) => ({ field: aspect, before, after, changed: true }))}
    />
  );
}

function QuestionName({ code, text, place }: Named) {
  return (
    <span className="inline-block max-w-full align-top">
      <span className="block text-xs text-muted">
        <span className="font-mono">{code}</span> · {place.join(" / ")}
      </span>
      <span className="block break-words">{text}</span>
    </span>
  );
}
