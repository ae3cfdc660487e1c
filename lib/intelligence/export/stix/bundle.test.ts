import { describe, expect, it } from "vitest";
import { toIdentifierCsv } from "../csv";
import { markings, type Exported, type ExportedIdentifier } from "../exported";
import { mispType, toMisp } from "../misp";
import { toStix } from "./bundle";
import { checkBundle } from "./check-bundle";
import { canonicalJson, observableId } from "./ids";
import type { StixObject } from "./object";

const day = (n: number) => new Date(Date.UTC(2026, 0, n, 12, 0, 0, 7));
let nextId = 1;
const identifier = (kind: string, normalized: string, more: Partial<ExportedIdentifier> = {}): ExportedIdentifier => ({
  ...{ id: nextId++, kind, value: normalized, normalized, detail: null, isValid: true, verifiedAt: null },
  ...{ firstSeen: day(1), lastSeen: day(2), occurrences: 3, createdAt: day(1) },
  ...more,
});
const identifiers = [
  identifier("email", "john@example.com"),
  identifier("ip", "198.51.100.3"),
  identifier("ip", "2001:db8::1"),
  identifier("domain", "example.com"),
  identifier("url", "https://example.com/research/index.html"),
  identifier("hash", "a".repeat(64), { detail: "sha256" }),
  identifier("hash", "b".repeat(32), { detail: "md5" }),
  identifier("phone", "+4915112345678"),
  identifier("wallet", "bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh", { detail: "BTC" }),
  identifier("iban", "DE89370400440532013000"),
  identifier("handle", "@night_owl"),
  identifier("name", "Jane Doe"),
  identifier("organization", "Night Owl Ltd"),
  identifier("location", "Riverside"),
  identifier("iban", "DE00370400440532013000", { isValid: false }),
];
const exported = (more: Partial<Exported> = {}): Exported => ({
  origin: "https://agency.test",
  agency: { id: 4, name: "Agency", createdAt: day(1) },
  marking: "amber+strict",
  frame: { kind: "case", id: 9, name: "C-2026-0001 Harbour", description: "", createdAt: day(3), updatedAt: day(5) },
  identifiers,
  subjects: [{ id: 5, platform: "telegram", platformUserId: "77", username: "owl", displayName: "Owl" }],
  contents: [
    {
      ...{ id: "12", platform: "telegram", source: "Market", platformContentId: "345", subjectId: 5 },
      ...{ text: "write to john@example.com", postedAt: day(1), createdAt: day(4) },
    },
    {
      ...{ id: "13", platform: "telegram", source: "Market", platformContentId: "346", subjectId: null },
      ...{ text: "", postedAt: null, createdAt: day(4) },
    },
  ],
  occurrences: [
    { identifierId: identifiers[0]!.id, contentId: "12" },
    { identifierId: identifiers[0]!.id, contentId: "13" },
  ],
  links: [{ identifierId: identifiers[1]!.id, confidence: 0.8, note: "same host", createdAt: day(4) }],
  ...more,
});

/*
 * Hand-written from the text of STIX 2.1, without the schemas that the exporter itself uses: required properties by type
 * (sections 4 to 6), ids (2.9), times (2.13), references (2.7), closed rules of observed data and markings (4.14, 7.2).
 */
