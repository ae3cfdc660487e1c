import { roleNames } from "@/app/_shell/navigation";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { getOrganization } from "@/lib/identity/admin/get-organization";
import { displayName } from "@/lib/kernel/actor";

type Organization = Awaited<ReturnType<typeof getOrganization>>;

/** The first of an organization's people; all of them are a link away. */
export function People({ organization, people }: { organization: Organization; people: Organization["firstUsers"] }) {
  const { id, name, users } = organization;
  return (
    <Section
      title="People"
      card
      padded={false}
      actions={
        <>
          {users > people.length && (
            <LinkButton size="sm" variant="ghost" href={`/admin/users?organization_id=${id}`}>
              {`All ${users}`}
            </LinkButton>
          )}
          <LinkButton size="sm" icon="user-plus" href={`/admin/invitations?new=1&organization_id=${id}`}>
            Invite a person
          </LinkButton>
        </>
      }
    >
      {people.length === 0 ? (
        <EmptyState icon="users" title={`${name} has no people yet`} className="py-8">
          Invite the first one: it gets a link by mail and chooses its own password.
        </EmptyState>
      ) : (
        <Table label={`People of ${name}`} stack>
          <Thead>
            <tr>
              <Th>Name</Th>
              <Th>E-mail</Th>
              <Th>Role</Th>
              <Th align="end">Last seen</Th>
            </tr>
          </Thead>
          <Tbody>
            {people.map((person) => (
              <Tr key={person.id}>
                <Td>
                  <TextLink href={`/admin/users/${person.id}`}>{displayName(person)}</TextLink>{" "}
                  {!person.isActive && <Badge tone="warning">Disabled</Badge>}
                </Td>
                <Td label="E-mail">{person.email}</Td>
                <Td label="Role">{roleNames[person.role]}</Td>
                <Td label="Last seen" align="end">
                  {person.seenAt ? <RelativeTime value={person.seenAt} /> : <span className="text-muted">Never</span>}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Section>
  );
}
