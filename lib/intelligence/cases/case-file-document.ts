import type { Block, ReportDocument, Section, TableBlock } from "@/lib/report/document";
import { firstBroken } from "../custody/custody";
import { casePriorityWords, caseRoleWords, caseStatusWords } from "./case-words";
import { chainOf, chainsOf, custodyWords, exhibitName } from "./exhibit";
import type { CaseFileSource } from "./read-case-file";

const moment = (at: Date | null) => (at ? `${at.toISOString().slice(0, 16).replace("T", " ")} UTC` : "");

/** A printed case file as the report builder lays it out: pure. */
export function caseFileDocument(source: CaseFileSource): ReportDocument {
  const { texts, exhibits, by, at } = source;
  const file = source.case;
  const marking = [texts.marking, texts.own_marking].filter(Boolean).join(" · ");
  return {
    title: `${file.number} ${file.title}`,
    subtitle: marking,
    branding: { name: file.organization, colour: "#3451b2", logo: null },
    facts: [
      ["Marking", marking],
      ["Status", caseStatusWords[file.status]],
      ["Priority", casePriorityWords[file.priority]],
      ["Assigned to", file.assignee || "Nobody"],
      ["Due", file.due_on ?? "No day"],
      ["Printed by", by],
      ["Printed", moment(at)],
    ],
    sections: [overview(source), exhibitSection(source), references(source), timeline(source)],
    proof: [
      `${marking}. ${file.number}, printed ${moment(at)} by ${by}.`,
      exhibits.rows.length > 0
        ? "Each exhibit's file is named by its SHA-256. Its chain of custody is exported as a file that verify-custody.mjs verifies without anything of ours running; its last entry has the hash printed with it."
        : "This case has no exhibits.",
    ],
    at,
  };
}

function overview({ case: file, texts, members, tasks }: CaseFileSource): Section {
  const blocks: Block[] = [
    ...(texts.summary ? [{ type: "text" as const, text: texts.summary }] : []),
    ...(texts.resolution
      ? [
          { type: "heading" as const, text: "Resolution" },
          { type: "text" as const, text: texts.resolution },
        ]
      : []),
    {
      type: "table",
      title: "Members",
      columns: [{ label: "Name", share: 2 }, { label: "Part" }, { label: "Rights" }, { label: "Since" }],
      rows: members.map((member) => [
        member.name || "Someone who has left",
        caseRoleWords[member.role],
        member.can_manage ? "Edits, manages" : member.can_edit ? "Edits" : "Reads",
        moment(member.created_at),
      ]),
    },
    {
      type: "table",
      title: "Tasks",
      columns: [{ label: "Task", share: 3 }, { label: "Whose" }, { label: "Due" }, { label: "Done" }],
      rows: tasks.rows.map((task) => [task.title, task.assignee, task.due_on, moment(task.done_at)]),
      note: tasks.more ? `The first ${tasks.rows.length}, what is open first. There are more.` : undefined,
      empty: "None.",
    },
  ];
  return { id: "overview", title: file.type ? `Overview: ${file.type}` : "Overview", blocks };
}

function exhibitSection({ exhibits, custody }: CaseFileSource): Section {
  const chains = chainsOf(custody);
  const blocks: Block[] = exhibits.rows.toReversed().flatMap((exhibit): Block[] => {
    const links = chains.get(exhibit.id) ?? [];
    const broken = firstBroken(chainOf(exhibit), links, exhibit.sha256);
    return [
      { type: "heading", text: `${exhibitName(exhibit)} ${exhibit.title}` },
      ...(exhibit.description ? [{ type: "text" as const, text: exhibit.description }] : []),
      {
        type: "facts",
        items: [
          ["File", exhibit.filename],
          ["Size", `${exhibit.size} bytes`],
          ["SHA-256", exhibit.sha256],
          ["Marking", exhibit.marking],
          ["Held by", exhibit.holder || exhibit.state.replace("_", " ")],
          ["Custody", broken ? `Broken: ${broken.problem}` : `${links.length} entries verify`],
          ["Last entry", links.at(-1)?.hash ?? ""],
        ],
      },
      {
        type: "table",
        title: `Custody of ${exhibitName(exhibit)}`,
        columns: [{ label: "#" }, { label: "When", share: 3 }, { label: "What", share: 6 }, { label: "Why", share: 4 }],
        rows: links.map((link) => [link.seq, moment(new Date(link.at)), custodyWords(link), link.reason]),
      },
    ];
  });
  if (blocks.length === 0) blocks.push({ type: "text", text: "None." });
  if (exhibits.more)
    blocks.unshift({ type: "text", text: `The last ${exhibits.rows.length} exhibits. There are more.`, quiet: true });
  return {
    id: "exhibits",
    title: "Exhibits and custody",
    ownPage: true,
    blocks,
  };
}

function references({ content, subjects, identifiers, counts }: CaseFileSource): Section {
  const table = (title: string, rows: CaseFileSource["content"], all: number): TableBlock => ({
    type: "table",
    title,
    columns: [
      { label: "What", share: 5 },
      { label: "Of", share: 2 },
      { label: "When", share: 2 },
      { label: "To the case", share: 3 },
    ],
    rows: rows.map((row) => [
      row.title,
      row.detail,
      moment(row.at),
      [row.relevance, row.note].filter(Boolean).join(": "),
    ]),
    note: all > rows.length ? `The last ${rows.length} of ${all}.` : undefined,
    empty: "None.",
  });
  return {
    id: "references",
    title: "What the case refers to",
    ownPage: true,
    blocks: [
      table("Subjects", subjects, counts.subjects),
      table("Identifiers", identifiers, counts.identifiers),
      table("Content", content, counts.content),
    ],
  };
}

function timeline({ timeline: events }: CaseFileSource): Section {
  return {
    id: "timeline",
    title: "Timeline",
    ownPage: true,
    blocks: [
      {
        type: "table",
        title: "What happened, and what was done",
        columns: [
          { label: "When", share: 2 },
          { label: "What", share: 4 },
          { label: "More", share: 4 },
          { label: "By", share: 2 },
        ],
        rows: events.rows
          .toReversed()
          .map((event) => [moment(event.happened_at), event.title, event.detail, event.author]),
        note: events.more ? `The last ${events.rows.length} entries. There are more.` : undefined,
        empty: "Nothing yet.",
      },
    ],
  };
}
