import { load } from "@/app/_http/page";
import type { ListAddress } from "@/components/lists/list-address";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/badge";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { LinkKind } from "@/lib/intelligence/cases/case-input";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { listCaseLinks } from "@/lib/intelligence/cases/list-links";
import { LinkActions } from "./link-actions";

const words = {
  content: { noun: "content", path: "/content", empty: "No content yet" },
  subject: { noun: "subjects", path: "/subjects", empty: "No subject yet" },
  identifier: { noun: "identifiers", path: "/identifiers", empty: "No identifier yet" },
};

/** What a case refers to, of one kind. */
export async function Links({
  found,
  kind,
  address,
}: {
  found: ShownCase;
  kind: LinkKind;
  address: ListAddress<"view" | "category">;
}) {
  const { limit, cursor } = address;
  const { links, next_cursor } = await load(listCaseLinks, { case_id: found.id, kind, limit, cursor });
  const { noun, path, empty } = words[kind];
  if (links.length === 0)
    return (
      <Card padded={false}>
        <EmptyState icon="link" title={empty}>
          Add it from its own page, by “Add to case”.
        </EmptyState>
      </Card>
    );
  return (
    <>
      <Card padded={false}>
        <Table label={noun} stack>
          <Thead>
            <Tr>
              <Th>What</Th>
              <Th>To the case</Th>
              <Th>When</Th>
              <Th>Added by</Th>
              {found.may_edit && <Th align="end">Do</Th>}
            </Tr>
          </Thead>
          <Tbody>
            {links.map((link) => (
              <Tr key={link.id}>
                <Td className="md:max-w-md">
                  <TextLink quiet href={`${path}/${link.record_id}`}>
                    <span className="line-clamp-3 break-words">{link.title}</span>
                  </TextLink>
                  <span className="text-xs text-muted">{link.detail}</span>
                </Td>
                <Td label="To the case">
                  {link.relevance && <Badge>{link.relevance}</Badge>} <span className="break-words">{link.note}</span>
                </Td>
                <Td label="When">{link.at && <RelativeTime value={link.at} />}</Td>
                <Td label="Added by">{link.added_by}</Td>
                {found.may_edit && (
                  <Td align="end">
                    <LinkActions caseId={found.id} kind={kind} recordId={link.record_id} />
                  </Td>
                )}
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Card>
      <LoadMore href={address.more(next_cursor)} shown={links.length} noun={noun} />
    </>
  );
}
