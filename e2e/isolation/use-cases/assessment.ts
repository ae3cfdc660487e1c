import {
  ASSESSMENT,
  EVERYONE,
  JUDGE,
  may,
  NOBODY,
  OWNER,
  REACHED,
  RUNNER,
  SUPERUSER,
  SUPERUSER_OF,
  withoutPerson,
  type Table,
} from "./expected";
import type { Work } from "./place";

const product = ({ product }: Work) => ({ product_id: product });
const nothing = () => ({});

/** Everything that is about products and answers, on a product of Acme's. */
export const assessmentTable: Table<Work> = {
  "assessment.product.list": may(ASSESSMENT, nothing),
  "assessment.product.read": may(REACHED, product),
  "assessment.product.create": may("ok ok 403 ok 403 404 403", (at) => ({
    name: at.unique,
    organization_id: at.acme,
    owner_id: at.client,
  })),
  "assessment.product.update": may(OWNER, (at) => ({ ...product(at), version: 1, name: at.unique })),
  "assessment.product.archive": may(OWNER, (at) => ({ ...product(at), version: 1 })),
  "assessment.member.add": may(OWNER, (at) => ({ ...product(at), user_id: at.colleague })),
  "assessment.member.remove": may(OWNER, (at) => ({ ...product(at), user_id: at.member })),
  "assessment.progress.read": may(REACHED, product),
  "assessment.section.read": may(REACHED, (at) => ({ ...product(at), section_id: at.section })),
  "assessment.questionnaires.list": may(ASSESSMENT, nothing, { shows: "questionnaires belong to all" }),
  "assessment.questionnaire.list-use": may(SUPERUSER, nothing),
  "assessment.questionnaire.publish_built_in": withoutPerson("system:migrate", "every start publishes it"),
  "assessment.organization.list": may(ASSESSMENT, (at) => ({ organization_id: at.acme })),
  "assessment.people.list": may("ok ok 403 ok 403 404 403", (at) => ({ organization_id: at.acme })),
  "assessment.person.get": may(REACHED, (at) => ({ user_id: at.client })),
  "assessment.search": may(ASSESSMENT, () => ({ q: "own" })),

  "assessment.response.save": may(OWNER, (at) => ({ ...product(at), question_id: at.question.id, answer: "B" })),
  "assessment.response.save 2": may(OWNER, (at) => ({
    ...product(at),
    question_id: at.question.id,
    answer: "B",
    files: [at.file],
  })),
  "assessment.responses.list": may(REACHED, product),
  "assessment.responses.submit": may(OWNER, product),
  "assessment.history.read": may(REACHED, ({ draft }) => ({ response_id: draft })),
  "assessment.maturity.get": may(REACHED, product, { shows: "scores, and names of the questionnaire's" }),
  "assessment.results.get": may(REACHED, product),
  "assessment.results.explain": may(REACHED, (at) => ({ ...product(at), dimension_id: at.dimension })),
  "assessment.trend.get": may(REACHED, product),
  "assessment.rounds.list": may(REACHED, product),
  "assessment.round.close": may(RUNNER, (at) => ({ ...product(at), number: 1 })),
  "assessment.round.start": may(RUNNER, product, { ends: "conflict" }),
  "assessment.snapshots.list": may(REACHED, product),
  "assessment.snapshot.get": may(REACHED, (at) => ({ ...product(at), snapshot_id: at.snapshot })),
  "assessment.snapshot.verify": may(REACHED, ({ snapshot }) => ({ snapshot_id: snapshot }), {
    shows: "hashes, and nothing of an unaltered snapshot",
  }),
  "assessment.moment.get": may(REACHED, (at) => ({ ...product(at), at: "now" })),
  "assessment.comparison.get": may(REACHED, (at) => ({ ...product(at), from: String(at.snapshot), to: "now" })),
  "assessment.portfolio.get": may(ASSESSMENT, nothing),
  "assessment.standing.get": may(REACHED, product, { shows: "figures" }),
  "assessment.scores.check": may(SUPERUSER_OF, product),

  // In files for the product everyone may put who answers in a set of its own.
  "assessment.evidence.prepare": may("ok ok 403 ok 404 404 404", product),
  "assessment.evidence.prepare: for an answer": may(OWNER, ({ draft }) => ({ response_id: draft })),
  "assessment.evidence.add": may("ok ok 403 ok 404 404 404", (at) => ({ ...product(at), file: at.file })),
  "assessment.evidence.add 2": may(OWNER, (at) => ({ response_id: at.draft, file: at.file })),
  "assessment.evidence.admit": may("ok ok 403 ok 403 ok 403", nothing, { shows: "it answers nothing" }),
  "assessment.evidence.attach": may(OWNER, (at) => ({ response_id: at.draft, evidence_id: at.spare })),
  "assessment.evidence.detach": may(OWNER, (at) => ({ response_id: at.draft, evidence_id: at.linked })),
  "assessment.evidence.list": may(REACHED, ({ draft }) => ({ response_id: draft })),
  "vault.evidence.read": may(REACHED, ({ linked }) => ({ id: linked })),
  "vault.evidence.report-damage": may(REACHED, ({ linked }) => ({ id: linked, what: "test" })),
  "vault.evidence.sweep": may(NOBODY, () => ({ before: new Date(0) }), { by: "job:vault" }),
  "vault.files.list-unnamed": may(NOBODY, (at) => ({ files: [fileOf(at)] }), { by: "job:vault" }),
  "vault.file.sweep": may(NOBODY, (at) => ({ file: fileOf(at), before: new Date(0) }), { by: "job:vault" }),
  "vault.file.release": may(NOBODY, (at) => fileOf(at), { by: "job:vault" }),

  "assessment.review_queue.read": may("403 403 ok ok 403 403 ok", nothing),
  "assessment.review.read": may("403 403 ok ok 404 404 404", ({ submitted }) => ({ response_id: submitted })),
  "assessment.response.reopen": may(JUDGE, ({ approved }) => ({
    response_id: approved,
    reason: "A slip.",
    response_version: 2,
  })),
  // Only who gave a verdict takes it back.
  "assessment.verdict.withdraw": may("403 403 ok 403 404 404 404", ({ verdict }) => ({ comment_id: verdict })),
  "assessment.comment.create": may(REACHED, (at) => ({ ...product(at), comment: "Since when?" })),
  "assessment.comment.create: a verdict": may(JUDGE, (at) => ({
    ...product(at),
    response_id: at.submitted,
    response_version: 2,
    status: "approved",
  })),
  "assessment.comments.list": may(REACHED, product),
  "assessment.thread.read": may(REACHED, product),
  "assessment.thread.mark_read": may(REACHED, (at) => ({ ...product(at), last_comment_id: at.comment })),
  "assessment.threads.count": may(REACHED, product),
  "assessment.to_do.list": may(ASSESSMENT, product),
  "assessment.waiting.read": may(EVERYONE, nothing, {
    shows: "figures",
    elsewhere: { unread: 0, toDo: 0, toReview: 0 },
  }),
  "assessment.plan.read": may(REACHED, product),
  "assessment.plan.files": may(REACHED, product),
  "assessment.plan.export": may(REACHED, (at) => ({ ...product(at), format: "oscal" })),
  "assessment.targets.save": may(OWNER, (at) => ({ ...product(at), version: 1, target_level: 4, targets: [] })),
  "assessment.action.create": may(REACHED, (at) => ({
    ...product(at),
    title: at.unique,
    questions: [{ question_id: at.question.id, target_score: 4 }],
    evidence_ids: [at.spare],
  })),
  "assessment.action.create: for somebody": may("ok ok 403 ok 404 404 404", (at) => ({
    ...product(at),
    title: at.unique,
    owner_id: at.colleague,
  })),
  // The colleague owns it.
  "assessment.action.read": may(REACHED, ({ action }) => ({ action_id: action })),
  "assessment.action.update": may("ok ok 403 ok 404 404 404", ({ action }) => ({
    action_id: action,
    version: 1,
    status: "in_progress",
  })),
  "assessment.action.update: a lead's proposal": may("ok 403 ok ok 404 404 404", ({ proposed }) => ({
    action_id: proposed,
    version: 1,
    title: "Better put",
  })),
  "assessment.action.list": may(ASSESSMENT, nothing),
  "assessment.action.list: of a product": may(REACHED, product),
  "assessment.answer.keep": may(OWNER, (at) => ({ ...product(at), question_id: at.done })),

  "assessment.home.client": may("ok ok 403 403 403 ok 403", nothing),
  "assessment.home.lead": may("403 403 ok 403 403 403 ok", nothing),
  "assessment.dashboard.get": may(ASSESSMENT, nothing),
  "assessment.organizations.compare": may(SUPERUSER, nothing),

  "audit.history.get": may(REACHED, ({ product }) => ({ tableName: "products", recordId: product })),
  "notify.notifications.list": may(EVERYONE, nothing),
  "notify.notifications.count": may(EVERYONE, nothing, { shows: "a figure", elsewhere: 0 }),
  "notify.notifications.mark": may(EVERYONE, ({ notice }) => ({ ids: [notice] })),
};

const fileOf = ({ acme, file }: Work) => ({ organizationId: acme, sha256: file!.sha256 as string });
