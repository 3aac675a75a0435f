// A second tab of the same browser, in which the operator works as well.

import { Panel } from "./panel.mjs";

/** Opens the panel's servers in it and gives the server in use its key there: a session of its own. */
export async function secondTab(panel, context, key) {
  const other = new Panel(await context.newPage(), panel.demo, panel.control);
  await other.page.goto(`${panel.demo.panel}#/`);
  await other.goTo("servers");
  await other.editServer("v2");
  await other.page.locator("#server-key").fill(key);
  await other.saveServerAnyway();
  return other;
}
