import { z } from "zod";
import { countCases, findCase, findCaseTexts } from "@/db/queries/intelligence/cases";
import { listMembers } from "@/db/queries/intelligence/case-members";
import { listTasks } from "@/db/queries/intelligence/case-tasks";
import { listGrants } from "@/db/queries/intelligence/break-glass";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeGrant } from "./describe-grant";
import { canRemoveMember, canSeeRegister, canTickTask } from "./case-policy";
import { describeTask } from "./create-task";
import { countsOf, describeCase, describeCaseFor } from "./describe-case";
import { lookIntoCase } from "./look-into-case";

/** A case's line in the register, and whether the reader may see what is in it. No content: superusers see this of all. */
export const getRegisteredCase = query({
  action: "intelligence.case.find",
  subject: "case",
  input: z.object({ case_id: id() }),
  target: (tx, input) => findCase(tx, input.case_id),
  allow: canSeeRegister,
  run: async ({ tx, target }) => {
    const [[counts], grants] = await Promise.all([countCases(tx, [target.id]), listGrants(tx, target.id, null, 20)]);
    return {
      ...describeCase(target),
      counts: countsOf(counts),
      is_open: target.is_open,
      /** Looks of superusers that were asked for, the newest first. */
      looks: grants.map(describeGrant),
    };
  },
});

/** Tasks that a case shows: what is open first, should there be more. */
const MOST_TASKS = 500;

/** A case: what it says of itself, its people and its tasks. */
export const getCase = lookIntoCase({
  action: "intelligence.case.read",
  scope: "intelligence:read",
  subject: "case",
  input: z.object({ case_id: id() }),
  target: (tx, input) => findCase(tx, input.case_id),
  caseOf: (found) => found,
  run: async ({ tx, actor, target }) => {
    const [texts, members, tasks, [counts]] = await Promise.all([
      findCaseTexts(tx, target.id),
      listMembers(tx, target.id),
      listTasks(tx, target.id, MOST_TASKS),
      countCases(tx, [target.id]),
    ]);
    return {
      ...describeCaseFor(actor, target),
      ...texts!,
      counts: countsOf(counts),
      members: members.map((member) => ({
        ...member,
        created_at: member.created_at.toISOString(),
        may_remove: canRemoveMember(actor, target, member),
      })),
      tasks: tasks.map((task) => ({ ...describeTask(task), may_tick: canTickTask(actor, target, task) })),
    };
  },
});

export type ShownCase = Awaited<ReturnType<typeof getCase>>;
