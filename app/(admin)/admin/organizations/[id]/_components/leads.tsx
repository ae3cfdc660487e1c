"use client";

import { useTransition } from "react";
import { Controller } from "react-hook-form";
import { toast } from "sonner";
import { LeadPicker } from "@/app/(admin)/_components/pickers";
import { useSubmit } from "@/app/_forms/use-submit";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { assignmentInput } from "@/lib/identity/admin/organization-input";
import { assignLeadAction, unassignLeadAction } from "../../actions";

interface Assignment {
  leadId: number;
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  isActive: boolean;
  createdAt: Date;
}

const nameOf = (lead: Assignment) => `${lead.firstName} ${lead.lastName}`.trim() || lead.username;

/** Who reviews an organization; assigns and unassigns. */
export function Leads({
  organization,
  assignments,
}: {
  organization: { id: number; name: string };
  assignments: Assignment[];
}) {
  return (
    <Card padded={false}>
      {assignments.length === 0 ? (
        <EmptyState icon="user-plus" title="Nobody reviews this organization" className="py-8">
          Until a lead is assigned, what its people submit waits.
        </EmptyState>
      ) : (
        <Table label={`Leads of ${organization.name}`} stack>
          <Thead>
            <tr>
              <Th>Lead</Th>
              <Th>E-mail</Th>
              <Th>Assigned</Th>
              <Th align="end">
                <span className="sr-only">Actions</span>
              </Th>
            </tr>
          </Thead>
          <Tbody>
            {assignments.map((lead) => (
              <Tr key={lead.leadId}>
                <Td>
                  <TextLink href={`/admin/users/${lead.leadId}`}>{nameOf(lead)}</TextLink>{" "}
                  {!lead.isActive && <Badge tone="warning">Disabled</Badge>}
                </Td>
                <Td label="E-mail">{lead.email}</Td>
                <Td label="Assigned">
                  <RelativeTime value={lead.createdAt} />
                </Td>
                <Td align="end">
                  <Unassign organization={organization} lead={lead} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      <Assign organization={organization} key={assignments.length} />
    </Card>
  );
}

function Assign({ organization }: { organization: { id: number; name: string } }) {
  const { form, submit, pending, errors, message } = useSubmit({
    schema: assignmentInput,
    defaults: { organizationId: organization.id },
    send: assignLeadAction,
    onDone: () => toast(`Lead assigned to ${organization.name}`),
  });
  return (
    <form
      onSubmit={submit}
      noValidate
      method="post"
      className="flex flex-wrap items-end gap-2 border-t border-line p-3"
    >
      <Field label="Assign a lead" error={errors.leadId && "Choose a lead from the list."} className="w-full max-w-sm">
        <Controller
          control={form.control}
          name="leadId"
          render={({ field: { name, ref, onChange } }) => (
            <LeadPicker
              name={name}
              ref={ref}
              placeholder="Search by name or e-mail"
              onChoose={(lead) => onChange(lead?.value)}
            />
          )}
        />
      </Field>
      <Button type="submit" icon="plus" pending={pending}>
        Assign
      </Button>
      <FormError className="w-full">{message}</FormError>
    </form>
  );
}

/** Undone by assigning again, so it asks nothing. */
function Unassign({ organization, lead }: { organization: { id: number; name: string }; lead: Assignment }) {
  const [pending, startTransition] = useTransition();
  const input = { organizationId: organization.id, leadId: lead.leadId };
  return (
    <Button
      size="sm"
      variant="ghost"
      pending={pending}
      aria-label={`Unassign ${nameOf(lead)}`}
      onClick={() =>
        startTransition(async () => {
          const result = await unassignLeadAction(input);
          if (!result.ok) return void toast.error(result.fault.message);
          toast(`${nameOf(lead)} no longer reviews ${organization.name}`, {
            action: { label: "Undo", onClick: () => void assignLeadAction(input) },
          });
        })
      }
    >
      Unassign
    </Button>
  );
}
