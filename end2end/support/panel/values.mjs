// A value for every field of every dialect. A field without one fails the test that fills all of
// them, so a new field is noticed here.

const EVENTS = ["MESSAGES_UPSERT", "CONNECTION_UPDATE"];

/** Values that must be masked wherever they are shown. The longer ones show their last letters. */
const SECRETS = {
  token: "B6D711FC-DE4D-4FD5-9365-44120E713976",
  wavoip_token: "wavoip-token-0123456789",
  pusher_key: "pusher-key-abc",
  pusher_secret: "pusher-secret-0123456789",
  chatwoot_token: "chatwoot-token-98765",
  proxy_password: "proxy pass 'word'",
};

const HEADER_SECRETS = ["Bearer abcdefghijklmnop", "short"];

const VALUES = {
  instance_name: "sales-01",
  number: "+55 (11) 91234-5678",
  business_id: "102290129340398",
  qrcode: true,
  reject_call: true,
  msg_call: "No calls, \"please\" \\ até já",
  groups_ignore: true,
  always_online: true,
  read_messages: false,
  read_status: true,
  sync_full_history: true,
  webhook_url: "https://hooks.example.com/evo?a=1&b=2",
  webhook_by_events: true,
  webhook_base64: false,
  webhook_headers: [
    ["Authorization", HEADER_SECRETS[0]],
    ["X-Api", HEADER_SECRETS[1]],
    ["Content-Type", "application/json"],
  ],
  webhook_events: EVENTS,
  websocket_events: EVENTS,
  rabbitmq_events: EVENTS,
  sqs_events: EVENTS,
  nats_events: EVENTS,
  kafka_events: EVENTS,
  pusher_app_id: "1234567",
  pusher_cluster: "mt1",
  pusher_use_tls: true,
  pusher_events: EVENTS,
  chatwoot_account_id: "42",
  chatwoot_url: "https://chat.example.com",
  chatwoot_sign_msg: true,
  chatwoot_reopen_conversation: true,
  chatwoot_conversation_pending: false,
  chatwoot_name_inbox: "Vendas – São Paulo 🎉",
  chatwoot_import_contacts: false,
  chatwoot_import_messages: false,
  chatwoot_days_limit_import_messages: "7",
  chatwoot_merge_brazil_contacts: true,
  chatwoot_organization: "Bot",
  chatwoot_logo: "https://chat.example.com/bot.png",
  chatwoot_auto_create: false,
  typebot_url: "https://bot.example.com",
  typebot: "my-flow",
  typebot_description: "Answers at night",
  typebot_trigger_type: "keyword",
  typebot_trigger_operator: "startsWith",
  typebot_trigger_value: "hello",
  typebot_expire: "20",
  typebot_keyword_finish: "#EXIT",
  typebot_delay_message: "1000",
  typebot_unknown_message: "?",
  typebot_listening_from_me: true,
  typebot_stop_bot_from_me: true,
  typebot_keep_open: false,
  typebot_debounce_time: "0",
  typebot_ignore_jids: ["5511999999999@s.whatsapp.net", "group@g.us"],
  proxy_host: "proxy.example.com",
  proxy_port: "3128",
  proxy_protocol: "http",
  proxy_username: "user",
  ...SECRETS,
};

/** What each group needs before it may be sent. */
export const NEEDED = {
  webhook: ["webhook_url"],
  websocket: [],
  rabbitmq: [],
  sqs: [],
  nats: [],
  kafka: [],
  pusher: ["pusher_app_id", "pusher_key", "pusher_secret", "pusher_cluster"],
  chatwoot: ["chatwoot_account_id", "chatwoot_token", "chatwoot_url"],
  typebot: ["typebot_url", "typebot", "typebot_trigger_type", "typebot_trigger_operator", "typebot_trigger_value"],
  proxy: ["proxy_host", "proxy_port", "proxy_protocol"],
};

/** The least that makes a Typebot: it answers whatever comes. */
export const TYPEBOT_FLOW = {
  typebot_url: "https://bot.example.com",
  typebot: "flow",
  typebot_trigger_type: "all",
};

/** Everything at once, in the order given here. */
export function allValues(engine, name = VALUES.instance_name) {
  return { ...VALUES, instance_name: name, ...(engine ? { integration: engine } : {}) };
}

/** Some of the values, by field. */
export function valuesOf(fields) {
  return Object.fromEntries(fields.filter((field) => field in VALUES).map((field) => [field, VALUES[field]]));
}

/** A secret as it is to be shown: dots, and the last four letters of a long one. */
export const masked = (secret) => "••••••••" + ([...secret].length < 16 ? "" : [...secret].slice(-4).join(""));

/** A request's text with these secrets masked, worked out without the panel's own rules for keys. */
export function maskedText(text, more = []) {
  return [...Object.values(SECRETS), ...HEADER_SECRETS, ...more].reduce(
    (text, secret) => text.replaceAll(JSON.stringify(secret), JSON.stringify(masked(secret))),
    text,
  );
}

export const ALL_SECRETS = [...Object.values(SECRETS), ...HEADER_SECRETS];
