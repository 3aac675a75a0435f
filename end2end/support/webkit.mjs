// WebKitGTK, driven by WebDriver: Playwright knows only its own build of WebKit. WEBKIT_DRIVER names the driver, XVFB the
// screen for a machine that has none.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

import { expect } from "@playwright/test";
import { Builder, By, Key } from "selenium-webdriver";

export { Key };

export const canStartWebKit = () => Boolean(process.env.WEBKIT_DRIVER && (process.env.DISPLAY || process.env.XVFB));

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Ends a program, and waits until it has ended. */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill();
  await once(child, "exit");
}

/** A screen that nobody sees; the browser has no other way to run without one. */
async function startScreen() {
  if (process.env.DISPLAY) return { display: process.env.DISPLAY, stop() {} };
  const arguments_ = ["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"];
  const child = spawn(process.env.XVFB, arguments_, { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit").then(() => Promise.reject(new Error("Xvfb ended by itself")));
  ended.catch(() => {});
  const [number] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  return { display: `:${number}`, stop: () => end(child) };
}

/** Starts the driver; each session is a browser of its own. */
export async function startWebKit() {
  const screen = await startScreen();
  const port = await freePort();
  const environment = { ...process.env, DISPLAY: screen.display, LANG: "en_US.UTF-8" };
  const driver = spawn(process.env.WEBKIT_DRIVER, [`--port=${port}`], { env: environment, stdio: "ignore" });
  const address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await end(driver);
    await screen.stop();
  };
  try {
    await expect.poll(() => fetch(`${address}/status`).then(({ ok }) => ok, () => false)).toBe(true);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    /** An empty page of a new browser. */
    async newPage() {
      const builder = new Builder().usingServer(address).withCapabilities({ browserName: "MiniBrowser" });
      return new WebKitPage(await builder.build());
    },
    stop,
  };
}

/** A page, and what a person does on it. Every wait ends as soon as what it waits for is there. */
class WebKitPage {
  constructor(session) {
    this.session = session;
  }

  goto(url) {
    return this.session.get(url);
  }

  /** What a function gives in the page. */
  run(work, ...values) {
    return this.session.executeScript(`return (${work}).apply(null, arguments)`, ...values);
  }

  /** The visible text of the first such element; empty without one. */
  text(css) {
    return this.run((css) => document.querySelector(css)?.innerText.trim() ?? "", css);
  }

  async shows(css, text) {
    const matches = text instanceof RegExp ? expect.stringMatching(text) : expect.stringContaining(text);
    await expect.poll(() => this.text(css), css).toEqual(matches);
  }

  /** The first such element that can be used, once there is one; with this text, if one is told. */
  async element(css, text) {
    let found;
    await expect(async () => {
      for (const element of await this.session.findElements(By.css(css))) {
        const isMeant = text === undefined || (await element.getText()) === text;
        if (isMeant && (await element.isDisplayed()) && (await element.isEnabled())) {
          found = element;
          return;
        }
      }
      throw new Error(`nothing to use at ${css}`);
    }).toPass();
    return found;
  }

  async click(css, text) {
    await expect(async () => (await this.element(css, text)).click()).toPass();
  }

  async type(css, ...keys) {
    await (await this.element(css)).sendKeys(...keys);
  }

  hash() {
    return this.run(() => location.hash);
  }

  reload() {
    return this.session.navigate().refresh();
  }

  close() {
    return this.session.quit();
  }
}
