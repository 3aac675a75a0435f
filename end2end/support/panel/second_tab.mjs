// A second tab of the same browser, in which the operator works as well.

import { Panel } from "./panel.mjs";

/**
 * Opens the panel's servers in it and gives the server in use its key there: a session of its own. `prepare` gets its
 * page before.
 */
export async function secondTab(panel, context, key, prepare = () => {}) {
  const other = new Panel(await context.newPage(), panel.demo, panel.control);
  await prepare(other.page);
  await other.page.goto(`${panel.demo.panel}#/`);
  await other.goTo("servers");
  await other.editServer("v2");
  await other.page.locator("#server-key").fill(key);
  await other.saveServerAnyway();
  return other;
}

/** A tab that sleeps: it hears what the other ones tell and store when the test wakes it. */
export const sleeps = (page) =>
  page.addInitScript(() => {
    const unheard = [];
    let isAwake = false;
    const hears = (hear) => (isAwake ? hear() : unheard.push(hear));
    window.wake = () => {
      isAwake = true;
      unheard.splice(0).forEach((hear) => hear());
    };
    const { set } = Object.getOwnPropertyDescriptor(BroadcastChannel.prototype, "onmessage");
    Object.defineProperty(BroadcastChannel.prototype, "onmessage", {
      set(hear) {
        set.call(this, (event) => hears(() => hear.call(this, event)));
      },
    });
    addEventListener("storage", (event) => {
      if (!event.isTrusted) return;
      event.stopImmediatePropagation();
      hears(() => dispatchEvent(new StorageEvent("storage", { key: event.key })));
    });
  });

export const wake = (page) => page.evaluate(() => window.wake());
