import type { Tx } from "@/db/client";
import type { Verdict } from "@/db/schema/assessment/lead-comments";
import { insertRows } from "./insert-rows";

export interface CommentRow {
  id: number;
  organization_id: number;
  product_id: number;
  response_id: number | null;
  author_id: number;
  parent_comment_id: number | null;
  comment: string;
  status: Verdict | null;
  response_version: number | null;
  created_at: string;
}

/** Inserts comments; those that others answer come before them. */
export const insertComments = (tx: Tx, rows: CommentRow[]) =>
  insertRows<CommentRow>(
    tx,
    "lead_comments",
    {
      id: "integer",
      organization_id: "integer",
      product_id: "integer",
      response_id: "integer",
      author_id: "integer",
      parent_comment_id: "integer",
      comment: "text",
      status: "text",
      response_version: "integer",
      created_at: "timestamptz",
    },
    rows,
  );
