"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useSubmit } from "@/app/_forms/use-submit";
import { Drawer } from "@/components/frame/drawer";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { settingsInput } from "@/lib/backup/backup-input";
import { saveSettingsAction } from "../actions";
import type { Settings } from "./standing";

/** When backups are made, how long they are kept, and when to warn. */
export function BackupSettings(props: { open: boolean; settings: Settings; closeHref: string }) {
  return (
    <Drawer open={props.open} closeHref={props.closeHref} title="Settings of backups">
      <SettingsForm key={props.settings.version} {...props} />
    </Drawer>
  );
}

function SettingsForm({ settings, closeHref }: { settings: Settings; closeHref: string }) {
  const router = useRouter();
  const { enabled, schedule, keep_days, keep_weeks, keep_months, alarm_hours, version } = settings;
  const { register, submit, pending, errors, message } = useSubmit({
    schema: settingsInput,
    defaults: { enabled, schedule, keep_days, keep_weeks, keep_months, alarm_hours, version },
    send: saveSettingsAction,
    onDone: () => {
      toast("Settings saved");
      router.push(closeHref, { scroll: false });
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError>{message}</FormError>
      <Checkbox label="Make backups by themselves" {...register("enabled")} />
      <Field
        label="Schedule"
        hint="As cron has it, in UTC: minute, hour, day, month, weekday. “0 2 * * *” is every night at two."
        error={errors.schedule}
        required
      >
        <Input maxLength={100} autoComplete="off" className="font-mono" {...register("schedule")} />
      </Field>
      <Field
        label="Keep the last of each day for … days"
        hint="What was erased on purpose stays in backups for as long as they are kept."
        error={errors.keep_days}
        required
      >
        <Input inputMode="numeric" {...register("keep_days")} />
      </Field>
      <Field label="and of each week for … weeks" error={errors.keep_weeks} required>
        <Input inputMode="numeric" {...register("keep_weeks")} />
      </Field>
      <Field label="and of each month for … months" error={errors.keep_months} required>
        <Input inputMode="numeric" {...register("keep_months")} />
      </Field>
      <Field
        label="Warn when the last good backup is older than … hours"
        hint="Superusers are told once a day."
        error={errors.alarm_hours}
        required
      >
        <Input inputMode="numeric" {...register("alarm_hours")} />
      </Field>
      <p className="text-sm text-muted">
        They go to <span className="break-all text-ink">{settings.target}</span>. Where to, and with which key, is
        decided where the server is started (BACKUP_URL, SECURESPHERE_ENCRYPTION_KEYS): no session may send backups
        elsewhere.
      </p>
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Save settings
        </Button>
      </div>
    </form>
  );
}
