import { handleOf, subjectName } from "@/components/intelligence/subject-name";
import { platformNames } from "@/components/intelligence/words";
import { Badge, StatusBadge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { listSubjects } from "@/lib/intelligence/list-subjects";

type Listed = Awaited<ReturnType<typeof listSubjects>>["subjects"][number];

/** Accounts with how much of them there is and what people made of it. */
export function SubjectsTable({ subjects }: { subjects: Listed[] }) {
  return (
    <Table label="Subjects" stack>
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>Platform</Th>
          <Th>Handle</Th>
          <Th align="end">Messages</Th>
          <Th align="end">Confirmed</Th>
          <Th>Flag</Th>
          <Th>Last seen</Th>
        </Tr>
      </Thead>
      <Tbody>
        {subjects.map((subject) => (
          <Tr key={subject.id}>
            <Td label="Name">
              {/* Never fetched ahead: a look at a person is written down. */}
              <TextLink quiet href={`/subjects/${subject.id}`} prefetch={false} data-row className="wrap-anywhere">
                {subjectName(subject)}
              </TextLink>
              {subject.accounts > 1 && (
                <Badge className="ml-2" title="Judged to be the same person's">
                  {subject.accounts} accounts
                </Badge>
              )}
            </Td>
            <Td label="Platform">{platformNames[subject.platform] ?? subject.platform}</Td>
            <Td label="Handle" className="wrap-anywhere text-muted">
              {handleOf(subject)}
            </Td>
            <Td label="Messages" align="end">
              {subject.messages.toLocaleString("en")}
              {subject.more_messages && "+"}
            </Td>
            <Td label="Confirmed" align="end">
              {subject.confirmed.toLocaleString("en")}
            </Td>
            <Td label="Flag">
              {subject.is_flagged ? (
                <StatusBadge tone="danger" icon="flag" label="Flagged" />
              ) : (
                <span className="text-muted">–</span>
              )}
            </Td>
            <Td label="Last seen" className="whitespace-nowrap text-muted">
              {subject.last_seen ? <RelativeTime value={subject.last_seen} /> : "never"}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
