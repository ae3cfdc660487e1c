import { RowKeys } from "@/components/lists/row-keys";
import { DueDay } from "@/components/plan/due-day";
import { ActionStatusBadge } from "@/components/status/action-status";
import { Card } from "@/components/ui/card";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Action } from "@/lib/assessment/action";
import { actionPath } from "@/lib/assessment/links";

/** Actions of several products; each leads to its plan. */
export function ActionsTable({ actions, organizations }: { actions: Action[]; organizations: boolean }) {
  return (
    <Card padded={false}>
      <RowKeys title="Actions" />
      <Table label="Actions" stack>
        <Thead>
          <Tr>
            <Th>Action</Th>
            <Th>Product</Th>
            {organizations && <Th>Organization</Th>}
            <Th>Owner</Th>
            <Th>Due</Th>
            <Th>Status</Th>
          </Tr>
        </Thead>
        <Tbody>
          {actions.map((action) => (
            <Tr key={action.id}>
              <Td className="md:max-w-sm">
                <TextLink quiet data-row href={actionPath(action.product_id, action.id)}>
                  {action.title}
                </TextLink>
              </Td>
              <Td label="Product">
                <TextLink quiet className="font-normal" href={`/products/${action.product_id}/plan`}>
                  {action.product}
                </TextLink>
              </Td>
              {organizations && <Td label="Organization">{action.organization}</Td>}
              <Td label="Owner">{action.owner || <span className="text-muted">Nobody yet</span>}</Td>
              <Td label="Due">
                <DueDay day={action.due_on} overdue={action.overdue} />
              </Td>
              <Td label="Status">
                <ActionStatusBadge status={action.status} plain />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}
