import { isIP } from "node:net";
import { config } from "@/lib/kernel/config";

/** Who passkeys are for: the public address, to which the browser binds them. */
export function relyingParty() {
  const { hostname, origin } = new URL(config().authUrl);
  return { rpName: "SecureSphere", rpID: hostname, origin };
}

/** Browsers make passkeys for names alone, over HTTPS or on the machine itself. */
export function passkeysArePossible(): boolean {
  const { hostname, protocol } = new URL(config().authUrl);
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, "")) > 0;
  return !isAddress && (protocol === "https:" || hostname === "localhost" || hostname.endsWith(".localhost"));
}
