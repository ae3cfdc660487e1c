import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";

import { personIn, signIn } from "./support/sign-in";
import { callApi, questions, type Answer, type Product } from "./support/product";

/** What would run, load or ask if any page took a text for markup; `MARK` tells which it was. */
const payloads = [
  `<script>window.ran="MARK"</script>`,
  `"><img src=x onerror="window.ran='MARK'">`,
  `'-alert("MARK")-'`,
  `</title></textarea><svg/onload=alert("MARK")>`,
  "javascript:alert('MARK')//",
  "{{constructor.constructor('alert(1)')()}}${alert('MARK')}",
  `<iframe src="http://elsewhere.test/MARK"></iframe>`,
  `]]>--><a href="javascript:window.ran='MARK'">MARK</a>`,
  `\u2028</script><script src=http://elsewhere.test/MARK.js></script>`,
];
const all = payloads.join(" ");

/** Everything the browser was made to do that it should not. */
function watch(page: Page): string[] {
  const alarms: string[] = [];
  page.on("dialog", (dialog) => {
    alarms.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const own = request.url().startsWith(process.env.SECURESPHERE_E2E_URL!) || /^(blob|data):/.test(request.url());
    if (!own) alarms.push(`request: ${request.url()}`);
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) alarms.push(`policy: ${message.text()}`);
  });
  page.on("pageerror", (error) => alarms.push(`error: ${error.message}`));
  return alarms;
}

async function expectCalm(page: Page, alarms: string[], address: string) {
  expect(await page.evaluate(() => "ran" in window), address).toBe(false);
  const live = "main script, main iframe, main [onerror], main [onload], main a[href^='javascript:' i]";
  expect(await page.locator(live).count(), address).toBe(0);
  expect([address, alarms]).toEqual([address, []]);
}

test("markup in every field is text on every page that shows it", async ({ page, browser }) => {
  const alarms = watch(page);
  await signIn(page, "client@demo.test");
  const seed = randomUUID().slice(0, 8);
  const mark = (text: string, where: string) => text.replaceAll("MARK", `${where}-${seed}`);
  const product = await callApi<Product>(page, "/api/v1/products", {
    name: mark(all, "name").slice(0, 180) + seed,
    description: mark(all, "description"),
    language: mark(payloads[1]!, "language").slice(0, 50),
    target_level: 3,
  });
  const saved: Answer[] = [];
  for (const [at, payload] of payloads.slice(0, 4).entries())
    saved.push(
      await callApi<Answer>(page, "/api/save_response", {
        product_id: product.id,
        question: questions[at],
        answer: "B",
        comment: mark(`${payload} ${all}`, "answer"),
        submit: true,
      }),
    );
  await callApi(page, "/api/save_response", {
    product_id: product.id,
    question: mark(payloads[0]!, "question"),
    dimension: mark(payloads[1]!, "dimension"),
    answer: mark(all, "free"),
  });
  await callApi(page, "/api/v1/comments", {
    product_id: product.id,
    response_id: saved[0]!.response_id,
    comment: mark(all, "comment"),
  });
  const uploaded = await page.request.post(`/api/v1/evidence?product_id=${product.id}`, {
    headers: {
      origin: process.env.SECURESPHERE_E2E_URL!,
      "content-type": "text/plain",
      "x-filename": encodeURIComponent(mark(`${payloads[1]}.txt`, "file")),
    },
    data: `${seed} ${mark(all, "content")}`,
  });
  expect(uploaded.status()).toBe(201);

  const id = product.id;
  const visit = async (who: Page, seen: string[], addresses: string[]) => {
    for (const address of addresses) {
      await who.goto(address);
      await expect(who.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expectCalm(who, seen, address);
    }
  };
  await visit(page, alarms, [
    `/products?q=${encodeURIComponent(mark(all, "search").slice(0, 190))}`,
    `/products/${id}`,
    `/products/${id}/edit`,
    `/products/${id}/sections/1`,
    `/products/${id}/results`,
    `/products/${id}/history`,
    "/evidence",
    "/portfolio",
  ]);
  await page.goto(`/products/${id}`);
  await expect(page.getByText(seed, { exact: false }).first()).toBeVisible(); // it is shown, as the text it is

  const lead = await personIn(browser, "lead@demo.test");
  const seen = watch(lead);
  await visit(lead, seen, ["/reviews", `/reviews/${saved[0]!.response_id}`, "/inbox", `/products/${id}`]);
  await lead.context().close();
});

test("pages ask nobody else, and nothing of a person stays in the browser after signing out", async ({ page }) => {
  const alarms = watch(page);
  await signIn(page, "client@demo.test");
  const product = await callApi<Product>(page, "/api/v1/products", { name: `Traces ${randomUUID()}`, target_level: 3 });
  const { response_id } = await callApi<Answer>(page, "/api/save_response", {
    product_id: product.id,
    question: questions[0],
    answer: "B",
  });
  for (const address of [
    "/",
    `/products/${product.id}/results`,
    "/evidence",
    "/inbox",
    "/account/security",
    "/api/docs",
  ])
    await page.goto(address);
  await page.goto("/");
  // A text begun and not sent, as the composers of comments and the editor keep them.
  await page.evaluate((id) => {
    localStorage.setItem(`draft:comment.${id}`, "half a sentence about a weakness");
    localStorage.setItem("shortcuts", "off");
  }, response_id);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page
    .getByRole("alertdialog", { name: "Sign out with 1 unsent text?" })
    .getByRole("button", { name: "Discard and sign out" })
    .click();
  await page.waitForURL(/\/sign-in/);
  const left = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage).filter((key) => !key.startsWith("__next")),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
  }));
  // How keys are used on this device says nothing of anybody.
  expect(left).toEqual({ local: ["shortcuts"], session: [], caches: [], databases: [], workers: 0, cookies: "" });
  const cookies = await page.context().cookies();
  expect(cookies.filter(({ name, value }) => /session/.test(name) && value)).toEqual([]);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  expect(alarms).toEqual([]);
});
