import { createAction } from "@/lib/assessment/create-action";
import { exportPlan } from "@/lib/assessment/export-plan";
import { getAction } from "@/lib/assessment/get-action";
import { listActions } from "@/lib/assessment/list-actions";
import { updateAction } from "@/lib/assessment/update-action";
import { actionSchema, actionsSchema } from "./action-answers";
import { idempotency, ifMatch, ifNoneMatch, page, withWords, type Operation } from "./operation";

const product = exportPlan.input.pick({ product_id: true });
const path = getAction.input;

const words = {
  owner_id: "A client of the organization; null: nobody yet. Leads leave it to the clients.",
  due_on: "A day, such as 2026-03-31.",
  effort: "1 (hours) to 5 (half a year or more).",
  questions: "The questions it is about, and the score, 0 to 5, that each answer is to have then.",
  evidence_ids: "Files that belong to it.",
};

/** What can be done with actions, by method and address. */
export const actionOperations: Record<string, Operation> = {
  "GET /api/v1/products/{product_id}/actions": {
    id: "listActions",
    tag: "Actions",
    summary: "List what is planned for a product, due first",
    scope: "products:read",
    path: product,
    query: withWords(
      listActions.input,
      {
        ...page,
        mine: "Only those the caller owns.",
        overdue: "Only those past their day and not finished.",
        state: "How far they got; `unfinished` is open and in progress.",
      },
      ["product_id", "organization_id"],
    ),
    answers: { 200: { description: "A page of actions.", schema: actionsSchema } },
  },
  "POST /api/v1/products/{product_id}/actions": {
    id: "createAction",
    tag: "Actions",
    summary: "Plan an action",
    scope: "products:write",
    path: product,
    header: idempotency,
    body: {
      "application/json": {
        schema: withWords(createAction.input, words, ["product_id"]),
        example: {
          title: "Sign every artifact",
          due_on: "2027-03-31",
          questions: [{ question_id: 1, target_score: 4 }],
        },
      },
    },
    answers: { 201: { description: "The action.", schema: actionSchema, headers: ["ETag", "Location"] } },
    refusals: [409],
  },
  "GET /api/v1/actions/{action_id}": {
    id: "getAction",
    tag: "Actions",
    summary: "Read an action",
    scope: "products:read",
    path,
    header: ifNoneMatch,
    answers: {
      200: { description: "The action.", schema: actionSchema, headers: ["ETag"] },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
  "PATCH /api/v1/actions/{action_id}": {
    id: "updateAction",
    tag: "Actions",
    summary: "Change or move an action",
    description:
      "Changes the fields that are given; lists are replaced. With `status` it goes to the end of that column of the board, with `before_id` before that action. What is done asks for the answers it is about to be renewed.",
    scope: "products:write",
    path,
    header: ifMatch,
    body: {
      "application/json": {
        schema: withWords(updateAction.input, { ...words, before_id: "An action of the same column; null: the end." }, [
          "action_id",
          "version",
        ]),
        example: { status: "in_progress" },
      },
    },
    answers: { 200: { description: "The action as it is now.", schema: actionSchema, headers: ["ETag"] } },
    refusals: [412, 428],
  },
  "GET /api/v1/products/{product_id}/plan/export": {
    id: "exportPlan",
    tag: "Actions",
    summary: "Download the plan of a product",
    description:
      "As CSV, as a workbook (`xlsx`) with the findings beside the actions, or as an OSCAL plan of action and milestones (`oscal`, JSON), whose ids stay the same from export to export.",
    scope: "products:read",
    path: product,
    query: exportPlan.input.pick({ format: true }),
    answers: { 200: { description: "The file.", mediaType: "application/octet-stream" } },
    refusals: [409],
  },
};
