import { expect, it } from "vitest";
import { addressProblem } from "./guarded-fetch";

const problemOf = (address: string, privateHosts: string[] = []) =>
  addressProblem(address, { privateHosts, setting: "PRIVATE_HOSTS" });

it.each([
  ...[
    "10.0.0.1",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "0.0.0.0",
  ],
  ...[
    "[::1]",
    "[::]",
    "[::ffff:10.0.0.1]",
    "[::ffff:0:10.0.0.1]",
    "[::ffff:808:808]",
    "[64:ff9b::a00:1]",
    "[64:ff9b:1::a00:1]",
    "[2002:a00:1::]",
  ],
  ...[
    "[2001:0:a00:1::1]",
    "[2001:db8::1]",
    "[fc00::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[100::1]",
    "localhost",
  ],
])("an address in no public network is told from its own writing: %s", (host) => {
  expect(problemOf(`https://${host}/`)).toBe("is in a private network: name its host in PRIVATE_HOSTS");
});

it.each(["https://8.8.8.8/", "https://[2606:4700::1111]/", "https://[2001:4860:4860::8888]/", "https://example.com/"])(
  "a public one has no problem: %s",
  (address) => {
    expect(problemOf(address)).toBeUndefined();
  },
);

it("goes over TLS but to a named loopback, and has no credential in it", () => {
  expect(problemOf("http://example.com/")).toBe("should begin with https://");
  expect(problemOf("http://127.0.0.1:9/")).toBe("should begin with https://");
  expect(problemOf("http://127.0.0.1:9/", ["127.0.0.1"])).toBeUndefined();
  expect(problemOf("https://10.0.0.1/", ["10.0.0.1"])).toBeUndefined();
  expect(problemOf("https://user:secret@example.com/")).toContain("should have no user name");
});
