import { load } from "@/app/_http/page";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { caseRoleWords } from "@/lib/intelligence/cases/case-words";
import type { ShownCase } from "@/lib/intelligence/cases/get-case";
import { listColleagues } from "@/lib/intelligence/cases/list-colleagues";
import { MemberForm } from "./member-form";
import { RemoveMember } from "./remove-member";

/** Who works on a case, as what, with which rights. */
export async function Members({ found, userId }: { found: ShownCase; userId: number }) {
  const colleagues = found.may_manage ? (await load(listColleagues, {})).people : [];
  return (
    <div className="flex flex-col gap-6">
      <Card padded={false}>
        <Table label="Members" stack>
          <Thead>
            <Tr>
              <Th>Name</Th>
              <Th>Part</Th>
              <Th>Rights</Th>
              <Th align="end">Do</Th>
            </Tr>
          </Thead>
          <Tbody>
            {found.members.map((member) => (
              <Tr key={member.user_id}>
                <Td>
                  {member.name || "Someone who has left"} {!member.is_active && <Badge>Disabled</Badge>}
                </Td>
                <Td label="Part">{caseRoleWords[member.role]}</Td>
                <Td label="Rights">{member.can_manage ? "Edits and manages" : member.can_edit ? "Edits" : "Reads"}</Td>
                <Td align="end">
                  {member.may_remove && (
                    <RemoveMember
                      caseId={found.id}
                      userId={member.user_id}
                      name={member.name}
                      own={member.user_id === userId}
                    />
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Card>
      {found.may_manage && (
        <Section title="Give a part" description="To an analyst of the agency; a member gets another one." card>
          <MemberForm caseId={found.id} people={colleagues} />
        </Section>
      )}
    </div>
  );
}
