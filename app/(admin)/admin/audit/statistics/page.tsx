import type { Metadata } from "next";
import { load, pageCaller } from "@/app/_http/page";
import { OrganizationPicker } from "@/app/(admin)/_components/pickers";
import { ActivityBars } from "@/components/charts/activity-bars";
import { Page, PageHeader } from "@/components/frame/page-header";
import { actionWord } from "@/components/history/words";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { getAuditStatistics } from "@/lib/audit/get-statistics";
import { nameOrganizations } from "@/lib/identity/admin/name-organizations";
import { Fault } from "@/lib/kernel/fault";

export const metadata: Metadata = { title: "Statistics of the audit trail" };

const PATH = "/admin/audit/statistics";
type Statistics = Awaited<ReturnType<typeof getAuditStatistics>>;

/** How much happened in a time: by day, by action, by person, by organization. */
export default async function StatisticsPage({ searchParams }: { searchParams: SearchParams }) {
  const { values } = await listAddress(PATH, searchParams, ["from", "to", "organization_id"]);
  const found = await count(values);
  const organization = /^[1-9]\d{0,8}$/.test(values.organization_id ?? "")
    ? (await load(nameOrganizations, { ids: [values.organization_id!] }))[0]
    : undefined;
  return (
    <Page>
      <PageHeader
        title="Statistics"
        breadcrumb={[
          { label: "Administration" },
          { label: "Audit trail", href: "/admin/audit" },
          { label: "Statistics" },
        ]}
        description="What the audit trail is full of. Archived months are not counted."
      />
      <form action={PATH} className="flex flex-wrap items-end gap-2">
        <Field label="From (UTC)">
          <Input key={values.from} name="from" type="date" defaultValue={values.from} />
        </Field>
        <Field label="To (UTC)">
          <Input key={values.to} name="to" type="date" defaultValue={values.to} />
        </Field>
        <Field label="Organization">
          <OrganizationPicker
            key={values.organization_id}
            name="organization_id"
            placeholder="Any"
            chosen={organization ? { value: String(organization.id), label: organization.name } : null}
            submits
          />
        </Field>
        <Button type="submit">Show</Button>
      </form>
      {"problem" in found ? (
        <ErrorState title="This cannot be counted">{found.problem}</ErrorState>
      ) : found.total === 0 ? (
        <Card>
          <EmptyState icon="chart" title="Nothing happened in this time" />
        </Card>
      ) : (
        <Counted found={found} organizationId={organization && String(organization.id)} />
      )}
    </Page>
  );
}

async function count(values: { from?: string; to?: string; organization_id?: string }) {
  try {
    return await getAuditStatistics(await pageCaller(), values);
  } catch (error) {
    if (error instanceof Fault && error.code === "invalid") return { problem: error.message };
    throw error;
  }
}

function Counted({ found, organizationId }: { found: Statistics; organizationId?: string }) {
  const range = { from: found.from.slice(0, 10), to: found.to.slice(0, 10) };
  const trail = (filter: Record<string, string | number>) =>
    `/admin/audit?${new URLSearchParams({ ...range, ...(organizationId && { organization_id: organizationId }), ...stringsOf(filter) }).toString()}`;
  return (
    <>
      <Card>
        <ActivityBars
          title={`${found.total.toLocaleString("en")} entries, ${range.from} to ${range.to}`}
          description="Entries of the audit trail by day, UTC"
          data={found.days.map(({ day, entries }) => ({ date: day, count: entries }))}
          noun="Entries"
          level={2}
        />
      </Card>
      <div className="grid gap-6 xl:grid-cols-3">
        <Ranking
          title="By action"
          rows={found.actions.map(({ action, entries }) => ({
            name: actionWord(action),
            href: trail({ action }),
            entries,
          }))}
        />
        <Ranking
          title="By person"
          rows={found.people.map(({ id, name, entries }) => ({
            name: id === null ? "Nobody, or the service itself" : (name ?? `Account ${id}`),
            href: id === null ? undefined : trail({ user_id: id }),
            entries,
          }))}
        />
        <Ranking
          title="By organization"
          rows={found.organizations.map(({ id, name, entries }) => ({
            name: id === null ? "None" : (name ?? `Organization ${id}`),
            href: id === null ? undefined : trail({ organization_id: id }),
            entries,
          }))}
        />
      </div>
    </>
  );
}

const stringsOf = (filter: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]));

function Ranking({ title, rows }: { title: string; rows: { name: string; href?: string; entries: number }[] }) {
  return (
    <Section title={title} description="The first twenty">
      <Card padded={false}>
        <Table label={`Entries ${title.toLowerCase()}`}>
          <Thead>
            <tr>
              <Th>{title.replace("By ", "").replace(/^./, (first) => first.toUpperCase())}</Th>
              <Th align="end">Entries</Th>
            </tr>
          </Thead>
          <Tbody>
            {rows.map(({ name, href, entries }) => (
              <Tr key={href ?? name}>
                <Td className="wrap-anywhere">{href ? <TextLink href={href}>{name}</TextLink> : name}</Td>
                <Td align="end">{entries.toLocaleString("en")}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Card>
    </Section>
  );
}
