import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { compareOrganizations } from "@/lib/assessment/compare-organizations";

export type ComparedOrganization = Awaited<ReturnType<typeof compareOrganizations>>[number];

/** Organizations side by side, those with most to review first. */
export function OrganizationsTable({ organizations }: { organizations: ComparedOrganization[] }) {
  return (
    <Section
      title="Organizations"
      description="Those with most answers waiting for review come first."
      card
      padded={false}
      actions={
        <LinkButton size="sm" variant="ghost" href="/admin/organizations">
          All organizations
        </LinkButton>
      }
    >
      <Table label="Organizations compared" stack>
        <Thead>
          <tr>
            <Th>Name</Th>
            <Th align="end">Products</Th>
            <Th align="end">Score</Th>
            <Th>Answered</Th>
            <Th align="end">Waiting for review</Th>
            <Th align="end">Last activity</Th>
          </tr>
        </Thead>
        <Tbody>
          {organizations.map((each) => (
            <Tr key={each.id}>
              <Td>
                <TextLink href={`/admin/organizations/${each.id}`}>{each.name}</TextLink>
                {each.leads === 0 && <span className="ml-2 text-xs text-warning">No lead</span>}
              </Td>
              <Td label="Products" align="end">
                {each.products}
              </Td>
              <Td label="Score" align="end">
                <MaturityBadge score={each.score} size="sm" digits={2} />
              </Td>
              <Td label="Answered">
                <Progress
                  value={Math.round(each.coverage * 100)}
                  max={100}
                  label={`Answered by ${each.name}`}
                  text={`${Math.round(each.coverage * 100)} %`}
                />
              </Td>
              <Td label="Waiting for review" align="end">
                {each.waiting}
                {each.waitingSince && (
                  <span className="block text-xs text-muted">
                    since <RelativeTime value={each.waitingSince} />
                  </span>
                )}
              </Td>
              <Td label="Last activity" align="end">
                {each.lastActivity ? (
                  <RelativeTime value={each.lastActivity} />
                ) : (
                  <span className="text-muted">None</span>
                )}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Section>
  );
}
