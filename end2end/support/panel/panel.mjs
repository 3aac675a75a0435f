// The panel as an operator meets it. Fields are driven by data: the value's type and the row's
// control tell what to do, so a new field needs nothing here.

import { expect } from "@playwright/test";

import { CallsUnderWay } from "../calls.mjs";
import { ConnectionCheck } from "./connection_check.mjs";
import { KEY } from "../server/demo.mjs";
import { say } from "../locale.mjs";

/** How each mount of the demo is configured. */
export const DIALECTS = {
  v1: { id: "evolution-v1", name: "Evolution 1.x" },
  v2: { id: "evolution-v2", name: "Evolution 2.x" },
  whatsapp: { id: "l2msg", name: "l2msg" },
};

/** What earlier visits stored, by the kind of server. */
const VISITS = new Map();

export class Panel {
  constructor(page, demo, control) {
    this.page = page;
    this.demo = demo;
    this.control = control;
    // A panel in a frame has no context of its own.
    this.calls = page.context && new CallsUnderWay(page.context());
    // Whom the page may ask: the operator's servers.
    this.servers = new Set([`${demo.api}/`]);
    this.main = page.locator("#main");
    this.brand = page.locator(".brand");
    this.name = page.locator("#instance_name");
    this.submit = page.locator("#submit");
    this.summary = page.locator("#summary");
    // The list of sections next to the form.
    this.rail = page.getByRole("complementary");
    this.request = page.locator(".request");
    this.sending = page.locator(".sending");
    this.failure = page.locator("#failure");
    // What the lookup of the name found.
    this.lookup = this.failure.locator(".lookup");
    this.failureTitle = this.failure.locator("#failure-title");
    this.resultStatus = this.main.locator(".lead [role=status]");
    this.tokenCard = page.locator("[aria-labelledby=token-heading]");
    this.token = this.tokenCard.locator("output");
    this.rawReply = page.locator(".raw-reply");
    this.timeline = page.locator(".timeline");
    this.qrImage = page.locator("[aria-labelledby=pairing-heading]").getByRole("img");
    this.switcher = page.getByRole("banner").locator("select:not(#language)");
    this.serverRows = page.locator(".server-row");
    this.serverLabels = page.locator(".server-name b");
    this.serverForm = page.locator(".server-form");
    // What was found out about the dialect of a server.
    this.detection = this.serverForm.locator(".detected");
    this.check = new ConnectionCheck(this);
    // What saves a server although the check has found something.
    this.saveAnyway = page.locator("#save-anyway");
    this.dialog = page.getByRole("dialog");
  }

  say = say;

  /** Waits until all is done that was begun: before a test says what was not sent. */
  settled() {
    return this.calls.settled(this.page);
  }

  /** Opens the form: without a hash, a panel that has a server opens its instances. */
  async open() {
    // An address that differs in nothing but its hash loads nothing.
    const here = this.page.url();
    if (here.startsWith(this.demo.panel) && !here.endsWith("/empty.html")) await this.leave();
    await this.page.goto("/#/");
    await expect(this.name).toBeVisible();
  }

  base(mount) {
    return `${this.demo.api}/${mount}`;
  }

  /** The link of a page in the header. */
  link(page) {
    return this.page.getByRole("banner").getByRole("navigation").locator(`a[href="#/${page}"]`);
  }

  async goTo(page) {
    await this.link(page).click();
  }

  /** A button by its message key, anywhere or in this part of the page. */
  button(key, scope = this.page) {
    return scope.getByRole("button", { name: say(key), exact: true });
  }

  /** A button of a list of servers, which names its server. */
  serverButton(key, label, scope = this.page) {
    const name = say(key, { label });
    return scope.getByRole("button", { name: name === say(key) ? `${name}: ${label}` : name, exact: true });
  }

  /** Presses a button of the failure. */
  async act(key) {
    await this.button(key, this.failure).click();
  }

  async openDetails() {
    await this.failure.locator("summary").first().click();
  }

  /** The header tells this of the server in use. */
  async serverIs(state) {
    await expect(this.page.getByRole("banner").getByRole("status")).toHaveText(say(`server.state.${state}`));
  }

  themeButton() {
    return this.page.getByRole("banner").locator("button:not(#open-palette)");
  }

  /** Opens the form of a server on its page. It takes the focus a frame later, which what is typed must wait for. */
  async editServer(label) {
    await this.serverButton("servers.edit", label).click();
    await expect(this.page.locator("#server-url")).toBeFocused();
  }

