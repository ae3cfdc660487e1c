/** A message of a demo thread; the lead or a client by user name. */
export interface DemoMessage {
  by: string;
  text: string;
  replies?: DemoMessage[];
}

export interface DemoThread {
  product: string;
  /** The question's code, from the built-in questionnaire. */
  code: string;
  /** The verdict the first message carries. */
  verdict?: "approved" | "needs_revision" | "rejected";
  opening: DemoMessage;
}

/** Discussions worth reading: what a lead asks for, and how a team answers. */
export const demoThreads: DemoThread[] = [
  {
    product: "Claims API",
    code: "BD-BP-3",
    verdict: "needs_revision",
    opening: {
      by: "lead",
      text: "The pipeline definition shows the build, but not where the runners get their credentials from. Which account do they use, and what may it do?",
      replies: [
        {
          by: "tomas",
          text: "They use the shared build account. It can push images and read the package registry.",
          replies: [
            {
              by: "lead",
              text: "Then a compromised job could replace any image. Could you attach its policy, please?",
            },
            { by: "client", text: "We will split it per service, ticket CLM-2231. I add the policy as it is today." },
          ],
        },
      ],
    },
  },
  {
    product: "Claims API",
    code: "TV-PT-2",
    verdict: "rejected",
    opening: {
      by: "lead",
      text: "The report attached is from the year before last and covers the old gateway. For this stage I need a test of what runs today.",
      replies: [
        {
          by: "client",
          text: "Understood. The next test is booked for the second week of the month, we answer again then.",
        },
      ],
    },
  },
  {
    product: "Claims API",
    code: "IM-DP-3",
    verdict: "needs_revision",
    opening: {
      by: "lead",
      text: "Rotation is described, but the log shows the last one 14 months ago. Is the stage you chose the plan, or what happens?",
      replies: [
        {
          by: "tomas",
          text: "The job failed silently since the move of the cluster. Fixed yesterday; the run of tonight will show it.",
        },
      ],
    },
  },
  {
    product: "Patient Portal",
    code: "BD-RD-4",
    opening: {
      by: "client",
      text: "We chose stage 4 because rollback is automatic for the front end. The scheduler still needs a person. Is that fair?",
      replies: [
        {
          by: "lead",
          text: "Choose what is true for the whole product. If the scheduler is out of scope, say so in the comment and I review it like that.",
          replies: [{ by: "priya", text: "It is in scope. We go with stage 3 until the scheduler follows in spring." }],
        },
      ],
    },
  },
  {
    product: "Patient Portal",
    code: "CO-TM-3",
    verdict: "approved",
    opening: {
      by: "lead",
      text: "Convincing. The link from each finding to its test is exactly what I hope to see.",
      replies: [{ by: "client", text: "Thank you, I pass that on to the team." }],
    },
  },
  {
    product: "Patient Portal",
    code: "IG-LG-1",
    verdict: "needs_revision",
    opening: {
      by: "lead",
      text: "Which events must always be logged? The screenshot shows that logs arrive, not that they are complete.",
      replies: [{ by: "priya", text: "The list is in our platform handbook. I attach an export of that chapter." }],
    },
  },
  {
    product: "Research Data Platform",
    code: "IM-DP-1",
    verdict: "approved",
    opening: { by: "lead", text: "The data map names owner, purpose and retention for every store. Approved." },
  },
  {
    product: "Fleet Tracker",
    code: "BD-SC-1",
    verdict: "needs_revision",
    opening: {
      by: "otherlead",
      text: "The vault is there, but two of the listed services still show a password in their deployment file.",
      replies: [{ by: "harbor", text: "Right, these are the temperature gateways. They move over this sprint." }],
    },
  },
];
