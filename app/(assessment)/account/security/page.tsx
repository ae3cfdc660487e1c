import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page } from "@/components/frame/page-header";
import { Section } from "@/components/ui/card";
import { listFactors } from "@/lib/identity/factors/list-factors";
import { listDevices } from "@/lib/identity/list-devices";
import { AccountHeader } from "../_components/account-header";
import { describeAgent } from "@/app/_shell/describe-agent";
import { Devices } from "./_components/devices";
import { Factors } from "./_components/factors";
import { PasswordForm } from "./_components/password-form";

export const metadata: Metadata = { title: "Sign-in and devices" };

export default async function SecurityPage() {
  const [devices, factors] = await Promise.all([load(listDevices, {}), load(listFactors, {})]);
  return (
    <Page width="narrow">
      <AccountHeader current="/account/security" />
      <Section title="Password" description="Changing it signs your other devices out." card>
        <PasswordForm />
      </Section>
      <Factors own={factors} />
      <Devices devices={devices.map((device) => ({ ...device, name: describeAgent(device.userAgent ?? "") }))} />
    </Page>
  );
}
