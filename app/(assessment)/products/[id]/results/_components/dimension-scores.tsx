import type { ReactNode } from "react";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { written } from "./messages";

/** Both scores (0–5) of each dimension, in a drawer. */
export function DimensionScores({
  label,
  dimensions,
}: {
  label: string;
  dimensions: { key: string; name: ReactNode; average: number | null; validated: number | null }[];
}) {
  const cell = (score: number | null) => (score === null ? "–" : written(score));
  return (
    <Table label={label} sticky={false}>
      <Thead>
        <Tr>
          <Th className="px-0">Dimension</Th>
          <Th align="end">Self</Th>
          <Th align="end" className="pr-0">
            Validated
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {dimensions.map(({ key, name, average, validated }) => (
          <Tr key={key}>
            <Td className="px-0">{name}</Td>
            <Td align="end">{cell(average)}</Td>
            <Td align="end" className="pr-0">
              {cell(validated)}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
