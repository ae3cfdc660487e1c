import { Section } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { VersionMove } from "@/lib/assessment/list-version-moves";

/** What a move to this version would do to each product that is measured by the earlier one. */
export function ProductMoves({
  moves,
  most,
  earlier,
  target,
}: {
  moves: VersionMove[];
  most: number;
  earlier: string;
  /** The version moved to, once it is published. */
  target: number | null;
}) {
  if (moves.length === 0) return null;
  const many = moves.length === most ? `, the first ${most}` : "";
  return (
    <Section
      title={`Products on version ${earlier}${many}`}
      description="What a move would do to their own answers; each moves when its owner, or a superuser, says so"
      card
      padded={false}
    >
      <Table label="Products and what a move would do" stack>
        <Thead>
          <Tr>
            <Th>Product</Th>
            <Th>Organization</Th>
            <Th>Keep</Th>
            <Th>Ask again</Th>
            <Th>Drop</Th>
            <Th>Before</Th>
            <Th>After</Th>
          </Tr>
        </Thead>
        <Tbody>
          {moves.map(({ product_id, product, organization, counts, before, after }) => (
            <Tr key={product_id}>
              <Td>
                <TextLink
                  href={target === null ? `/products/${product_id}` : `/products/${product_id}/move?version=${target}`}
                >
                  {product}
                </TextLink>
              </Td>
              <Td label="Organization">{organization}</Td>
              <Td label="Keep">{counts.keep}</Td>
              <Td label="Ask again">{counts.ask_again}</Td>
              <Td label="Drop">{counts.drop}</Td>
              <Td label="Before">
                <MaturityBadge score={before.overall} digits={2} size="sm" />
              </Td>
              <Td label="After">
                <MaturityBadge score={after.overall} digits={2} size="sm" />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Section>
  );
}
