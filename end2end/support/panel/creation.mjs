// A creation and what became of it, as the tests of failures go through them.

import { expect } from "../test.mjs";
import { namesOn } from "../server/instances.mjs";
import { say } from "../locale.mjs";

export const NAME = "loja-1";
/** The call that a fault is to meet. */
export const CREATE = { method: "POST", path_prefix: "/instance/create" };
export const CLOSED = "not connected (close)";

/** Presses with nothing but the name filled in, on a server that is to fail so. */
export async function pressWithFault({ panel, control }, mount, fault) {
  await panel.start(mount);
  await panel.fill("instance_name", NAME);
  if (fault) await control.fault(mount, { ...CREATE, ...fault });
  await panel.press();
}

/** What the lookup says of the name. */
export const found = (kind, values = {}) => say(`failure.look.${kind}`, { name: NAME, state: CLOSED, ...values });

/** One press reached the server, or as many as the operator made, and one instance is there. */
export async function madeOnce(panel, control, mount, presses = 1) {
  await expect.poll(() => control.creations(mount)).toHaveLength(presses);
  await expect.poll(() => namesOn(panel, mount)).toEqual([NAME]);
}

/** The server may still be at work for three minutes: they pass at once. */
export async function canArriveNoMore(panel) {
  await expect(panel.lookup).toHaveText(found("not_yet"));
  await expect(panel.button("failure.again", panel.failure)).toHaveCount(0);
  await panel.page.clock.fastForward(180_000);
}

/** Fails on the proxy, which the server tests when the instance is already made. */
export async function proxyIsRefused(panel, control, mount, more = {}) {
  await panel.switchOn("proxy");
  const proxy = { proxy_host: "proxy.example.com", proxy_port: "3128", proxy_protocol: "http" };
  await panel.fillAll({ instance_name: NAME, ...more, ...proxy });
  await control.options(mount, { proxy_ok: false });
  await panel.press();
  await panel.failsWith("invalid_proxy");
}
