import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { MoveScores } from "@/lib/assessment/describe-move";
import { percent } from "../../results/_components/messages";

/** The product's scores and those of its dimensions as they are, and as they would be. */
export function MoveScoresTable({ before, after }: { before: MoveScores | null; after: MoveScores | null }) {
  const names = new Set([...Object.keys(after?.dimensions ?? {}), ...Object.keys(before?.dimensions ?? {})]);
  return (
    <Table label="Scores before and after the move" stack>
      <Thead>
        <Tr>
          <Th>Score</Th>
          <Th>Before</Th>
          <Th>After</Th>
        </Tr>
      </Thead>
      <Tbody>
        <Score name="Self-assessed" before={before?.overall} after={after?.overall} strong />
        <Score name="Validated" before={before?.validated} after={after?.validated} strong />
        <Tr>
          <Td>
            <span className="font-medium">Answered</span>
          </Td>
          <Td label="Before">{percent(before?.coverage ?? 0)}</Td>
          <Td label="After">{percent(after?.coverage ?? 0)}</Td>
        </Tr>
        {[...names].map((name) => (
          <Score key={name} name={name} before={before?.dimensions[name]} after={after?.dimensions[name]} />
        ))}
      </Tbody>
    </Table>
  );
}

function Score({
  name,
  before,
  after,
  strong = false,
}: {
  name: string;
  before: number | null | undefined;
  after: number | null | undefined;
  strong?: boolean;
}) {
  return (
    <Tr>
      <Td>{strong ? <span className="font-medium">{name}</span> : name}</Td>
      <Td label="Before">
        <MaturityBadge score={before} digits={2} size="sm" />
      </Td>
      <Td label="After">
        <MaturityBadge score={after} digits={2} size="sm" />
      </Td>
    </Tr>
  );
}
