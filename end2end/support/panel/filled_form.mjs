// A form with a value in every kind of control, to see that none of them is lost.

export const FILLED = {
  instance_name: "loja-erro",
  token: "ABCDEFGH-IJKL-MNOP",
  number: "+55 11 91234-5678",
  reject_call: true,
  msg_call: "busy \"now\"",
  groups_ignore: false,
  webhook_url: "https://hooks.example.com/x",
  webhook_headers: [["Authorization", "Bearer 1234567890123456"]],
  webhook_events: ["CALL", "MESSAGES_UPSERT"],
  chatwoot_account_id: "7",
  chatwoot_token: "chatwoot-0123456789",
  chatwoot_url: "https://chat.example.com",
  chatwoot_sign_msg: true,
};

/** Fills the form and returns what it then holds, field by field. */
export async function fillForm(panel, more = {}) {
  await panel.switchOn("webhook");
  await panel.switchOn("chatwoot");
  await panel.fillAll({ ...FILLED, ...more });
  return panel.typed();
}
