// The panel on an https address of the internet, and what the browser keeps it from.

import { expect, test } from "../../support/test.mjs";

/** A page's permissions outlive its test, so the page that has one is another. */
const ALLOWED = "https://allowed.panel.example";
const PUBLIC = "https://panel.example";

/** The panel on an address that only this browser knows. */
async function openPublic(page, panel, demo, origin = PUBLIC) {
  await page.route(`${origin}/**`, async (route) => {
    const url = new URL(route.request().url());
    const reply = await fetch(new URL(url.pathname, demo.panel));
    const body = Buffer.from(await reply.arrayBuffer());
    await route.fulfill({ status: reply.status, body, contentType: reply.headers.get("content-type") });
  });
  panel.servers.add(origin);
  await page.goto(`${origin}/`);
  await expect(panel.name).toBeVisible();
}

test("with the permission, it reaches a server on the local network", async ({ page, panel, demo, context }) => {
  await context.grantPermissions(["local-network-access"], { origin: ALLOWED });
  await openPublic(page, panel, demo, ALLOWED);
  await panel.addServer("v2");
  await panel.check.fromList("v2");
  await panel.check.isGood();
  await panel.check.showDetails();
  await expect(panel.check.step("local")).toContainText(panel.check.say("local.good"));
});

test("without the permission, it is kept out of the local network, and an http server is warned of before the press", async ({ page, panel, demo, control }) => {
  await openPublic(page, panel, demo);
  // Nobody answers the browser's question here, which it takes for a no.
  await panel.addServer("v2");
  await panel.check.fromList("v2");
  await panel.check.stopsAt("local", "local.denied");
  await panel.settled();
  expect(await control.requests("v2")).toEqual([]);
  await panel.addServer("v2", { label: "http", url: "http://evolution.example" });
  await expect(panel.main).toContainText(panel.say("create.mixed"));
  await panel.check.fromList("http");
  await panel.check.stopsAt("mixed", "mixed.bad");
});
