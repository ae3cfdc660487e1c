import { ProductStatusBadge } from "@/components/status/status-badges";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Progress } from "@/components/ui/progress";
import { Td } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Product } from "@/lib/assessment/product";

type Standing = Pick<Product, "id" | "name" | "status" | "progress" | "scored" | "overall_score" | "maturity_level">;

/** Where a product stands, in three cells: status, progress, and the score, which leads to the results. */
export function StandingCells({ product }: { product: Standing }) {
  return (
    <>
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
    </>
  );
}
