import { v5 as uuidOf } from "uuid";
import type { PlannedAction, PlannedQuestion } from "./plan";

/** What our names are made within; any UUID, as long as it never changes. */
const NAMESPACE = "5b2d2d0b-7c0e-5c7f-9a4e-3f6f0a8b1c52";
/** Where the names of our own properties stand. */
const OURS = "urn:securesphere:oscal";
const VERSION = "1.1.3";

/** The product that a plan is of, and when it last changed. */
export interface OscalPlan {
  /** The address of the service: two services have other plans. */
  service: string;
  product: { id: number; name: string; organization: string };
  /** ISO 8601, of the last change of an action. */
  lastModified: string;
  actions: readonly PlannedAction[];
}

/** A gap is closed by its answers, not by work that is done about it; what is dropped leaves it open. */
function riskStatus({ status, questions }: PlannedAction): string {
  if (status === "open" || status === "dropped") return "open";
  const met = questions.every(({ score, target_score }) => score !== null && score >= target_score);
  return status === "done" && met ? "closed" : "remediating";
}

/** OSCAL's strings are one line, with something in it. */
const line = (value: string, otherwise: string) => value.replace(/\s+/g, " ").trim() || otherwise;

/**
 * The actions of a product as an OSCAL plan of action and milestones: an item and a risk an action, its questions as what
 * is wrong, itself as the remediation. Ids are derived from ours, so that the same plan is exported alike.
 */
export function toPoam({ service, product, lastModified, actions }: OscalPlan) {
  const name = (...parts: (string | number)[]) => uuidOf([service, product.id, ...parts].join("/"), NAMESPACE);
  const owners = new Map(
    actions.flatMap(({ owner_id, owner }) => (owner_id === null ? [] : [[owner_id, owner] as const])),
  );
  const partyOf = (ownerId: number) => name("party", ownerId);
  return {
    "plan-of-action-and-milestones": {
      uuid: name("plan", lastModified),
      metadata: {
        title: `Plan of ${line(product.name, "the product")}`,
        "last-modified": lastModified,
        version: lastModified,
        "oscal-version": VERSION,
        roles: [{ id: "action-owner", title: "Owner of an action" }],
        parties: [
          { uuid: name("organization"), type: "organization", name: line(product.organization, "Organization") },
          ...[...owners].map(([id, owner]) => ({
            uuid: partyOf(id),
            type: "person",
            name: line(owner, "Unknown"),
            "member-of-organizations": [name("organization")],
          })),
        ],
      },
      "system-id": { "identifier-type": service, id: String(product.id) },
      risks: actions.map((action) => riskOf(action, name, partyOf)),
      "poam-items": actions.map((action) => ({
        uuid: name("item", action.id),
        title: line(action.title, "Action"),
        description: action.description || action.title,
        props: [prop("status", action.status), prop("action-id", String(action.id))],
        "related-risks": [{ "risk-uuid": name("risk", action.id) }],
      })),
    },
  };
}

const prop = (name: string, value: string) => ({ name, ns: OURS, value });

function riskOf(
  action: PlannedAction,
  name: (...parts: (string | number)[]) => string,
  partyOf: (id: number) => string,
) {
  const finished = action.status === "done";
  const responsible = action.owner_id !== null && {
    "responsible-roles": [{ "role-id": "action-owner", "party-uuids": [partyOf(action.owner_id)] }],
  };
  return {
    uuid: name("risk", action.id),
    title: line(action.title, "Action"),
    description: action.description || action.title,
    statement: action.questions.length
      ? action.questions.map(gapOf).join("\n")
      : "No question of the assessment is linked to this action.",
    status: riskStatus(action),
    ...(action.due_on && { deadline: `${action.due_on}T23:59:59Z` }),
    remediations: [
      {
        uuid: name("remediation", action.id),
        lifecycle: finished ? "completed" : "planned",
        title: line(action.title, "Action"),
        description: action.description || action.title,
        ...(action.effort !== null && { props: [prop("effort", String(action.effort))] }),
        tasks: [
          {
            uuid: name("task", action.id),
            type: "milestone",
            title: line(action.title, "Action"),
            ...(action.due_on && { timing: { "on-date": { date: `${action.due_on}T23:59:59Z` } } }),
            ...responsible,
          },
        ],
      },
    ],
  };
}

const gapOf = ({ code, text, score, target_score }: PlannedQuestion) =>
  `${code}: ${text} Scored ${score ?? "not yet"}, planned ${target_score} of 5.`;
