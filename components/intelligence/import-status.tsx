import { StatusBadge } from "@/components/ui/badge";
import { importStatusWords } from "./import-words";

export function ImportStatusBadge({ status }: { status: string }) {
  const word = importStatusWords[status];
  return word ? <StatusBadge {...word} /> : null;
}
