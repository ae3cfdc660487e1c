import { Icon } from "@/components/ui/icon";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ComparedScore, ComparedSection } from "@/lib/assessment/comparison";
import { changeInk, signed } from "../../_moments/words";

/** The scores of both moments by section; the dimensions of the one that is looked at beneath it. */
export function Deltas({
  sections,
  chosen,
  hrefOf,
}: {
  sections: ComparedSection[];
  chosen: string | undefined;
  hrefOf: (section: string | undefined) => string;
}) {
  return (
    <Table label="Scores of both moments" stack>
      <Thead>
        <Tr>
          <Th>Section</Th>
          <Th>Before</Th>
          <Th>After</Th>
          <Th align="end">Change</Th>
          <Th align="end">Questions that differ</Th>
        </Tr>
      </Thead>
      <Tbody>
        {sections.flatMap((section) => [
          <Tr key={section.title} selected={section.title === chosen}>
            <Td>
              <TextLink quiet href={hrefOf(section.title === chosen ? undefined : section.title)} scroll={false}>
                {section.title || "Other questions"}
              </TextLink>
            </Td>
            <Figures score={section} />
            <Td align="end" label="Questions that differ">
              {section.changed} of {section.questions}
            </Td>
          </Tr>,
          ...(section.title === chosen
            ? section.dimensions.map((dimension) => (
                <Tr key={`${section.title} ${dimension.title}`}>
                  <Td className="pl-8 text-muted">{dimension.title}</Td>
                  <Figures score={dimension} />
                  <Td />
                </Tr>
              ))
            : []),
        ])}
      </Tbody>
    </Table>
  );
}

const Figures = ({ score }: { score: ComparedScore }) => (
  <>
    <Td label="Before">
      <MaturityBadge score={score.before} digits={2} size="sm" />
    </Td>
    <Td label="After">
      <MaturityBadge score={score.after} digits={2} size="sm" />
    </Td>
    <Td align="end" label="Change">
      <Change change={score.change} />
    </Td>
  </>
);

/** A change with its sign, arrow and ink. */
export function Change({ change }: { change: number | null }) {
  if (change === null) return <span className="text-muted">–</span>;
  const moved = Math.abs(change) >= 0.005;
  return (
    <span className={`inline-flex items-center gap-1 tabular-nums ${changeInk(change)}`}>
      {moved && <Icon name={change > 0 ? "arrow-up" : "arrow-down"} size={13} />}
      {signed(change)}
    </span>
  );
}
