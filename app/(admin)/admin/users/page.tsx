import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { roleNames } from "@/app/_shell/navigation";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { listUsers } from "@/lib/identity/admin/list-users";
import { nameOrganizations } from "@/lib/identity/admin/name-organizations";
import { displayName } from "@/lib/kernel/actor";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { OrganizationPicker } from "../../_components/pickers";
import { RowKeys } from "@/components/lists/row-keys";
import { NewUser } from "./_components/new-user";

export const metadata: Metadata = { title: "Users" };

const PATH = "/admin/users";
const roles = ["client", "lead", "analyst", "superuser"] as const;

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["q", "role", "organization_id", "standing", "new"]);
  const { q, organization_id } = address.values;
  const role = oneOf(address.values.role, roles);
  const standing = oneOf(address.values.standing, ["active", "disabled"]);
  const [organization] = organization_id ? await load(nameOrganizations, { ids: [organization_id] }) : [];
  const { items, nextCursor } = await load(listUsers, {
    q,
    role,
    organizationId: organization?.id,
    isActive: standing && standing === "active",
    limit: address.limit,
    cursor: address.cursor,
  });
  const filtered = Boolean(q || role || organization || standing);
  return (
    <Page width="wide">
      <PageHeader
        title="Users"
        breadcrumb={[{ label: "Administration" }, { label: "Users" }]}
        actions={
          <>
            <LinkButton href={address.here({ new: "1" })} icon="plus" scroll={false}>
              Create account
            </LinkButton>
            <LinkButton href="/admin/invitations?new=1" variant="primary" icon="user-plus">
              Invite a person
            </LinkButton>
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <FilterForm
          path={PATH}
          title="Users"
          search={q}
          placeholder="Search by name or e-mail"
          kept={{ role: address.values.role }}
        >
          <Field label="Organization" hideLabel className="w-56">
            <OrganizationPicker
              key={organization?.id}
              name="organization_id"
              placeholder="Any organization"
              chosen={organization && { value: String(organization.id), label: organization.name }}
              submits
            />
          </Field>
          <Field label="Standing" hideLabel className="w-36">
            <Select name="standing" defaultValue={standing ?? ""} key={standing}>
              <option value="">Any standing</option>
              <option value="active">Active</option>
              <option value="disabled">Disabled</option>
            </Select>
          </Field>
        </FilterForm>
        <FilterChips
          label="Role"
          items={[
            { label: "All roles", href: address.href({ role: undefined }), current: !role },
            ...roles.map((each) => ({
              label: roleNames[each],
              href: address.href({ role: each }),
              current: role === each,
            })),
          ]}
        />
      </div>
      <RowKeys title="Users" />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState
            icon="users"
            title="Nobody matches"
            action={filtered && <LinkButton href={PATH}>Clear the filters</LinkButton>}
          >
            Names, user names and e-mail addresses are searched.
          </EmptyState>
        ) : (
          <Table label="Users" stack>
            <Thead>
              <tr>
                <Th sort="ascending">User name</Th>
                <Th>Name</Th>
                <Th>E-mail</Th>
                <Th>Organization</Th>
                <Th>Role</Th>
                <Th align="end">Last seen</Th>
              </tr>
            </Thead>
            <Tbody>
              {items.map((user) => (
                <Tr key={user.id}>
                  <Td>
                    <TextLink href={`${PATH}/${user.id}`} data-row>
                      {user.username}
                    </TextLink>{" "}
                    {!user.isActive && <Badge tone="warning">Disabled</Badge>}
                  </Td>
                  <Td label="Name">
                    {displayName({ ...user, username: "" }) || <span className="text-muted">—</span>}
                  </Td>
                  <Td label="E-mail" className="break-all">
                    {user.email}
                  </Td>
                  <Td label="Organization">{user.organization}</Td>
                  <Td label="Role">{roleNames[user.role]}</Td>
                  <Td label="Last seen" align="end">
                    {user.seenAt ? <RelativeTime value={user.seenAt} /> : <span className="text-muted">Never</span>}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(nextCursor)} shown={items.length} noun="users" />
      <NewUser open={address.values.new !== undefined} closeHref={address.here({ new: undefined })} />
    </Page>
  );
}
