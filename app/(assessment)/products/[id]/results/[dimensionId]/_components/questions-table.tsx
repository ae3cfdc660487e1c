import { ResponseStatusBadge } from "@/components/status/status-badges";
import { Icon } from "@/components/ui/icon";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { ScoredQuestion } from "@/lib/assessment/get-dimension-results";
import { questionPath } from "@/lib/assessment/links";
import { questionHref, type Shown } from "../../_components/addresses";
import { counted } from "../../_components/messages";

/** The questions of a dimension, what was answered, and what it counts; each leads to where it is answered. */
export function QuestionsTable({ questions, shown }: { questions: readonly ScoredQuestion[]; shown: Shown }) {
  return (
    <Table label="Questions and answers behind the score" stack>
      <Thead>
        <Tr>
          <Th>Question</Th>
          <Th>Answer</Th>
          <Th align="end">Weight</Th>
          <Th align="end">Score</Th>
          <Th>Status</Th>
        </Tr>
      </Thead>
      <Tbody>
        {questions.map((question) => (
          <Tr key={question.questionId ?? `response ${question.response?.id}`}>
            <Td className="min-w-60 align-top md:w-2/5">
              <div>
                {question.questionId === null ? (
                  <span className="font-medium">{question.text}</span>
                ) : (
                  <TextLink
                    quiet
                    href={questionHref(questionPath({ productId: shown.productId, ...question }), shown.set)}
                  >
                    {question.text}
                  </TextLink>
                )}
                <span className="block text-xs text-muted">
                  {[question.code, question.subdimension].filter(Boolean).join(" · ")}
                </span>
              </div>
            </Td>
            <Td className="align-top">
              {!question.asked && (
                <p className="flex items-center gap-1.5 font-medium text-muted">
                  <Icon name="circle-slash" size={13} /> Not asked: its condition is not met
                </p>
              )}
              {(question.asked || question.response) && <Answer response={question.response} />}
            </Td>
            <Td label="Weight" align="end" className="align-top">
              {question.weight}
            </Td>
            <Td label="Score" align="end" className="align-top">
              {question.response?.notApplicable || !question.asked ? (
                <span className="text-muted">left out</span>
              ) : (
                <MaturityBadge
                  score={question.response?.score ?? null}
                  digits="exact"
                  size="sm"
                  suggested={question.response?.source === "suggested"}
                />
              )}
            </Td>
            <Td label="Status" className="align-top">
              <ResponseStatusBadge status={question.response?.status ?? "unanswered"} plain />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Answer({ response }: { response: ScoredQuestion["response"] }) {
  if (!response) return <span className="text-muted">Not answered yet</span>;
  return (
    <div>
      {response.notApplicable ? (
        <span>
          <span className="font-medium">Not applicable.</span> {response.notApplicableReason}
        </span>
      ) : response.answer ? (
        <span className="line-clamp-3">
          {response.letter && <span className="mr-1.5 font-semibold">{response.letter}</span>}
          {response.answer}
        </span>
      ) : (
        <span className="text-muted">Not answered yet</span>
      )}
      <span className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-muted">
        {response.answeredBy}
        {response.evidence > 0 && (
          <span className="inline-flex items-center gap-1">
            <Icon name="paperclip" size={12} />
            {counted(response.evidence, "file")}
          </span>
        )}
      </span>
    </div>
  );
}
