import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expectKeys } from "./support/keys";
import { makeMarket } from "./support/market";
import { enterToLook, personIn } from "./support/sign-in";

const WINDOW = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" } as const;

test("an analyst judges who somebody is, takes it back, flags, and walks along links by keyboard", async ({
  browser,
}) => {
  const market = await makeMarket();
  const page = await personIn(browser, "analyst@demo.test", WINDOW);
  await enterToLook(page, "analyst@demo.test");
  await page.goto(`/subjects?q=${market.word}`);
  const rows = page.getByRole("table", { name: "Subjects" }).getByRole("row");
  await expect(rows).toHaveCount(4);
  await expectKeys(page, "Next row, previous row");
  await page.getByRole("link", { name: `seller_${market.word}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `seller_${market.word}` })).toBeVisible();

  // What it wrote, with what was found in it; the timeline as a table.
  const content = page.getByRole("list", { name: "Content" });
  await expect(content.getByRole("listitem")).toHaveCount(2);
  await expect(content.locator("mark").first()).toHaveText(new RegExp(`fresh ${market.word}`, "i"));
  await page.getByRole("img", { name: /^Most active on/ }).press("t");
  await expect(page.getByRole("region", { name: /^Most active on/ }).getByRole("row")).toHaveCount(91);
  await expect(
    page.getByRole("table", { name: "Answers by account" }).getByRole("link", { name: /^buyer_/ }),
  ).toBeVisible();

  // A suggestion, with why; the judgement brings both together.
  const suggestion = page.getByRole("list", { name: "May be the same person" }).getByRole("listitem");
  await expect(suggestion).toHaveCount(1);
  await expect(suggestion).toContainText(`both named email ${market.word}@quay.test`);
  await suggestion.getByRole("link", { name: /^Judge/ }).click();
  const drawerOf = (title: string) => page.getByRole("dialog", { name: title });
  let drawer = drawerOf("Judge who this is");
  await drawer.getByRole("button", { name: "Save judgement" }).click();
  await expect(drawer.getByText("is required")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(WINDOW.viewport);
  await drawer.getByLabel("Reason").fill("Same address, same words");
  await drawer.getByRole("button", { name: "Save judgement" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("list", { name: "Accounts" }).getByRole("listitem")).toHaveCount(2);
  await expect(content.getByRole("listitem")).toHaveCount(3);

  // What speaks against it is refused, and says why.
  await page.goto(`/subjects/${market.seller}?do=judge&other=${market.twin}`);
  await drawer.getByLabel("They are").selectOption("different");
  await drawer.getByLabel("Reason").fill("Second thoughts");
  await drawer.getByRole("button", { name: "Save judgement" }).click();
  await expect(drawer.getByText(/are judged already \(same\)/)).toBeVisible();
  await drawer.getByRole("button", { name: "Close panel" }).click();
  await expect(drawer).toBeHidden();

  // Undone, all stands as before, and both stay to be read.
  const judgements = page.getByRole("list", { name: "Judgements" });
  await judgements.getByRole("link", { name: /^Undo/ }).click();
  drawer = drawerOf("Undo a judgement");
  await drawer.getByLabel("Reason").fill("They were seen together");
  await drawer.getByRole("button", { name: "Undo judgement" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("list", { name: "Accounts" }).getByRole("listitem")).toHaveCount(1);
  await expect(judgements.getByText("They were seen together")).toBeVisible();

  await page.getByRole("link", { name: /^Flag ?: / }).click();
  drawer = drawerOf("Flag this account");
  await drawer.getByLabel("Reason").fill("Sells");
  await drawer.getByRole("button", { name: "Flag account" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByText("Flagged", { exact: true }).first()).toBeVisible();

  // The graph, by keyboard alone.
  await page.getByRole("link", { name: "Show links" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Around seller_${market.word}` })).toBeVisible();
  const list = page.getByRole("listbox", { name: "Nodes" });
  const options = list.getByRole("option");
  await expect(options).toHaveCount(3);
  await expect(page.locator("#graph-drawing [data-node]")).toHaveCount(3);
  await list.focus();
  await list.press("End");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  const address = options.filter({ hasText: "@quay.test" });
  await list.press("Home");
  const order = await options.allInnerTexts();
  for (let at = order.findIndex((text) => text.includes("@quay.test")); at > 0; at--) await list.press("ArrowDown");
  await expect(address).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(`[data-node=i${market.identifier}] [data-chosen]`)).toBeVisible();
  await list.press("Enter");
  await expect(page).toHaveURL(new RegExp(`expanded=i${market.identifier}`));
  await expect(options).toHaveCount(4);
  await expect(page.locator("#graph-drawing [data-node]")).toHaveCount(4);
  await page.reload();
  await expect(options.filter({ hasText: "twin_" })).toBeVisible();
  await page.getByRole("img", { name: /named|answered/ }).press("t");
  const table = page.getByRole("region", { name: /named|answered/ });
  await expect(table.getByRole("row", { name: new RegExp(`seller_.*named.*@quay.test 2`) })).toBeVisible();

  // Only what was posted later joins.
  const first = page.getByRole("slider", { name: /^First day/ });
  await first.focus();
  await first.press("ArrowRight");
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/);
  await expect(table.getByRole("row", { name: new RegExp(`seller_.*named.*@quay.test 1`) })).toBeVisible();
  await page.getByRole("button", { name: "All time" }).click();
  await expect(page).not.toHaveURL(/from=/);
  await page.context().close();
});
