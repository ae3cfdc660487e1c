/** What teams of the demo write beside their answers, by dimension: where they are weak, on their way, and strong. */
export const demoComments: Record<string, [string, string, string]> = {
  "Build Pipeline": [
    "The release build still runs on one developer's workstation; moving it is planned for the next quarter.",
    "All services build in the shared pipeline since March. Two legacy jobs keep their own runners.",
    "Runners are rebuilt for every job and hold no credentials of their own. Provenance is attached to each image.",
  ],
  "Release and Deployment": [
    "Deployments are done by hand on Thursday evenings, following the checklist in the wiki.",
    "Deployment is one pipeline step, but a failed release is rolled back by hand. Last time that took 40 minutes.",
    "Canary first, then everything; the pipeline rolls back by itself on error rate. Exercised twice this quarter.",
  ],
  "Secrets and Configuration": [
    "Some passwords are still in environment files on the servers. We know which ones, the list is attached.",
    "New services read their secrets from the vault. The billing worker is the last one that does not.",
    "Short-lived credentials everywhere, issued per workload. The scanner blocks a push that contains a secret.",
  ],
  "Software Supply Chain": [
    "We update libraries when something breaks. Nobody has a full list of what is inside.",
    "An inventory is generated for every release; reviewing new dependencies depends on the reviewer of the day.",
    "Dependencies come through our proxy with a seven-day delay, are pinned by hash and checked on every build.",
  ],
  "Patch Management": [
    "Base images were last refreshed in spring.",
    "Critical fixes are in within two weeks; for the rest we have no agreed time.",
    "Fixes open their own merge request and most are merged the same day. The dashboard shows age by severity.",
  ],
  "Governance and Strategy": [
    "Security is discussed when a customer asks.",
    "There is a yearly plan with a budget; progress is looked at twice a year.",
    "Targets per product are part of the quarterly review with the management. Minutes attached.",
  ],
  "Education and Guidance": [
    "One general awareness course for the whole company, nothing for developers.",
    "Developers do a course in their first month. The wiki has guidelines for our two main languages.",
    "Training follows what reviews and incidents show. Last topic was object-level authorization, with our own code.",
  ],
  "Threat Modeling and Design": [
    "We talk about risks in design meetings, without writing them down.",
    "New features with personal data get a threat model; older parts have none yet.",
    "The model lives beside the code and is part of the definition of done. Fourteen findings became tests.",
  ],
  "Security Champions": [
    "Nobody has that role yet; Priya takes what comes up.",
    "One champion since January, with half a day a week. The others ask her in chat.",
    "Champions of all teams meet every second week and rotate yearly. They own the secure defaults.",
  ],
  "Process and Risk": [
    "Accepted risks are somewhere in tickets.",
    "A risk register exists and is reviewed every half year; not every entry has an owner.",
    "Each risk has an owner and an end date, and the release gate reads the register.",
  ],
  "Secure Coding": [
    "Reviews look at function first. We rely on experience.",
    "The review checklist has a security part, filled in for about two thirds of the changes.",
    "Secure defaults are in our framework, so that the easy way is the safe way. Rules catch the exceptions.",
  ],
  "Application Hardening": [
    "Headers are set in some services only.",
    "The baseline is applied by the gateway. Two services still answer past it.",
    "The baseline is tested on each deployment; a deviation fails it.",
  ],
  "Data Protection": [
    "We have no complete picture of where personal data is kept.",
    "Data is classified and encrypted at rest. Keys are rotated by hand once a year.",
    "Field-level encryption for diagnoses, rotation without downtime, and deletion proven by a monthly check.",
  ],
  "Infrastructure Hardening": [
    "Servers are set up by hand. They differ.",
    "Infrastructure is code; changes by hand happen in incidents and are not always carried back.",
    "Drift is detected hourly and undone. Nobody has standing access to production.",
  ],
  Logging: [
    "Logs are kept on each machine for two weeks.",
    "Logs are collected centrally. Which events must be there is not written down.",
    "Security events have a schema, and a test fails when one is missing or holds personal data.",
  ],
  "Monitoring and Alerting": [
    "We usually hear of problems from users.",
    "Alerts go to the on-call phone. About half of them are noise.",
    "Alerts have runbooks and are tuned after every shift; a drill in May found the intruder in 11 minutes.",
  ],
  "Asset Inventory": [
    "There is a spreadsheet of servers, not updated since the migration.",
    "The cloud inventory is automatic; devices in the clinics are listed by hand.",
    "Inventory, owner and exposure come from the platform; anything unknown is quarantined.",
  ],
  Metrics: [
    "We count open findings when someone asks.",
    "Three figures go into the monthly report: open criticals, age, and coverage of scans.",
    "The figures decide: two teams changed their plan this year because of them.",
  ],
  "Static Analysis": [
    "A developer runs the scanner before big releases.",
    "It runs on each merge request, findings are advisory.",
    "High findings block the merge. Our own rules cover the four patterns behind past incidents.",
  ],
  "Dynamic Testing": [
    "Not done so far.",
    "A baseline scan runs every night against staging, without signing in.",
    "Authenticated scans cover all roles, and the API definition is fuzzed on every build.",
  ],
  "Security Test Cases": [
    "Our tests cover what should work, not what should be refused.",
    "Sign-in and permissions have negative tests in the newer services.",
    "Every endpoint is tried by the wrong role and the wrong tenant, generated from the route list.",
  ],
  "Penetration Testing": [
    "The last test was before the first launch.",
    "Once a year by an outside company; retests take long to arrange.",
    "Twice a year with changing testers, and a standing disclosure program. All criticals were fixed within a week.",
  ],
  "Defect Management": [
    "Findings are fixed when there is time.",
    "Findings are ordinary tickets with a severity; due dates are not followed up.",
    "Each finding has a due date by severity, root causes are tagged, and repeated ones become rules.",
  ],
};
