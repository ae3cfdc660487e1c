import { Section } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Progress } from "@/components/ui/progress";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { questionsIn, tally, type OutlineSection } from "@/lib/assessment/outline";

/** Every section with its progress, its score and what is open in it; each leads to its questions. */
export function Sections({ productId, outline }: { productId: number; outline: OutlineSection[] }) {
  return (
    <Section title="Sections" card padded={false}>
      <Table label="Progress and maturity by section" stack>
        <Thead>
          <Tr>
            <Th>Section</Th>
            <Th>Answered</Th>
            <Th>Maturity</Th>
            <Th align="end">Missing</Th>
            <Th align="end">Came back</Th>
            <Th align="end">In review</Th>
            <Th align="end">Approved</Th>
          </Tr>
        </Thead>
        <Tbody>
          {outline.map((section) => {
            const questions = questionsIn([section]);
            const counts = tally(questions);
            const path = `/products/${productId}/sections/${section.id}`;
            const missing = questions.find(({ done }) => !done);
            const returned = questions.find(({ status }) => status === "needs_revision" || status === "rejected");
            return (
              <Tr key={section.id}>
                <Td>
                  <TextLink quiet href={path}>
                    {section.title}
                  </TextLink>
                </Td>
                <Td label="Answered" className="md:w-48">
                  {counts.total > 0 ? (
                    <Progress
                      value={counts.done}
                      max={counts.total}
                      label={`Answered in ${section.title}`}
                      className="w-40"
                    />
                  ) : (
                    <span className="text-muted">Nothing to answer</span>
                  )}
                </Td>
                <Td label="Maturity">
                  <MaturityBadge score={section.average} digits={2} size="sm" />
                </Td>
                <Td label="Missing" align="end">
                  <Linked
                    count={counts.total - counts.done}
                    href={missing && `${path}?q=${missing.id}`}
                    what="missing"
                  />
                </Td>
                <Td label="Came back" align="end">
                  <Linked count={counts.returned} href={returned && `${path}?q=${returned.id}`} what="came back" />
                </Td>
                <Td label="In review" align="end">
                  {counts.submitted || <span className="text-muted">–</span>}
                </Td>
                <Td label="Approved" align="end">
                  {counts.approved || <span className="text-muted">–</span>}
                </Td>
              </Tr>
            );
          })}
        </Tbody>
      </Table>
    </Section>
  );
}

/** A number that leads to the first question it counts. */
function Linked({ count, href, what }: { count: number; href: string | undefined; what: string }) {
  if (count === 0 || !href) return <span className="text-muted">–</span>;
  return (
    <TextLink href={href}>
      {count}
      <span className="sr-only"> {what}, go to the first</span>
    </TextLink>
  );
}
