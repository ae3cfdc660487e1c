import { Client } from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { countStatements } from "@/e2e/support/count-statements";
import { openStream, type OpenStream } from "@/e2e/support/event-stream";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeCookie, makeKey } from "@/e2e/support/outside-caller";
import { useWorld, type Person } from "@/e2e/support/world";
import { listNotifications } from "@/lib/notify/list-notifications";
import { markRead } from "@/lib/notify/mark-read";
import { endStreams, MOST_OF_ONE } from "@/lib/notify/streams";

const world = useWorld();
const door = useFrontDoor();

const opened: OpenStream[] = [];
async function open(headers: Record<string, string>): Promise<OpenStream> {
  const stream = await openStream(door, headers);
  opened.push(stream);
  return stream;
}
const openAs = async (person: Person) => open({ cookie: await makeCookie(world, person) });
afterEach(() => {
  vi.useRealTimers();
  for (const stream of opened.splice(0)) stream.close();
  endStreams();
});

const tell = (person: Person, subject: string, organizationId = world.acme) =>
  world.sql(
    "insert into notifications (organization_id, user_id, kind, subject, link) values ($1, $2, 'test', $3, '/somewhere')",
    [organizationId, person.id, subject],
  );
const unread = async (stream: OpenStream) => (await stream.next())?.unread;

describe("the stream of an inbox", () => {
  it("says how it stands at once, and then what changes, to its reader alone", async () => {
    const person = await world.addPerson("client", world.acme);
    await tell(person, "Before");
    const stream = await openAs(person);
    expect(stream.status).toBe(200);
    expect(stream.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(stream.headers.get("cache-control")).toBe("private, no-store, no-transform");
    expect(stream.headers.get("x-accel-buffering")).toBe("no");
    expect(await stream.next()).toMatchObject({ unread: 1, newest: { subject: "Before" } });
    await tell(world.colleague, "Another's");
    await tell(person, "After");
    expect(await stream.next()).toMatchObject({ unread: 2, newest: { subject: "After", link: "/somewhere" } });
    await markRead(person.caller, { all: true });
    expect(await stream.next()).toEqual({ unread: 0, newest: null });
  });

  it("tells of many at once once", async () => {
    const person = await world.addPerson("client", world.acme);
    const stream = await openAs(person);
    expect(await unread(stream)).toBe(0);
    await world.sql(
      "insert into notifications (organization_id, user_id, kind, subject, link) select $1, $2, 'test', 'Matter', '/' from generate_series(1, 5)",
      [world.acme, person.id],
    );
    expect(await unread(stream)).toBe(5);
  });

  it("is open to keys that may read comments, and to nobody who is not signed in", async () => {
    const person = await world.addPerson("client", world.acme);
    const key = await makeKey(world, person, ["comments:read"]);
    expect(await unread(await open({ authorization: `Bearer ${key}` }))).toBe(0);
    const other = await makeKey(world, person, ["products:read"]);
    expect((await open({ authorization: `Bearer ${other}` })).status).toBe(403);
    expect((await open({})).status).toBe(401);
    const head = await call(door, "HEAD", "/api/v1/notifications/stream", { key });
    expect([head.status, head.text]).toEqual([200, ""]);
    expect((await call(door, "POST", "/api/v1/notifications/stream", { key })).status).toBe(405);
  });

  it("takes so many of one person, and gives the place of one that was closed", async () => {
    const person = await world.addPerson("client", world.acme);
    const streams = [];
    for (let n = 0; n < MOST_OF_ONE; n += 1) streams.push(await openAs(person));
    const refused = await openAs(person);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "30"]);
    streams[0]!.close();
    await vi.waitFor(async () => expect((await openAs(person)).status).toBe(200));
  });

  it("loses what its reader lost the right to see", async () => {
    const lead = await world.addPerson("lead", world.superuser.organizationId);
    await world.sql("insert into assignments (organization_id, lead_id) values ($1, $2)", [world.acme, lead.id]);
    const stream = await openAs(lead);
    expect(await unread(stream)).toBe(0);
    await tell(lead, "Acme's own");
    expect(await stream.next()).toMatchObject({ unread: 1, newest: { subject: "Acme's own" } });
    await world.sql("delete from assignments where lead_id = $1", [lead.id]);
    expect(await stream.next()).toEqual({ unread: 0, newest: null });
    await tell(lead, "Told no more");
    expect(
      await world.sql("select from notifications where user_id = $1 and subject = 'Told no more'", [lead.id]),
    ).toEqual([]);
    expect((await listNotifications(lead.caller, {})).notifications).toEqual([]);
  });

  it.each([
    ["the session is ended", "update sessions set ended_at = now(), ended_reason = 'test' where user_id = $1"],
    [
      "the password changes",
      "insert into credentials (user_id, password_hash) values ($1, 'x') on conflict (user_id) do update set password_hash = 'y'",
    ],
    ["the account is disabled", "update users set is_active = false where id = $1"],
  ])("ends at once when %s", async (_, change) => {
    const person = await world.addPerson("client", world.acme);
    await world.sql("insert into credentials (user_id, password_hash) values ($1, 'old')", [person.id]);
    const stream = await openAs(person);
    expect(await unread(stream)).toBe(0);
    await world.sql(change, [person.id]);
    expect(await stream.next()).toBeUndefined();
  });

  it("ends a while after its session ran out, at one statement for all that are open", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const [one, other] = [await world.addPerson("client", world.acme), await world.addPerson("client", world.acme)];
    const streams = [await openAs(one), await openAs(other)];
    for (const stream of streams) expect(await unread(stream)).toBe(0);
    // From here on the listening connection stands: what it asks while it is made is not counted.
    await tell(other, "Heard");
    expect(await unread(streams[1]!)).toBe(1);
    await world.sql("update sessions set expires_at = now() where user_id = $1", [one.id]);
    const statements = await countStatements(async () => {
      vi.advanceTimersByTime(30_000);
      expect(await streams[0]!.next()).toBeUndefined();
    });
    // BEGIN, enter, the question, COMMIT; and the listening connection's sign of life.
    expect(statements).toBeLessThanOrEqual(5);
    await tell(other, "Still here");
    expect(await unread(streams[1]!)).toBe(2);
  });

  it("does not keep a session from ending unused", async () => {
    const person = await world.addPerson("client", world.acme);
    const cookie = await makeCookie(world, person);
    await world.sql("update sessions set created_at = now() - interval '13 hours' where user_id = $1", [person.id]);
    expect((await open({ cookie })).status).toBe(401);
  });

  it("goes on after the listening connection was lost, and tells what was missed", async () => {
    const person = await world.addPerson("client", world.acme);
    const stream = await openAs(person);
    expect(await unread(stream)).toBe(0);
    const server = new Client({ connectionString: world.database.appUrl });
    await server.connect();
    const end = () =>
      server.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'securesphere-listen' and datname = current_database()",
      );
    expect((await end()).rowCount).toBe(1);
    // Missed or heard, whichever is faster: it must arrive.
    await tell(person, "While deaf");
    expect(await stream.next()).toMatchObject({ unread: 1, newest: { subject: "While deaf" } });
    await vi.waitFor(async () => expect((await end()).rowCount).toBe(1), { timeout: 5_000 });
    await tell(person, "Deaf again");
    expect(await unread(stream)).toBe(2);
    await server.end();
  });

  it("ends when the process is told to stop", async () => {
    const stream = await openAs(await world.addPerson("client", world.acme));
    expect(await unread(stream)).toBe(0);
    endStreams();
    expect(await stream.next()).toBeUndefined();
  });
});
