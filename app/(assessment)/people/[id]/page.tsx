import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { roleNames } from "@/app/_shell/navigation";
import { Page, PageHeader } from "@/components/frame/page-header";
import { ProductStatusBadge } from "@/components/status/status-badges";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { getPerson } from "@/lib/assessment/get-person";

export const metadata: Metadata = { title: "Person" };

export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const person = await load(getPerson, { user_id: (await params).id });
  const facts = [
    { term: "Role", value: roleNames[person.role] },
    ...(person.organization ? [{ term: "Organization", value: person.organization }] : []),
    ...(person.email
      ? [{ term: "E-mail", value: <TextLink href={`mailto:${person.email}`}>{person.email}</TextLink> }]
      : []),
    ...(person.leads.length ? [{ term: "Reviews", value: person.leads.map(({ name }) => name).join(", ") }] : []),
  ];
  return (
    <Page>
      <PageHeader
        title={person.name}
        breadcrumb={[{ label: "People" }, { label: person.name }]}
        badges={!person.isActive && <Badge>Disabled</Badge>}
      />
      <Card>
        <DataList items={facts} />
      </Card>
      {person.role === "client" && (
        <Section title="Products" card padded={false}>
          {person.products.length === 0 ? (
            <EmptyState icon="package" title="No product is answered by this person yet" />
          ) : (
            <Table label={`Products of ${person.name}`} stack>
              <Thead>
                <Tr>
                  <Th>Product</Th>
                  <Th>Status</Th>
                  <Th>Maturity</Th>
                </Tr>
              </Thead>
              <Tbody>
                {person.products.map((product) => (
                  <Tr key={product.id}>
                    <Td>
                      <div>
                        <TextLink quiet href={`/products/${product.id}`}>
                          {product.name}
                        </TextLink>
                        <span className="block text-xs text-muted">
                          {product.owner_id === person.id ? "Owner" : "Member"}
                        </span>
                      </div>
                    </Td>
                    <Td label="Status">
                      <ProductStatusBadge status={product.status} plain />
                    </Td>
                    <Td label="Maturity">
                      <MaturityBadge
                        score={product.scored ? product.overall_score : null}
                        digits={2}
                        size="sm"
                        level={product.scored ? product.maturity_level : undefined}
                      />
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </Section>
      )}
    </Page>
  );
}
