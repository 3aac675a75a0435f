// Comparing what the preview says with what the server got.

import { KEY } from "../server/demo.mjs";
import { expect } from "../test.mjs";
import { ALL_SECRETS, maskedText } from "./values.mjs";

/** Copies each request of the plan, and compares the display with it. */
export async function previewed(panel, secrets = []) {
  const bodies = [];
  await panel.planSteps().first().waitFor();
  for (const step of await panel.planSteps().all()) {
    await step.click();
    await expect(step).toHaveAttribute("aria-pressed", "true");
    const text = await panel.copiedJson();
    await expect.poll(() => panel.shownJson()).toBe(maskedText(text, secrets));
    bodies.push(text);
  }
  return bodies;
}

/** Presses, and compares what the server got with what was copied. */
export async function sendsExactly(panel, control, mount, bodies) {
  await panel.press();
  await panel.created();
  const posts = await control.posts(mount);
  expect(posts.map((post) => post.body)).toEqual(bodies);
  expect(posts[0].path).toBe("/instance/create");
  expect(posts[0].status).toBe(201);
  for (const request of await control.requests(mount)) {
    for (const secret of [KEY, ...ALL_SECRETS]) {
      expect(decodeURIComponent(request.path)).not.toContain(secret);
    }
    // The greeting needs no key and gets none; pairing, and the question whose token it is, use the
    // instance's own where there is one.
    const key = request.headers.apikey;
    const isOfToken = /^\/instance\/((connect|connectionState)\/.*|fetchInstances)$/.test(request.path);
    const isToken = ALL_SECRETS.includes(key) || /^[\dA-F-]{36}$/.test(key);
    if (request.path === "/") expect(key).toBeUndefined();
    if (request.path === "/" || request.method === "OPTIONS") continue;
    if (!isOfToken || !isToken) expect(key, request.path).toBe(KEY);
  }
  return posts;
}
