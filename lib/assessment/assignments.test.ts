import { describe, expect, it } from "vitest";
import { assigneesOf, byPerson, type Assignment } from "./assignments";

const assignment = (of: Partial<Assignment>): Assignment => ({
  id: 1,
  product_id: 1,
  product: "Shop",
  section_id: 1,
  section: "Build",
  question_id: null,
  question: "",
  user_id: 1,
  name: "Dana",
  is_able: true,
  due_on: null,
  overdue: false,
  note: "",
  assigned_by: "Kim",
  total: 4,
  answered: 1,
  link: "/",
  ...of,
});

describe("who has to answer a question", () => {
  const section = assignment({ id: 1, section_id: 7 });
  const question = assignment({ id: 2, section_id: 7, question_id: 12, user_id: 2, name: "Ola" });
  const asked = [
    { id: 11, sectionId: 7 },
    { id: 12, sectionId: 7 },
    { id: 13, sectionId: 8 },
  ];

  it("is whom its section is assigned to, unless it is assigned by itself", () => {
    const found = assigneesOf([section, question], asked);
    expect([...found].map(([id, each]) => [id, each.name])).toEqual([
      [11, "Dana"],
      [12, "Ola"],
    ]);
  });

  it("is nobody where a question of the section alone is assigned", () => {
    expect([...assigneesOf([question], asked).keys()]).toEqual([12]);
  });
});

describe("work by person", () => {
  it("adds up, names the next day, and puts who is late first", () => {
    const people = byPerson([
      assignment({ id: 1, due_on: "2026-05-01" }),
      assignment({ id: 2, due_on: "2026-03-01", total: 2, answered: 2 }),
      assignment({ id: 3, user_id: 2, name: "Ola", due_on: "2026-06-01", overdue: true }),
      assignment({ id: 4, user_id: 3, name: "Abe" }),
    ]);
    expect(
      people.map(({ name, total, answered, overdue, next_due }) => [name, total, answered, overdue, next_due]),
    ).toEqual([
      ["Ola", 4, 1, 1, "2026-06-01"],
      ["Dana", 6, 3, 0, "2026-05-01"],
      ["Abe", 4, 1, 0, null],
    ]);
  });
});
