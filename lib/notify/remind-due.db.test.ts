import { expect, it } from "vitest";
import { addSubmitted } from "@/e2e/support/answered";
import { useWorld, type Person } from "@/e2e/support/world";
import { dueSources } from "@/lib/assessment/due-sources";
import { saveLeadComment } from "@/lib/assessment/save-lead-comment";
import { savePreferences } from "./save-preferences";
import { remindDue, type DueSource } from "./remind-due";

const world = useWorld();
const DAY = 24 * 3600_000;
const days = (n: number) => new Date(Date.now() + n * DAY);

const remindersOf = async (person: Person) =>
  (
    await world.sql<{ subject: string; link: string }>(
      "select subject, link from notifications where user_id = $1 and topic = 'reminder' order by id",
      [person.id],
    )
  ).map(({ subject }) => subject.split(":")[0]);

/** A source of the test's own: one thing that is due on a day, for one person. */
const source = (person: Person, dueOn: Date, name: string): DueSource => ({
  kind: "review_due",
  statement: {
    name,
    text: `select ${person.id} as user_id, ${person.organizationId} as organization_id, 'thing:${name}' as key,
      '${dueOn.toISOString().slice(0, 10)}'::date as due_on, 'A thing' as title, '/x' as link`,
  },
});

it("reminds a week before, a day before and once it is late, each once, on however many replicas", async () => {
  const person = await world.addPerson("client", world.acme);
  const due = [source(person, days(20), "stages")];
  for (const [at, expected] of [
    [0, []],
    [13, ["Due soon"]],
    [14, ["Due soon"]],
    [19, ["Due soon", "Due now"]],
    [20, ["Due soon", "Due now"]],
    [21, ["Due soon", "Due now", "Overdue"]],
    [25, ["Due soon", "Due now", "Overdue"]],
  ] as const) {
    await Promise.all([remindDue(due, days(at)), remindDue(due, days(at)), remindDue(due, days(at))]);
    expect(await remindersOf(person), `day ${at}`).toEqual(expected);
  }
});

it("reminds nobody of what is out of reach or not wanted, and ends", async () => {
  const quiet = await world.addPerson("client", world.acme);
  await savePreferences(quiet.caller, { reminder: "off" });
  const elsewhere = { ...world.stranger, organizationId: world.acme };
  await remindDue([source(quiet, days(1), "quiet"), source(elsewhere, days(1), "elsewhere")]);
  expect([await remindersOf(quiet), await remindersOf(world.stranger)]).toEqual([[], []]);
});

it("reminds leads of answers that wait for a verdict, until they are judged", async () => {
  const product = await addSubmitted(world, 2);
  await remindDue(dueSources, days(8));
  const mine = () =>
    world.sql(
      "select subject, user_id, link, detail from notifications where topic = 'reminder' and link = $1 order by id",
      [`/reviews?product_id=${product.id}`],
    );
  expect(await mine()).toMatchObject([
    { user_id: world.lead.id, subject: expect.stringMatching(/^Overdue: 2 answers of .* to review$/) },
  ]);
  const other = await addSubmitted(world, 1);
  await saveLeadComment(world.lead.caller, {
    product_id: other.id,
    response_id: other.responses[0],
    response_version: 2,
    status: "approved",
  });
  await remindDue(dueSources, days(8));
  expect(
    await world.sql("select from notifications where link = $1 and topic = 'reminder'", [
      `/reviews?product_id=${other.id}`,
    ]),
  ).toEqual([]);
  expect(await mine()).toHaveLength(1);
});
