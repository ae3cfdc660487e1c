import { formatBytes } from "@/components/ui/format-bytes";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { SystemOverview } from "@/lib/health/get-system";

const ms = (value: number) => `${value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString("en")} ms`;
const many = (value: number) => value.toLocaleString("en");
const code = "font-mono text-xs break-all";

export function SlowTable({ slow }: { slow: SystemOverview["slow"] }) {
  const rows = slow.statements
    ? slow.statements.map((each) => ({
        name: each.query,
        cells: [many(each.calls), ms(each.mean_ms), ms(each.total_ms)],
      }))
    : slow.useCases.map((each) => ({
        name: each.action,
        cells: [
          many(each.count),
          ms((each.totalSeconds * 1000) / each.count),
          each.p95Seconds === undefined ? "over 10 s" : `under ${ms(each.p95Seconds * 1000)}`,
        ],
      }));
  const labels = slow.statements ? ["Calls", "Mean", "Total"] : ["Calls", "Mean", "95 of 100"];
  if (rows.length === 0) return <EmptyState icon="activity" title="Nothing was done yet" />;
  return (
    <Table label="Use cases and round trips by time" stack>
      <Thead>
        <tr>
          <Th>{slow.statements ? "Statement" : "Use case"}</Th>
          {labels.map((label) => (
            <Th key={label} align="end">
              {label}
            </Th>
          ))}
        </tr>
      </Thead>
      <Tbody>
        {rows.map(({ name, cells }) => (
          <Tr key={name}>
            <Td className={code}>{name}</Td>
            {cells.map((cell, index) => (
              <Td key={labels[index]} label={labels[index]} align="end">
                {cell}
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

export function LockTable({ locks }: { locks: SystemOverview["locks"] }) {
  if (locks.length === 0) return <EmptyState icon="lock" title="Nothing waits for a lock" />;
  return (
    <Table label="Transactions that wait" stack>
      <Thead>
        <tr>
          <Th>Statement</Th>
          <Th align="end">Connection</Th>
          <Th align="end">Blocked by</Th>
          <Th align="end">Since</Th>
        </tr>
      </Thead>
      <Tbody>
        {locks.map((each) => (
          <Tr key={each.pid}>
            <Td className={code}>{each.query}</Td>
            <Td label="Connection" align="end">
              {each.pid}
            </Td>
            <Td label="Blocked by" align="end">
              {each.blocked_by.join(", ") || "–"}
            </Td>
            <Td label="Since" align="end">
              {each.seconds.toFixed(1)} s
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

export function TableSizes({ tables }: { tables: SystemOverview["tables"] }) {
  return (
    <Table label="Tables by size" stack>
      <Thead>
        <tr>
          <Th>Table</Th>
          <Th align="end">Rows</Th>
          <Th align="end">Size</Th>
          <Th align="end">Indexes</Th>
          <Th align="end">Read by index</Th>
        </tr>
      </Thead>
      <Tbody>
        {tables.map((each) => (
          <Tr key={each.name}>
            <Td className={code}>{each.name}</Td>
            <Td label="Rows" align="end">
              ≈ {many(each.rows)}
            </Td>
            <Td label="Size" align="end">
              {formatBytes(each.bytes)}
            </Td>
            <Td label="Indexes" align="end">
              {formatBytes(each.index_bytes)}
            </Td>
            <Td label="Read by index" align="end">
              {each.index_share === null ? "–" : `${Math.round(each.index_share * 100)} %`}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

export function UnusedTable({ indexes }: { indexes: SystemOverview["unused"] }) {
  if (indexes.length === 0) return <EmptyState icon="circle-check" title="Every index is used" />;
  return (
    <Table label="Indexes by size" stack>
      <Thead>
        <tr>
          <Th>Index</Th>
          <Th>Table</Th>
          <Th align="end">Size</Th>
        </tr>
      </Thead>
      <Tbody>
        {indexes.map((each) => (
          <Tr key={each.name}>
            <Td className={code}>{each.name}</Td>
            <Td label="Table">{each.table}</Td>
            <Td label="Size" align="end">
              {formatBytes(each.bytes)}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
