import { Fragment } from "react";
import { Sparkline } from "@/app/(assessment)/_home/sparkline";
import { ProductStatusBadge } from "@/components/status/status-badges";
import { cn } from "@/components/ui/cn";
import { Tbody, Td, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { PortfolioProduct } from "@/lib/assessment/get-portfolio";
import { changeInk, signed } from "../../products/[id]/_moments/words";
import { dayOf, percent } from "../../products/[id]/results/_components/messages";
import { ScoreTd, SortTh, type Sorting } from "./cells";

/**
 * Products by section, coloured by maturity with the number always shown, and beside it how far each is. A real table,
 * which scrolls sideways by itself. `grouped` sets organizations apart.
 */
export function PortfolioTable({
  products,
  sections,
  sorting,
  grouped,
  several,
}: {
  products: PortfolioProduct[];
  sections: string[];
  sorting: Sorting;
  grouped: boolean;
  /** Products of more than one organization may be shown. */
  several: boolean;
}) {
  const columns = sections.length + 5;
  return (
    <div role="region" aria-label="Portfolio" tabIndex={0} className="overflow-x-auto rounded-lg">
      <table role="table" aria-label="Portfolio" className="w-full border-separate border-spacing-0 text-base">
        <Thead>
          <Tr>
            <SortTh sorting={sorting} sort="name" className="sticky left-0 z-2 min-w-40">
              Product
            </SortTh>
            <SortTh sorting={sorting} sort="overall">
              Overall
            </SortTh>
            {sections.map((section) => (
              <SortTh
                key={section}
                sorting={sorting}
                sort="section"
                section={section}
                className="min-w-20 px-2 whitespace-normal"
              >
                {section}
              </SortTh>
            ))}
            <SortTh sorting={sorting} sort="change" className="px-2">
              Change
            </SortTh>
            <SortTh sorting={sorting} sort="coverage" className="px-2">
              Answered
            </SortTh>
            <SortTh sorting={sorting} sort="approved" className="px-2">
              Approved
            </SortTh>
          </Tr>
        </Thead>
        <Tbody>
          {products.map((product, index) => (
            <Fragment key={product.id}>
              {grouped && products[index - 1]?.organization.id !== product.organization.id && (
                <Tr>
                  <th
                    role="rowheader"
                    scope="rowgroup"
                    colSpan={columns}
                    className="border-b border-line bg-subtle px-3 py-1.5 text-left text-sm font-semibold"
                  >
                    <span className="sticky left-3">{product.organization.name}</span>
                  </th>
                </Tr>
              )}
              <ProductRow product={product} sections={sections} named={several && !grouped} />
            </Fragment>
          ))}
        </Tbody>
      </table>
    </div>
  );
}

function ProductRow({
  product,
  sections,
  named,
}: {
  product: PortfolioProduct;
  sections: string[];
  /** With the name of its organization. */
  named: boolean;
}) {
  const bySection = new Map(product.sections.map((section) => [section.title, section]));
  const results = `/products/${product.id}/results`;
  return (
    <Tr>
      <th
        role="rowheader"
        scope="row"
        className="sticky left-0 z-1 border-b border-line bg-surface px-3 py-1.5 text-left font-normal"
      >
        <TextLink quiet href={`/products/${product.id}`}>
          {product.name}
        </TextLink>
        <span className="block text-xs text-muted">
          <ProductStatusBadge status={product.status} plain /> ·{" "}
          {[named ? product.organization.name : "", `Round ${product.round}${product.roundClosed ? ", closed" : ""}`]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </th>
      <ScoreTd score={product.overall} href={results} strong detail={validatedWords(product)} />
      {sections.map((title) => {
        const section = bySection.get(title);
        return (
          <ScoreTd
            key={title}
            score={section?.average ?? null}
            detail={
              section && section.answered < section.applicable
                ? `${section.answered} of ${section.applicable}`
                : undefined
            }
          />
        );
      })}
      <Td className="px-2">
        <span className="flex items-center justify-between gap-2">
          {product.change === null ? (
            <span className="text-muted">–</span>
          ) : (
            <span className={cn("font-medium tabular-nums", changeInk(product.change))}>{signed(product.change)}</span>
          )}
          <Sparkline scores={product.course} />
        </span>
        {product.change !== null && product.since && (
          <span className="block text-xs whitespace-nowrap text-muted">since {dayOf(product.since.at)}</span>
        )}
      </Td>
      <Td className="px-2 tabular-nums">{percent(product.coverage)}</Td>
      <Td className="px-2 tabular-nums">{percent(product.validatedCoverage)}</Td>
    </Tr>
  );
}

const validatedWords = ({ validated }: PortfolioProduct) =>
  validated === null ? undefined : `${validated.toFixed(2)} validated`;
