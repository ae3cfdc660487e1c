import type { Person } from "@/e2e/support/world";
import type { SystemActor } from "@/lib/kernel/actor";
import type { FaultCode } from "@/lib/kernel/fault";

/** Who tries every use case, in the order of the table's columns. */
export const PEOPLE = [
  "client", // owns the product
  "colleague", // of the same organization; the account that use cases about accounts are about
  "lead", // assigned to the organization
  "superuser",
  "analyst",
  "stranger", // a client of another organization
  "strangersLead", // assigned to that one alone
] as const;

/** In every text that is tried; nobody from elsewhere may read it. */
export const MARK = "Acme's own";

/** How a use case is called about something of Acme's, and for whom it works. */
export interface Expected<Place> {
  /** `ok`, `403` or `404` for each of PEOPLE. */
  people: string;
  /** What it is called with, valid for whoever may. */
  input: (at: Place, person: Person) => unknown;
  /** What is not a person but may, beside or instead of people. */
  by?: SystemActor;
  /** How the call of those who may ends, where it cannot end well here. */
  ends?: FaultCode;
  /** Why its answer shows nothing of Acme's even to those who may see all of it. */
  shows?: string;
  /** All that those from elsewhere get, where the answer is figures. */
  elsewhere?: unknown;
}

/** A use case without a person: nobody is asked who they are, for this reason. */
export interface WithoutPerson {
  as: SystemActor;
  because: string;
}

export type Row<Place> = Expected<Place> | WithoutPerson;

/** Rows by use case: its action, `2` after it for a second one of the same action, `, whole` for one made of several. */
export type Table<Place> = Record<string, Row<Place>>;

export const may = <Place>(
  people: string,
  input: Expected<Place>["input"],
  more: Omit<Expected<Place>, "people" | "input"> = {},
): Expected<Place> => ({ people, input, ...more });

export const withoutPerson = (as: SystemActor, because: string): WithoutPerson => ({ as, because });

//                      client colleague lead superuser analyst stranger strangersLead
export const EVERYONE = " ok  ok  ok  ok  ok  ok  ok";
export const NOBODY = "  403 403 403 403 403 403 403";
export const SUPERUSER = "403 403 403  ok 403 403 403";
/** Of something that those within reach find. */
export const SUPERUSER_OF = "403 403 403  ok 404 404 404";
/** Of something that superusers alone find. */
export const SUPERUSER_FINDS = "404 404 404  ok 404 404 404";
/** Of the client's own, which others do not find. */
export const OWN_JOB = "  ok 404 404  ok 404 404 404";
export const REACHED = " ok  ok  ok  ok 404 404 404";
export const ASSESSMENT = " ok  ok  ok  ok 403  ok  ok";
export const OWNER = "  ok 403 403  ok 404 404 404";
/** Those who judge, and the owner. */
export const RUNNER = "  ok 403  ok  ok 404 404 404";
/** Every client of the organization. */
export const KEEPER = "ok  ok 403  ok 404 404 404";
export const JUDGE = " 403 403  ok  ok 404 404 404";
