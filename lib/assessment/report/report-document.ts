import type { Block, Branding, ReportDocument, Section } from "@/lib/report/document";
import { dayOf, figure, momentOf, score as written } from "@/lib/report/words";
import { coverageWords, gapsOf, headline } from "./findings";
import { method } from "./method";
import type { ReportAnswer, ReportContent } from "./report-content";
import { reportSections, type ReportSection } from "./report-input";

const MOST = 5;

/** What a report shows, section by section, from what it says. */
export function reportDocument(
  content: ReportContent,
  report: { title: string; sections: readonly ReportSection[]; contentHash: string; verifyAt: string },
  branding: Branding,
): ReportDocument {
  return {
    title: report.title,
    subtitle: `Security maturity of ${content.product.name}`,
    branding,
    facts: [
      ["Organization", content.organization],
      ["Questionnaire", `${content.questionnaire.title} ${content.questionnaire.version}`],
      ["Maturity", `${written(content.overall.score)} of 5, ${content.overall.level}`],
      ["Round", String(content.snapshot.round)],
      ["Made", `${dayOf(new Date(content.made_at))} by ${content.made_by}`],
    ],
    at: new Date(content.snapshot.taken_at),
    sections: report.sections.map((name) => ({ id: name, title: reportSections[name], ...composers[name](content) })),
    proof: [
      `Content ${report.contentHash}`,
      `Whether this report is unaltered is said at ${report.verifyAt}; its JSON file has that SHA-256 itself. It shows snapshot ${content.snapshot.id}, content ${content.snapshot.content_hash}.`,
    ],
  };
}

const composers: Record<ReportSection, (content: ReportContent) => Omit<Section, "id" | "title">> = {
  summary: (content) => ({ blocks: [...summary(content), ...plannedLater(content)] }),
  scores: (content) => ({ blocks: [...scores(content), ...plannedLater(content)], ownPage: true }),
  findings: (content) => ({ blocks: [...findings(content), ...plannedLater(content)], ownPage: true }),
  plan: (content) => ({ blocks: [...plan(content), ...plannedLater(content)] }),
  answers: (content) => ({ blocks: answers(content), ownPage: true }),
  evidence: (content) => ({ blocks: evidence(content), ownPage: true }),
  method: (content) => ({ blocks: method(content), ownPage: true }),
};

/** What a report of an earlier snapshot shows of today, said where it is shown. */
function plannedLater({ planned_at: planned, snapshot }: ReportContent): Block[] {
  if (planned === undefined || planned === snapshot.taken_at) return [];
  const then = momentOf(new Date(snapshot.taken_at));
  const text = `Targets and planned actions are those of ${momentOf(new Date(planned))}; answers, scores and which questions were asked are those of ${then}.`;
  return [{ type: "text", text, quiet: true }];
}

function summary(content: ReportContent): Block[] {
  const { overall, validated } = content;
  const blocks: Block[] = [
    { type: "text", text: headline(content) },
    {
      type: "facts",
      items: [
        ["Self-assessed", `${written(overall.score)}, ${overall.level}`],
        ["Validated", validated.score === null ? "No answer is approved yet" : written(validated.score)],
        ["Target", overall.target === null ? "None is set" : figure(overall.target)],
        ["Coverage", coverageWords(content)],
      ],
    },
    {
      type: "bars",
      title: "Maturity by section",
      most: MOST,
      rows: sectionAverages(content).map(({ section, average }) => ({
        label: section,
        value: average,
        target: overall.target,
      })),
    },
  ];
  if (content.trend.length > 1)
    blocks.push({
      type: "trend",
      title: "Overall maturity over time",
      most: MOST,
      points: content.trend.map(({ taken_at, overall: value }) => ({ label: shortDay(taken_at), value })),
    });
  return blocks;
}

const shortDay = (iso: string) => iso.slice(2, 10);

function sectionAverages({ dimensions }: ReportContent) {
  const sections = [...new Set(dimensions.map(({ section }) => section))];
  return sections.map((section) => {
    const known = dimensions.flatMap((each) =>
      each.section === section && each.average !== null ? [each.average] : [],
    );
    return { section, average: known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null };
  });
}

