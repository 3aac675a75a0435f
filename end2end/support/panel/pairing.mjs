// Pairing as an operator meets it, with a clock that the test moves.

import jsqrModule from "jsqr";
import { PNG } from "pngjs";

import { KEY } from "../server/demo.mjs";
import { expect } from "../test.mjs";

const jsqr = jsqrModule.default ?? jsqrModule;

/** What a camera would read off an element, and its pixels. */
export async function read(element) {
  const picture = PNG.sync.read(await element.screenshot());
  const text = jsqr(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data;
  return { picture, text };
}

export class Pairing {
  constructor(page, panel, control, mount, name = "pair-1") {
    Object.assign(this, { page, panel, control, mount, name });
    this.card = page.locator("[aria-labelledby=pairing-heading]");
    this.heading = page.locator("#pairing-heading");
    this.frame = this.card.locator(".qr-frame");
    this.image = this.frame.locator("img");
    this.status = this.card.getByRole("status").first();
    this.attempt = this.card.locator(".attempt");
    this.code = this.card.locator("output");
    this.codeLine = this.card.locator("p", { has: page.locator("output") });
    this.timer = this.card.getByRole("timer");
    this.trouble = this.card.locator(".pairing-trouble");
    this.number = this.card.locator("#pairing-number");
    this.numberProblem = this.card.locator("#pairing-number-problem");
    this.save = page.getByRole("link", { name: this.say("save") });
    this.auto = this.card.getByRole("checkbox", { name: this.say("auto") });
    // Whatever stands out on the page as the thing to do.
    this.primary = page.locator(".button.primary:visible");
    // The state of the connection among the facts of the result.
    this.state = panel.tokenCard.getByText(panel.say("result.state"), { exact: true }).locator("xpath=following-sibling::dd");
    // The whole page for the customer, and the code on it with its white margin.
    this.customer = page.getByRole("dialog", { name: this.say("customer.label", { name }) });
    this.more = this.card.getByRole("button", { name: this.say("more"), exact: true });
    this.customerFrame = this.customer.locator(".qr-frame");
  }

  say(key, values) {
    return this.panel.say(`pairing.${key}`, values);
  }

  button(key) {
    return this.card.getByRole("button", { name: this.say(key), exact: true });
  }

  /** Opens what is behind *More*, and presses this there. */
  async choose(key) {
    await this.more.click();
    await this.button(key).click();
  }

  /**
   * Opens the panel and creates, with a clock that goes on by itself but can be moved. `connects` is the
   * operator's setting.
   */
  async create(values = { qrcode: true }, { connects = false } = {}) {
    await this.page.clock.install();
    if (!connects) await this.page.addInitScript(() => localStorage.setItem("instance-panel.auto_connect", "off"));
    // What the browser stores then is another visit than that of who connects.
    await this.panel.start(this.mount, connects ? {} : { connects });
    await this.panel.fillAll({ instance_name: this.name, ...values });
    // A look-up of the name that is on its way could reach the server after the creation.
    await this.panel.settled();
    await this.panel.create();
  }

  async says(key, values) {
    await expect(this.status).toHaveText(this.say(`status.${key}`, values));
  }

  /** Moves the clock by so many seconds. */
  async pass(seconds) {
    await this.page.clock.fastForward(seconds * 1000);
  }

  /** Moves the clock second by second, or by longer steps, until this holds. */
  async until(holds, seconds = 1) {
    await expect(async () => {
      await this.pass(seconds);
      await holds();
    }).toPass({ intervals: [20] });
  }

  untilSays(key, values, seconds) {
    return this.until(() => expect(this.status).toHaveText(this.say(`status.${key}`, values), { timeout: 50 }), seconds);
  }

  /** The code stands on the screen in both themes, dark on white with a white margin. */
  async showsCode(code) {
    for (const colorScheme of ["light", "dark"]) {
      await this.page.emulateMedia({ colorScheme });
      await expect(this.image).toHaveJSProperty("complete", true);
      const { picture, text } = await read(this.frame);
      expect(text, colorScheme).toBe(code);
      const middle = (Math.floor(picture.height / 2) * picture.width + 6) * 4;
      for (const channel of [0, 1, 2]) expect(picture.data[middle + channel]).toBeGreaterThan(240);
    }
  }

  phone(action) {
    return this.control.call("POST", "/phone", { mount: this.mount, instance: this.name, action });
  }

  /** The calls of the pairing that the server has seen. */
  async calls(verb = "connect|connectionState|restart|logout") {
    const of = new RegExp(`^/instance/(${verb})/`);
    const all = await this.control.requests(this.mount);
    // What comes before is the form's own lookup of the name.
    const made = all.find(({ method, path }) => method === "POST" && path === "/instance/create");
    // The creation's own last look at the instance carries the server's key; the pairing has the instance's token.
    const confirmation = all.find(
      ({ id, method, path, headers }) => id > made.id && method === "GET" && /connectionState/.test(path) && headers.apikey === KEY,
    );
    const isPairing = ({ id, method, path }) => id > made.id && method !== "OPTIONS" && of.test(path);
    return all.filter((request) => isPairing(request) && request !== confirmation);
  }

  /** The code that the server would hand out now. */
  async serverCode() {
    const url = `${this.panel.base(this.mount)}/instance/connect/${this.name}`;
    const reply = await fetch(url, { headers: { apikey: "demo-key" } });
    return reply.json();
  }
}

/** A pairing code as it is read out, in two groups. */
export const inGroups = (code) => `${code.slice(0, 4)}-${code.slice(4)}`;
