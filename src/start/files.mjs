// The panel's own files, each by the name and with the hash that the build gave it: a host that
// delivers anything else is refused by the browser.

/** Where the script of the page lies, and with it all others. A worker is told it as its name. */
export const here = self.document?.currentScript.src ?? self.name;

/** FILES is put in by the build: the SHA-256 sum of each file, whose first eight bytes are in the file's name. */
export async function load(name) {
  const sum = FILES[name];
  const hash = [...atob(sum)].slice(0, 8).map((byte) => byte.charCodeAt().toString(16).padStart(2, "0"));
  const path = name.replace(".", `-${hash.join("")}.`);
  const reply = await fetch(new URL(path, here), { integrity: `sha256-${sum}` });
  if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
  return reply;
}

/** The texts of a language: those of the form, or with `<chunk>-` in front those of a lazy chunk. */
export const text = async (name) => (await load(`${name}.json`)).text();

/** A style sheet. */
export const style = async (name) => (await load(`${name}.css`)).text();

const sheets = {};

/** Uses a style sheet, once. No policy of the page needs to allow styles for it. */
export function adopt(css) {
  if (sheets[css]) return;
  sheets[css] = new CSSStyleSheet();
  sheets[css].replaceSync(css);
  document.adoptedStyleSheets.push(sheets[css]);
}

/** A module, under its right type even where the host sends another one. */
export async function code(name) {
  const reply = await load(`${name}.wasm`);
  const type = "application/wasm";
  return reply.headers.get("content-type") === type ? reply : new Response(reply.body, { headers: { "content-type": type } });
}

/**
 * What the deployment configures, as text, or "" where there is no such file: many hosts answer with
 * their own page in its place. A host that refuses or fails is not taken for one that has none: the
 * panel would start without the rules that it was given.
 */
export async function config() {
  // A host that never answers keeps nobody before an empty page.
  const signal = AbortSignal.timeout?.(20_000);
  const reply = await fetch(new URL("config.json", here), { cache: "no-cache", signal });
  if (!reply.ok && reply.status !== 404 && reply.status !== 410) throw new Error(`config.json: ${reply.status}`);
  const text = reply.ok ? await reply.text() : "";
  return /^\s*</.test(text) ? "" : text;
}
