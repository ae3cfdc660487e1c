import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** What every scanner calls malware, so that scanners can be tried. In two parts, so that none takes this file for it. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** How it behaves: as it should, or in one of the ways in which scanners fail. */
export type Mood = "well" | "full" | "broken" | "dying" | "silent-at-the-end" | "vague";

/** A server on loopback that speaks clamd's protocol (`zPING`, `zINSTREAM`) and knows one signature. */
export async function startClamd() {
  const clamd = { mood: "well" as Mood, scans: 0, bytes: 0, sockets: new Set<Socket>(), whenPinged: async () => {} };
  const server = createServer((socket) => {
    clamd.sockets.add(socket);
    socket.on("error", () => {}).on("close", () => clamd.sockets.delete(socket));
    let waiting = Buffer.alloc(0);
    let content: Buffer[] | undefined;
    const say = (text: string) => socket.end(`${text}\0`);
    socket.on("data", (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      if (!content) {
        const end = waiting.indexOf(0);
        if (end < 0) return;
        const command = waiting.subarray(0, end).toString();
        waiting = waiting.subarray(end + 1);
        if (command === "zPING") {
          const pong = () => say(clamd.mood === "well" ? "PONG" : "ERROR");
          return void clamd.whenPinged().then(pong, pong);
        }
        if (command !== "zINSTREAM") return say("UNKNOWN COMMAND");
        content = [];
      }
      if (clamd.mood === "dying" && waiting.length > 0) return socket.destroy();
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE();
        if (length === 0) return finish(Buffer.concat(content));
        if (clamd.mood === "full") return say("INSTREAM size limit exceeded. ERROR");
        if (waiting.length < 4 + length) return;
        content.push(waiting.subarray(4, 4 + length));
        waiting = waiting.subarray(4 + length);
      }
    });
    const finish = (whole: Buffer) => {
      clamd.scans += 1;
      clamd.bytes = whole.length;
      if (clamd.mood === "silent-at-the-end") return socket.end();
      if (clamd.mood === "broken") return say("stream: Can't allocate memory ERROR");
      if (clamd.mood === "vague") return say("stream: OK but not quite");
      say(whole.includes(EICAR) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
    };
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(clamd, {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of clamd.sockets) socket.destroy();
      }),
  });
}
