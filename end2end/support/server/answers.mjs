// Answers that the demo server does not give, put in its place.

const ANYBODY = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
export const CREATE = /\/instance\/create$/;

/** From now on this path is answered so; preflights still go to the server. */
export async function answersText(page, path, body, { status = 200, contentType = "application/json" } = {}) {
  await page.route(path, (route) =>
    route.request().method() === "OPTIONS"
      ? route.continue()
      : route.fulfill({ status, contentType, body: typeof body === "function" ? body(route.request()) : body, headers: ANYBODY }),
  );
}

export const answers = (page, path, json, status) => answersText(page, path, JSON.stringify(json), { status });

/**
 * Holds every request of this kind back until `release` is called; then it goes to the server, also if the page
 * has given it up by then. `count` tells how many the page has sent.
 */
export async function hold(page, path = CREATE) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  let sent = 0;
  await page.route(path, async (route) => {
    if (route.request().method() === "OPTIONS") return route.continue();
    sent += 1;
    await released;
    // The page may be gone by then, or may not wait for it any more.
    const response = await route.fetch().catch(() => null);
    if (response) await route.fulfill({ response }).catch(() => {});
  });
  return { release, count: () => sent };
}
