import { ProductStatusBadge } from "@/components/status/status-badges";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Progress } from "@/components/ui/progress";
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
            <Td label="Status">
              <ProductStatusBadge status={product.status} plain />
            </Td>
            <Td label="Answered" className="md:w-48">
              <Progress
                value={product.progress.answered}
                max={Math.max(0, product.progress.total - product.progress.not_applicable)}
                label={`Answered of ${product.name}`}
                className="w-40"
              />
            </Td>
            <Td label="Maturity">
              {product.scored ? (
                <TextLink quiet href={`/products/${product.id}/results`}>
                  <MaturityBadge score={product.overall_score} digits={2} size="sm" level={product.maturity_level} />
                  <span className="sr-only">, results of {product.name}</span>
                </TextLink>
              ) : (
                <MaturityBadge score={null} size="sm" />
              )}
            </Td>
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
