// What `servers`, `allowKeys` and `addServers` do.

import { expect } from "@playwright/test";

import { configure } from "../config.mjs";
import { KEY } from "../../server/demo.mjs";
import { created, notice, openWith, server, withKey } from "../deployment.mjs";
import { say } from "../../locale.mjs";

/** Gives a server of the deployment its key, as the operator would. */
async function giveKey(page, panel, label) {
  await panel.goTo("servers");
  await panel.serverButton("servers.preconfigured.edit", label).click();
  await expect(page.locator("#server-key")).toBeFocused();
  await page.locator("#server-key").fill(KEY);
  await panel.saveServer();
  await expect(panel.serverForm).toHaveCount(0);
  await panel.goTo("");
}

export const SERVERS = [
  [
    "servers come before the operator's own and stay as they are",
    ["servers"],
    async ({ page, panel }) => {
      // They come before those that the operator added, and stay as they are.
      await panel.start("v1", { label: "Own" });
      await configure(page, { servers: [server(panel), server(panel, { id: "b", label: "Second" })] });
      await page.reload();
      await expect(panel.switcher.locator("option")).toHaveCount(3);
      await panel.goTo("servers");
      await expect(panel.serverLabels).toHaveText(["Main", "Second", "Own"]);
      await expect(panel.serverRows).toHaveCount(3);
      const [main, , own] = await panel.serverRows.all();
      await expect(main).toContainText(say("servers.preconfigured"));
      await expect(own).not.toContainText(say("servers.preconfigured"));
      for (const name of ["move_up", "move_down"]) {
        await expect(panel.serverButton(`servers.${name}`, "Main", main)).toHaveCount(0);
      }
      await expect(panel.serverButton("common.remove", "Main", main)).toHaveCount(0);
      await expect(panel.serverButton("servers.edit", "Main", main)).toHaveCount(0);
      // The operator's own cannot be moved before them.
      await expect(panel.serverButton("servers.move_up", "Own", own)).toBeDisabled();
      // Nothing of them is stored, but for the operator's key.
      const stored = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
      await expect.poll(() => stored()).not.toContain("Second");
      // Without the file they are gone, and the operator's own are as before.
      await configure(page, {});
      await page.reload();
      await expect(panel.serverLabels).toHaveText(["Own"]);
    },
  ],
  [
    "a key that was given belongs to the id",
    ["servers.id"],
    async ({ page, panel, control }) => {
      // The key that was given belongs to the id: it is there again wherever the server stands.
      await openWith(page, panel, { servers: [server(panel)] });
      await giveKey(page, panel, "Main");
      const other = server(panel, { id: "other", label: "Other", baseUrl: panel.base("v1"), dialect: "evolution-v1" });
      await configure(page, { servers: [other, server(panel, { label: "Renamed" })] });
      await page.reload();
      await panel.goTo("servers");
      await expect(panel.serverRows).toHaveCount(2);
      const [first, second] = await panel.serverRows.all();
      await expect(first).toContainText(say("server.key_missing"));
      await expect(second).not.toContainText(say("server.key_missing"));
      await panel.serverButton("servers.use", "Renamed", second).click();
      await panel.goTo("");
      await panel.fill("instance_name", "by-id");
      await panel.create();
      expect((await created(control)).instanceName).toBe("by-id");
    },
  ],
  [
    "label, address and dialect are those of the file",
    ["servers.label", "servers.baseUrl", "servers.dialect"],
    async ({ page, panel, control }) => {
      // An address pasted with more than the address is cleaned as in the form.
      const given = { label: "Loja <b>Ünïcode</b>", baseUrl: `${panel.base("v1")}/manager/`, dialect: "evolution-v1", key: KEY };
      await openWith(page, panel, withKey(panel, { servers: [server(panel, given)] }));
      await expect(panel.switcher.locator("option")).toContainText("Loja <b>Ünïcode</b> — ");
      await expect(panel.row("reject_call")).toContainText("reject_call");
      await panel.serverIs("reachable");
      await panel.fill("instance_name", "there");
      await panel.create();
      expect((await created(control, "v1")).instanceName).toBe("there");
      await panel.tokenIsStored();
      // Without a label, the address stands for it.
      await configure(page, { servers: [{ baseUrl: panel.base("v2") }] });
      await page.reload();
      await expect(panel.switcher.locator("option")).toHaveText(panel.base("v2").replace("http://", ""));
    },
  ],
  [
    "a key is used, told of and stored nowhere",
    ["servers.key"],
    async ({ page, panel, control }) => {
      await openWith(page, panel, withKey(panel));
      // Everybody can read it, and that is said.
      await expect(notice(page)).toContainText(say("config.secrets.body"));
      await expect(notice(page).getByRole("listitem")).toHaveText(["servers[0].key"]);
      await expect(notice(page)).not.toContainText(KEY);
      await panel.fill("instance_name", "keyed");
      await panel.create();
      expect((await created(control)).instanceName).toBe("keyed");
      // It is had from the file each time: no storage of the browser holds it.
      const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      expect(stored).not.toContain(KEY);
    },
  ],
  [
    "keys are refused unless they are allowed",
    ["allowKeys"],
    async ({ page, panel }) => {
      for (const allowKeys of [true, false]) {
        await openWith(page, panel, withKey(panel, { allowKeys }));
        const sentence = notice(page).getByText(say("config.secret_refused"));
        await expect(sentence).toHaveCount(allowKeys ? 0 : 1);
        await expect(notice(page).getByText(say("config.secrets.body"))).toHaveCount(allowKeys ? 1 : 0);
        const lacksKey = page.getByText(say("create.no_key"));
        await (allowKeys ? expect(lacksKey).toHaveCount(0) : expect(lacksKey).toBeVisible());
      }
    },
  ],
  [
    "which servers may be added",
    ["addServers"],
    async ({ page, panel }) => {
      // One that was added before stays stored, but is not used.
      await panel.start("v1", { label: "Own" });
      await configure(page, { servers: [server(panel)], addServers: false });
      await page.reload();
      await expect(panel.switcher.locator("option")).toHaveCount(1);
      await giveKey(page, panel, "Main");
      await panel.goTo("servers");
      await expect(page.locator("#add-server")).toHaveCount(0);
      await expect(panel.serverLabels).toHaveText(["Main"]);
      // Some addresses only.
      const origin = new URL(panel.base("v2")).origin;
      await configure(page, { servers: [server(panel)], addServers: [origin, "https://api.example.com"] });
      await page.reload();
      await expect(panel.serverLabels).toHaveText(["Main", "Own"]);
      await page.locator("#add-server").click();
      await page.locator("#server-url").fill("https://evil.example.com");
      await page.locator("#server-label").fill("Evil");
      await page.locator("input[name=dialect]").first().check();
      await panel.saveServer();
      const refused = say("servers.add_only", { origins: `${origin}, https://api.example.com` });
      await expect(page.locator("#server-url-problem")).toHaveText(refused);
      await expect(page.locator("#server-url")).toBeFocused();
      // Nobody asked that address anything.
      panel.servers.add("https://api.example.com/");
      await page.route("https://api.example.com/**", (route) => route.abort());
      await page.locator("#server-url").fill("https://api.example.com/whatsapp");
      await panel.saveServerAnyway();
      await expect(panel.name).toBeVisible();
      await configure(page, { addServers: true });
      await page.reload();
      await expect(panel.switcher.locator("option")).toHaveCount(2);
    },
  ],
];
