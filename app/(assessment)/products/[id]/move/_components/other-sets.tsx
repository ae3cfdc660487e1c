import { Section } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { DescribedSetMove } from "@/lib/assessment/describe-move";

/** What a move does to the answer sets of other users, in numbers. */
export function OtherSetMoves({ sets }: { sets: DescribedSetMove[] }) {
  return (
    <Section title="Other people’s answers" description="They came over the API, and move along" card padded={false}>
      <Table label="Answer sets of others" stack>
        <Thead>
          <Tr>
            <Th>Whose</Th>
            <Th>Keep</Th>
            <Th>Ask again</Th>
            <Th>Drop</Th>
            <Th>Before</Th>
            <Th>After</Th>
          </Tr>
        </Thead>
        <Tbody>
          {sets.map(({ user_id, name, counts, before, after }) => (
            <Tr key={user_id}>
              <Td>{name}</Td>
              <Td label="Keep">{counts.keep}</Td>
              <Td label="Ask again">{counts.ask_again}</Td>
              <Td label="Drop">{counts.drop}</Td>
              <Td label="Before">
                <MaturityBadge score={before.overall} digits={2} size="sm" />
              </Td>
              <Td label="After">
                <MaturityBadge score={after.overall} digits={2} size="sm" />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Section>
  );
}
