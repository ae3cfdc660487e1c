import { PageHeader } from "@/components/frame/page-header";
import { Tabs } from "@/components/ui/tabs";

const tabs = [
  { href: "/account", label: "Profile" },
  { href: "/account/security", label: "Sign-in and devices" },
  { href: "/account/notifications", label: "Notifications" },
  { href: "/account/keys", label: "API keys" },
];

/** The same head for every page of the account. */
export function AccountHeader({ current }: { current: string }) {
  return (
    <PageHeader
      title="Account"
      breadcrumb={[{ label: "Account" }]}
      tabs={<Tabs label="Account" items={tabs.map((tab) => ({ ...tab, current: tab.href === current }))} />}
    />
  );
}
