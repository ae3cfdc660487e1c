import { z } from "zod";
import { getProductCommunications } from "@/lib/assessment/get-product-communications";
import { saveLeadCommentInput } from "@/lib/assessment/save-lead-comment";
import { listNotifications } from "@/lib/notify/list-notifications";
import { commentsSchema, notificationsSchema, savedCommentSchema } from "./comment-answers";
import { idempotency, page, withWords, type Operation } from "./operation";

const unsubscribePath = z.object({ token: z.string().describe("From the mail.") });

/** What is said about products and answers, and what tells of it, by method and address. */
export const commentOperations: Record<string, Operation> = {
  "GET /api/v1/comments": {
    id: "listComments",
    tag: "Comments",
    summary: "List the comments and verdicts about a product, newest first",
    description: "`parent_comment_id` makes the threads.",
    scope: "comments:read",
    query: withWords(getProductCommunications.input, page),
    answers: { 200: { description: "A page of comments.", schema: commentsSchema } },
    refusals: [404],
  },
  "POST /api/v1/comments": {
    id: "createComment",
    tag: "Comments",
    summary: "Say something in a thread, or give a verdict",
    description:
      "With a `status` it is a review: a lead's verdict on an answer that was handed in, at the version that the lead saw.",
    scope: "comments:write",
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(saveLeadCommentInput, {
          response_id: "The answer it is about; without one it is about the product. A verdict needs it.",
          comment: "Required, unless the verdict is `approved`.",
          status: "Makes it a verdict.",
          parent_comment_id: "The message of the same thread that this one replies to.",
          mentions:
            "Ids of people to be told, who must be able to see the thread. Whom `@` and a user name in the text means is found there.",
          response_version: "The version that was looked at. A verdict needs it; a newer one is not judged (409).",
        }),
        example: { product_id: 1, comment: "When is the next penetration test?" },
      },
    },
    answers: { 201: { description: "The comment.", schema: savedCommentSchema } },
    refusals: [404, 409],
  },
  "GET /api/v1/notifications": {
    id: "listNotifications",
    tag: "Notifications",
    summary: "List the caller's own notifications, newest first",
    description: "What was handed in, judged and said, with a link straight to it.",
    scope: "comments:read",
    query: withWords(listNotifications.input, { ...page, unread: "Only those that were not read." }),
    answers: { 200: { description: "A page of notifications.", schema: notificationsSchema } },
  },
  "GET /api/v1/notifications/stream": {
    id: "streamNotifications",
    tag: "Notifications",
    summary: "Be told when the caller's inbox changes",
    description:
      "Server-sent events named `inbox`, the first at once: `{unread, newest: {id, kind, subject, link, actor} | null}`. The stream ends with the session or key; come back after a pause.",
    scope: "comments:read",
    answers: { 200: { description: "Events, until either side ends them.", mediaType: "text/event-stream" } },
  },
  "GET /api/v1/unsubscribe/{token}": {
    id: "askToUnsubscribe",
    tag: "Notifications",
    summary: "Go to the page that asks whether to end mails like one",
    scope: "public",
    path: unsubscribePath,
    answers: { 303: { description: "The page.", headers: ["Location"] } },
  },
  "POST /api/v1/unsubscribe/{token}": {
    id: "unsubscribe",
    tag: "Notifications",
    summary: "End mails like the one with this address in its `List-Unsubscribe` (RFC 8058)",
    scope: "public",
    path: unsubscribePath,
    answers: { 200: { description: "There will be no more.", mediaType: "text/plain" } },
  },
};
