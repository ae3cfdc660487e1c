import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

test("the API's documents are shown from our own origin, without a word from the browser's guard", async ({ page }) => {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== "data:" && origin !== new URL(process.env.SECURESPHERE_E2E_URL!).origin)
      elsewhere.push(request.url());
  });
  await page.goto("/api/docs");
  await expect(page.getByText("Save an answer")).toBeVisible();
  await page.getByText("Save an answer").click();
  await expect(page.getByText("Saves the one current answer of an answer set")).toBeVisible();
  expect(complaints).toEqual([]);
  expect(elsewhere).toEqual([]);

  await page.goto("/api/docs#stale_version");
  await expect(page.locator("tr#stale_version")).toContainText("409");
  // Swagger UI's own widgets are not ours to mend; the page around them is.
  const { violations } = await new AxeBuilder({ page }).exclude("#document").analyze();
  expect(violations).toEqual([]);
});
