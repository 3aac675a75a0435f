// What `servers`, `allowKeys` and `addServers` do.

import { expect } from "@playwright/test";

import { configure } from "../config.mjs";
import { KEY } from "../../server/demo.mjs";
import { button, created, notice, openWith, server, withKey } from "../deployment.mjs";
import { say } from "../../locale.mjs";

/** Gives a server of the deployment its key, as the operator would. */
async function giveKey(page, panel, label) {
  await panel.goTo("servers");
  await button(page, say("config.server.edit", { label })).click();
  await expect(page.locator("#server-key")).toBeFocused();
  await page.locator("#server-key").fill(KEY);
  await page.locator(".server-form button[type=submit]").click();
  await expect(page.locator(".server-form")).toHaveCount(0);
  await panel.goTo("");
}

export const SERVERS = {
  servers: async ({ page, panel }) => {
    // They come before those that the operator added, and stay as they are.
    await panel.start("v1", { label: "Own" });
    await configure(page, { servers: [server(panel), server(panel, { id: "b", label: "Second" })] });
    await page.reload();
    await expect(page.locator(".server-switch option")).toHaveCount(3);
    await panel.goTo("servers");
    await expect(page.locator(".server-name b")).toHaveText(["Main", "Second", "Own"]);
    const [main, , own] = await page.locator(".server-row").all();
    await expect(main).toContainText(say("config.server.given"));
    await expect(own).not.toContainText(say("config.server.given"));
    for (const name of ["move_up", "move_down"]) {
      await expect(button(main, say(`servers.${name}`, { label: "Main" }))).toHaveCount(0);
    }
    await expect(button(main, `${say("common.remove")}: Main`)).toHaveCount(0);
    await expect(button(main, say("servers.edit", { label: "Main" }))).toHaveCount(0);
    // The operator's own cannot be moved before them.
    await expect(button(own, say("servers.move_up", { label: "Own" }))).toBeDisabled();
    // Nothing of them is stored, but for the operator's key.
    const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(await stored()).not.toContain("Second");
    // Without the file they are gone, and the operator's own are as before.
    await configure(page, {});
    await page.reload();
    await expect(page.locator(".server-name b")).toHaveText(["Own"]);
  },

  "servers.id": async ({ page, panel, control }) => {
    // The key that was given belongs to the id: it is there again wherever the server stands.
    await openWith(page, panel, { servers: [server(panel)] });
    await giveKey(page, panel, "Main");
    const other = server(panel, { id: "other", label: "Other", baseUrl: panel.base("v1"), dialect: "evolution-v1" });
    await configure(page, { servers: [other, server(panel, { label: "Renamed" })] });
    await page.reload();
    await panel.goTo("servers");
    const [first, second] = await page.locator(".server-row").all();
    await expect(first).toContainText(say("server.key_missing"));
    await expect(second).not.toContainText(say("server.key_missing"));
    await button(second, `${say("servers.use")}: Renamed`).click();
    await panel.goTo("");
    await panel.fill("instance_name", "by-id");
    await panel.create();
    expect((await created(control)).instanceName).toBe("by-id");
  },

  "servers.label": async ({ page, panel }) => {
    await openWith(page, panel, { servers: [server(panel, { label: "Loja <b>Ünïcode</b>" })] });
    await expect(page.locator(".server-switch option")).toContainText("Loja <b>Ünïcode</b> — ");
    await configure(page, { servers: [{ baseUrl: panel.base("v2") }] });
    await page.reload();
    const address = panel.base("v2").replace("http://", "");
    await expect(page.locator(".server-switch option")).toHaveText(address);
  },

  "servers.baseUrl": async ({ page, panel, control }) => {
    // Pasted with more than the address: cleaned as in the form.
    await openWith(page, panel, withKey(panel, { servers: [server(panel, { key: KEY, baseUrl: `${panel.base("v2")}/manager/` })] }));
    await expect(page.locator(".dot")).toHaveClass(/reachable/);
    await panel.fill("instance_name", "there");
    await panel.create();
    expect((await created(control)).instanceName).toBe("there");
  },

  "servers.dialect": async ({ page, panel }) => {
    for (const [dialect, wire] of [["evolution-v1", "reject_call"], ["evolution-v2", "rejectCall"]]) {
      await openWith(page, panel, { servers: [server(panel, { dialect })] });
      await expect(panel.row("reject_call").locator(".wire")).toHaveText(wire);
    }
  },

  "servers.key": async ({ page, panel, control }) => {
    await openWith(page, panel, withKey(panel));
    // Everybody can read it, and that is said.
    await expect(notice(page)).toContainText(say("config.secrets.body"));
    await expect(notice(page).locator(".config-secrets li")).toHaveText(["servers[0].key"]);
    await expect(notice(page)).not.toContainText(KEY);
    await panel.fill("instance_name", "keyed");
    await panel.create();
    expect((await created(control)).instanceName).toBe("keyed");
    // It is had from the file each time: no storage of the browser holds it.
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toContain(KEY);
  },

  allowKeys: async ({ page, panel }) => {
    for (const allowKeys of [true, false]) {
      await openWith(page, panel, withKey(panel, { allowKeys }));
      const [said, other] = allowKeys ? [".config-secrets", ".config-wrong"] : [".config-wrong", ".config-secrets"];
      await expect(notice(page).locator(said)).toBeVisible();
      await expect(notice(page).locator(other)).toHaveCount(0);
      const lacksKey = page.getByText(say("create.no_key"));
      await (allowKeys ? expect(lacksKey).toHaveCount(0) : expect(lacksKey).toBeVisible());
    }
  },

  addServers: async ({ page, panel }) => {
    // One that was added before stays stored, but is not used.
    await panel.start("v1", { label: "Own" });
    await configure(page, { servers: [server(panel)], addServers: false });
    await page.reload();
    await expect(page.locator(".server-switch option")).toHaveCount(1);
    await giveKey(page, panel, "Main");
    await panel.goTo("servers");
    await expect(page.locator("#add-server")).toHaveCount(0);
    await expect(page.locator(".server-name b")).toHaveText(["Main"]);
    // Some addresses only.
    const origin = new URL(panel.base("v2")).origin;
    await configure(page, { servers: [server(panel)], addServers: [origin, "https://api.example.com"] });
    await page.reload();
    await expect(page.locator(".server-name b")).toHaveText(["Main", "Own"]);
    await page.locator("#add-server").click();
    await page.locator("#server-url").fill("https://evil.example.com");
    await page.locator("#server-label").fill("Evil");
    await page.locator("input[name=dialect]").first().check();
    await page.locator(".server-form button[type=submit]").click();
    const refused = say("config.server.add_only", { origins: `${origin}, https://api.example.com` });
    await expect(page.locator("#server-url-problem")).toHaveText(refused);
    await expect(page.locator("#server-url")).toBeFocused();
    // Nobody asked that address anything.
    panel.servers.add("https://api.example.com/");
    await page.locator("#server-url").fill("https://api.example.com/whatsapp");
    await page.locator(".server-form button[type=submit]").click();
    await expect(panel.name).toBeVisible();
    await configure(page, { addServers: true });
    await page.reload();
    await expect(page.locator(".server-switch option")).toHaveCount(2);
  },
};
