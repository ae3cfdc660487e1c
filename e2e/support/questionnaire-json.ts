/* Small questionnaires in the JSON of their publishers, in words of our own. */

export const oscalCatalog = () => ({
  catalog: {
    uuid: "00000000-0000-4000-8000-000000000000",
    metadata: { title: "Own catalog", version: "2.5", "oscal-version": "1.1.2", parties: [{ name: "Testers" }] },
    groups: [
      {
        id: "g1",
        title: "First group",
        params: [{ id: "g-prm", label: "a group's word" }],
        controls: [
          {
            id: "c-1",
            title: "First control",
            params: [
              { id: "p1", label: "a number" },
              {
                id: "p2",
                select: { "how-many": "one-or-more", choice: ["red after {{ insert: param, p1 }}", "blue"] },
              },
              { id: "p3", values: ["seven"] },
            ],
            props: [
              { name: "label", value: "C-01", class: "zero-padded" },
              { name: "label", value: "C-1" },
            ],
            parts: [
              {
                name: "statement",
                prose: "Choose {{ insert: param, p2 }}:",
                parts: [
                  { name: "item", props: [{ name: "label", value: "a." }], prose: "in {{ insert: param, p3 }} days;" },
                  { name: "item", props: [{ name: "label", value: "b." }], prose: "with {{insert:param,g-prm}}." },
                ],
              },
              { name: "guidance", prose: "It matters." },
              {
                name: "assessment-method",
                props: [{ name: "method", value: "EXAMINE" }],
                parts: [{ name: "assessment-objects", prose: "the records" }],
              },
            ],
            controls: [
              { id: "c-1.1", title: "More of it", props: [{ name: "label", value: "C-1(1)" }], parts: [] },
              { id: "c-1.2", title: "Gone", props: [{ name: "status", value: "withdrawn" }] },
            ],
          },
          { id: "c-2", title: "Second control" },
        ],
        groups: [{ id: "g1.1", title: "Below", controls: [{ id: "c-3", title: "Third control" }] }],
      },
    ],
    controls: [{ id: "c-9", title: "Loose control" }],
  },
});

export const asvsTree = () => ({
  Name: "A Standard",
  ShortName: "ASVS",
  Version: "5.0.9",
  Description: "Requirements.",
  Requirements: [
    {
      Shortcode: "V1",
      Name: "Words",
      Items: [
        {
          Shortcode: "V1.1",
          Name: "Spelling",
          Items: [
            { Shortcode: "V1.1.1", Ordinal: 1, Description: "Verify that words are spelled.", L: "1" },
            { Shortcode: "V1.1.2", Ordinal: 2, Description: "Verify that they are spelled well.", L: "3" },
          ],
        },
      ],
    },
  ],
});

export const ownDocument = () => ({
  format: "securesphere.questionnaire",
  format_version: 1,
  slug: "own-questions",
  title: "Own questions",
  version: "1.0",
  source: "Testers",
  source_url: "https://example.test/",
  licence: "CC0",
  attribution: "By the testers",
  scoring_model: "high_water",
  sections: [
    {
      title: "One",
      dimensions: [
        {
          code: "A",
          title: "Alpha",
          questions: [
            {
              code: "A-1",
              text: "Is it there?",
              type: "yes_no",
              weight: 0.5,
              evidence_required: true,
              level: 2,
              effort: 4,
              options: [
                { text: "No", score: 0 },
                { text: "Yes", score: 5 },
              ],
              cross_references: [{ framework: "SAMM", reference: "D-TA-A-1" }],
            },
            {
              code: "A-2",
              text: "How many?",
              type: "number",
              condition: { question: "A-1", match: "any", options: [2] },
              depends_on: ["A-1"],
              options: [
                { text: "Few", score: 1.25, minimum: 0 },
                { text: "Many", score: 4.75, minimum: 10.5 },
              ],
            },
          ],
          subdimensions: [
            { title: "Alpha one", questions: [{ code: "A-1-1", text: "Below?", type: "text" }] },
            { title: "Alpha two", questions: [{ code: "A-2-1", text: "Also below?", type: "date" }] },
          ],
        },
        {
          title: "Beta",
          questions: [],
          subdimensions: [{ title: "Beta one", questions: [{ code: "B-1", text: "And here?", type: "text" }] }],
        },
      ],
    },
  ],
});

export const jsonOf = (value: unknown) => Buffer.from(JSON.stringify(value));
