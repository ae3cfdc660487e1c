import type { Exchange } from "./replay";

/*
 * What SpiderFoot 4.0, IntelOwl 6 and OpenCTI 6 answer. Written after the source code of these projects and of their own
 * clients: the forms are theirs, the values are made up, and no running instance was recorded.
 */

const event = (event_type: string, data: string, more: object = {}) => ({
  ...{ data, event_type, module: "sfp_dnsresolve", source_data: "example.com", false_positive: 0 },
  ...{ last_seen: "2026-01-05 10:00:00", scan_name: "a scan", scan_target: "example.com" },
  ...more,
});

export const spiderfootEvents = [
  event("INTERNET_NAME", "mail.example.com"),
  event("EMAILADDR", "owner@example.com", { module: "sfp_whois" }),
  event("LINKED_URL_EXTERNAL", "<SFURL>https://example.com/shop</SFURL>"),
  event("MALICIOUS_IPADDR", "203.0.113.9 [blocklist.example]", { module: "sfp_blocklist" }),
  event("EMAILADDR", "nobody@example.com", { false_positive: 1 }),
  event("WEBSERVER_BANNER", "nginx"),
  { event_type: "EMAILADDR" },
];

const scan = (state: string, high = 0) => [
  ...["a scan", "example.com", "2026-01-05 09:59:00", "2026-01-05 09:59:01", "2026-01-05 10:00:00", state],
  { HIGH: high, MEDIUM: 1, LOW: 0, INFO: 4 },
];

export const spiderfootScan: Exchange[] = [
  { ask: "POST /startscan", answer: ["SUCCESS", "5A1B2C3D"] },
  { ask: "GET /scanstatus?id=5A1B2C3D", answer: scan("STARTING") },
  { ask: "GET /scanstatus?id=5A1B2C3D", answer: scan("RUNNING") },
  { ask: "GET /scanstatus?id=5A1B2C3D", answer: scan("FINISHED", 1) },
  { ask: "GET /scanexportjsonmulti?ids=5A1B2C3D", answer: spiderfootEvents },
];

export const intelowlAnalysis: Exchange[] = [
  {
    ask: "POST /api/analyze_observable",
    answer: { status: "accepted", job_id: 7, warnings: [], analyzers_running: ["Classic_DNS", "Shodan_Honeyscore"] },
  },
  { ask: "GET /api/jobs/7", answer: { id: 7, status: "running", analyzer_reports: [] } },
  {
    ask: "GET /api/jobs/7",
    answer: {
      id: 7,
      status: "reported_with_fails",
      observable_name: "203.0.113.9",
      observable_classification: "ip",
      analyzer_reports: [
        {
          name: "Classic_DNS",
          status: "SUCCESS",
          errors: [],
          end_time: "2026-01-05T10:00:00Z",
          report: { observable: "203.0.113.9", resolutions: [{ data: "mail.example.com" }] },
        },
        { name: "Shodan_Honeyscore", status: "FAILED", errors: ["no key"], report: {} },
      ],
    },
  },
];

export const openctiSearch: Exchange[] = [
  {
    ask: "POST /graphql",
    answer: {
      data: {
        stixCyberObservables: {
          edges: [
            {
              node: {
                id: "a2f0e0b8-0000-4000-8000-000000000001",
                entity_type: "Email-Addr",
                observable_value: "owner@example.com",
                created_at: "2026-01-01T00:00:00.000Z",
                updated_at: "2026-01-02T00:00:00.000Z",
                x_opencti_score: 60,
                x_opencti_description: "seen in a leak",
              },
            },
          ],
          pageInfo: { globalCount: 1 },
        },
        indicators: {
          edges: [
            {
              node: {
                id: "a2f0e0b8-0000-4000-8000-000000000002",
                name: "owner@example.com",
                pattern: "[email-addr:value = 'owner@example.com']",
                valid_from: "2026-01-03T00:00:00.000Z",
                valid_until: null,
                x_opencti_score: 75,
                description: null,
              },
            },
          ],
          pageInfo: { globalCount: 3 },
        },
      },
    },
  },
];
