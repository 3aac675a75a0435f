// A parent page that uses everything of embed.d.ts. It is compiled and not run; what must not compile says so.

import "../../../embed/embed.js";
import type { Created, Failed, InstancePanelElement, Page, Refused, Server } from "../../../embed/embed.js";

const panel: InstancePanelElement | null = document.querySelector("instance-panel");
const made = document.createElement("instance-panel");
const server: Server = { label: "Main", baseUrl: "https://api.example.com", dialect: "evolution-v2" };
const pages: Record<Page, string> = {
  create: "",
  result: "",
  servers: "",
  instances: "",
  instance: "",
  many: "",
  requests: "",
};

made.setServer(server);
made.setServer("main");
made.setKey("key");
made.setKey("key", "main");
made.prefill({ instance_name: "a", qrcode: true, webhook_events: ["CALL"], token: null }, { webhook: true });
made.lock(["instance_name"]);
made.lock(["instance_name"], false);
made.setTheme("dark");
made.setLanguage("pt-BR");
made.submit();
made.reset();

panel?.addEventListener("ready", ({ detail }) => detail.protocol satisfies 1);
panel?.addEventListener("created", ({ detail }: CustomEvent<Created>) => detail.hash?.length);
panel?.addEventListener("failed", ({ detail }: CustomEvent<Failed>) => detail.status ?? detail.case);
panel?.addEventListener("navigated", ({ detail }) => pages[detail.page]);
panel?.addEventListener("refused", ({ detail }: CustomEvent<Refused>) => detail.what.join());
panel?.addEventListener("click", (event) => event.type);

// @ts-expect-error There is no such dialect.
made.setServer({ ...server, dialect: "evolution-v3" });
// @ts-expect-error A server has an address.
made.setServer({ label: "Main", dialect: "l2msg" });
// @ts-expect-error A number is no name of a field.
made.lock([1]);
// @ts-expect-error There is no such language.
made.setLanguage("fr");
// @ts-expect-error The token may be missing.
made.addEventListener("created", ({ detail }) => detail.hash.length);
// @ts-expect-error There is no such reason.
made.addEventListener("refused", ({ detail }) => detail.reason === "unknown");
