import { Badge, StatusBadge } from "@/components/ui/badge";
import { Day } from "@/components/ui/day";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Exposure } from "@/lib/assessment/exposures/exposure";
import { KeepExposure } from "./keep-exposure";

const kinds = { credential: "Credential", system: "System" } as const;

/** What agencies told: whose word, of what day, under which reference, and whether the library keeps it. */
export function ExposuresTable({ exposures, showOrganization }: { exposures: Exposure[]; showOrganization: boolean }) {
  return (
    <Table label="Exposures" stack>
      <Thead>
        <Tr>
          <Th>Reference</Th>
          {showOrganization && <Th>Organization</Th>}
          <Th>Domain</Th>
          <Th>Exposed</Th>
          <Th>Verified by</Th>
          <Th>On</Th>
          <Th>Marking</Th>
          <Th align="end">Evidence</Th>
        </Tr>
      </Thead>
      <Tbody>
        {exposures.map((each) => (
          <Tr key={each.id}>
            <Td>
              <span className="font-mono text-sm whitespace-nowrap">{each.reference}</span>{" "}
              {each.withdrawn_at && <StatusBadge tone="warning" icon="undo" label="Withdrawn" />}
            </Td>
            {showOrganization && <Td label="Organization">{each.organization}</Td>}
            <Td label="Domain" className="[overflow-wrap:anywhere]">
              {each.domain}
            </Td>
            <Td label="Exposed">{kinds[each.kind]}</Td>
            <Td label="Verified by">{each.agency}</Td>
            <Td label="On">
              <Day value={each.verified_on} />
            </Td>
            <Td label="Marking">
              <Badge>{each.marking}</Badge>
            </Td>
            <Td label="Evidence" align="end">
              {each.evidence_id !== null ? (
                <TextLink href={`/evidence?document=${each.evidence_id}`} data-row>
                  In the library<span className="sr-only"> {each.reference}</span>
                </TextLink>
              ) : each.can.keep ? (
                <KeepExposure id={each.id} reference={each.reference} />
              ) : (
                <span className="text-muted">–</span>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
