import { StandingCells } from "@/components/products/standing-cells";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ClientHomeData } from "./data";
import { Sparkline } from "./sparkline";

/** Where each product stands: status, progress, score and its course. The score leads to the results. */
export function ProductsTable({ products }: { products: ClientHomeData["products"] }) {
  return (
    <Table label="Your products and where they stand" stack>
      <Thead>
        <Tr>
          <Th>Product</Th>
          <Th>Status</Th>
          <Th>Answered</Th>
          <Th>Maturity</Th>
          <Th>Course</Th>
          <Th align="end">Last change</Th>
        </Tr>
      </Thead>
      <Tbody>
        {products.map((product) => (
          <Tr key={product.id}>
            <Td>
              <div>
                <TextLink quiet href={`/products/${product.id}`}>
                  {product.name}
                </TextLink>
                {!product.mine && <span className="block text-xs text-muted">{product.owner}</span>}
              </div>
            </Td>
            <StandingCells product={product} />
            <Td className="max-sm:hidden!">
              {product.scored && product.trend.length > 0 ? (
                <Sparkline scores={[...product.trend.map(({ score }) => score), product.overall_score]} />
              ) : (
                <span className="text-muted">–</span>
              )}
            </Td>
            <Td align="end" className="text-muted max-sm:hidden!">
              <RelativeTime value={product.active_at} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
