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
