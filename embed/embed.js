// <instance-panel src="https://panel.example.com/" server="main"></instance-panel>
//
// Shows the panel inside your page and speaks with it; docs/embedding.md tells how. This file needs
// nothing else and no build, as a script or as a module. It sends only to the origin of `src`, hears
// only what answers there, and puts no key into an attribute or an address.
(() => {
  const VERSION = 1;
  const HEARD = ["ready", "height", "dirty", "submitted", "created", "failed", "navigated", "locked", "refused"];
  // What the address may say. Each is a look or an id, and none is a secret.
  const LOOK = ["chrome", "lang", "theme", "accent", "section", "server"];
  const SANDBOX = [
    "allow-scripts", // the panel is a program
    "allow-same-origin", // of its own origin, to fetch its own files and to be known to your servers
    "allow-forms", // Enter in a field submits
    "allow-downloads", // of the new token
    "allow-popups", // links open a tab, never your page,
    "allow-popups-to-escape-sandbox", // and work there
    "allow-modals", // the browser asks before a token is lost that nobody stored
  ]; // Not: allow-top-navigation. It cannot lead your page elsewhere.
  const EVERY = 400; // milliseconds between two hellos
  const TRIES = 100;

  class InstancePanel extends HTMLElement {
    static observedAttributes = ["src", "server", "lang", "theme"];

    #hasBegun = false; // it stands in the page
    #frame;
    #origin;
    #port; // of the panel that answered
    #asked = []; // ports whose hello is not answered yet
    #timer;
    #waiting = []; // what was said before anyone could hear it
    #server; // of the last setServer: an id, or "" for one that was brought along

    connectedCallback() {
      this.#hasBegun = true;
      const src = this.getAttribute("src")?.trim();
      // The empty address would be this page's own.
      if (!src) throw new TypeError("instance-panel: src is missing");
      const url = new URL(src, document.baseURI);
      if (!/^https?:$/.test(url.protocol)) throw new TypeError("instance-panel: src is no http address");
      url.search = url.hash = "";
      url.searchParams.set("embed", "");
      for (const name of LOOK) {
        const value = this.getAttribute(name);
        if (value) url.searchParams.set(name, value);
      }
      this.#origin = url.origin;
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("label") || "Instance Panel";
      frame.sandbox = SANDBOX.join(" ");
      frame.allow = "clipboard-write; local-network-access"; // servers nearby
      frame.referrerPolicy = "strict-origin"; // less, and some browsers hide who is around
      Object.assign(frame.style, { display: "block", width: "100%", height: "600px", border: "0" });
      // Each document that is loaded into the frame begins again. WebKit also tells of a load when the panel goes
      // to another of its pages.
      frame.addEventListener("load", () => this.#greet());
      frame.src = url.href;
      this.#frame = frame;
      this.replaceChildren(frame);
    }

    disconnectedCallback() {
      this.#hasBegun = false;
      this.#hangUp();
      this.#waiting = [];
      this.#server = undefined;
      this.replaceChildren();
      this.#frame = undefined;
    }

    attributeChangedCallback(name, old, value) {
      if (!this.#hasBegun || old === value) return;
      if (name === "src") {
        this.disconnectedCallback();
        this.connectedCallback();
      } else if (value && this.#frame) {
        if (name === "server") this.setServer(value);
        if (name === "lang") this.setLanguage(value);
        if (name === "theme") this.setTheme(value);
      }
    }

    /** The key of a server: of the one that was asked for, or of the one with this id. It stays in memory. */
    setKey(key, server = this.#server ?? this.getAttribute("server")) {
      this.#say("key", server ? { key, server } : { key });
    }

    /** An id of config.json, or { label, baseUrl, dialect }. */
    setServer(server) {
      this.#server = typeof server === "string" ? server : "";
      this.#say("server", { server });
    }

    prefill(fields = {}, groups = {}) {
      this.#say("prefill", { fields, groups });
    }

    lock(fields, isLocked = true) {
      this.#say("lock", { fields, isLocked });
    }

    setTheme(theme) {
      this.#say("theme", { theme });
    }

    setLanguage(language) {
      this.#say("language", { language });
    }

    submit() {
      this.#say("submit");
    }

    reset() {
      this.#say("reset");
    }

    #say(type, members) {
      const message = { instancePanel: VERSION, type, ...members };
      if (this.#port && !this.#timer) this.#port.postMessage(message);
      else this.#waiting.push(message);
    }

    /** Says hello until the panel answers: it hears nothing before it has started. What is said meanwhile waits. */
    #greet() {
      this.#stopAsking();
      const wants = (this.getAttribute("wants") ?? "").split(/\s+/).filter(Boolean);
      const message = { instancePanel: VERSION, type: "hello", wants };
      let tries = 0;
      const hello = () => {
        if (tries++ === TRIES) {
          this.#hangUp();
          this.#raise("refused", { of: "hello", reason: "no_answer", what: [] });
          return;
        }
        if (this.#port) {
          // Only the document that is still there can answer on its port. Another one is asked if none does.
          this.#port.postMessage(message);
          if (tries === 1) return;
        }
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => this.#hear(port1, data);
        this.#asked.push(port1);
        // To this origin or to nobody: any other page in the frame gets neither word nor port.
        this.#frame.contentWindow.postMessage(message, this.#origin, [port2]);
      };
      this.#timer = setInterval(hello, EVERY);
      hello();
    }

    #stopAsking(answered) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      for (const port of this.#asked) if (port !== answered) port.close();
      this.#asked = [];
    }

    #hangUp() {
      this.#stopAsking();
      this.#port?.close();
      this.#port = undefined;
    }

    #hear(port, data) {
      if (data?.instancePanel !== VERSION || !HEARD.includes(data.type)) return;
      const { instancePanel, type, ...detail } = data;
      const isGreeted = type === "refused" && detail.reason === "greeted";
      if (port !== this.#port) {
        // One hello too many is answered, too.
        if (!isGreeted) this.#answered(port, type, detail);
      } else if (isGreeted && this.#timer) {
        this.#stopAsking();
        this.#sayWhatWaits();
      } else if (type !== "height") {
        this.#raise(type, detail);
      } else if (detail.height > 0 && detail.height < 100_000) {
        this.#frame.style.height = `${detail.height}px`;
      }
    }

    /** The answer of a document that was not heard before. */
    #answered(port, type, detail) {
      this.#stopAsking(port);
      this.#port?.close();
      this.#port = type === "ready" ? port : undefined;
      // Whoever hears of it may say the first word; what waited comes after.
      this.#raise(type, detail);
      this.#sayWhatWaits();
    }

    #sayWhatWaits() {
      if (this.#port) for (const message of this.#waiting.splice(0)) this.#port.postMessage(message);
    }

    #raise(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }

  if (!customElements.get("instance-panel")) customElements.define("instance-panel", InstancePanel);
})();
