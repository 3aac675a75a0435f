// The form: from a key to the live request.

import { timeKeys } from "./keys.mjs";
import { knowServer } from "./server.mjs";

const KEYS = 40;

// From the key to the frame that shows its letter in the request, measured inside the page.
async function keystrokes(page, panel, api) {
  await knowServer(page, api, { hasKey: false });
  await page.goto(panel);
  for (const section of ["webhook", "rabbitmq", "chatwoot", "typebot"]) {
    await page.locator(`#section-${section} .switch`).check();
  }
  await page.locator("#webhook_url").fill("https://hooks.example.com/evo");
  await page.locator("#section-webhook .events [aria-expanded=false]").first().click();
  await page.locator("#section-webhook").getByRole("button", { name: "All", exact: true }).click();
  await page.locator("#chatwoot_url").fill("https://chat.example.com");
  await page.locator("#instance_name").focus();
  const times = await timeKeys(page, Array(KEYS).fill("a"));
  const isLive = await page.locator(".request").getByText("a".repeat(KEYS)).count();
  if (!isLive) throw new Error("the request does not show what was typed");
  return times.slice(5);
}

export async function benchKeys({ withPage, panel, api, figure }) {
  for (const cpu of [1, 4]) {
    const times = await withPage({ cpu, network: null }, (page) => keystrokes(page, panel, api));
    const late = times.filter((time) => time > 33.4).length;
    console.log(`key to frame with the live request, CPU ${cpu}x: ${figure(times)}, ${late} of ${times.length} over two frames`);
  }
}
