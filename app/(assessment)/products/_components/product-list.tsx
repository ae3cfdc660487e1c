import NextLink from "next/link";
import { StandingCells } from "@/components/products/standing-cells";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Product } from "@/lib/assessment/product";

/** Products with status, progress and score. The name leads to the product, the score to its results. */
export function ProductList({
  products,
  showOrganization,
  sort,
  sortHref,
}: {
  products: Product[];
  showOrganization: boolean;
  sort: "name" | "newest";
  sortHref: (by: "name" | "newest") => string;
}) {
  return (
    <Table label="Products" stack>
      <Thead>
        <Tr>
          <Th sort={sort === "name" ? "ascending" : undefined}>
            <SortLink href={sortHref("name")}>Product</SortLink>
          </Th>
          {showOrganization && <Th>Organization</Th>}
          <Th>Status</Th>
          <Th>Answered</Th>
          <Th>Maturity</Th>
          <Th align="end">Target</Th>
          <Th align="end" sort={sort === "newest" ? "descending" : undefined}>
            <SortLink href={sortHref("newest")}>Created</SortLink>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {products.map((product) => (
          <Tr key={product.id}>
            <Td>
              <TextLink quiet href={`/products/${product.id}`} data-row>
                {product.name}
              </TextLink>
              <span className="block text-xs text-muted">{product.owner}</span>
            </Td>
            {showOrganization && <Td label="Organization">{product.organization}</Td>}
            <StandingCells product={product} />
            <Td label="Target" align="end">
              {product.target_level === null ? <span className="text-muted">–</span> : product.target_level.toFixed(1)}
            </Td>
            <Td label="Created" align="end" className="text-muted">
              <RelativeTime value={product.created_at} format="date" />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function SortLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <NextLink href={href} scroll={false} className="rounded-sm hover:text-ink hover:underline">
      {children}
    </NextLink>
  );
}
