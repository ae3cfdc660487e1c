/** What the demo's products want and plan, and who answers what. Days count from the day of the seed. */
export interface DemoPlan {
  product: string;
  /** Levels that differ from the product's own: of a dimension, or of the section that has it. */
  targets: { dimension: string; wholeSection?: true; level: number }[];
  actions: {
    title: string;
    description: string;
    /** It is about the weakest answers there. */
    dimension: string;
    questions: number;
    by: string;
    owner?: string;
    dueIn?: number;
    status: "open" | "in_progress" | "done";
    effort: number;
  }[];
  assignments: { dimension: string; to: string; dueIn: number; note: string }[];
}

export const demoPlans: DemoPlan[] = [
  {
    product: "Patient Portal",
    targets: [],
    actions: [
      {
        title: "Take the release build off the workstation",
        description: "Move it to the shared pipeline, with a runner of its own and without stored credentials.",
        ...{ dimension: "Build Pipeline", questions: 2, by: "client", owner: "priya" },
        ...{ dueIn: 45, status: "in_progress", effort: 3 },
      },
      {
        title: "Agree on times for fixes, by severity",
        description: "Critical in a week, high in a month, the rest with the next release; shown on the dashboard.",
        ...{ dimension: "Patch Management", questions: 2, by: "lead", owner: "client" },
        ...{ dueIn: 30, status: "open", effort: 2 },
      },
      {
        title: "Keep an inventory of every release",
        description: "As CycloneDX, attached to the release and searched when an advisory comes out.",
        ...{ dimension: "Software Supply Chain", questions: 1, by: "priya", owner: "priya" },
        ...{ dueIn: -14, status: "done", effort: 2 },
      },
      {
        title: "Threat model for the appointment data",
        description: "",
        ...{ dimension: "Threat Modeling and Design", questions: 2, by: "lead", status: "open", effort: 3 },
      },
    ],
    assignments: [],
  },
  {
    product: "Claims API",
    targets: [
      { dimension: "Secrets and Configuration", level: 4.5 },
      { dimension: "Data Protection", wholeSection: true, level: 4 },
    ],
    actions: [
      {
        title: "Move the billing worker to the vault",
        description: "The last service with a password in its environment.",
        ...{ dimension: "Secrets and Configuration", questions: 2, by: "client", owner: "tomas" },
        ...{ dueIn: 21, status: "in_progress", effort: 2 },
      },
      {
        title: "Rotate keys without downtime",
        description: "",
        ...{ dimension: "Data Protection", questions: 1, by: "tomas", owner: "tomas" },
        ...{ dueIn: 90, status: "open", effort: 4 },
      },
    ],
    assignments: [],
  },
  {
    product: "Clinician Mobile",
    targets: [{ dimension: "Application Hardening", level: 4 }],
    actions: [],
    assignments: [
      { dimension: "Logging", to: "client", dueIn: 20, note: "You know what the gateway keeps." },
      { dimension: "Secure Coding", to: "priya", dueIn: 26, note: "" },
    ],
  },
  {
    product: "Fleet Tracker",
    targets: [{ dimension: "Monitoring and Alerting", level: 4.5 }],
    actions: [
      {
        title: "Halve the noise of the night's alerts",
        description: "Review the twenty loudest rules with those who are on call.",
        ...{ dimension: "Monitoring and Alerting", questions: 2, by: "harbor", owner: "jonas" },
        ...{ dueIn: 28, status: "in_progress", effort: 2 },
      },
    ],
    assignments: [],
  },
];
