// The instances that are on a demo server, read past the panel.

import { KEY } from "./demo.mjs";

/** The rows of the server's list, whichever way its dialect wraps them. */
export async function instances(panel, mount) {
  const reply = await fetch(`${panel.base(mount)}/instance/fetchInstances`, { headers: { apikey: KEY } });
  return (await reply.json()).map((row) => row.instance ?? row);
}

const nameOf = (row) => row.instanceName ?? row.name;

/** The names, as often as they are there. */
export const namesOn = async (panel, mount) => (await instances(panel, mount)).map(nameOf);

/** The token of an instance as the server made it. */
export async function tokenOf(panel, mount, name) {
  const row = (await instances(panel, mount)).find((row) => nameOf(row) === name);
  return row.apikey ?? row.token;
}
