import { Tabs } from "@/components/ui/tabs";

/** The views of evidence: what there is, what is wanted, and what agencies told. */
export function EvidenceTabs({ current }: { current: "library" | "requests" | "exposures" }) {
  return (
    <Tabs
      label="Evidence"
      items={[
        { href: "/evidence", label: "Library", current: current === "library" },
        { href: "/evidence/requests", label: "Requests", current: current === "requests" },
        { href: "/evidence/exposures", label: "Exposures", current: current === "exposures" },
      ]}
    />
  );
}
