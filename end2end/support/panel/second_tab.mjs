// A second tab of the same browser, in which somebody works, too.

/** Opens the panel's servers in it and gives the server in use its key there: a session of its own. */
export async function secondTab(panel, context, key) {
  const other = await context.newPage();
  await other.goto(panel.demo.panel);
  await other.locator('header.top nav a[href="#/servers"]').click();
  await other.getByRole("button", { name: panel.say("servers.edit", { label: "v2" }), exact: true }).click();
  await other.locator("#server-key").fill(key);
  await other.locator(".server-form button[type=submit]").click();
  return other;
}
