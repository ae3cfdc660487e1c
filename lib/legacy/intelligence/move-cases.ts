import { insertRows } from "@/db/queries/legacy/insert-rows";
import { listTakenNumbers } from "@/db/queries/legacy/intelligence";
import { placeRows } from "@/db/queries/legacy/place-rows";
import { casePriorities, type CasePriority, type CaseStatus } from "@/db/schema/intelligence/cases";
import { standardRights } from "@/lib/intelligence/cases/case-words";
import { namesLike } from "../move";
import { storable } from "../storable";
import type { Batch } from "./batch";
import type { Line, SystemRow } from "./system-row";

const STATUSES: Record<string, CaseStatus> = {
  ...{ open: "open", in_progress: "in_progress", pending: "on_hold", on_hold: "on_hold" },
  ...{ resolved: "closed", closed: "closed", archived: "archived" },
};
/** What a case said of itself, in the order in which it is read. */
const TEXTS = ["description", "summary", "objectives", "methodology", "findings"];
const MOST_TEXT = 10_000;

/** Moves cases in under their own numbers, with what they said of themselves and those who led them. */
export async function moveCases(batch: Batch, lines: readonly Line[]): Promise<void> {
  const { tx, place } = batch;
  const given = await batch.fresh(lines);
  if (given.length === 0) return;
  const { organizationId } = place;
  const keys = ({ row }: Line) => ({
    creator: row.key("created_by_id", "created_by") ?? "",
    owner: row.key("owner_id") ?? "",
    assignee: row.key("assigned_to_id", "assigned_to") ?? "",
  });
  const people = await batch.refer(
    "system_users",
    given.flatMap((line) => Object.values(keys(line))),
  );
  const numbers = await chooseNumbers(batch, given);
  const fresh: (Line & { creator: number; owner: number | undefined; assignee: number | undefined })[] = [];
  for (const line of given) {
    const { creator, owner, assignee } = keys(line);
    const by = people.get(creator) ?? people.get(owner) ?? place.responsibleId;
    if (by === null) batch.leave(line, "nobody who is here opened it: name who answers for it with --responsible");
    else fresh.push({ ...line, creator: by, owner: people.get(owner), assignee: people.get(assignee) });
  }
  const rows = fresh.map(({ key, row, creator, assignee }) => {
    const createdAt = (row.moment("created_at") ?? new Date(batch.now)).toISOString();
    const updatedAt = row.moment("updated_at")?.toISOString() ?? createdAt;
    const status = statusOf(row);
    const isOver = status === "closed" || status === "archived";
    return {
      ...{ organization_id: organizationId, number: numbers.get(key)!, title: row.line("title", 200) || `Case ${key}` },
      ...{ type: row.word("type").replaceAll("_", " ").slice(0, 80), status, priority: priorityOf(row) },
      ...{ assigned_to: assignee ?? null, created_by: creator },
      due_on: row.at("due_date")?.toISOString().slice(0, 10) ?? null,
      closed_at: isOver ? (row.moment(row.first("actual_completion", "closed_at"))?.toISOString() ?? updatedAt) : null,
      ...{ created_at: createdAt, updated_at: updatedAt },
    };
  });
  const placed = await placeRows(
    tx,
    "cases",
    {
      ...{ organization_id: "integer", number: "text", title: "text", type: "text", status: "text", priority: "text" },
      ...{ assigned_to: "integer", created_by: "integer", due_on: "date", closed_at: "timestamptz" },
      ...{ created_at: "timestamptz", updated_at: "timestamptz" },
    },
    ["organization_id", "number"],
    rows,
  );
  const made = fresh.map((line, at) => ({ ...line, id: placed[at]!.id }));
  await writeTexts(batch, made);
  await writeMembers(batch, made);
  for (const line of made) batch.take(line, line.id);
}

function statusOf(row: SystemRow): CaseStatus {
  const status = STATUSES[row.word("status")];
  if (!status) row.complain("its status is none here and became open", row.word("status"));
  return status ?? "open";
}

