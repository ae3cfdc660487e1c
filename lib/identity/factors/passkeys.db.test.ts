import { beforeAll, describe, expect, it } from "vitest";
import { addSoftwarePasskey, beginToEnter, PASSKEY_HOME } from "@/e2e/support/factors";
import { enter, useMembers, visitor } from "@/e2e/support/members";
import { makePasskey } from "@/e2e/support/software-passkey";
import { anonymous, useWorld } from "@/e2e/support/world";
import { config } from "@/lib/kernel/config";
import { getCurrentActor } from "../get-current-actor";
import { hashToken } from "../token";
import { addPasskey } from "./add-passkey";
import { beginPasskey } from "./begin-passkey";
import { finishSignIn } from "./finish-sign-in";
import { getProofMethods } from "./get-proof-methods";
import { listFactors } from "./list-factors";
import { provePerson } from "./prove-person";
import { removePasskey } from "./remove-passkey";
import { askForPasskey, signInWithPasskey } from "./sign-in-with-passkey";

const world = useWorld();
const members = useMembers(world);
beforeAll(() => {
  config().authUrl = PASSKEY_HOME.origin;
});

async function withPasskey() {
  const member = await members.add();
  const { caller } = await enter(member.username);
  return { member, caller, passkey: await addSoftwarePasskey(caller) };
}
const alone = (answer: unknown) => signInWithPasskey(visitor(), { passkey: answer as never });

describe("a passkey", () => {
  it("signs in by itself, where its device has recognized its person", async () => {
    const { member, passkey } = await withPasskey();
    expect(passkey.recoveryCodes).toHaveLength(10);
    const entered = await alone(passkey.answer(await askForPasskey(anonymous, {})));
    if (entered.kind !== "signed-in") throw new Error(entered.kind);
    const caller = { ...anonymous, credential: { kind: "session" as const, hash: hashToken(entered.token) } };
    expect(await getCurrentActor(caller, {})).toMatchObject({ userId: member.id });
    const unrecognized = passkey.answer(await askForPasskey(anonymous, {}), { verified: false });
    expect(await alone(unrecognized)).toEqual({ kind: "refused" });
  });

  it("is a second factor, for the sign-in that asked for it alone", async () => {
    const { member, passkey } = await withPasskey();
    const [one, two] = [await beginToEnter(member.username), await beginToEnter(member.username)];
    expect(one.asked).toMatchObject({ app: false, passkey: true });
    expect(one.asked.request!.allowCredentials).toMatchObject([{ id: passkey.id }]);
    const answer = passkey.answer(one.asked.request!, { verified: false });
    expect(await finishSignIn(visitor(), { pending: two.pending, passkey: answer })).toEqual({ kind: "refused" });
    expect(await finishSignIn(visitor(), { pending: one.pending, passkey: answer })).toMatchObject({
      kind: "signed-in",
    });
  });

  it("answers once: a replay is refused, though twenty come at the same time", async () => {
    const { passkey } = await withPasskey();
    const answer = passkey.answer(await askForPasskey(anonymous, {}));
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => alone(answer)));
    expect(outcomes.filter(({ kind }) => kind === "signed-in")).toHaveLength(1);
    expect((await alone(answer)).kind).toBe("refused");
  });

  it("is bound to our address, to what was asked, and to its key", async () => {
    const { passkey, caller, member } = await withPasskey();
    const ask = () => askForPasskey(anonymous, {});
    for (const deed of [
      { origin: "https://evil.test" },
      { origin: "https://securesphere.test.evil.test" },
      { origin: "http://securesphere.test" },
      { rpID: "evil.test" },
      { counter: 0 },
    ]) {
      expect(await alone(passkey.answer(await ask(), deed)), JSON.stringify(deed)).toEqual({ kind: "refused" });
    }
    expect((await alone(passkey.answer({ challenge: Buffer.from("made up").toString("base64url") }))).kind).toBe(
      "refused",
    );
    const { request } = await getProofMethods(caller, {});
    expect((await alone(passkey.answer(request!))).kind).toBe("refused"); // asked for something else
    const forged = { ...makePasskey(PASSKEY_HOME).answer(await ask()), id: passkey.id, rawId: passkey.id };
    expect((await alone(forged)).kind).toBe("refused");
    expect((await alone(makePasskey(PASSKEY_HOME).answer(await ask()))).kind).toBe("refused");
    await world.sql("update users set is_active = false where id = $1", [member.id]);
    expect((await alone(passkey.answer(await ask()))).kind).toBe("refused");
  });

  it("of somebody else is no second factor", async () => {
    const [one, other] = [await withPasskey(), await withPasskey()];
    const { pending, asked } = await beginToEnter(one.member.username);
    expect(await finishSignIn(visitor(), { pending, passkey: other.passkey.answer(asked.request!) })).toEqual({
      kind: "refused",
    });
  });
});

describe("adding a passkey", () => {
  it("takes what the browser made for this session and this address, once", async () => {
    const { caller } = await enter((await members.add()).username);
    const passkey = makePasskey(PASSKEY_HOME);
    const asked = await beginPasskey(caller, {});
    for (const response of [
      passkey.register(asked, { origin: "https://evil.test" }),
      passkey.register(asked, { rpID: "evil.test" }),
      passkey.register(await beginPasskey(world.client.caller, {})),
      passkey.register({ challenge: "AAAA" }),
    ]) {
      await expect(addPasskey(caller, { name: "", response })).rejects.toMatchObject({ code: "invalid" });
    }
    const response = passkey.register(asked);
    await addPasskey(caller, { name: "Key", response });
    await expect(addPasskey(caller, { name: "Key", response })).rejects.toMatchObject({ code: "invalid" });
    expect((await listFactors(caller, {})).passkeys).toMatchObject([{ name: "Key" }]);
    await expect(beginPasskey(anonymous, {})).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is not possible for an address without a name", async () => {
    config().authUrl = "http://127.0.0.1:3000";
    await expect(beginPasskey(world.client.caller, {})).rejects.toMatchObject({ code: "conflict" });
    config().authUrl = PASSKEY_HOME.origin;
  });
});

it("a passkey shows once more who acts, and is its person's to give up", async () => {
  const { caller, passkey } = await withPasskey();
  await world.sql("update sessions set proven_at = now() - interval '1 hour'");
  const { id } = (await listFactors(caller, {})).passkeys[0]!;
  await expect(removePasskey(caller, { passkeyId: id })).rejects.toMatchObject({ code: "reauthentication_required" });
  const { request } = await getProofMethods(caller, {});
  await provePerson(caller, { passkey: passkey.answer(request!) });
  await expect(removePasskey(world.client.caller, { passkeyId: id })).rejects.toMatchObject({ code: "not_found" });
  await removePasskey(caller, { passkeyId: id });
  expect(await listFactors(caller, {})).toMatchObject({ passkeys: [], recoveryCodes: 0 });
});
