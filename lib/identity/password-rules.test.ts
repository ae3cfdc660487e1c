import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password-rules";

const person = ["dana.miller", "dana.miller@northwind.example", "Northwind Traders", "Dana", "Miller"];

describe("the rules for new passwords", () => {
  it.each([
    ["fifteen characters", "kettle vim 42 o"],
    ["sixty-four", "x9 gravel ".repeat(6) + "tail"],
    ["one hundred and twenty-eight", "walnut 7 bridge ".repeat(7) + "kettle 9 quarrel"],
    ["several words of one's own", "seven otters quarrel over a kettle"],
    ["letters of any script", "шкаф и самовар стоят"],
    ["emoji count as characters", "🦦🫖🌋🧊🪁🎻🧭🪵🥁🧂🛶🪺🧲🪙🦉"],
    ["no rule about kinds of characters", "plumtreegarlandhush"],
    ["blanks at both ends", "  gravel walnut ki  "],
  ])("accept %s", (_, password) => {
    expect(passwordProblem(password, person)).toBeUndefined();
  });

  it.each([
    ["fourteen characters", "kettle vim 42 "],
    ["fourteen once normalised", "ﬁfth kettle v"],
    ["one hundred and twenty-nine", "walnut 7 bridge ".repeat(7) + "kettle 9 quarrel!"],
    ["a leaked one", "1qaz2wsx3edc4rfv"],
    ["a leaked one in capitals", "Mailcreated5240"],
    ["a leaked one with signs", "Correct Horse Battery Staple"],
    ["a common word twice", "passwordpassword"],
    ["common words and a year", "Welcome-Summer-2026!"],
    ["common words in disguise", "P@ssw0rd$ecur1ty"],
    ["one character", "aaaaaaaaaaaaaaaaaaaa"],
    ["one unit again and again", "kettle1kettle1kettle1"],
    ["the digits", "123456789012345"],
    ["rows of keys", "qwertyuiopasdfghjkl"],
    ["the alphabet", "abcdefghijklmnopq"],
    ["the product's name", "SecureSphere2026!!"],
    ["the user name", "dana.miller.2026"],
    ["the organization and a common word", "northwind-traders-password"],
    ["the e-mail", "dana.miller@northwind"],
  ])("refuse %s", (_, password) => {
    expect(passwordProblem(password, person)).toMatch(/\.$/);
  });
});
