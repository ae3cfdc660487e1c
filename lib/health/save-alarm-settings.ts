import { writeAlarmSettings } from "@/db/queries/health/alarm-settings";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { alarmSettingsInput } from "./alarm-input";
import { canSeeStatistics } from "./policy";

/**
 * Decides what raises an alarm. Not by API key: whoever has one must not silence the service.
 * @throws Fault stale_version when somebody else changed them meanwhile
 */
export const saveAlarmSettings = command({
  action: "health.alarms.save",
  input: alarmSettingsInput,
  allow: canSeeStatistics,
  run: async ({ tx }, settings) => {
    const version = await writeAlarmSettings(tx, settings);
    if (version === undefined)
      throw new Fault("stale_version", "Somebody else changed these settings meanwhile. Reload to see them.");
    return { version };
  },
});
