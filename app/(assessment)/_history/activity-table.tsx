import { actionWord, fieldWord, recordWord } from "@/components/history/words";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Activity } from "@/lib/assessment/activity";

/** Who did what when, newest first. `more`: there is something further back. */
export function ActivityTable({ activity, more }: { activity: Activity[]; more: boolean }) {
  return (
    <Card padded={false}>
      {activity.length === 0 ? (
        <EmptyState icon="history" title={more ? "Nothing happened in this stretch" : "Nothing was noted yet"}>
          {more && "There is more further back."}
        </EmptyState>
      ) : (
        <Table label="Activity" stack>
          <Thead>
            <tr>
              <Th sort="descending">When</Th>
              <Th>Who</Th>
              <Th>What</Th>
              <Th>About</Th>
            </tr>
          </Thead>
          <Tbody>
            {activity.map((entry) => (
              <Tr key={entry.key}>
                <Td className="align-top whitespace-nowrap">
                  <RelativeTime value={entry.timestamp} />{" "}
                  <RelativeTime value={entry.timestamp} format="time" className="text-xs text-muted" />
                </Td>
                <Td label="Who" className="align-top">
                  {entry.who}
                </Td>
                <Td label="What" className="align-top">
                  <span>
                    {actionWord(entry.action)} <span className="text-muted">{thingOf(entry)}</span>
                  </span>
                </Td>
                <Td label="About" className="align-top">
                  <About entry={entry} />
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Card>
  );
}

function About({ entry: { table, record_id, subject, fields } }: { entry: Activity }) {
  const isAnswer = table === "questionnaire_responses" && record_id !== null;
  return (
    <span className="wrap-anywhere">
      {!subject && fields.length === 0 && <span className="text-muted">None</span>}
      {subject && (isAnswer ? <TextLink href={`/answers/${record_id}`}>{subject}</TextLink> : subject)}
      {fields.length > 0 && <span className="block text-sm text-muted">{fields.map(fieldWord).join(", ")}</span>}
    </span>
  );
}

const things: Record<string, string> = {
  questionnaire_responses: "answer",
  lead_comments: "comment or verdict",
  product_members: "member",
  response_evidence: "evidence of an answer",
  question_assignments: "assignment",
};

const thingOf = ({ table }: Activity) => things[table] ?? recordWord(table).toLowerCase();
