import { StatusBadge } from "@/components/ui/badge";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Round } from "@/lib/assessment/list-rounds";
import type { Snapshot } from "@/lib/assessment/list-snapshots";
import { roundTitle } from "@/lib/assessment/round-input";
import { causes, compareHref, minuteOf, momentHref } from "../../_moments/words";
import { percent } from "../../results/_components/messages";
import { ArchiveRound } from "./archive-round";

/** The rounds of a product, each with the scores it was closed with and what changed since the one before. */
export function RoundsTable({
  productId,
  rounds,
  canArchive,
  canRestore,
}: {
  productId: number;
  rounds: Round[];
  canArchive: boolean;
  canRestore: boolean;
}) {
  return (
    <Table label="Rounds of the product" stack>
      <Thead>
        <Tr>
          <Th>Round</Th>
          <Th>Started</Th>
          <Th>Closed</Th>
          <Th>Self-assessed</Th>
          <Th>Validated</Th>
          <Th>Answered</Th>
          <Th>
            <span className="sr-only">Compare</span>
          </Th>
          {(canArchive || canRestore) && (
            <Th>
              <span className="sr-only">Archive</span>
            </Th>
          )}
        </Tr>
      </Thead>
      <Tbody>
        {rounds.map((round, index) => {
          const before = rounds.slice(index + 1).find(({ snapshot_id }) => snapshot_id !== null);
          return (
            <Tr key={round.number}>
              <Td>
                {round.snapshot_id === null ? (
                  <span className="font-medium">{roundTitle(round)}</span>
                ) : (
                  <TextLink quiet href={momentHref(productId, round.snapshot_id)}>
                    {roundTitle(round)}
                  </TextLink>
                )}
                {round.archived_at && (
                  <span className="mt-1 block">
                    <StatusBadge tone="neutral" icon="file-archive" label="Archived" />
                  </span>
                )}
              </Td>
              <Td label="Started">
                <Moment at={round.started_at} by={round.started_by} />
              </Td>
              <Td label="Closed">
                {round.closed_at ? (
                  <Moment at={round.closed_at} by={round.closed_by} />
                ) : (
                  <StatusBadge tone="accent" icon="circle-dot" label="Open" plain />
                )}
              </Td>
              <Td label="Self-assessed">
                <MaturityBadge score={round.overall_score} digits={2} size="sm" />
              </Td>
              <Td label="Validated">
                <MaturityBadge score={round.validated_score} digits={2} size="sm" />
              </Td>
              <Td label="Answered">{round.coverage === null ? "–" : percent(round.coverage)}</Td>
              <Td label={before ? "Compare" : undefined}>
                {before?.snapshot_id && (
                  <TextLink
                    href={compareHref(productId, before.snapshot_id, round.snapshot_id ?? "now")}
                    className="text-sm"
                  >
                    Compare with round {before.number}
                  </TextLink>
                )}
              </Td>
              {(canArchive || canRestore) && (
                <Td label="Archive">
                  {!round.open && (round.archived_at ? canRestore : canArchive) && (
                    <ArchiveRound
                      key={round.archived_at}
                      productId={productId}
                      number={round.number}
                      archived={round.archived_at !== null}
                    />
                  )}
                </Td>
              )}
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

/** The snapshots of a product, each leading to the answers of its moment. */
export function SnapshotsTable({ productId, snapshots }: { productId: number; snapshots: Snapshot[] }) {
  return (
    <Table label="Snapshots of the product" stack>
      <Thead>
        <Tr>
          <Th>Taken</Th>
          <Th>Because</Th>
          <Th>Round</Th>
          <Th>Self-assessed</Th>
          <Th>Validated</Th>
          <Th>Answered</Th>
          <Th>
            <span className="sr-only">Compare</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {snapshots.map((snapshot, index) => {
          const before = snapshots[index + 1];
          return (
            <Tr key={snapshot.id}>
              <Td>
                <TextLink quiet href={momentHref(productId, snapshot.id)}>
                  {minuteOf(snapshot.taken_at)}
                </TextLink>
              </Td>
              <Td label="Because">
                <span>
                  {causes[snapshot.cause]}
                  {snapshot.taken_by && <span className="text-muted">, {snapshot.taken_by}</span>}
                  {snapshot.archived_at && <span className="text-muted">, archived</span>}
                </span>
              </Td>
              <Td label="Round">{snapshot.round}</Td>
              <Td label="Self-assessed">
                <MaturityBadge score={snapshot.overall_score} digits={2} size="sm" />
              </Td>
              <Td label="Validated">
                <MaturityBadge score={snapshot.validated_score} digits={2} size="sm" />
              </Td>
              <Td label="Answered">{percent(snapshot.coverage)}</Td>
              <Td label="Compare">
                <span className="flex flex-wrap gap-x-3 text-sm">
                  {before && (
                    <TextLink href={compareHref(productId, before.id, snapshot.id)}>
                      With the one before<span className="sr-only">, {minuteOf(snapshot.taken_at)}</span>
                    </TextLink>
                  )}
                  <TextLink href={compareHref(productId, snapshot.id, "now")}>
                    With now<span className="sr-only">, {minuteOf(snapshot.taken_at)}</span>
                  </TextLink>
                </span>
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

const Moment = ({ at, by }: { at: string; by: string | null }) => (
  <span>
    <RelativeTime value={at} />
    {by && <span className="text-muted">, {by}</span>}
  </span>
);
