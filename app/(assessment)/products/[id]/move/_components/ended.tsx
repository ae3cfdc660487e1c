import { Section } from "@/components/ui/card";
import type { DescribedMove } from "@/lib/assessment/describe-move";

/** What refers to a question, section or dimension that is no more, and ends with it. */
export function Ended({ ended }: { ended: DescribedMove["ended"] }) {
  const { assignments, actions, requests, targets } = ended;
  const lines = [
    ...assignments.map(({ name, place }) => `${name} is no longer assigned “${place}”.`),
    ...actions.map(({ title, question }) => `The action “${title}” is no longer about “${question}”.`),
    ...requests.map(({ text, question }) => `The request “${text}” about “${question}” is withdrawn.`),
    ...targets.map(
      ({ section, dimension, level }) =>
        `The target ${level} of ${[section, dimension].filter(Boolean).join(" / ")} is taken away.`,
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <Section
      title="What ends with its question"
      description="Comments and files stay with their answers in the history; the audit trail keeps the rest"
      card
    >
      <ul className="flex list-disc flex-col gap-1 pl-5 text-sm">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  );
}
