// Types of embed.js: `import "./embed.js"` makes them known.

/** `field id` to value, as in config.json; `null` takes a value away. */
export type Fields = Record<
  string,
  string | number | boolean | null | string[] | Record<string, string>
>;

export type Dialect = "evolution-v1" | "evolution-v2" | "l2msg";
export type Language = "en" | "pt-BR" | "es";
export type Theme = "system" | "light" | "dark";
export type Page =
  | "create"
  | "result"
  | "servers"
  | "instances"
  | "instance"
  | "many"
  | "requests";

/** A server that config.json does not list, where it lets others be added. */
export interface Server {
  label: string;
  baseUrl: string;
  dialect: Dialect;
}

export interface Ready {
  /** The panel's own version */
  panel: string;
  protocol: 1;
  dialect: Dialect;
  language: Language;
}

export interface Dirty {
  /** Whether something was changed since the last prefill, reset or creation */
  isDirty: boolean;
}

export interface Submitted {
  name: string;
}

export interface Created {
  name: string;
  id: string | null;
  /** The instance's token, only for `wants="hash"` */
  hash?: string;
}

export interface Failed {
  /** Such as `name_in_use`, `timeout`, `unauthorized` */
  case: string;
  /** `null` where no answer came */
  status: number | null;
  /** Whether it is certain that no instance was created */
  isCertain: boolean;
}

export interface Navigated {
  page: Page;
}

/** The panel forgot its keys, because nobody was there for too long: call `setKey` again */
export type Locked = Record<string, never>;

export type Reason =
  | "too_long"
  | "too_deep"
  | "not_an_object"
  | "version"
  | "unknown_type"
  | "member"
  | "unknown_field"
  | "value"
  | "fixed"
  | "unknown_server"
  | "no_server"
  | "busy"
  | "elsewhere"
  | "problems"
  | "greeted"
  | "flood"
  /** Said by embed.js itself: nobody answered at the address, or this page may not show the panel */
  | "no_answer";

export interface Refused {
  /** The type of the message that was refused, where it has a known one */
  of: string | null;
  reason: Reason;
  /** What is wrong: names of members, ids of fields, groups or servers */
  what: string[];
  /** For `value`: the kind of value that the field takes */
  wanted?: string;
  /** For `wanted: "choice"`: what there is to choose from */
  choices?: string[];
}

export interface InstancePanelEventMap {
  ready: CustomEvent<Ready>;
  dirty: CustomEvent<Dirty>;
  submitted: CustomEvent<Submitted>;
  created: CustomEvent<Created>;
  failed: CustomEvent<Failed>;
  navigated: CustomEvent<Navigated>;
  locked: CustomEvent<Locked>;
  refused: CustomEvent<Refused>;
}

/**
 * Attributes: `src`, `server`, `lang`, `theme`, `accent`, `chrome`, `section`, `label`, `wants`.
 * What is said before `ready` is kept and sent then.
 */
export interface InstancePanelElement extends HTMLElement {
  /** `server` is the id of the last `setServer`, or else the attribute, unless another is named */
  setKey(key: string, server?: string): void;
  setServer(server: string | Server): void;
  prefill(fields?: Fields, groups?: Record<string, boolean>): void;
  lock(fields: string[], isLocked?: boolean): void;
  setTheme(theme: Theme): void;
  setLanguage(language: Language): void;
  submit(): void;
  reset(): void;

  addEventListener<K extends keyof InstancePanelEventMap>(
    type: K,
    listener: (this: InstancePanelElement, event: InstancePanelEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof InstancePanelEventMap>(
    type: K,
    listener: (this: InstancePanelElement, event: InstancePanelEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "instance-panel": InstancePanelElement;
  }
}
