import { z } from "zod";
import { nextCursor, responseStatus, time } from "./answers";

/* What is answered about comments and notifications. */

const said = {
  id: z.int(),
  product_id: z.int(),
  response_id: z.int().nullable().describe("Null for what is about the product."),
  user_id: z.int(),
  username: z.string(),
  role: z.enum(["client", "lead", "analyst", "superuser"]).nullable(),
  parent_comment_id: z.int().nullable().describe("The message that this one replies to."),
  comment: z.string(),
  status: z
    .enum(["approved", "needs_revision", "rejected", "reopened", "withdrawn"])
    .nullable()
    .describe("A verdict has one, a comment none."),
  response_version: z.int().nullable().describe("The answer's version that it is about."),
  created_at: time,
};

export const commentsSchema = z
  .strictObject({
    comments: z.array(
      z
        .strictObject({
          ...said,
          product_name: z.string(),
          question_id: z.int().nullable(),
          question: z.string().nullable(),
          section: z.string().nullable(),
        })
        .meta({ id: "Comment" }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "Comments" });

export const savedCommentSchema = z
  .strictObject({
    ...said,
    response_status: responseStatus.nullable().describe("The answer's, afterwards."),
    mentions: z
      .array(z.strictObject({ user_id: z.int(), handle: z.string(), name: z.string() }))
      .describe("Who is named in it and was told."),
  })
  .meta({ id: "SavedComment" });

export const notificationsSchema = z
  .strictObject({
    notifications: z.array(
      z
        .strictObject({
          id: z.int(),
          kind: z.string(),
          subject: z.string(),
          detail: z.string(),
          link: z.string().describe("A path of this server."),
          actor: z.string().describe("Who caused it; empty for what no person did."),
          read: z.boolean(),
          created_at: time,
        })
        .meta({ id: "Notification" }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "Notifications" });