const domain = ["created", "modified"];
const required: Record<string, string[]> = {
  identity: [...domain, "name"],
  grouping: [...domain, "context", "object_refs"],
  note: [...domain, "content", "object_refs"],
  "observed-data": [...domain, "first_observed", "last_observed", "number_observed", "object_refs"],
  relationship: [...domain, "relationship_type", "source_ref", "target_ref"],
  "extension-definition": [...domain, "created_by_ref", "name", "schema", "version", "extension_types"],
  "marking-definition": ["created"],
  "email-addr": ["value"],
  "ipv4-addr": ["value"],
  "ipv6-addr": ["value"],
  "domain-name": ["value"],
  url: ["value"],
  file: ["hashes"],
  "user-account": [],
  "bank-account": ["iban", "extensions"],
  "cryptocurrency-wallet": ["value", "extensions"],
  "phone-number": ["value", "extensions"],
  "place-name": ["value", "extensions"],
};
const UUID = /^[a-z][a-z0-9-]+[a-z0-9]--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function brokenRules(bundle: { type: string; id: string; objects: StixObject[] }): string[] {
  const broken: string[] = [];
  const ids = new Map(bundle.objects.map((object) => [object.id, object]));
  if (bundle.type !== "bundle" || !UUID.test(bundle.id) || !bundle.id.startsWith("bundle--")) broken.push("bundle");
  if (ids.size !== bundle.objects.length) broken.push("an id stands twice");
  for (const object of bundle.objects) {
    const say = (what: string) => broken.push(`${object.type}: ${what}`);
    const needed = required[object.type];
    if (!needed) say("unknown type");
    for (const name of needed ?? []) if (object[name] === undefined) say(`${name} is missing`);
    if (object.spec_version !== "2.1") say("spec_version");
    if (!UUID.test(object.id) || !object.id.startsWith(`${object.type}--`)) say(`id ${object.id}`);
    if (!("created" in object) && object.id.split("--")[1]?.[14] !== "5") say("an observable's id is no UUIDv5");
    for (const [name, value] of Object.entries(object)) {
      if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) say(`${name} is empty`);
      if (/^(created|modified|.*_observed)$/.test(name) && name !== "number_observed")
        if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value))) say(`${name} is no time`);
      if (/_refs?$/.test(name)) for (const id of [value].flat()) if (!ids.has(String(id))) say(`${name} leads nowhere`);
    }
    if (String(object.modified ?? "") < String(object.modified ? object.created : "")) say("modified before created");
    const extensions = (object.extensions ?? {}) as Record<string, { extension_type?: string }>;
    for (const [id, { extension_type }] of Object.entries(extensions)) {
      if (extension_type === "new-sco" && !ids.has(id)) say("its extension is not defined");
      if (!extension_type) say("an extension without a type");
    }
    if (object.type === "observed-data") {
      if (String(object.last_observed) < String(object.first_observed)) say("times");
      for (const id of object.object_refs as string[])
        if (/^(identity|grouping|note|observed-data|extension-definition|marking-definition)--/.test(id))
          say("refers to no observable");
    }
    if (object.type === "relationship")
      for (const end of [object.source_ref, object.target_ref])
        if (/^(relationship|sighting|bundle|marking-definition)--/.test(String(end)))
          say("ends at what has no relationships");
  }
  return broken;
}

describe("a STIX bundle", () => {
  it("keeps the rules of STIX 2.1, whatever is in it and whatever marks it", () => {
    for (const marking of markings) expect(brokenRules(toStix(exported({ marking })))).toEqual([]);
    const nothing = { identifiers: [], subjects: [], contents: [], occurrences: [], links: [] };
    expect(brokenRules(toStix(exported(nothing)))).toEqual([]);
    const types = new Set(toStix(exported()).objects.map(({ type }) => type));
    expect([...types].sort()).toEqual(Object.keys(required).sort());
  });

  it("is told broken by these rules when it is", () => {
    const whole = toStix(exported());
    const spoil = (type: string, change: (object: StixObject) => void) => {
      const copy = structuredClone(whole);
      change(copy.objects.find((object) => object.type === type)!);
      return copy;
    };
    const spoilt = [
      spoil("note", (note) => delete note.object_refs),
      spoil("observed-data", (seen) => (seen.object_refs = [whole.objects.find(({ type }) => type === "note")!.id])),
      spoil("relationship", (relationship) => (relationship.target_ref = "url--c1477287-23ac-5971-a010-5c287877fa69")),
      spoil("identity", (identity) => (identity.created = "2026-01-01")),
      spoil("url", (url) => (url.id = "url-1")),
    ];
    for (const bundle of spoilt) {
      expect(brokenRules(bundle)).not.toEqual([]);
      expect(() => checkBundle(bundle)).toThrow();
    }
  });

  it("gives observables the ids that others give them", () => {
    const idsOf = (type: string) => toStix(exported()).objects.filter((object) => object.type === type);
    expect(idsOf("ipv4-addr")[0]!.id).toBe("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"); // the specification's own
    expect(idsOf("ipv6-addr")[0]!.id).toBe("ipv6-addr--6469e3a9-b053-5e34-a025-9396ae051d26");
    expect(idsOf("domain-name")[0]!.id).toBe("domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7");
  });

  it("is the same for the same records, and another for others or elsewhere", () => {
    const text = JSON.stringify(toStix(exported()));
    expect(JSON.stringify(toStix(exported()))).toBe(text);
    expect(toStix(exported({ contents: [] })).id).not.toBe(toStix(exported()).id);
    const elsewhere = toStix(exported({ origin: "https://other.test" })).objects;
    const own = new Set(toStix(exported()).objects.map(({ id }) => id));
    const shared = elsewhere.filter(({ id }) => own.has(id)).map(({ type }) => type);
    expect(shared).toContain("email-addr");
    expect(shared).not.toContain("grouping");
    expect(shared).not.toContain("note");
  });

  it("marks what it says, says who wrote what, and leaves out what failed its check", () => {
    const { objects } = toStix(exported());
    const [marking] = objects;
    expect(marking).toMatchObject({ name: "TLP:AMBER+STRICT" });
    for (const object of objects)
      if (!["marking-definition", "extension-definition"].includes(object.type) && object.name !== "SecureSphere")
        expect(object.object_marking_refs).toEqual([marking!.id]);
    const relationships = objects.filter(({ type }) => type === "relationship");
    expect(relationships).toMatchObject([
      {
        relationship_type: "related-to",
        source_ref: expect.stringMatching(/^user-account--/),
        target_ref: expect.stringMatching(/^email-addr--/),
      },
    ]);
    expect(JSON.stringify(objects)).not.toContain("DE00370400440532013000");
    const link = objects.find((object) => object.confidence !== undefined);
    expect(link).toMatchObject({ confidence: 80, content: "same host" });
  });

  it("writes JSON for ids as RFC 8785 does", () => {
    expect(canonicalJson({ b: ["x", { d: 1, c: "ä\n" }], a: undefined, A: null })).toBe(
      '{"A":null,"b":["x",{"c":"ä\\n","d":1}]}',
    );
    expect(observableId("x", { a: "1", b: "2" })).toBe(observableId("x", { b: "2", a: "1" }));
  });
});