function priorityOf(row: SystemRow): CasePriority {
  const word = row.word("priority") as CasePriority;
  if (casePriorities.includes(word)) return word;
  row.complain("its priority is none here and became medium", word);
  return "medium";
}

/** Theirs, so that it is found by what people wrote down; another where it is missing or in use. */
async function chooseNumbers({ tx, place }: Batch, lines: readonly Line[]): Promise<Map<string, string>> {
  const options = new Map(
    lines.map(({ key, row }) => [key, [...namesLike(row.line("case_number", 60) || `MOVED-${key}`, key, 80, "-")]]),
  );
  const taken = await listTakenNumbers(tx, place.organizationId, [...options.values()].flat());
  const numbers = new Map<string, string>();
  for (const { key, row } of lines) {
    const number = options.get(key)!.find((each) => !taken.has(each)) ?? `MOVED-${place.originId}-${key}`;
    taken.add(number);
    if (number !== row.line("case_number", 60)) row.complain("its number is missing or not free", `now ${number}`);
    numbers.set(key, number);
  }
  return numbers;
}

type Made = Line & { id: number; creator: number; owner: number | undefined; assignee: number | undefined };

async function writeTexts({ tx, place: { organizationId, filename } }: Batch, made: readonly Made[]): Promise<void> {
  const titled = (row: SystemRow, column: string) => {
    const text = row.text(column, MOST_TEXT);
    return text && `${column[0]!.toUpperCase()}${column.slice(1)}: ${text}`;
  };
  const rows = made.map(({ id, row }) => {
    const summary = TEXTS.map((column) => titled(row, column))
      .filter(Boolean)
      .join("\n\n");
    if (summary.length > MOST_TEXT)
      row.complain("its texts are cut to 10,000 characters together", `${summary.length}`);
    const part = { organization_id: organizationId, case_id: id };
    return { ...part, summary: storable(summary, MOST_TEXT), resolution: row.text("recommendations", MOST_TEXT) };
  });
  const columns = { organization_id: "integer", case_id: "integer", summary: "text", resolution: "text" };
  await insertRows<(typeof rows)[number]>(tx, "case_texts", columns, rows);
  const events = made.map(({ id, row, creator }) => ({
    ...{ organization_id: organizationId, case_id: id, category: "work", kind: "case_opened", created_by: creator },
    ...{ title: "Moved in", detail: `From ${filename}`, happened_at: row.moment("created_at") ?? new Date() },
  }));
  await insertRows<(typeof events)[number]>(
    tx,
    "case_events",
    {
      ...{ organization_id: "integer", case_id: "integer", category: "text", kind: "text", created_by: "integer" },
      ...{ title: "text", detail: "text", happened_at: "timestamptz" },
    },
    events,
  );
}

/** Who owns a case, or else opened it, leads it: somebody always does. Who it is assigned to investigates. */
async function writeMembers({ tx, place: { organizationId } }: Batch, made: readonly Made[]): Promise<void> {
  const rows = made.flatMap(({ id, creator, owner, assignee }) => {
    const lead = owner ?? creator;
    const member = (userId: number, role: "lead" | "investigator") => ({
      ...{ organization_id: organizationId, case_id: id, user_id: userId, role, added_by: creator },
      ...{ can_edit: standardRights[role].canEdit, can_manage: standardRights[role].canManage },
    });
    const others = [creator, assignee].filter((each) => each !== undefined && each !== lead);
    return [member(lead, "lead"), ...[...new Set(others)].map((each) => member(each!, "investigator"))];
  });
  await placeRows(tx, "user_case_links", MEMBER_COLUMNS, ["organization_id", "case_id", "user_id"], rows);
}

export const MEMBER_COLUMNS = {
  ...{ organization_id: "integer", case_id: "integer", user_id: "integer", role: "text", added_by: "integer" },
  ...{ can_edit: "boolean", can_manage: "boolean" },
};
