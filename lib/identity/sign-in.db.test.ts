import { describe, expect, it } from "vitest";
import { enter, PASSWORD, useMembers, visitor } from "@/e2e/support/members";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getCurrentActor } from "./get-current-actor";
import { hashPassword } from "./password-hash";
import { signIn, type SignInOutcome } from "./sign-in";
import { hashToken } from "./token";

const world = useWorld();
const members = useMembers(world);

/** Puts the counters of the last quarter of an hour where so many guesses would have; each costs a verification. */
const guessedBefore = (kind: string, guesses: number) =>
  world.sql("update throttles set points = greatest(points, $2) where key like $1 || ':900:%'", [kind, guesses]);

describe("signing in", () => {
  it("takes user name or e-mail, in any case, opens a new session each time and logs it", async () => {
    const member = await members.add();
    const first = await enter(member.username.toUpperCase());
    const second = await enter(member.email.toUpperCase());
    expect(first.token).not.toBe(second.token);
    expect(await getCurrentActor(first.caller, {})).toMatchObject({ userId: member.id });
    const rows = await world.sql(
      "select action, actor, organization_id from audit_log where user_id = $1 and action = 'LOGIN'",
      [member.id],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ actor: member.username, organization_id: world.acme });
    const [row] = await world.sql<{ token_hash: Buffer }>(
      "select token_hash from sessions where id = (select max(id) from sessions)",
    );
    expect(row!.token_hash).toEqual(hashToken(second.token));
  });

  it("takes the whole password, exactly, in either composition of its characters", async () => {
    const member = await members.add();
    const long = "x9 gravel walnut bridge é ".repeat(4).slice(0, 100);
    await world.sql("update credentials set password_hash = $2 where user_id = $1", [
      member.id,
      await hashPassword(long),
    ]);
    await enter(member.username, long.normalize("NFD"));
    for (const wrong of [long.slice(0, -1), `${long}!`, long.toUpperCase(), `${long.slice(0, 63)}#${long.slice(64)}`]) {
      expect(await signIn(visitor(), { login: member.username, password: wrong })).toEqual({ kind: "refused" });
    }
  });

  it("answers alike for a wrong password, an unknown account, a disabled one and one without a password", async () => {
    const [known, disabled] = [await members.add(), await members.add()];
    await world.sql("update users set is_active = false where id = $1", [disabled.id]);
    const answers: SignInOutcome[] = [];
    for (const [login, password] of [
      [known.username, "wrong"],
      ["nobody.at.all", PASSWORD],
      [disabled.username, PASSWORD],
      [world.colleague.email, PASSWORD],
    ] as const) {
      answers.push(await signIn(visitor(), { login, password }));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"kind":"refused"}']));
    const failed = await world.sql(
      "select record_id, organization_id, actor from audit_log where action = 'LOGIN_FAILED' order by id desc limit 4",
    );
    expect(failed.reverse()).toEqual([
      { record_id: known.id, organization_id: world.acme, actor: "system:login" },
      { record_id: null, organization_id: null, actor: "system:login" },
      { record_id: disabled.id, organization_id: world.acme, actor: "system:login" },
      { record_id: null, organization_id: null, actor: "system:login" },
    ]);
  });

  it("takes the same time for known and unknown accounts", async () => {
    const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
    let member = await members.add();
    for (let round = 0; round < 20; round += 1) {
      if (round % 8 === 7) member = await members.add();
      for (const [kind, login] of [
        ["known", member.username],
        ["unknown", `nobody-${round >> 3}`],
      ] as const) {
        const before = performance.now();
        await signIn(visitor(), { login, password: "wrong" });
        times[kind].push(performance.now() - before);
      }
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
    const [known, unknown] = [median(times.known), median(times.unknown)];
    expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(0.25);
  });

  it("verifies ten guesses at most, also when they come at once, then refuses even the right password", async () => {
    const member = await members.add();
    const guesses = Array.from({ length: 40 }, () => signIn(visitor(), { login: member.username, password: "wrong" }));
    const kinds = (await Promise.all(guesses)).map((outcome) => outcome.kind);
    expect(kinds.filter((kind) => kind === "refused")).toHaveLength(10);
    expect(kinds.filter((kind) => kind === "throttled")).toHaveLength(30);
    expect(await signIn(visitor(), { login: member.username, password: PASSWORD })).toEqual({
      kind: "throttled",
      retryAfter: 900,
    });
    expect(
      await world.sql("select from audit_log where action = 'LOGIN_THROTTLED' and record_id = $1", [member.id]),
    ).toHaveLength(1);
  });

  it("counts guesses at accounts that do not exist just the same", async () => {
    await signIn(visitor(), { login: "ghost", password: "wrong" });
    await guessedBefore("account", 9);
    expect((await signIn(visitor(), { login: "GHOST ", password: "wrong" })).kind).toBe("refused");
    expect((await signIn(visitor(), { login: "ghost", password: "wrong" })).kind).toBe("throttled");
  });

  it("lets a device in that has signed in before, whatever others guess, and counts its guesses apart", async () => {
    const member = await members.add();
    const { device } = await enter(member.username);
    await signIn(visitor(), { login: member.username, password: "wrong" });
    await guessedBefore("account", 10);
    expect((await signIn(visitor(), { login: member.username, password: PASSWORD })).kind).toBe("throttled");
    await enter(member.username, PASSWORD, device);
    const forged = device.replace(/\.\d+\./, `.${member.id}-1.`);
    expect((await signIn(visitor(), { login: member.username, password: PASSWORD, device: forged })).kind).toBe(
      "throttled",
    );
    const another = await members.add();
    await signIn(visitor(), { login: another.email, password: "wrong" });
    await guessedBefore("account", 10);
    expect((await signIn(visitor(), { login: another.email, password: PASSWORD, device })).kind).toBe("throttled");
    await guessedBefore("device", 9);
    const wrong = { login: member.username, password: "wrong", device };
    expect((await signIn(visitor(), wrong)).kind).toBe("refused");
    expect((await signIn(visitor(), wrong)).kind).toBe("throttled");
  });

  it("stops an address that tries many accounts", async () => {
    const caller = { ...anonymous, address: "198.51.100.7" };
    await signIn(caller, { login: "spray-1", password: "wrong" });
    await guessedBefore("address", 49);
    expect((await signIn(caller, { login: "spray-2", password: "wrong" })).kind).toBe("refused");
    expect((await signIn(caller, { login: "spray-3", password: "wrong" })).kind).toBe("throttled");
    expect((await signIn(visitor(), { login: "spray-3", password: "wrong" })).kind).toBe("refused");
  });
});
