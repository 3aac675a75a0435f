// The form: from nothing to a form that can be used, and from a key to the live request.

import { timeKeys } from "./keys.mjs";

const KEYS = 40;

const PROFILES = [
  { name: "no throttle", cpu: 1, network: null },
  {
    name: "Fast 3G, CPU 4x",
    cpu: 4,
    network: { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 },
  },
];

async function usable(page, panel) {
  await page.goto(panel, { waitUntil: "commit" });
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => {
          if (document.querySelector("#instance_name")) {
            requestAnimationFrame(() => resolve(performance.now()));
          } else {
            requestAnimationFrame(look);
          }
        };
        look();
      }),
  );
}

// From the key to the frame that shows its letter in the request, measured inside the page.
async function keystrokes(page, panel, api) {
  await page.addInitScript((server) => {
    localStorage.setItem("instance-panel.servers", JSON.stringify([server]));
  }, { id: 1, label: "Demo", baseUrl: `${api}/v2`, dialect: "evolution-v2" });
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

export async function benchForm({ withPage, panel, api, figure, runs }) {
  for (const profile of PROFILES) {
    const times = [];
    // The first run warms the server's files, not the browser, and does not count.
    for (let run = 0; run <= runs; run += 1) {
      const time = await withPage(profile, (page) => usable(page, panel));
      if (run > 0) times.push(time);
    }
    console.log(`usable form, ${profile.name}: ${figure(times)}`);
  }
  for (const cpu of [1, 4]) {
    const times = await withPage({ cpu, network: null }, (page) => keystrokes(page, panel, api));
    const late = times.filter((time) => time > 33.4).length;
    console.log(`key to frame with the live request, CPU ${cpu}x: ${figure(times)}, ${late} of ${times.length} over two frames`);
  }
}
