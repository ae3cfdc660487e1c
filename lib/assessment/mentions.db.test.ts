import { beforeAll, describe, expect, it } from "vitest";
import { addSubmitted } from "@/e2e/support/answered";
import { countStatements } from "@/e2e/support/count-statements";
import { useWorld, type Person } from "@/e2e/support/world";
import { savePreferences } from "@/lib/notify/save-preferences";
import { getThread } from "./get-thread";
import { listMentionable } from "./list-mentionable";
import { saveLeadComment } from "./save-lead-comment";

const world = useWorld();
let place: { product_id: number; response_id: number };
beforeAll(async () => {
  const product = await addSubmitted(world, 1);
  place = { product_id: product.id, response_id: product.responses[0]! };
});

const nameOf = async ({ id }: Person) =>
  (await world.sql<{ username: string }>("select username from users where id = $1", [id]))[0]!.username;
const kinds = async (person: Person, commentId: number) =>
  (
    await world.sql<{ kind: string }>("select kind from notifications where user_id = $1 and key = $2", [
      person.id,
      `message:${commentId}`,
    ])
  ).map(({ kind }) => kind);
const say = (comment: string, more = {}, caller = world.lead.caller) =>
  saveLeadComment(caller, { ...place, comment, ...more });

describe("a mention", () => {
  it("tells whom it names, even without interest in comments, with a link to the exact question", async () => {
    const colleague = await world.addPerson("client", world.acme);
    await savePreferences(colleague.caller, { comment: "off" });
    const said = await say(`Could @${(await nameOf(colleague)).toUpperCase()}, confirm?`);
    expect(await kinds(colleague, said.comment_id)).toEqual(["mention"]);
    const [notice] = await world.sql("select subject, link, topic from notifications where user_id = $1", [
      colleague.id,
    ]);
    expect(notice).toMatchObject({
      subject: expect.stringMatching(/^lead Test mentioned you: /),
      link: expect.stringMatching(new RegExp(`^/products/${place.product_id}/sections/\\d+\\?q=\\d+&thread=1$`)),
    });
    const trail = await world.sql(
      "select user_id from audit_log where table_name = 'comment_mentions' and new_values ->> 'comment_id' = $1",
      [String(said.comment_id)],
    );
    expect(trail).toEqual([{ user_id: world.lead.id }]);
  });

  it("still means the same person after a change of name, and stays text where it means nobody", async () => {
    const colleague = await world.addPerson("client", world.acme);
    const handle = await nameOf(colleague);
    const said = await say(`@${handle} and @nobody.there`);
    await world.sql("update users set username = $2, first_name = 'New', last_name = 'Name' where id = $1", [
      colleague.id,
      `renamed-${colleague.id}`,
    ]);
    const thread = await getThread(world.client.caller, place);
    expect(thread.messages.find(({ id }) => id === said.comment_id)!.mentions).toEqual([
      { user_id: colleague.id, handle, name: "New Name" },
    ]);
  });

  it("never reaches who cannot see the thread: by id it is refused, by name it is mere text", async () => {
    const before = await world.sql("select count(*) from lead_comments");
    for (const person of [world.stranger, world.strangersLead, world.analyst]) {
      await expect(say("Look", { mentions: [person.id] })).rejects.toMatchObject({
        code: "invalid",
        extras: { fields: [{ path: "mentions" }] },
      });
    }
    await expect(say("Look", { mentions: [2_000_000_000] })).rejects.toMatchObject({ code: "invalid" });
    expect(await world.sql("select count(*) from lead_comments")).toEqual(before);
    const said = await say(`@${await nameOf(world.stranger)} @${await nameOf(world.strangersLead)}`);
    expect(said.mentions).toEqual([]);
    expect(
      await world.sql("select from notifications where user_id = any ($1)", [
        [world.stranger.id, world.strangersLead.id],
      ]),
    ).toEqual([]);
  });

  it("costs two statements more for however many people", async () => {
    const names: string[] = [];
    for (let n = 0; n < 6; n += 1) names.push(await nameOf(await world.addPerson("client", world.acme)));
    const cost = (comment: string) => countStatements(() => say(comment));
    await cost("Warm");
    const one = await cost(`@${names[0]}`);
    expect(await cost(names.map((name) => `@${name}`).join(" "))).toBe(one);
  });
});

describe("who can be mentioned", () => {
  it("are those who see the thread, found by what is typed", async () => {
    const ids = async (person: Person, q = "") =>
      (await listMentionable(person.caller, { product_id: place.product_id, q })).people.map(({ id }) => id);
    const product = { ...place };
    expect(await ids(world.lead, await nameOf(world.client))).toEqual([world.client.id]);
    expect(await ids(world.client, await nameOf(world.lead))).toEqual([world.lead.id]);
    for (const person of [world.stranger, world.strangersLead, world.analyst])
      expect(await ids(world.superuser, await nameOf(person))).toEqual([]);
    await expect(listMentionable(world.stranger.caller, { product_id: product.product_id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
