import { BlockList, isIP } from "node:net";

/** Makes a test for the addresses and CIDR ranges in TRUSTED_PROXIES. */
export function trustList(trusted: string[]): (address: string) => boolean {
  if (trusted.length === 0) return () => false;
  const list = new BlockList();
  for (const entry of trusted) {
    const [address, bits] = entry.split("/") as [string, string?];
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/**
 * Whose request this is: the peer, or, when the peer is a trusted proxy, the nearest address in X-Forwarded-For that is
 * not one. What stands left of that the client may have written itself.
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | undefined,
  isTrusted: (address: string) => boolean,
): string {
  let address = plain(peer);
  if (!forwardedFor || !isTrusted(address)) return address;
  for (const hop of forwardedFor.split(",").reverse()) {
    const candidate = plain(hop.trim());
    if (isIP(candidate) === 0) return address;
    address = candidate;
    if (!isTrusted(address)) return address;
  }
  return address;
}

/** An IPv4 client of an IPv6 socket shows as ::ffff:1.2.3.4. */
const plain = (address: string) =>
  address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
