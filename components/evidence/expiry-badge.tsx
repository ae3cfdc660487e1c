import { expiryOf } from "@/lib/vault/expiry";
import { StatusBadge } from "../ui/badge";
import { dayInWords } from "../ui/day";

/** Says that a file has expired, or soon will; nothing while it is valid. */
export function ExpiryBadge({ expiresOn, plain }: { expiresOn: string | null | undefined; plain?: boolean }) {
  const expiry = expiryOf(expiresOn);
  if (expiry === "valid" || !expiresOn) return null;
  return expiry === "expired" ? (
    <StatusBadge tone="danger" icon="warning" label={`Expired ${dayInWords(expiresOn)}`} plain={plain} />
  ) : (
    <StatusBadge tone="warning" icon="hourglass" label={`Expires ${dayInWords(expiresOn)}`} plain={plain} />
  );
}
