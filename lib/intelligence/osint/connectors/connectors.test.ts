import { afterEach, describe, expect, it } from "vitest";
import { intelowlAnalysis, openctiSearch, spiderfootEvents, spiderfootScan } from "@/e2e/support/osint-exchanges";
import { replay, type Exchange } from "@/e2e/support/replay";
import { measures } from "@/lib/kernel/measure";
import { readSpiderfootFile } from "../read-spiderfoot-file";
import { ConnectorFailed, type Connector, type ConnectorSettings } from "./connector";
import { answerDigest } from "./digest";
import { intelowl } from "./intelowl";
import { opencti } from "./opencti";
import { spiderfoot } from "./spiderfoot";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const service of open.splice(0)) await service.close();
});

async function serve(exchanges: Exchange[], more: Partial<ConnectorSettings> = {}) {
  const service = await replay(exchanges);
  open.push(service);
  const said: string[] = [];
  const heard = new Map<number, () => void>();
  const settings: ConnectorSettings = {
    ...{ baseUrl: `${service.url}/`, credential: "secret", timeoutMs: 20_000, pauseMs: 1 },
    ...{ say: (step: string) => heard.get(said.push(step))?.(), privateHosts: ["127.0.0.1"] },
    ...more,
  };
  const ask = (
    connector: Connector,
    query: string,
    type: Parameters<Connector["search"]>[1],
    signal = new AbortController().signal,
  ) => connector.search(query, type, settings, signal);
  const whenSaid = (count: number, then: () => void) => void heard.set(count, then);
  return { ...service, ask, said, whenSaid };
}

describe("SpiderFoot", () => {
  it("is asked for a passive scan, waited for and read", async () => {
    const service = await serve(spiderfootScan);
    const found = await service.ask(spiderfoot, "example.com", "domain");
    expect(service.left).toEqual([]);
    expect(Object.fromEntries(new URLSearchParams(service.received[0]!.body))).toMatchObject({
      ...{ scantarget: "example.com", usecase: "Passive", modulelist: "", typelist: "" },
    });
    expect(found).toMatchObject({ riskScore: 80, sourcesSearched: 3, remarks: ["Events that could not be read: 1."] });
    expect(found.results.map(({ kind, value }) => [kind, value])).toEqual([
      ["domain", "mail.example.com"],
      ["email", "owner@example.com"],
      ["url", "https://example.com/shop"],
      ["ip", "203.0.113.9"],
      [null, "nginx"],
    ]);
    expect(found.results[3]!.detail).toBe("203.0.113.9 [blocklist.example]; from example.com");
    expect(service.said).toEqual(["SpiderFoot: starting", "SpiderFoot: running"]);
  });

  it("is shown who asks where it wants a digest of the password, and never the password", async () => {
    const realm = 'Digest realm="127.0.0.1", nonce="1700:abc", algorithm="MD5", qop="auth"';
    const [start, ...rest] = spiderfootScan;
    const challenge: Exchange = { ask: "POST /startscan", status: 401, headers: { "www-authenticate": realm } };
    const looks = rest.flatMap((each): Exchange[] => [
      { ...each, status: 401, headers: { "www-authenticate": realm } },
      each,
    ]);
    const service = await serve([challenge, start!, ...looks], { credential: "analyst:pass:word" });
    await service.ask(spiderfoot, "example.com", "domain");
    const proofs = service.received.filter(({ authorization }) => authorization);
    expect(proofs).toHaveLength(5);
    expect(proofs[0]!.authorization).toMatch(
      /^Digest username="analyst", realm="127.0.0.1", .*uri="\/startscan".*qop=auth/,
    );
    expect(JSON.stringify(service.received)).not.toContain("pass:word");
    // The example of RFC 2617, section 3.5, without its client's nonce.
    const plain = 'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"';
    const mufasa = { user: "Mufasa", password: "Circle Of Life", method: "GET", path: "/dir/index.html" };
    expect(answerDigest(plain, mufasa)).toContain('response="670fd8c2df070c60b045671b8b24ff02"');
    expect(answerDigest('Basic realm="x"', mufasa)).toBeUndefined();
  });

  it("says why it did not start, and is told to stop when nobody waits any more", async () => {
    const refusing = await serve([{ ask: "POST /startscan", answer: ["ERROR", "Unrecognised target type."] }]);
    await expect(refusing.ask(spiderfoot, "?", "domain")).rejects.toThrow("did not start: Unrecognised target type.");
    const looks = Array.from({ length: 3 }, () => spiderfootScan[2]!);
    const running = await serve([spiderfootScan[0]!, ...looks, { ask: "GET /stopscan?id=5A1B2C3D", answer: '""' }]);
    const controller = new AbortController();
    running.whenSaid(3, () => controller.abort(new Error("cancelled")));
    const searching = running.ask(spiderfoot, "example.com", "domain", controller.signal);
    await expect(searching).rejects.toThrow("cancelled");
    expect(running.received.at(-1)!.path).toBe("/stopscan?id=5A1B2C3D");
  });

  it("may take so long and no longer", async () => {
    const service = await serve([{ ask: "POST /startscan", silent: true }], { timeoutMs: 50 });
    await expect(service.ask(spiderfoot, "example.com", "domain")).rejects.toThrow(
      "did not finish within 0.05 seconds",
    );
  });
});

