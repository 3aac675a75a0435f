// The calls of a run, as the page's own clock has them, and the same calls without a panel around them.

/** The look at an instance some seconds after its creation, its state and then its row, holds no other row up. */
const CONFIRM_AFTER_MS = 4_000;
const isConfirming = (address) => address.includes("/instance/connectionState/");

/** The calls that a row waits for, and those of the look afterwards. */
function parted(calls, addressOf) {
  const at = calls.findIndex((call) => isConfirming(addressOf(call)));
  if (at < 1) throw new Error("a row without calls before the look at its instance");
  return [calls.slice(0, at), calls.slice(at)];
}

/** The page notes its calls from now on. */
export const noteCalls = (page) =>
  page.evaluate(() => {
    performance.setResourceTimingBufferSize(100_000);
    performance.clearResourceTimings();
  });

/**
 * Waits until the first `count` rows have ended, and gives the calls in their order. A creation has no name in its
 * address: the creations are `creates`.
 */
export async function callsByName(page, count, nameOf) {
  const names = Array.from({ length: count }, (_, at) => nameOf(at + 1));
  const handle = await page.waitForFunction(
    (names) => {
      const entries = performance.getEntriesByType("resource").map(({ name, startTime, responseEnd }) => ({ url: name, startTime, responseEnd }));
      const calls = Object.fromEntries(names.map((name) => [name, []]));
      for (const entry of entries) {
        const name = decodeURIComponent(entry.url.split(/[/=]/).at(-1));
        calls[name]?.push(entry);
      }
      const isOver = names.every((name) => calls[name].at(-2)?.url.includes("/instance/connectionState/"));
      return isOver && { creates: entries.filter(({ url }) => url.endsWith("/instance/create")), calls };
    },
    names,
    { timeout: 300_000, polling: 250 },
  );
  return handle.jsonValue();
}

/** From the first creation to the last answer that a row waits for. */
export function lastEnd({ creates, calls }) {
  const ends = Object.values(calls).flatMap((ofRow) => parted(ofRow, ({ url }) => url)[0].map(({ responseEnd }) => responseEnd));
  return Math.max(...ends) - creates[0].startTime;
}

/** The calls of one row as the demo server logged them. */
export function templates(log, name) {
  const ofRow = log.filter(({ method, path, body }) => {
    const isCreation = path === "/instance/create" && method === "POST" && JSON.parse(body).instanceName === name;
    return isCreation || (method === "GET" && path.endsWith(name));
  });
  const [waitedFor, afterwards] = parted(ofRow, ({ path }) => path);
  return { name, waitedFor, afterwards };
}

/** Makes the calls of each name, so many names at a time. */
export const bareLoop = (page, base, { name: template, waitedFor, afterwards }, names, atOnce) =>
  page.evaluate(
    async ({ base, template, waitedFor, afterwards, names, atOnce, confirmAfter }) => {
      const call = async ({ method, path, body }, name) => {
        const of = (text) => text.replaceAll(template, name);
        const headers = { apikey: "demo-key", ...(body && { "content-type": "application/json" }) };
        const answer = await fetch(base + of(path), { method, headers, body: body ? of(body) : undefined });
        return answer.text();
      };
      const inTurn = async (calls, name) => {
        for (const one of calls) await call(one, name);
      };
      const waiting = [...names];
      const worker = async () => {
        for (let name = waiting.shift(); name; name = waiting.shift()) {
          const [creation, ...readBacks] = waitedFor;
          await call(creation, name);
          setTimeout(inTurn, confirmAfter, afterwards, name);
          await inTurn(readBacks, name);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
    },
    { base, template, waitedFor, afterwards, names, atOnce, confirmAfter: CONFIRM_AFTER_MS },
  );
