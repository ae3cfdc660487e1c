"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Icon } from "@/components/ui/icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { endAllDevicesAction, endDeviceAction, endOtherDevicesAction } from "../actions";

export interface Device {
  id: number;
  name: string;
  ipAddress: string | null;
  createdAt: Date;
  seenAt: Date;
  isCurrent: boolean;
  /** By what it was signed in, beside a password. */
  factor: keyof typeof factorWords | null;
}

const factorWords = {
  app: "with an authenticator app",
  passkey: "with a passkey",
  recovery: "with a recovery code",
  provider: "by your organization",
};

/** Where one is signed in, with a way out of each and of all. */
export function Devices({ devices }: { devices: Device[] }) {
  const others = devices.filter((device) => !device.isCurrent).length;
  return (
    <Section
      title="Your devices"
      description="Where you are signed in. Sign out what you do not know, and change your password."
      card
      padded={false}
      actions={
        <>
          {others > 0 && (
            <ConfirmDialog
              trigger={<Button>Sign out others</Button>}
              title={others === 1 ? "Sign the other device out?" : `Sign ${others} other devices out?`}
              description="What was not saved there is lost."
              confirmLabel="Sign out others"
              onConfirm={async () => (await endOtherDevicesAction()) ?? void toast("Signed out everywhere else")}
            />
          )}
          <ConfirmDialog
            trigger={<Button>Sign out everywhere</Button>}
            title="Sign out everywhere, here too?"
            confirmLabel="Sign out everywhere"
            onConfirm={async () => await endAllDevicesAction()}
          />
        </>
      }
    >
      <ul className="divide-y divide-line">
        {devices.map((device) => (
          <DeviceLine key={device.id} device={device} />
        ))}
      </ul>
    </Section>
  );
}

function DeviceLine({ device }: { device: Device }) {
  const [pending, startTransition] = useTransition();
  const end = () =>
    startTransition(async () => {
      const problem = await endDeviceAction(device.id);
      toast(problem ?? `${device.name} is signed out`);
    });
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon name="devices" className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device.name}
          {device.isCurrent && <Badge tone="success">This device</Badge>}
        </p>
        <p className="text-sm text-muted">
          {device.ipAddress && <span className="font-mono">{device.ipAddress} · </span>}
          {device.isCurrent ? "active now" : <RelativeTime value={device.seenAt} />} · signed in{" "}
          <RelativeTime value={device.createdAt} format="date" />
          {device.factor && ` ${factorWords[device.factor]}`}
        </p>
      </div>
      {!device.isCurrent && (
        <Button size="sm" pending={pending} onClick={end}>
          Sign out<span className="sr-only"> {device.name}</span>
        </Button>
      )}
    </li>
  );
}
