import { describe, expect, it } from "vitest";

import { clientAddress, trustList } from "./client-address";

const isTrusted = trustList(["10.0.0.0/8", "2001:db8::1"]);

describe("clientAddress", () => {
  it.each([
    ["a direct client's own header means nothing", "203.0.113.5", "1.1.1.1", "203.0.113.5"],
    ["a trusted proxy names the client", "10.0.0.1", "203.0.113.5", "203.0.113.5"],
    ["proxies in a row are passed over", "::ffff:10.0.0.1", "203.0.113.5, 10.2.3.4", "203.0.113.5"],
    ["what the client wrote before them is not believed", "10.0.0.1", "1.1.1.1, 203.0.113.5", "203.0.113.5"],
    ["nonsense ends the chain", "10.0.0.1", "1.1.1.1, x, 10.0.0.2", "10.0.0.2"],
    ["IPv6 works the same", "2001:db8::1", "2001:db8::99", "2001:db8::99"],
    ["no header, the peer", "10.0.0.1", undefined, "10.0.0.1"],
  ])("%s", (_, peer, header, expected) => {
    expect(clientAddress(peer, header, isTrusted)).toBe(expected);
  });
});
