import { ProductStatusBadge } from "@/components/status/status-badges";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { listProducts } from "@/lib/assessment/list-products";

type Product = Awaited<ReturnType<typeof listProducts>>["products"][number];

/** The first of an organization's products; all of them are a link away. */
export function Products({
  organization,
  products,
}: {
  organization: { id: number; name: string; products: number };
  products: Product[];
}) {
  return (
    <Section
      title="Products"
      card
      padded={false}
      actions={
        organization.products > products.length && (
          <LinkButton size="sm" variant="ghost" href={`/products?organization_id=${organization.id}`}>
            {`All ${organization.products}`}
          </LinkButton>
        )
      }
    >
      {products.length === 0 ? (
        <EmptyState icon="package" title={`${organization.name} has no products yet`} className="py-8">
          Its people create them; you can, too, under Products.
        </EmptyState>
      ) : (
        <Table label={`Products of ${organization.name}`} stack>
          <Thead>
            <tr>
              <Th>Name</Th>
              <Th>Owner</Th>
              <Th>Status</Th>
              <Th align="end">Score</Th>
            </tr>
          </Thead>
          <Tbody>
            {products.map((product) => (
              <Tr key={product.id}>
                <Td>
                  <TextLink href={`/products/${product.id}`}>{product.name}</TextLink>
                </Td>
                <Td label="Owner">{product.owner}</Td>
                <Td label="Status">
                  <ProductStatusBadge status={product.status} plain />
                </Td>
                <Td label="Score" align="end">
                  <MaturityBadge score={product.status === "not_started" ? null : product.overall_score} size="sm" />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Section>
  );
}
