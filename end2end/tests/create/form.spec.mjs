// The form itself: only what matters is in it, a paste fills what belongs together, hints stand at their fields, a
// press is never lost, and the request has its place in every window.

import { fullForm } from "../../support/panel/screens.mjs";
import { expect, test } from "../../support/test.mjs";

/** Pastes as the operator would. */
async function paste(page, field, text) {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator(`#${field}`).focus();
  await page.keyboard.press("Control+V");
}

test("only what matters is shown, and what is needed opens @smoke", async ({ page, panel }) => {
  await panel.start("v2");
  // One card lists what is off; a switch opens its card and the focus goes into it.
  const off = page.getByRole("region", { name: panel.say("group.add"), exact: true });
  await expect(off.getByRole("switch")).toHaveCount(10);
  await expect(panel.main.locator("section.card")).toHaveCount(3);
  await off.getByRole("switch", { name: panel.say("group.switch", { group: "Webhook" }) }).click();
  await expect(page.locator("#webhook_url")).toBeFocused();
  await expect(off.getByRole("switch")).toHaveCount(9);
  // By keyboard alone as well, and back: the focus stays where the group is.
  await panel.switchOf("proxy").focus();
  await page.keyboard.press("Space");
  await expect(page.locator("#proxy_host")).toBeFocused();
  await panel.switchOf("proxy").focus();
  await page.keyboard.press("Space");
  await expect(panel.switchOf("proxy")).toBeFocused();
  await expect(panel.switchOf("proxy")).not.toBeChecked();
  // A search opens what it finds, also a field that the chosen engine has no use for.
  for (const [query, target] of [["flow", "typebot"], ["businessId", "integration"]]) {
    await page.locator("#find-field").fill(query);
    await expect(page.locator("#find-list [role=option]").first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(panel.row(target).locator(":focus")).toHaveCount(1);
  }
  // What must be chosen can only be chosen.
  await expect(panel.row("typebot_trigger_type").locator("input[value='']")).toHaveCount(0);
  await expect(panel.row("typebot_trigger_value")).toHaveCount(0);
  await panel.fill("typebot_trigger_type", "keyword");
  await expect(panel.row("typebot_trigger_value")).toBeVisible();
  await expect(panel.row("business_id")).toHaveCount(0);
  await panel.fill("integration", "WHATSAPP-BUSINESS");
  await expect(panel.row("business_id")).toBeVisible();
  await expect(panel.row("qrcode")).toHaveCount(0);
  // The events are folded to a line, and not even in the page.
  await expect(panel.row("webhook_events")).toContainText(panel.say("events.none_means_all", { total: 31 }));
  await expect(page.locator("form .events input")).toHaveCount(0);
  await panel.fill("webhook_events", ["CALL"]);
  await panel.row("webhook_events").locator("[aria-expanded]").click();
  await expect(panel.row("webhook_events")).toContainText(panel.say("events.count", { count: 1, total: 31 }));
  await expect(page.locator("form .events input")).toHaveCount(0);
});

test("a paste fills all fields that it is about, says so, and is taken back with one press", async ({ page, panel }) => {
  await panel.start("v2");
  for (const section of ["proxy", "chatwoot", "typebot"]) await panel.switchOn(section);
  const toast = page.locator(".toast");
  const values = (fields) => Promise.all(fields.map((field) => page.locator(`#${field}`).inputValue()));
  const PROXY = ["proxy_host", "proxy_port", "proxy_username", "proxy_password"];
  await panel.fill("proxy_username", "before");
  for (const text of ["h.example:8000:u:p", "u:p@h.example:8000", "http://u:p@h.example:8000", "http://h.example:8000@u:p"]) {
    await paste(page, "proxy_host", text);
    await expect.poll(() => values(PROXY), text).toEqual(["h.example", "8000", "u", "p"]);
  }
  await expect(panel.row("proxy_protocol").locator("input:checked")).toHaveValue("http");
  await expect(toast).toHaveRole("status");
  await expect(toast).toContainText(panel.say("field.proxy_password.label"));
  await panel.button("common.close", toast).click();
  await expect(toast).toBeEmpty();
  await panel.row("proxy_protocol").locator(".reset").click();
  for (const field of ["proxy_host", "proxy_port", "proxy_password"]) await page.locator(`#${field}`).fill("");
  await panel.fill("proxy_username", "before");
  await paste(page, "proxy_host", "socks://h.example:8000:u:p");
  await expect(panel.row("proxy_protocol").locator("input:checked")).toHaveValue("socks");
  await panel.button("pasted.undo", toast).click();
  await expect.poll(() => values(PROXY)).toEqual(["", "", "before", ""]);
  await expect(panel.row("proxy_protocol").locator("input:checked")).toHaveCount(0);
  await expect(page.locator("#proxy_host")).toBeFocused();
  await paste(page, "proxy_host", "just.a.host");
  await expect.poll(() => values(PROXY)).toEqual(["just.a.host", "", "before", ""]);
  await paste(page, "chatwoot_url", "https://chat.example.com/app/accounts/3/inbox/5");
  await expect.poll(() => values(["chatwoot_url", "chatwoot_account_id"])).toEqual(["https://chat.example.com", "3"]);
  await paste(page, "typebot_url", "https://viewer.example.com/meu-bot-x1");
  await expect.poll(() => values(["typebot_url", "typebot"])).toEqual(["https://viewer.example.com", "meu-bot-x1"]);
});

const HINTS = [
  ["number", "11 91234-5678", "number_without_country"],
  ["number", "00 55 11 91234-5678", "number_starts_with_zeros"],
  ["webhook_url", "http://host.docker.internal:5678/webhook/x", "url_private"],
  ["webhook_url", "http://n8n:5678/webhook/x", "url_private"],
  ["webhook_url", "http://192.168.1.9/x", "url_private"],
  ["webhook_url", "http://localhost:3000/x", "url_localhost"],
  ["proxy_username", "user%1", "proxy_login"],
];

test("hints stand at their fields, and a press is not lost to a problem that comes", async ({ page, panel, control }) => {
  await panel.start("v2");
  for (const section of ["webhook", "proxy"]) await panel.switchOn(section);
  const problem = (field) => page.locator(`#${field}-problem`);
  for (const [field, value, id] of HINTS) {
    await panel.fill(field, value);
    await page.locator(`#${field}`).blur();
    await expect(problem(field), value).toHaveText(panel.say(`problem.${id}`, { character: "%" }));
    await expect(problem(field), value).toHaveClass(/warning/);
  }
  await panel.fillHeaders("webhook_headers", [["api_key", "x"]]);
  await page.locator("#webhook_headers-0-value").blur();
  await expect(problem("webhook_headers")).toHaveText(panel.say("problem.header_underscore"));
  // None of them blocks, and the name is sent as it is meant.
  await panel.fill("webhook_url", "htp://no-address and much that is too long for one line of a problem");
  const target = panel.row("webhook_by_events").locator("input[value=true]");
  await page.locator("#webhook_url").focus();
  const box = await target.locator("xpath=..").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect(target).toBeChecked();
  await expect(problem("webhook_url")).toHaveText(panel.say("problem.url_scheme"));
  await panel.switchOn("webhook", false);
  await panel.switchOn("proxy", false);
  await panel.fill("instance_name", "  loja.1  ");
  await panel.create();
  expect(JSON.parse((await control.creations("v2"))[0].body).instanceName).toBe("loja.1");
});

test("a button that comes moves no other: Copy next to Generate", async ({ page, panel }) => {
  await panel.start("v2");
  const generate = panel.button("control.generate", panel.row("token"));
  const copy = panel.button("common.copy", panel.row("token"));
  for (const width of [1440, 900, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await panel.row("token").locator("input").fill("");
    await expect(copy).toBeHidden();
    // A press scrolls to it first.
    await generate.hover();
    const before = [await generate.boundingBox(), await panel.row("number").boundingBox()];
    await generate.click();
    await expect(copy).toBeVisible();
    expect([await generate.boundingBox(), await panel.row("number").boundingBox()], `${width} px`).toEqual(before);
  }
});

test("the request is next to the form or in a sheet, and one button at a time is the primary one", async ({ page, panel }) => {
  await fullForm(panel);
  await expect(panel.request).toBeVisible();
  await expect(page.locator(".open-request")).toBeHidden();
  for (const width of [900, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(panel.request).toHaveCount(0);
    await panel.button("create.request").click();
    const sheet = page.getByRole("dialog", { name: panel.say("request.label"), exact: true });
    await expect(sheet.locator(".json li").first()).toBeVisible();
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press("Tab");
      await expect.poll(() => page.evaluate(() => document.activeElement.closest("dialog, body").localName)).toMatch(/dialog|body/);
      await expect(page.locator("header :focus, form :focus")).toHaveCount(0);
    }
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(panel.button("create.request")).toBeFocused();
  }
  // The bar is as high as its buttons, and every three-state control as wide as its row.
  const bar = page.locator(".footer-bar");
  expect((await bar.boundingBox()).height).toBeLessThan(64);
  const [row, control] = await Promise.all(
    [".row-control", ".segments"].map((part) => panel.row("reject_call").locator(part).boundingBox()),
  );
  expect(row.width - control.width).toBeLessThan(8);
  // Choices with long names are a list: one below the other, each with its mark in sight.
  for (const field of ["integration", "typebot_trigger_type"]) {
    const radios = await panel.row(field).getByRole("radio").all();
    expect(radios.length).toBeGreaterThan(1);
    const boxes = await Promise.all(radios.map((radio) => radio.boundingBox()));
    for (const [index, box] of boxes.entries()) {
      expect(box.width, field).toBeLessThan(20);
      expect(box.x).toBe(boxes[0].x);
      if (index > 0) expect(box.y).toBeGreaterThan(boxes[index - 1].y + box.height);
      await expect(radios[index]).toHaveCSS("opacity", "1");
    }
  }
  for (const mount of [null, "v2"]) {
    await panel.restart();
    await (mount ? panel.start(mount) : panel.open());
    await expect(mount ? page.locator("form .groups") : panel.serverForm).toBeVisible();
    const accents = () => page.locator("main .button:visible, main [type=submit]:visible").evaluateAll((buttons) => {
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.setProperty("color", "var(--accent)");
      const accent = getComputedStyle(probe).color;
      probe.remove();
      return buttons.filter((button) => getComputedStyle(button).backgroundColor === accent).length;
    });
    await expect.poll(accents).toBe(1);
  }
});

test("the proxy protocols are those of the version that the server tells", async ({ page, panel, control }) => {
  const protocols = () => panel.row("proxy_protocol").getByRole("radio").evaluateAll((radios) => radios.map(({ value }) => value).filter(Boolean));
  await panel.start("v2");
  await panel.switchOn("proxy");
  await expect.poll(protocols).toEqual(["http", "socks"]);
  await control.options("v2", { version: "2.3.7" });
  await page.reload();
  await expect.poll(protocols).toEqual(["http", "socks", "socks5"]);
});
