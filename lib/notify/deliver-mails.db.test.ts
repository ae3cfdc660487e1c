import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useWorld } from "@/e2e/support/world";
import { inviteUser } from "@/lib/identity/invite-user";
import { deliverMails } from "./deliver-mails";
import { smtpTransport } from "./mailer";

const world = useWorld();

/** A mail server that keeps what it is given, and refuses who is called nobody. */
let server: Server;
const received: string[] = [];
beforeAll(async () => {
  server = createServer((socket) => {
    let message: string | undefined;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 test");
    let rest = "";
    socket.on("data", (chunk) => {
      const lines = (rest + String(chunk)).split("\r\n");
      rest = lines.pop()!;
      for (const line of lines) {
        if (message !== undefined) {
          if (line !== ".") message += `${line}\n`;
          else {
            received.push(message);
            message = undefined;
            say("250 taken");
          }
        } else if (/^(EHLO|HELO)/.test(line)) say("250 test");
        else if (/^RCPT TO:<nobody@/.test(line)) say("550 there is no such person");
        else if (line === "DATA") {
          message = "";
          say("354 go on");
        } else if (line === "QUIT") socket.end("221 bye\r\n");
        else say("250 fine");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => void server.close());

const transport = () =>
  smtpTransport(`smtp://127.0.0.1:${(server.address() as { port: number }).port}?from=sphere@example.test`);

async function queueInvitation(email: string) {
  await inviteUser(world.superuser.caller, { organizationId: world.acme, email, role: "client" });
  await world.sql("update emails set status = 'queued' where recipient = $1", [email]);
}

const mail = async (to: string) => (await world.sql("select * from emails where recipient = $1", [to]))[0]!;

describe("the outbox", () => {
  it("keeps mail when there is no mail server", async () => {
    await inviteUser(world.superuser.caller, {
      organizationId: world.acme,
      email: "kept@example.test",
      role: "client",
    });
    expect(await mail("kept@example.test")).toMatchObject({ status: "kept" });
  });

  it("sends what is queued once, and keeps no working link of it", async () => {
    await queueInvitation("ben@example.test");
    const [sent, again] = await Promise.all([deliverMails(transport()), deliverMails(transport())]);
    expect(sent + again).toBe(1);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatch(/^From: sphere@example\.test$/m);
    expect(received[0]!.replaceAll("=\n", "")).toMatch(/http:\/\/securesphere\.test\/invitation\/[\w-]{43}/);
    const row = await mail("ben@example.test");
    expect(row).toMatchObject({ status: "sent", attempts: 1, last_error: null });
    expect(row.body).toContain("/invitation/…");
  });

  it("tries again later what was refused, and gives up in the end", async () => {
    await queueInvitation("nobody@example.test");
    expect(await deliverMails(transport())).toBe(0);
    expect(await mail("nobody@example.test")).toMatchObject({ status: "queued", attempts: 1 });
    expect((await mail("nobody@example.test")).last_error).toContain("no such person");
    expect(await deliverMails(transport())).toBe(0);
    expect(await mail("nobody@example.test")).toMatchObject({ attempts: 1 });
    for (let attempt = 2; attempt <= 6; attempt += 1) {
      await world.sql("update emails set next_attempt_at = now() where recipient = 'nobody@example.test'");
      await deliverMails(transport());
    }
    expect(await mail("nobody@example.test")).toMatchObject({ status: "failed", attempts: 6 });
  });
});
