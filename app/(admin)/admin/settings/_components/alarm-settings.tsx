"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import type { z } from "zod";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { alarmSettingsInput } from "@/lib/health/alarm-input";
import { saveAlarmSettingsAction } from "../actions";

type Settings = z.output<typeof alarmSettingsInput>;

/** What raises an alarm. */
export function AlarmSettings(props: { open: boolean; settings: Settings }) {
  return (
    <Drawer open={props.open} closeHref="/admin/settings" title="Alarms">
      <AlarmForm key={props.settings.version} {...props} />
    </Drawer>
  );
}

function AlarmForm({ settings }: { settings: Settings }) {
  const router = useRouter();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: alarmSettingsInput,
    defaults: settings,
    send: saveAlarmSettingsAction,
    onDone: () => {
      toast("Settings saved");
      router.push("/admin/settings", { scroll: false });
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Field
        label="Database larger than … megabytes"
        hint="0: never. A gigabyte is 1000 megabytes."
        error={errors.database_megabytes}
        required
      >
        <Input inputMode="numeric" {...register("database_megabytes")} />
      </Field>
      <Field
        label="Nobody changed anything or signed in for … hours"
        hint="0: never."
        error={errors.inactivity_hours}
        required
      >
        <Input inputMode="numeric" {...register("inactivity_hours")} />
      </Field>
      <Field
        label="Oldest unsealed entry of the audit trail, in seconds"
        hint="From 5 to 3600. The trail is sealed about once a second."
        error={errors.sealing_seconds}
        required
      >
        <Input inputMode="numeric" {...register("sealing_seconds")} />
      </Field>
      <p className="text-sm text-muted">
        Superusers are told once, and again only after it was over. Late backups have a setting of their own, with the
        backups.
      </p>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save settings
        </Button>
      </div>
    </form>
  );
}
