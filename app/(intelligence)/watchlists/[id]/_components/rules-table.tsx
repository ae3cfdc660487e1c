"use client";

import { useState } from "react";
import { toast } from "sonner";
import { RowKeys } from "@/components/lists/row-keys";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { JudgedRule } from "@/lib/intelligence/get-watchlist";
import { archiveRuleAction } from "../../actions";

const kinds = { phrase: "Phrase", k_of_n: "Several terms", regex: "Expression" };

/** The rules, each with what analysts made of its hits. */
export function RulesTable({ rules, address }: { rules: JudgedRule[]; address: string }) {
  return (
    <Card padded={false}>
      <RowKeys title="Rules" />
      <Table label="Rules" stack>
        <Thead>
          <Tr>
            <Th>Rule</Th>
            <Th align="end">Weight</Th>
            <Th align="end">Hits</Th>
            <Th align="end">Waiting</Th>
            <Th align="end">Precision</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {rules.map((rule) => (
            <Tr key={rule.id} className="hover:bg-hover/60">
              <Td>
                <div className="wrap-anywhere">
                  <TextLink quiet data-row href={`${address}?rule=${rule.id}`} scroll={false}>
                    {rule.name}
                  </TextLink>{" "}
                  {!rule.is_active && <Badge>Laid aside</Badge>}
                  {rule.advice === "never_confirmed" && (
                    <Badge tone="warning">Nobody confirmed any of {rule.confirmed + rule.refused}</Badge>
                  )}
                  <span className="block text-xs text-muted">
                    {kinds[rule.kind]}
                    {rule.category && `, ${rule.category}`}
                    {rule.last_hit ? (
                      <>
                        , last hit <RelativeTime value={rule.last_hit.toISOString()} />
                      </>
                    ) : (
                      ", no hit yet"
                    )}
                  </span>
                </div>
              </Td>
              <Td label="Weight" align="end" className="tabular-nums">
                {rule.weight}
              </Td>
              <Td label="Hits" align="end">
                {rule.hits}
              </Td>
              <Td label="Waiting" align="end">
                {rule.waiting > 0 ? (
                  <TextLink prefetch={false} href={`/triage?rule_id=${rule.id}`}>
                    {rule.waiting}
                  </TextLink>
                ) : (
                  0
                )}
              </Td>
              <Td label="Precision" align="end">
                {rule.precision === null ? (
                  <span className="text-muted">Not judged</span>
                ) : (
                  `${Math.round(rule.precision * 100)} % of ${rule.confirmed + rule.refused}`
                )}
              </Td>
              <Td align="end">
                <Archive rule={rule} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}

function Archive({ rule }: { rule: JudgedRule }) {
  const [pending, setPending] = useState(false);
  async function change() {
    setPending(true);
    const input = { rule_id: rule.id, version: rule.version, is_active: !rule.is_active };
    const answer = await archiveRuleAction(input).catch(() => undefined);
    setPending(false);
    if (!answer?.ok) toast.error(answer?.fault.message ?? "The server did not answer. Nothing changed.");
  }
  return (
    <Button
      size="sm"
      variant="ghost"
      pending={pending}
      onClick={() => void change()}
      aria-label={`${rule.is_active ? "Lay aside" : "Take up again"}: ${rule.name}`}
    >
      {rule.is_active ? "Lay aside" : "Take up again"}
    </Button>
  );
}