describe("IntelOwl", () => {
  it("is asked for an analysis that stays private, and every analyzer's report is an entry", async () => {
    const service = await serve(intelowlAnalysis);
    const found = await service.ask(intelowl, "203.0.113.9", "ip");
    expect(service.left).toEqual([]);
    expect(service.received[0]).toMatchObject({ authorization: "Token secret" });
    expect(JSON.parse(service.received[0]!.body)).toMatchObject({ observable_classification: "ip", tlp: "AMBER" });
    expect(found).toMatchObject({ sourcesSearched: 2, remarks: ["Failed: Shodan_Honeyscore."] });
    expect(found.results).toMatchObject([
      {
        source: "Classic_DNS",
        kind: "ip",
        detail: "observable: 203.0.113.9",
        data: { resolutions: [{ data: "mail.example.com" }] },
      },
    ]);
  });

  it("waits where it is asked to, and gives up where the credential is refused", async () => {
    const busy = { ask: "POST /api/analyze_observable", status: 429, headers: { "retry-after": "0" } };
    const patient = await serve([busy, { ...busy, status: 503 }, ...intelowlAnalysis]);
    expect((await patient.ask(intelowl, "203.0.113.9", "ip")).results).toHaveLength(1);
    expect(patient.said[0]).toContain("asks to wait (429)");
    const refusing = await serve([{ ask: "POST /api/analyze_observable", status: 401 }]);
    await expect(refusing.ask(intelowl, "203.0.113.9", "ip")).rejects.toThrow("refuses the credential (401)");
    expect(refusing.received).toHaveLength(1);
  });

  it("is never asked twice to begin the same work when no answer came", async () => {
    const service = await serve([{ ask: "POST /api/analyze_observable", status: 0 }, ...intelowlAnalysis]);
    await expect(service.ask(intelowl, "203.0.113.9", "ip")).rejects.toThrow("cannot be reached");
    expect(service.received).toHaveLength(1);
  });
});

describe("OpenCTI", () => {
  it("is asked once for observables and indicators, again where it did not answer", async () => {
    const cut = [0, 502, 503].map((status) => ({ ask: "POST /graphql", status }));
    const service = await serve([...cut, ...openctiSearch]);
    const found = await service.ask(opencti, 'owner@"example.com', "email");
    expect(service.received).toHaveLength(4);
    expect(service.received[0]).toMatchObject({ authorization: "Bearer secret" });
    expect(JSON.parse(service.received[0]!.body)).toMatchObject({
      variables: { search: '"owner@example.com"', first: 100 },
    });
    expect(found).toMatchObject({ riskScore: 75, remarks: ["Further objects, left out: 2."] });
    expect(found.results).toMatchObject([
      { kind: "email", value: "owner@example.com", detail: "seen in a leak" },
      { kind: null, type: "Indicator", detail: "[email-addr:value = 'owner@example.com']" },
    ]);
  });

  it("gives up after four attempts, and passes on what it says is wrong", async () => {
    const away = await serve(Array.from({ length: 5 }, () => ({ ask: "POST /graphql", status: 503 })));
    await expect(away.ask(opencti, "x", "text")).rejects.toThrow("OpenCTI answered 503.");
    expect(away.received).toHaveLength(4);
    const wrong = await serve([{ ask: "POST /graphql", answer: { errors: [{ message: "You must be logged in" }] } }]);
    await expect(wrong.ask(opencti, "x", "text")).rejects.toThrow("OpenCTI refuses: You must be logged in");
    const page = await serve([{ ask: "POST /graphql", answer: "<html>" }]);
    await expect(page.ask(opencti, "x", "text")).rejects.toThrow(ConnectorFailed);
  });
});

describe("every connector", () => {
  it("goes to no private network that the operator did not name, and is measured", async () => {
    const service = await serve(openctiSearch, { privateHosts: [] });
    await expect(service.ask(opencti, "x", "text")).rejects.toThrow("OpenCTI cannot be reached");
    expect(service.received).toEqual([]);
    const { values } = await measures().outgoing.get();
    const outcomes = values.filter(({ labels }) => labels.service === "OpenCTI").map(({ labels }) => labels.outcome);
    expect(outcomes).toEqual(expect.arrayContaining(["2xx", "5xx", "unreachable"]));
  });
});

describe("a file of SpiderFoot", () => {
  const text = JSON.stringify(spiderfootEvents);
  async function* pieces(content: string, size: number) {
    const bytes = Buffer.from(content);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }

  it("is read as it comes, however it is cut", async () => {
    const whole = await readSpiderfootFile(pieces(text, text.length));
    expect(whole).toMatchObject({ records: 7, falsePositives: 1, leftOut: 0 });
    expect(whole.entries).toHaveLength(5);
    for (const size of [1, 2, 7, 64]) expect(await readSpiderfootFile(pieces(text, size))).toEqual(whole);
    expect(await readSpiderfootFile(pieces("\uFEFF [ ]\n", 1))).toMatchObject({ records: 0, entries: [] });
  });

  it("puts aside what it cannot read, with the reason, and goes on", async () => {
    const good = JSON.stringify(spiderfootEvents[1]);
    const broken = `[${good}, {"data": 5, "event_type": "X"}, nonsense, "text \\" ] , {", 7, ${good}]`;
    const { entries, rejected } = await readSpiderfootFile(pieces(broken, 5));
    expect(entries).toHaveLength(2);
    expect(rejected.map(({ record, reason }) => [record, reason])).toEqual([
      [2, expect.stringContaining("data: ") as string],
      [3, "the record is not JSON"],
      [4, expect.stringContaining("the record: ") as string],
      [5, expect.stringContaining("the record: ") as string],
    ]);
    expect(rejected[1]!.raw).toBe("nonsense");
  });

  it("is refused when it is no list, or not all of it", async () => {
    await expect(readSpiderfootFile(pieces('{"a": 1}', 3))).rejects.toThrow("should be a list");
    await expect(readSpiderfootFile(pieces(text.slice(0, -5), 9))).rejects.toThrow("ends before its list does");
    await expect(readSpiderfootFile(pieces(`${text} x`, 9))).rejects.toThrow("after the end");
  });
});