describe("an event of MISP", () => {
  /** What MISP's describeTypes allows together, of the types that are written here. */
  const allowed: Record<string, string[]> = {
    btc: ["Financial fraud"],
    dash: ["Financial fraud"],
    domain: ["Payload delivery", "Network activity", "External analysis"],
    email: ["Payload delivery", "Network activity", "Attribution", "Social network", "Person"],
    "full-name": ["Person"],
    iban: ["Financial fraud"],
    "ip-dst": ["Payload delivery", "Network activity", "External analysis"],
    md5: ["Payload delivery", "Artifacts dropped", "Payload installation", "External analysis"],
    other: ["Financial fraud", "Social network", "Person", "Other", "Attribution"],
    "phone-number": ["Financial fraud", "Person", "Other"],
    sha256: ["Payload delivery", "Artifacts dropped", "Payload installation", "External analysis"],
    text: ["Financial fraud", "Social network", "Person", "Other", "Attribution"],
    url: ["Payload delivery", "Network activity", "External analysis"],
    xmr: ["Financial fraud"],
  };

  it("has attributes of types and categories that MISP takes, with ids of their own", () => {
    const { Event } = toMisp(exported());
    for (const { type, category, value } of Event.Attribute) {
      expect(allowed[type], type).toContain(category);
      expect(value).not.toBe("");
    }
    expect(new Set(Event.Attribute.map(({ uuid }) => uuid)).size).toBe(Event.Attribute.length);
    expect(Event).toMatchObject({ published: false, distribution: "0", Tag: [{ name: "tlp:amber+strict" }] });
    expect(Event.Attribute.some(({ to_ids }) => to_ids)).toBe(false);
    expect(toMisp(exported())).toEqual(toMisp(exported()));
    expect(mispType({ kind: "wallet", normalized: "0xabc", detail: "ETH" })).toEqual({
      type: "other",
      category: "Financial fraud",
    });
  });
});

describe("a table of identifiers", () => {
  it("has every identifier with its marking, and no formula", () => {
    const rows = toIdentifierCsv(exported()).split("\r\n");
    expect(rows).toHaveLength(identifiers.length + 2);
    expect(rows[0]).toContain("marking,kind,value");
    expect(rows.find((row) => row.includes("phone"))).toContain("TLP:AMBER+STRICT,phone,'+4915112345678");
    expect(rows.find((row) => row.includes("night_owl"))).toContain("'@night_owl");
    expect(rows.find((row) => row.includes("198.51.100.3"))).toContain("0.8,same host");
  });
});
