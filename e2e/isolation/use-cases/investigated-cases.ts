import { addToCase } from "@/lib/intelligence/cases/add-to-case";
import { may, type Table } from "./expected";
import { MEMBERS, type Investigation } from "./investigation";

/** The register of cases. */
const REGISTER = "  ok 404  ok 404 404 404";
/** Whoever keeps the register; members find the case, and may not. */
const KEEPERS = "   403 404  ok 404 404 404";
/** Superusers find it alone. */
const SUPERUSERS_FIND = "404 404  ok 404 404 404";
/** Analysts, each in the own agency. */
const OPENERS = "    ok  ok 403 403 403  ok";
const nothing = () => ({});
const ofCase = (at: Investigation) => ({ case_id: at.case });
const exhibitOf = async (at: Investigation) => ({ exhibit_id: await at.newExhibit(at.case) });

/** Everything that is about cases, on one of the member's. */
export const caseTable: Table<Investigation> = {
  "intelligence.break-glass.decide": may(SUPERUSERS_FIND, async (at) => ({
    grant_id: await at.newLook(at.case),
    grants: true,
  })),
  "intelligence.break-glass.end": may(SUPERUSERS_FIND, async (at) => ({ grant_id: await at.newLook(at.case) })),
  "intelligence.break-glass.expire": may("403 403 403 403 403 403", nothing, { by: "job:break-glass" }),
  "intelligence.break-glass.list": may("403 403  ok 403 403 403", nothing),
  "intelligence.break-glass.request": may(KEEPERS, (at) => ({ case_id: at.case, reason: "A complaint" })),
  "intelligence.case-event.create": may(MEMBERS, (at) => ({
    ...ofCase(at),
    title: "Arrest",
    happened_at: "2026-11-20T10:00:00Z",
  })),
  "intelligence.case-event.list": may(MEMBERS, ofCase),
  "intelligence.case-file.find": may(MEMBERS, ofCase),
  "intelligence.case-file.get": may(MEMBERS, async (at) => ({ job_id: await at.newCaseFile(at.case) })),
  "intelligence.case-file.print": may(MEMBERS, ofCase),
  "intelligence.case-file.read": may(MEMBERS, ofCase),
  "intelligence.case-link.create": may(MEMBERS, (at) => ({ ...ofCase(at), kind: "subject", record_id: at.subject })),
  "intelligence.case-link.list": may(MEMBERS, (at) => ({ ...ofCase(at), kind: "content" })),
  "intelligence.case-link.remove": may(MEMBERS, async (at) => {
    const link = { ...ofCase(at), kind: "content" as const, record_id: at.content };
    await addToCase(at.memberCaller, link);
    return link;
  }),
  "intelligence.case-manager.choices": may(KEEPERS, ofCase),
  "intelligence.case-member.appoint": may(KEEPERS, async (at) => ({
    case_id: await at.newUnmanaged(),
    user_id: at.colleague,
    reason: "Nobody is left",
  })),
  "intelligence.case-member.remove": may(MEMBERS, async (at) => ({
    ...ofCase(at),
    user_id: await at.newMember(at.case),
  })),
  "intelligence.case-member.save": may(MEMBERS, (at) => ({ ...ofCase(at), user_id: at.member, role: "lead" })),
  "intelligence.case-note.create": may(MEMBERS, (at) => ({ ...ofCase(at), comment: "A note" })),
  "intelligence.case-note.list": may(MEMBERS, ofCase),
  "intelligence.case-task.create": may(MEMBERS, (at) => ({ ...ofCase(at), title: "Look again" })),
  "intelligence.case-task.update": may(MEMBERS, async (at) => ({ task_id: await at.newTask(at.case), done: true })),
  "intelligence.case-template.list": may("ok  ok  ok 403 403  ok", nothing),
  "intelligence.case-template.save": may(OPENERS, (at) => ({ name: at.unique })),
  "intelligence.case.create": may(OPENERS, () => ({ title: "A new one" })),
  "intelligence.case.find": may(REGISTER, ofCase),
  "intelligence.case.list": may("ok  ok  ok 403 403  ok", nothing),
  "intelligence.case.read": may(MEMBERS, ofCase),
  "intelligence.case.update": may(MEMBERS, (at) => ({ ...ofCase(at), title: at.unique })),
  "intelligence.colleague.list": may(OPENERS, nothing),
  "intelligence.custody.export": may(MEMBERS, exhibitOf),
  "intelligence.custody.record": may(MEMBERS, async (at) => ({
    ...(await exhibitOf(at)),
    action: "examined" as const,
  })),
  "intelligence.exhibit.create": may(MEMBERS, async (at) => ({
    ...ofCase(at),
    title: "An exhibit",
    file: await at.newFile(),
  })),
  "intelligence.exhibit.freeze": may(MEMBERS, async (at) => ({
    ...ofCase(at),
    content_id: at.content,
    file: await at.newFile(),
  })),
  "intelligence.exhibit.freeze, whole": may(MEMBERS, (at) => ({ ...ofCase(at), content_id: at.content })),
  "intelligence.exhibit.list": may(MEMBERS, ofCase),
  "intelligence.exhibit.prepare": may(MEMBERS, ofCase),
  "intelligence.exhibit.prepare-frozen": may(MEMBERS, (at) => ({ ...ofCase(at), content_id: at.content })),
  "intelligence.exhibit.read": may(MEMBERS, exhibitOf),
  "intelligence.exhibit.report-damage": may(MEMBERS, async (at) => ({ ...(await exhibitOf(at)), what: "it is gone" })),
};
