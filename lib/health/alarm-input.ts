import { whole } from "@/lib/kernel/input";
import { z } from "zod";

/** What raises an alarm; `version` is that of the settings it was decided on. */
export const alarmSettingsInput = z.object({
  database_megabytes: whole(0, 2_000_000_000),
  inactivity_hours: whole(0, 2160),
  sealing_seconds: whole(5, 3600),
  version: whole(1, 2_147_483_647),
});
