import { z } from "zod";
import { readAlarmSettings } from "@/db/queries/health/alarm-settings";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

type Kind = "plain" | "secret" | "address";

/** What can be set, by what it is about; the standard is said where the environment does not set it. */
const groups: { title: string; settings: [name: string, meaning: string, standard: string, kind?: Kind][] }[] = [
  {
    title: "Service",
    settings: [
      ["AUTH_URL", "Public address", "the local address"],
      ["TRUSTED_PROXIES", "Proxies whose X-Forwarded-For is believed", "none"],
      ["SSO_PRIVATE_HOSTS", "Hosts of single sign-on that may be in a private network", "none"],
      ["OSINT_PRIVATE_HOSTS", "Hosts of OSINT connectors that may be in a private network", "none"],
      ["SECURESPHERE_LOG", "How the log is written", "text"],
      ["OTEL_EXPORTER_OTLP_ENDPOINT", "Where traces go", "none are kept", "address"],
      ["METRICS_TOKEN", "Opens /api/metrics", "none: keys only", "secret"],
      ["AUTH_SECRET", "Signs sessions", "", "secret"],
      ["SECURESPHERE_ENCRYPTION_KEYS", "Encrypts files", "", "secret"],
    ],
  },
  {
    title: "Database",
    settings: [
      ["DATABASE_URL", "The owner's connection", "the embedded one", "address"],
      ["DATABASE_APP_URL", "The server's connection", "", "address"],
      ["DATABASE_POOL_SIZE", "Most connections of a process", "16"],
      ["DATABASE_POOL_WAIT_MS", "Wait for a connection before 503", "5000"],
      ["DATABASE_QUERY_TIMEOUT_MS", "Silence after which a connection is dropped", "35000"],
      ["DATABASE_STATEMENT_TIMEOUT_MS", "Longest statement", "30000"],
      ["DATABASE_LOCK_TIMEOUT_MS", "Longest wait for a lock", "10000"],
      ["DATABASE_IDLE_TIMEOUT_MS", "Longest rest within a transaction", "30000"],
      ["DATABASE_PREPARE", "Named prepared statements", "on"],
    ],
  },
  {
    title: "Limits",
    settings: [
      ["API_CALLS_PER_MINUTE", "Calls of a key or session", "6000"],
      ["API_ADDRESS_CALLS_PER_MINUTE", "Calls of an address", "12000"],
      ["NOTIFICATION_STREAMS", "Open streams of a process", "2000"],
      ["VAULT_MAX_FILE_BYTES", "Largest evidence file", "52428800"],
    ],
  },
  {
    title: "Files and mail",
    settings: [
      ["STORAGE_URL", "Where evidence is kept", "in the data directory", "address"],
      ["CLAMD_URL", "The malware scanner that reads uploads", "none: files are not scanned"],
      ["BACKUP_URL", "Where backups go", "in the data directory", "address"],
      ["SECURESPHERE_WITNESS_DIR", "Where the seal's checkpoints are kept as well", "in the data directory"],
      ["SECURESPHERE_ARCHIVE_DIR", "Where archived months of the trail are kept", "in the data directory"],
      ["SECURESPHERE_AUDIT_MONTHS", "Months the trail stays in the database besides the current one", "all"],
      ["SECURESPHERE_ROUND_DAYS", "Days after their close until rounds are archived", "all stay"],
      ["SMTP_URL", "Outgoing mail", "none: mails stay in the outbox", "address"],
      ["SECURESPHERE_BROWSER", "Prints reports", "where it usually is"],
    ],
  },
];

/**
 * How this process is configured, and what raises an alarm. Secrets are said to be set, addresses shown without their
 * password.
 */
export const getSettings = query({
  action: "health.settings.get",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async ({ tx }) => ({
    alarms: await readAlarmSettings(tx),
    groups: groups.map(({ title, settings }) => ({
      title,
      settings: settings.map(([name, meaning, standard, kind = "plain"]) => {
        const given = process.env[name]?.trim();
        return { name, meaning, isSet: Boolean(given), value: given ? shown(given, kind) : standard };
      }),
    })),
  }),
});

function shown(value: string, kind: Kind): string {
  if (kind === "secret") return "set";
  if (kind === "plain") return value;
  if (!URL.canParse(value)) return "set";
  const { protocol, host, pathname } = new URL(value);
  return `${protocol}//${host}${pathname}`;
}
