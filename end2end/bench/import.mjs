// A paste of five megabytes: how long it takes until the sheet says what is in it, and the longest frame meanwhile.
// Figures are reported, never asserted.

import { openList } from "./server.mjs";
import { Table } from "./table.mjs";

const SIZE = 5_000_000;
const ANSWER_GOAL = 1_000;
const FRAME_GOAL = 50;

/** Pieces until the text is long enough. */
function repeated(piece, between = "\n") {
  const pieces = [];
  for (let size = 0; size < SIZE; ) {
    pieces.push(piece(pieces.length + 1));
    size += pieces.at(-1).length + between.length;
  }
  return pieces.join(between);
}

const body = (row) => JSON.stringify({ instanceName: `loja-${row}`, integration: "WHATSAPP-BAILEYS", qrcode: true, webhook: { url: `https://hook.example.com/${row}`, byEvents: false, events: ["MESSAGES_UPSERT", "CONNECTION_UPDATE"] } });
const listed = (row) => JSON.stringify({ id: `id-${row}`, name: `loja-${row}`, connectionStatus: "open", ownerJid: `55119${row}@s.whatsapp.net`, integration: "WHATSAPP-BAILEYS", number: `55119${row}`, token: `token-${row}`, Setting: { rejectCall: true, msgCall: "", groupsIgnore: true, alwaysOnline: false }, _count: { Message: row, Contact: row } });

/** Texts of each kind that people have in this length. */
export const PASTES = {
  "a table": () => `Nome;Número;Webhook URL;Webhook Eventos\n${repeated((row) => `loja-${row};${5511900000000 + row};https://hook.example.com/${row};CALL`)}`,
  "the list of a server": () => `[${repeated(listed, ",")}]`,
  "cURL for bash": () => repeated((row) => `curl --location 'https://api.example.com/instance/create' \\\n  --header 'Content-Type: application/json' \\\n  --header 'apikey: 0123456789abcdef' \\\n  --data '${body(row)}'\n`),
  "cURL for cmd": () => repeated((row) => `curl --location "https://api.example.com/instance/create" ^\n  --header "apikey: 0123456789abcdef" ^\n  --data "${body(row).replaceAll('"', '\\"')}"\n`),
  PowerShell: () => repeated((row) => `Invoke-RestMethod -Method Post -Uri 'https://api.example.com/instance/create' -Headers @{ apikey = '0123456789abcdef' } -Body '${body(row)}'`),
  JavaScript: () => repeated((row) => `await fetch("https://api.example.com/instance/create", {\n  method: "POST",\n  headers: { apikey: "0123456789abcdef", "Content-Type": "application/json" },\n  body: JSON.stringify(${body(row)}),\n});`),
  Python: () => repeated((row) => `requests.post("https://api.example.com/instance/create", headers={"apikey": "0123456789abcdef"}, json={"instanceName": "loja-${row}", "qrcode": True, "webhook": {"url": "https://hook.example.com/${row}", "events": ["CALL"]}})`),
  "PHP arrays": () => `<?php\n${repeated((row) => `$client->post('https://api.example.com/instance/create', ['headers' => ['apikey' => '0123456789abcdef'], 'json' => ['instanceName' => 'loja-${row}', 'qrcode' => true, 'webhook' => ['url' => 'https://hook.example.com/${row}']]]);`)}`,
  "a collection of Postman": () => JSON.stringify({ info: { schema: "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" }, item: JSON.parse(`[${repeated((row) => JSON.stringify({ name: `loja-${row}`, request: { method: "POST", header: [{ key: "apikey", value: "0123456789abcdef" }], url: { raw: "https://api.example.com/instance/create" }, body: { mode: "raw", raw: body(row) } } }), ",")}]`) }),
  "one request": () => `{"instanceName":"loja","webhook":{"url":"https://hook.example.com","events":[${repeated((row) => `"EVENT_${row}"`, ",")}]}}`,
  "a log": () => repeated((row) => `[Evolution API] v2.3.6 ${row} - Fri Nov 27 2026 10:00:00 INFO [ChannelStartupService] [string] {"event":"messages.upsert","instance":"loja-${row % 100}"}`),
  "open brackets": () => "[{".repeat(SIZE / 2),
};

/** Gives the sheet a file; the time until it has been read, and each frame's until then. */
async function readPaste(page, text) {
  await page.evaluate(() => {
    window.reading = new Promise((resolve) => {
      const frames = [];
      let start;
      let last;
      const isRead = () => document.querySelector(".import-long") && !document.querySelector(".import-status").textContent.includes("…");
      const look = () => {
        // The time of the frame can be older than the change.
        const now = performance.now();
        if (start !== undefined) frames.push(now - last);
        last = now;
        if (start !== undefined && isRead()) resolve({ time: now - start, frames });
        else requestAnimationFrame(look);
      };
      document.querySelector("#import-file").addEventListener("change", () => (start = last = performance.now()), { capture: true, once: true });
      requestAnimationFrame(look);
    });
  });
  await page.locator("#import-file").setInputFiles({ name: "paste.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  return page.evaluate(() => window.reading);
}

export async function benchImport(bench) {
  const { withPage, runs, median } = bench;
  const report = new Table(["a paste of 5 MB", "answer", "longest frame"]);
  report.add("goal", `${ANSWER_GOAL} ms`, `${FRAME_GOAL} ms`);
  const ms = (all) => `${Math.round(median(all))} ms, at most ${Math.round(Math.max(...all))} ms`;
  for (const [kind, textOf] of Object.entries(PASTES)) {
    const text = textOf();
    const taken = [];
    for (let run = 0; run < runs; run += 1) {
      await withPage({ cpu: 1, network: null }, async (page) => {
        const { submit } = await openList(page, bench);
        await submit();
        await page.locator(".connect-form").waitFor({ state: "detached" });
        await page.evaluate(() => (location.hash = "#/"));
        await page.locator("#open-import:enabled").click();
        await page.locator("#import-box").waitFor();
        taken.push(await readPaste(page, text));
      });
    }
    report.add(kind, ms(taken.map(({ time }) => time)), ms(taken.map(({ frames }) => Math.max(...frames))));
  }
  report.print();
}