  /** Saves the form of a server. */
  async saveServer() {
    await this.serverForm.locator("button[type=submit]").click();
  }

  /** Saves it on the page of the servers, whatever the check finds. */
  async saveServerAnyway() {
    const form = this.page.locator(".narrow .server-form");
    await this.saveServer();
    await expect(async () => {
      expect((await this.saveAnyway.isVisible()) || (await form.count()) === 0).toBe(true);
    }).toPass();
    if (await this.saveAnyway.isVisible()) await this.saveAnyway.click();
    await expect(form).toHaveCount(0);
  }

  /** Stores the token as the operator says, so that the result can be left. */
  async tokenIsStored() {
    await this.button("result.token.saved").click();
  }

  /** The page may ask this address, and the shorter ones that the connection check tries. */
  mayAsk(url) {
    this.servers.add(`${new URL(url).origin}/`);
  }

  /** Adds a server through its form; it is in use afterwards. */
  async addServer(mount, { label = mount, key = KEY, url = this.base(mount), remember = false } = {}) {
    const { page } = this;
    this.mayAsk(url);
    await this.goTo("servers");
    await expect(page.locator(".device")).toBeVisible();
    const address = page.locator("#server-url");
    // Who comes to the page without a server finds the form open, a frame later: its button may go meanwhile.
    await expect(async () => {
      if (!(await address.isVisible())) await page.locator("#add-server").click({ timeout: 1_000 });
      await expect(address).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await address.fill(url);
    // Leaving the address suggests a label; only then is there one to replace.
    await address.press("Tab");
    await expect(page.locator("#server-label")).not.toHaveValue("");
    await page.locator("#server-label").fill(label);
    await page.locator(`input[name=dialect][value="${DIALECTS[mount].id}"]`).check();
    await page.locator("#server-key").fill(key);
    if (remember) await page.locator("input[name=remember]").check();
    await this.saveServerAnyway();
    await expect(this.name).toBeVisible();
  }

  /**
   * Opens the panel with one server of this kind in use. The first time it goes through the form;
   * from then on it starts from what the browser had stored by that, which is much faster.
   */
  async start(mount, options = {}) {
    const { page } = this;
    this.mayAsk(options.url ?? this.base(mount));
    const kind = JSON.stringify([this.base(mount), options]);
    const stored = VISITS.get(kind);
    // A test begins with nothing of an earlier one: its pages share the browser's storage.
    const isFirst = !this.hasStarted;
    this.hasStarted = true;
    await this.leave();
    await page.evaluate(
      ([local, session, isFirst]) => {
        if (isFirst) [localStorage, sessionStorage].forEach((storage) => storage.clear());
        Object.assign(localStorage, local);
        Object.assign(sessionStorage, session);
      },
      [...(stored ?? [{}, {}]), isFirst],
    );
    if (!stored) {
      await this.startByForm(mount, options);
      VISITS.set(kind, await page.evaluate(() => [{ ...localStorage }, { ...sessionStorage }]));
      return;
    }
    await this.open();
  }

  /** Goes to an empty page next to the panel: the same origin, without the panel. */
  async leave() {
    // It names an icon, for which the browser would else ask the host.
    const body = "<link rel=icon href='data:,'>";
    await this.page.route("**/empty.html", (route) => route.fulfill({ contentType: "text/html", body }), { times: 1 });
    await this.page.goto("/empty.html");
  }

  /** As in a new browser, on a server that was never used: for one more journey in the same test. */
  async restart() {
    await this.leave();
    await this.page.evaluate(() => [localStorage, sessionStorage].forEach((storage) => storage.clear()));
    await this.page.unrouteAll({ behavior: "ignoreErrors" });
    await this.control.reset();
  }

  /** The same through the form. */
  async startByForm(mount, options) {
    await this.open();
    await this.addServer(mount, options);
  }

  row(field) {
    return this.page.locator(`#row-${field}`);
  }

  /** The switch of a group of fields. */
  switchOf(section) {
    return this.card(section).getByRole("switch");
  }

  card(section) {
    return this.page.locator(`#section-${section}`);
  }

  /** In the list of the groups that are off, or in the group's own card. */
  async switchOn(section, isOn = true) {
    const toggle = this.switchOf(section);
    // A press moves it to the other place, so that it is another element then.
    if ((await toggle.isChecked()) !== isOn) await toggle.click();
    await expect(toggle).toBeChecked({ checked: isOn });
  }

  /** The sections of this dialect that have a switch. */
  async groups() {
    await expect(this.page.locator("form .groups")).toBeAttached();
    return this.page
      .locator("form [id^=section-]:has([role=switch])")
      .evaluateAll((cards) => cards.map((card) => card.id.replace("section-", "")));
  }

  /** Unfolds the boxes of a field of events, or those of all. */
  async unfold(scope = this.page.locator("form")) {
    const folded = scope.locator(".events [aria-expanded=false]");
    while (await folded.count()) await folded.first().click();
  }

  async allGroupsOn() {
    for (const section of await this.groups()) await this.switchOn(section);
  }

  /** The ids of the rows that are on the screen. */
  fields() {
    return this.page
      .locator("form .row")
      .evaluateAll((rows) => rows.map((row) => row.id.replace("row-", "")));
  }

  /** The button that clears a field. */
  resetOf(field) {
    return this.row(field).locator(".reset");
  }

  /** The fields that hold nothing to clear. */
  unsetFields() {
    return this.page
      .locator("form .row:has(.reset:disabled)")
      .evaluateAll((rows) => rows.map((row) => row.id.replace("row-", "")));
  }

  async fill(field, value) {
    const row = this.row(field);
    if (Array.isArray(value) && Array.isArray(value[0])) return this.fillHeaders(field, value);
    if (typeof value === "boolean") return row.locator(`input[type=radio][value="${value}"]`).check();
    const kind = await row.evaluate((row) => {
      if (row.querySelector(".events")) return "boxes";
      if (row.querySelector("input[type=radio]")) return "radios";
      return row.querySelector("select") ? "select" : "text";
    });
    switch (kind) {
      case "boxes":
        await this.unfold(row);
        for (const name of value) await row.locator(`input[type=checkbox][value="${name}"]`).check();
        return;
      case "radios":
        return row.locator(`input[type=radio][value="${value}"]`).check();
      case "select":
        return row.locator("select").selectOption(value);
      default:
        return row.locator(`#${field}`).fill(Array.isArray(value) ? value.join("\n") : value);
    }
  }

  async fillHeaders(field, headers) {
    for (const [index, [name, value]] of headers.entries()) {
      await this.page.locator(`#${field}`).click();
      await this.page.locator(`#${field}-${index}-name`).fill(name);
      await this.page.locator(`#${field}-${index}-value`).fill(value);
    }
  }

  async fillAll(values) {
    for (const [field, value] of Object.entries(values)) await this.fill(field, value);
  }

  /** Everything that stands in the form now, field by field, to see whether it stays. */
  async typed() {
    await this.unfold();
    return this.page.locator("form .row").evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => {
          const inputs = [...row.querySelectorAll("input:not([type=search]), select, textarea")];
          const isTold = (input) => !["radio", "checkbox"].includes(input.type) || input.checked;
          return [row.id.replace("row-", ""), inputs.filter(isTold).map((input) => input.value)];
        }),
      ),
    );
  }

  press() {
    return this.submit.click();
  }

  /** Presses and waits until the whole plan has run. */
  async create() {
    await this.press();
    await this.created();
  }

  async created() {
    await expect(this.page).toHaveURL(/#\/result$/);
    await expect(this.resultStatus).not.toHaveText(say("result.reading"));
    await expect(this.resultStatus).not.toBeEmpty();
  }

  /** What a copy button puts onto the clipboard. */
  async copied(button) {
    const sentinel = `nothing was copied ${Math.random()}`;
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), sentinel);
    await button.click();
    const read = () => this.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(read).not.toBe(sentinel);
    return read();
  }

  copiedJson() {
    return this.copied(this.request.getByRole("button", { name: say("request.copy_json"), exact: true }));
  }

  copiedCurl() {
    return this.copied(this.request.getByRole("button", { name: say("request.copy_curl"), exact: true }));
  }

  /** The lines of the live request as they are displayed. */
  async shownJson() {
    const lines = await this.request.locator(".json li code").allTextContents();
    return lines.join("\n");
  }

  /** The steps of the plan that send something. */
  planSteps() {
    return this.request.locator(".plan-step");
  }

  /** Ends in this failure: its sentence is on the screen, and the focus on its panel. */
  async failsWith(id, values = {}) {
    await expect(this.failure).toContainText(say(`error.${id}.cause`, values));
  }

  async setLanguage(tag) {
    await this.page.locator("#language").selectOption(tag);
    await expect(this.page.locator("html")).toHaveAttribute("lang", tag);
    await expect(this.page.locator("h1").first()).toBeVisible();
  }
}
