// A deployment's panel: opened with its config.json, its servers, and what it says of the file.

import { expect } from "@playwright/test";

import { configure } from "./config.mjs";
import { KEY } from "../server/demo.mjs";

export const notice = (page) => page.locator("#config-notice");
/** Every message: its path, and its sentence. */
export const messages = (page) =>
  notice(page)
    .locator("li:has(span)")
    .evaluateAll((items) =>
      items.map((item) => [item.querySelector("code")?.textContent ?? "", item.querySelector("span").textContent.trim()]),
    );

/** The panel may call the servers that the file names, and nobody else. */
export async function openWith(page, panel, config) {
  await configure(page, config);
  const servers = Array.isArray(config.servers) ? config.servers : [];
  for (const { baseUrl } of servers) if (/^https:/.test(baseUrl)) panel.servers.add(new URL(baseUrl).origin);
  await panel.open();
}

export const server = (panel, more = {}) => ({
  id: "main",
  label: "Main",
  baseUrl: panel.base("v2"),
  dialect: "evolution-v2",
  ...more,
});
export const withKey = (panel, more = {}) => ({ allowKeys: true, servers: [server(panel, { key: KEY })], ...more });

/** The body of the one creation that reached the server. */
export async function created(control, mount = "v2") {
  const [creation, ...more] = await control.creations(mount);
  expect(more).toEqual([]);
  return JSON.parse(creation.body);
}
