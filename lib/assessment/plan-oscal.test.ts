import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { PlannedAction } from "./plan";
import { toPoam } from "./plan-oscal";

/*
 * What OSCAL 1.1 demands of the parts of a plan of action and milestones that are written here: which members there are,
 * which may not be missing, how ids, times, tokens and lines look, and that every reference names something.
 */
const uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/);
const time = z.iso.datetime();
const line = z.string().regex(/^\S(.*\S)?$/);
const prose = z.string().min(1);
const token = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
const props = z
  .array(z.strictObject({ name: token, ns: z.string().regex(/^[a-z][a-z0-9+.-]+:\S+$/i), value: line }))
  .min(1);
const document = z.strictObject({
  "plan-of-action-and-milestones": z.strictObject({
    uuid,
    metadata: z.strictObject({
      title: prose,
      "last-modified": time,
      version: line,
      "oscal-version": z.literal("1.1.3"),
      roles: z.array(z.strictObject({ id: token, title: prose })).min(1),
      parties: z
        .array(
          z.strictObject({
            uuid,
            type: z.enum(["person", "organization"]),
            name: line,
            "member-of-organizations": z.array(uuid).min(1).optional(),
          }),
        )
        .min(1),
    }),
    "system-id": z.strictObject({ "identifier-type": z.url(), id: line }),
    risks: z
      .array(
        z.strictObject({
          uuid,
          title: prose,
          description: prose,
          statement: prose,
          status: z.enum([
            "open",
            "investigating",
            "remediating",
            "deviation-requested",
            "deviation-approved",
            "closed",
          ]),
          deadline: time.optional(),
          remediations: z
            .array(
              z.strictObject({
                uuid,
                lifecycle: z.enum(["recommendation", "planned", "completed"]),
                title: prose,
                description: prose,
                props: props.optional(),
                tasks: z
                  .array(
                    z.strictObject({
                      uuid,
                      type: z.enum(["milestone", "action"]),
                      title: prose,
                      timing: z.strictObject({ "on-date": z.strictObject({ date: time }) }).optional(),
                      "responsible-roles": z
                        .array(z.strictObject({ "role-id": token, "party-uuids": z.array(uuid).min(1) }))
                        .min(1)
                        .optional(),
                    }),
                  )
                  .min(1),
              }),
            )
            .min(1),
        }),
      )
      .min(1),
    "poam-items": z
      .array(
        z.strictObject({
          uuid,
          title: prose,
          description: prose,
          props,
          "related-risks": z.array(z.strictObject({ "risk-uuid": uuid })).min(1),
        }),
      )
      .min(1),
  }),
});

const action = (id: number, more: Partial<PlannedAction> = {}) =>
  ({
    id,
    title: `Action ${id}`,
    description: "",
    owner_id: null,
    owner: "",
    due_on: null,
    status: "open",
    effort: null,
    questions: [],
    ...more,
  }) as PlannedAction;

const questions = (score: number | null) =>
  [{ code: "BD-1", text: "Is it signed?", score, target_score: 4 }] as PlannedAction["questions"];

const actions = [
  action(1, { owner_id: 7, owner: "Dana\nWhitfield", due_on: "2026-12-31", effort: 2, questions: questions(1) }),
  action(2, { title: "  Two\nlines ", description: "Why:\n\nbecause.", status: "in_progress", owner_id: 8, owner: "" }),
  action(3, { status: "done", questions: questions(4), owner_id: 7, owner: "Dana\nWhitfield" }),
  action(4, { status: "done", questions: questions(null) }),
  action(5, { status: "dropped" }),
];
const plan = {
  service: "https://securesphere.test",
  product: { id: 3, name: "Payment Gateway", organization: "Northwind" },
  lastModified: "2026-11-22T09:00:00.000Z",
  actions,
};

describe("the OSCAL plan", () => {
  it("has the structure of a plan of action and milestones", () => {
    expect(document.safeParse(toPoam(plan)).error?.issues ?? []).toEqual([]);
  });

  it("names nothing twice, and refers to nothing that is not there", () => {
    const { metadata, risks, "poam-items": items, uuid: own } = toPoam(plan)["plan-of-action-and-milestones"];
    const remediations = risks.flatMap((risk) => risk.remediations);
    const named = [
      own,
      ...metadata.parties,
      ...risks,
      ...items,
      ...remediations,
      ...remediations.flatMap(({ tasks }) => tasks),
    ];
    const ids = named.map((each) => (typeof each === "string" ? each : each.uuid));
    expect(new Set(ids).size).toBe(ids.length);
    const text = JSON.stringify({ risks, items, metadata });
    for (const [, referred] of text.matchAll(/"(?:risk-uuid)":"([^"]+)"/g)) expect(ids).toContain(referred);
    for (const [, referred] of text.matchAll(/"party-uuids":\["([^"]+)"\]/g)) expect(ids).toContain(referred);
    expect(items).toHaveLength(actions.length);
  });

  it("is the same every time, and another one of another product or service", () => {
    expect(toPoam(plan)).toEqual(toPoam(structuredClone(plan)));
    const uuids = (given: typeof plan) => JSON.stringify(toPoam(given)).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)!;
    const other = uuids({ ...plan, product: { ...plan.product, id: 4 } });
    const elsewhere = uuids({ ...plan, service: "https://other.test" });
    expect(uuids(plan).filter((each) => other.includes(each) || elsewhere.includes(each))).toEqual([]);
  });

  it("closes a risk by the answers alone", () => {
    const { risks } = toPoam(plan)["plan-of-action-and-milestones"];
    expect(risks.map(({ status }) => status)).toEqual(["open", "remediating", "closed", "remediating", "open"]);
    expect(risks[0]).toMatchObject({ deadline: "2026-12-31T23:59:59Z", statement: expect.stringContaining("BD-1") });
  });
});
