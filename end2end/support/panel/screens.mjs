// The screens that tests of the whole look at visit, each brought about the way an operator would.

import { expect } from "../test.mjs";
import { TYPEBOT_FLOW } from "./values.mjs";

/** Everything on: the longest form there is. */
export async function fullForm(panel, mount = "v2") {
  await panel.start(mount);
  await panel.allGroupsOn();
}

/** A result with a token, a difference, a failed step and a QR code. */
export async function richResult(panel, control) {
  await control.options("v2", { typebot: false, rabbitmq: false });
  await panel.start("v2");
  for (const section of ["webhook", "rabbitmq", "typebot"]) await panel.switchOn(section);
  await panel.fillAll({
    instance_name: "loja-centro-com-um-nome-bem-comprido-01",
    qrcode: true,
    number: "5511912345678",
    webhook_url: "https://hooks.example.com/a/rather/long/path/that/has/no/end/in/sight?token=1",
    ...TYPEBOT_FLOW,
  });
  await panel.create();
  await expect(panel.qrImage).toBeVisible();
}

/** Opens everything that is folded, whatever comes up while it does. */
export async function unfoldAll(panel) {
  const folded = panel.main.locator("details:not([open]) > summary");
  await expect(folded).not.toHaveCount(0);
  while ((await folded.count()) > 0) await folded.first().click();
}

/** Two servers, one of them being edited. */
export async function serversWithForm(panel) {
  await panel.start("v2", { label: "A server with quite a long label, production" });
  await panel.goTo("servers");
  await panel.page.locator("#add-server").click();
  await expect(panel.page.locator("#server-url")).toBeVisible();
}
