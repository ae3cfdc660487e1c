/** How far a product of the demo has come. */
export type Stage = "not_started" | "in_progress" | "filled" | "in_review" | "reviewed" | "completed";

export interface DemoProduct {
  name: string;
  description: string;
  url: string;
  language: string;
  cloudPlatform: string;
  cicdPlatform: string;
  /** User names. */
  owner: string;
  members: string[];
  targetLevel: number;
  stage: Stage;
  /** Part of the questions that are answered, 0–1. */
  coverage: number;
  /** Typical score, 1–5, per section in the questionnaire's order. */
  levels: [number, number, number, number, number];
  /** Months since its first answer. */
  months: number;
}

export interface DemoPerson {
  username: string;
  email: string;
  role: "client" | "lead" | "superuser" | "analyst";
  firstName: string;
  lastName: string;
  /** Whether the start prints it as a login. */
  login?: true;
}

export interface DemoOrganization {
  name: string;
  people: DemoPerson[];
  products: DemoProduct[];
}

const person = (
  username: string,
  email: string,
  role: DemoPerson["role"],
  name: [string, string],
  login?: true,
): DemoPerson => ({ username, email, role, firstName: name[0], lastName: name[1], login });

/** Serves the others: leads, a superuser and an analyst. */
export const demoHouse: DemoOrganization = {
  name: "Meridian Assurance",
  people: [
    person("lead", "lead@demo.test", "lead", ["Elena", "Marsh"], true),
    person("otherlead", "lead@other.test", "lead", ["Viktor", "Hale"], true),
    person("superuser", "superuser@demo.test", "superuser", ["Ruth", "Okonjo"], true),
    person("analyst", "analyst@demo.test", "analyst", ["Samir", "Quist"], true),
  ],
  products: [],
};

export const demoClients: (DemoOrganization & { lead: string })[] = [
  {
    name: "Northwind Health",
    lead: "lead",
    people: [
      person("client", "client@demo.test", "client", ["Dana", "Whitfield"], true),
      person("priya", "priya.raman@demo.test", "client", ["Priya", "Raman"]),
      person("tomas", "tomas.lind@demo.test", "client", ["Tomas", "Lind"]),
    ],
    products: [
      {
        name: "Patient Portal",
        description: "Where patients book appointments, read results and write to their care team.",
        url: "https://portal.northwind.example",
        language: "TypeScript, Java",
        cloudPlatform: "AWS",
        cicdPlatform: "GitHub Actions",
        owner: "client",
        members: ["priya"],
        targetLevel: 4,
        stage: "in_review",
        coverage: 1,
        levels: [3.6, 2.8, 3.3, 2.9, 2.6],
        months: 9,
      },
      {
        name: "Claims API",
        description: "Receives and settles insurance claims of partner hospitals.",
        url: "https://claims.northwind.example/docs",
        language: "Go",
        cloudPlatform: "AWS",
        cicdPlatform: "GitLab CI",
        owner: "client",
        members: ["tomas"],
        targetLevel: 3.5,
        stage: "reviewed",
        coverage: 1,
        levels: [3.9, 3.1, 3.6, 3.2, 3.4],
        months: 7,
      },
      {
        name: "Clinician Mobile",
        description: "Rounds, vitals and orders on the ward, also without a network.",
        url: "",
        language: "Kotlin, Swift",
        cloudPlatform: "Azure",
        cicdPlatform: "Azure DevOps",
        owner: "priya",
        members: ["client"],
        targetLevel: 3,
        stage: "in_progress",
        coverage: 0.58,
        levels: [2.4, 2.2, 2.7, 1.9, 1.8],
        months: 3,
      },
      {
        name: "Research Data Platform",
        description: "Pseudonymised records and notebooks for approved studies.",
        url: "https://data.northwind.example",
        language: "Python, Scala",
        cloudPlatform: "On premises (Kubernetes)",
        cicdPlatform: "Jenkins",
        owner: "tomas",
        members: ["client", "priya"],
        targetLevel: 4,
        stage: "completed",
        coverage: 1,
        levels: [4.1, 3.7, 4.2, 3.9, 3.6],
        months: 12,
      },
      {
        name: "Appointment Scheduler",
        description: "Slots, reminders and waiting lists across all clinics.",
        url: "https://slots.northwind.example",
        language: "C#",
        cloudPlatform: "Azure",
        cicdPlatform: "Azure DevOps",
        owner: "client",
        members: [],
        targetLevel: 3,
        stage: "filled",
        coverage: 1,
        levels: [2.9, 2.3, 2.8, 2.2, 2.1],
        months: 2,
      },
      {
        name: "Pharmacy Kiosk",
        description: "Self-service pick-up of prescriptions; a pilot in two clinics.",
        url: "",
        language: "Rust",
        cloudPlatform: "Edge devices",
        cicdPlatform: "GitHub Actions",
        owner: "client",
        members: ["tomas"],
        targetLevel: 3.5,
        stage: "not_started",
        coverage: 0,
        levels: [1, 1, 1, 1, 1],
        months: 0,
      },
    ],
  },
  {
    name: "Harbor Logistics",
    lead: "otherlead",
    people: [
      person("harbor", "client@other.test", "client", ["Noor", "Haddad"], true),
      person("jonas", "jonas.berg@other.test", "client", ["Jonas", "Berg"]),
    ],
    products: [
      {
        name: "Fleet Tracker",
        description: "Positions, temperatures and arrival times of 4,000 trucks.",
        url: "https://fleet.harbor.example",
        language: "Elixir",
        cloudPlatform: "Google Cloud",
        cicdPlatform: "CircleCI",
        owner: "harbor",
        members: ["jonas"],
        targetLevel: 3.5,
        stage: "in_review",
        coverage: 1,
        levels: [3.2, 2.4, 2.9, 3.1, 2.3],
        months: 6,
      },
      {
        name: "Customs Gateway",
        description: "Declarations to the customs authorities of eleven countries.",
        url: "",
        language: "Java",
        cloudPlatform: "On premises",
        cicdPlatform: "Jenkins",
        owner: "harbor",
        members: [],
        targetLevel: 4,
        stage: "in_progress",
        coverage: 0.35,
        levels: [2.1, 2.6, 2.2, 1.7, 1.9],
        months: 2,
      },
      {
        name: "Warehouse Robots",
        description: "Control software of the picking robots in Rotterdam.",
        url: "",
        language: "C++",
        cloudPlatform: "Edge devices",
        cicdPlatform: "GitLab CI",
        owner: "jonas",
        members: ["harbor"],
        targetLevel: 3,
        stage: "completed",
        coverage: 1,
        levels: [3.4, 3.0, 3.5, 2.8, 3.1],
        months: 10,
      },
    ],
  },
];
