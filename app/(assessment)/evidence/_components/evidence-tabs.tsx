import { Tabs } from "@/components/ui/tabs";

/** The two views of evidence: what there is, and what is wanted. */
export function EvidenceTabs({ current }: { current: "library" | "requests" }) {
  return (
    <Tabs
      label="Evidence"
      items={[
        { href: "/evidence", label: "Library", current: current === "library" },
        { href: "/evidence/requests", label: "Requests", current: current === "requests" },
      ]}
    />
  );
}
