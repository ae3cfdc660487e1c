import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page } from "@/components/frame/page-header";
import { Section } from "@/components/ui/card";
import { listDevices } from "@/lib/identity/list-devices";
import { AccountHeader } from "../_components/account-header";
import { describeAgent } from "./describe-agent";
import { Devices } from "./_components/devices";
import { PasswordForm } from "./_components/password-form";

export const metadata: Metadata = { title: "Password and devices" };

export default async function SecurityPage() {
  const devices = await load(listDevices, {});
  return (
    <Page width="narrow">
      <AccountHeader current="/account/security" />
      <Section title="Password" description="Changing it signs your other devices out." card>
        <PasswordForm />
      </Section>
      <Devices devices={devices.map((device) => ({ ...device, name: describeAgent(device.userAgent ?? "") }))} />
    </Page>
  );
}
