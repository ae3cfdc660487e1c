import { RowKeys } from "@/components/lists/row-keys";
import { DueDay } from "@/components/plan/due-day";
import { Card } from "@/components/ui/card";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { listCases } from "@/lib/intelligence/cases/list-cases";
import { CaseStatusBadge, PriorityBadge } from "./badges";

type Listed = Awaited<ReturnType<typeof listCases>>["cases"];

/** Cases of the register, with how much is in each. */
export function CasesTable({ cases, organizations }: { cases: Listed; organizations: boolean }) {
  return (
    <Card padded={false}>
      <RowKeys title="Cases" />
      <Table label="Cases" stack>
        <Thead>
          <Tr>
            <Th>Case</Th>
            {organizations && <Th>Agency</Th>}
            <Th>Status</Th>
            <Th>Priority</Th>
            <Th>Assigned to</Th>
            <Th>Due</Th>
            <Th align="end">Open tasks</Th>
            <Th align="end">Exhibits</Th>
          </Tr>
        </Thead>
        <Tbody>
          {cases.map((each) => (
            <Tr key={each.id}>
              <Td className="md:max-w-sm">
                <TextLink quiet data-row href={`/cases/${each.id}`}>
                  <span className="font-mono text-sm text-muted">{each.number}</span> {each.title}
                </TextLink>
              </Td>
              {organizations && <Td label="Agency">{each.organization}</Td>}
              <Td label="Status">
                <CaseStatusBadge status={each.status} plain />
              </Td>
              <Td label="Priority">
                <PriorityBadge priority={each.priority} plain />
              </Td>
              <Td label="Assigned to">{each.assignee || <span className="text-muted">Nobody yet</span>}</Td>
              <Td label="Due">
                <DueDay day={each.due_on} overdue={each.overdue} />
              </Td>
              <Td label="Open tasks" align="end">
                {each.counts.open_tasks}
              </Td>
              <Td label="Exhibits" align="end">
                {each.counts.exhibits}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}