function scores({ dimensions }: ReportContent): Block[] {
  return [
    {
      type: "bars",
      title: "Maturity by dimension",
      most: MOST,
      rows: dimensions.map(({ dimension, average, target }) => ({ label: dimension, value: average, target })),
    },
    {
      type: "table",
      title: "Scores of the dimensions",
      columns: [
        { label: "Section", share: 3 },
        { label: "Dimension", share: 3 },
        { label: "Self-assessed", align: "end" },
        { label: "Validated", align: "end" },
        { label: "Answered", align: "end" },
      ],
      rows: dimensions.map((each) => [
        each.section,
        each.dimension,
        { score: each.average },
        { score: each.validated },
        `${each.answered} of ${each.total}`,
      ]),
    },
  ];
}

function findings(content: ReportContent): Block[] {
  const gaps = gapsOf(content);
  return [
    {
      type: "table",
      title: "Dimensions below their target, the widest gap first",
      columns: [
        { label: "Dimension", share: 3 },
        { label: "Score", align: "end" },
        { label: "Target", align: "end" },
        { label: "Gap", align: "end" },
        { label: "What holds it back", share: 5 },
      ],
      rows: gaps.map(({ dimension, average, target, gap, weakest }) => [
        dimension,
        { score: average },
        target,
        written(gap),
        weakest.map(({ code, question }) => `${code} ${question}`).join("\n"),
      ]),
      empty:
        content.overall.target === null
          ? "No target is set for this product."
          : "Every scored dimension has reached its target.",
    },
  ];
}

const actionWords = { open: "Open", in_progress: "In progress", done: "Done", dropped: "Dropped" };

function plan({ plan: actions }: ReportContent): Block[] {
  return [
    {
      type: "table",
      title: "What is planned",
      columns: [
        { label: "Action", share: 4 },
        { label: "Owner", share: 2 },
        { label: "Due", share: 1.4 },
        { label: "Status", share: 1.4 },
        { label: "Questions", share: 2 },
      ],
      rows: actions.map((action) => [
        action.title,
        action.owner || "Nobody yet",
        action.due_on ?? "",
        actionWords[action.status],
        action.questions.join(", "),
      ]),
      empty: "Nothing is planned yet.",
    },
  ];
}

function answers(content: ReportContent): Block[] {
  const places = new Map<string, ReportAnswer[]>();
  for (const answer of content.answers) {
    const place = [answer.section, answer.dimension].filter(Boolean).join(": ") || "Further questions";
    places.set(place, [...(places.get(place) ?? []), answer]);
  }
  return [...places].map(([title, of]) => ({
    type: "table" as const,
    title,
    columns: [
      { label: "Question", share: 5 },
      { label: "Answer", share: 6 },
      { label: "Score", align: "end" as const, share: 1.4 },
      { label: "Status", share: 2.2 },
    ],
    rows: of.map((answer) => [
      `${answer.code} ${answer.question}`.trim(),
      answerWords(answer),
      answer.not_applicable ? "left out" : { score: answer.score },
      statusWords[answer.status],
    ]),
  }));
}

const statusWords: Record<ReportAnswer["status"], string> = {
  unanswered: "Not answered",
  draft: "Draft",
  submitted: "Submitted",
  approved: "Approved",
  needs_revision: "Needs revision",
  rejected: "Rejected",
};

function answerWords(answer: ReportAnswer): string {
  const said = answer.not_applicable ? `Not applicable: ${answer.not_applicable_reason}` : answer.answer;
  const marked = answer.score_source === "suggested" ? `${said} (score suggested from the text)` : said;
  const files = answer.evidence.length
    ? `Evidence: ${answer.evidence.map((sha256) => sha256.slice(0, 12)).join(", ")}`
    : "";
  return [marked, answer.comment && `Comment: ${answer.comment}`, files].filter(Boolean).join("\n");
}

function evidence({ evidence: files }: ReportContent): Block[] {
  return [
    {
      type: "table",
      title: "Files attached to the answers",
      columns: [
        { label: "File", share: 3 },
        { label: "Bytes", align: "end" },
        { label: "Uploaded", share: 1.6 },
        { label: "Answers", align: "end" },
        { label: "SHA-256", share: 4 },
      ],
      rows: files.map((file) => [
        file.filename,
        String(file.size),
        dayOf(new Date(file.uploaded_at)),
        file.answers,
        file.sha256,
      ]),
      empty: "No evidence is attached.",
    },
  ];
}
