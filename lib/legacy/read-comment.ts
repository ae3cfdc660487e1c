import { verdicts, type Verdict } from "@/db/schema/assessment/lead-comments";
import type { LegacyRow } from "./legacy-row";
import { keyOf } from "./move";

export interface LegacyComment {
  id: number;
  key: string;
  row: LegacyRow;
  content: string;
  responseId: number | undefined;
  productId: number | undefined;
  authorId: number | undefined;
  parentId: number | undefined;
  comment: string;
  verdict: Verdict | undefined;
  createdAt: Date | undefined;
}

const MESSAGES = new Set(["", "pending", "client_reply"]);

/** Reads a row of `lead_comments`. A client's reply is the client's; all else the lead's. */
export function readComment(id: number, row: LegacyRow, content: string): LegacyComment {
  const createdAt = row.moment("created_at");
  const status = row.line("status", 50).toLowerCase();
  const verdict = verdicts.find((known) => known === status);
  if (!verdict && !MESSAGES.has(status)) row.complain("its status is none that is known: it is a message", status);
  const [lead, client] = [row.id("lead_id"), row.id("client_id")];
  return {
    ...{ id, row, content, createdAt, verdict },
    key: keyOf(id, createdAt),
    responseId: row.id("response_id"),
    productId: row.id("product_id"),
    authorId: status === "client_reply" ? (client ?? lead) : (lead ?? client),
    parentId: row.id("parent_comment_id"),
    comment: row.text("comment", 10_000),
  };
}
