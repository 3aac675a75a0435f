// Languages: the browser's own first, all text of a screen at once, and no key in the place of a
// sentence.

import { LOCALES, TAGS, say } from "../../support/locale.mjs";
import { fillForm } from "../../support/panel/filled_form.mjs";
import { fullForm, richResult, serversWithForm, unfoldAll } from "../../support/panel/screens.mjs";
import { expect, test } from "../../support/test.mjs";

const KEYS = new Set(Object.keys(LOCALES.en));

/** Everything that is said on the page: its text, and the names and hints that are read out. */
function said(page) {
  return page.evaluate(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent.closest("script, style, noscript, #last-resort")) texts.push(walker.currentNode.data.trim());
    }
    for (const element of document.body.querySelectorAll("*")) {
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        const text = element.getAttribute(name);
        if (text) texts.push(text);
      }
    }
    return texts.filter(Boolean);
  });
}

/** The server's own words for the state of an instance. */
const STATES = ["open", "connecting", "close"];

/** Sentences of another language than the one chosen. */
async function foreignSentences(page, tag) {
  const texts = new Set(await said(page));
  const own = new Set(Object.values(LOCALES[tag]));
  return TAGS.filter((other) => other !== tag).flatMap((other) =>
    // Words that languages share, such as Webhook, do not count; nor do placeholders, nor the server's
    // own word for a state, which stands next to the translation.
    Object.entries(LOCALES[other])
      .filter(([, text]) => texts.has(text) && !own.has(text) && /\p{L}{3}/u.test(text) && !STATES.includes(text))
      .map(([key, text]) => `${key} of ${other}: ${text}`),
  );
}

async function keysShown(page) {
  const texts = await said(page);
  return texts.flatMap((text) => text.match(/\b[a-z_]+(?:\.[\w-]+)+\b/g) ?? []).filter((word) => KEYS.has(word));
}

/** Everything is in the language chosen, and no key stands in the place of a sentence. */
async function speaks(page, panel, tag) {
  await panel.setLanguage(tag);
  await expect(page.locator("html")).toHaveAttribute("lang", tag);
  await expect.poll(() => keysShown(page), tag).toEqual([]);
  await expect.poll(() => foreignSentences(page, tag), tag).toEqual([]);
}

test.describe("a browser in pt-PT", () => {
  test.use({ locale: "pt-PT" });
  test("starts in pt-BR, and keeps another choice over a reload @smoke @engines", async ({ page, panel }) => {
    await panel.open();
    await expect(page.locator("html")).toHaveAttribute("lang", "pt-BR");
    await expect(page.locator("h1")).toHaveText(say("create.title", {}, "pt-BR"));
    await expect(page.locator("#language")).toHaveValue("pt-BR");
    await expect(page).toHaveTitle(`${say("create.title", {}, "pt-BR")} · ${say("app.name", {}, "pt-BR")}`);
    await panel.setLanguage("es");
    await expect(page.locator("#language")).toBeFocused();
    await page.reload();
    await expect(page.locator("h1")).toHaveText(say("create.title", {}, "es"));
  });
});

test("the whole form and its problems follow the language, and what is typed stays", async ({ page, panel }) => {
  await fullForm(panel);
  const typed = await fillForm(panel, { webhook_url: "htp://wrong", number: "none" });
  await panel.press();
  await expect(panel.summary).toBeVisible();
  const count = await panel.summary.getByRole("listitem").count();
  for (const tag of [...TAGS.slice(1), "en"]) {
    await speaks(page, panel, tag);
    await expect(page.locator("#webhook_url-problem")).toHaveText(say("problem.url_scheme", {}, tag));
    await expect(panel.summary).toContainText(say("summary.title_other", { count }, tag));
    await expect.poll(() => panel.typed()).toEqual(typed);
  }
});

test("a failure follows the language and stays on the screen", async ({ page, panel, control }) => {
  await panel.start("v2");
  await panel.fill("instance_name", "lingua");
  await control.fault("v2", { fault: "bad_json", method: "POST" });
  await panel.press();
  await panel.failsWith("not_json");
  await expect(panel.lookup).toContainText("lingua");
  for (const tag of [...TAGS.slice(1), "en"]) {
    await speaks(page, panel, tag);
    await expect(panel.failure).toContainText(say("error.not_json.cause", {}, tag));
  }
  await expect.poll(() => control.creations("v2")).toHaveLength(1);
});

test("the result follows the language, and nothing is sent again", async ({ page, panel, control }) => {
  await richResult(panel, control);
  await unfoldAll(panel);
  // What was set, and what was read back of it. The pairing goes on asking for its code and its state meanwhile.
  const isSent = ({ method, path }) => method !== "OPTIONS" && (method !== "GET" || path.includes("/find/"));
  const sent = async () => (await control.requests("v2")).filter(isSent);
  const before = await sent();
  expect(before.length).toBeGreaterThan(1);
  for (const tag of [...TAGS.slice(1), "en"]) {
    await speaks(page, panel, tag);
    await expect(page.locator("#pairing-heading")).toHaveText(say("pairing.title", {}, tag));
  }
  await expect.poll(() => sent()).toEqual(before);
});

test("the servers follow the language, and what is typed into their form stays", async ({ page, panel }) => {
  await serversWithForm(panel);
  await panel.saveServer();
  panel.servers.add("https://evolution.example.com");
  await page.locator("#server-url").fill("https://evolution.example.com");
  await page.locator("#language").focus();
  await expect(page.locator("#server-url-problem")).not.toBeEmpty();
  for (const tag of [...TAGS.slice(1), "en"]) {
    await speaks(page, panel, tag);
    await expect(page.locator("#server-url")).toHaveValue("https://evolution.example.com");
  }
});
