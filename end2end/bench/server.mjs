// The demo server as the panel of a visit knows it.

const SERVER = { id: 1, label: "Demo", dialect: "evolution-v2" };
const KEY = "demo-key";

/** The server is in the list from the beginning; `hasKey` tells whether an earlier visit of the tab left its key. */
export async function knowServer(page, api, { hasKey = true } = {}) {
  await page.addInitScript(
    ({ server, key }) => {
      localStorage.setItem("instance-panel.servers", JSON.stringify([server]));
      if (key) sessionStorage.setItem(`instance-panel.key.${server.id}.${server.baseUrl}`, key);
    },
    { server: { ...SERVER, baseUrl: `${api}/v2` }, key: hasKey && KEY },
  );
}

/** The page of its instances, which asks for the key; the list is asked for with the press of `submit`. */
export async function openList(page, { panel, api }) {
  await knowServer(page, api, { hasKey: false });
  await page.goto(`${panel}#/servers/1/instances`);
  await page.locator("#server-key").fill(KEY);
  return { submit: () => page.locator(".connect-form button[type=submit]").click() };
}
