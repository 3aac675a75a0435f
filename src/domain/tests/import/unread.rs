//! What stands in a text and in no request that was read.

use super::read;
use crate::domain::import::report::NoteKind;

const CREATE: &str = "curl https://a.test/instance/create -d '{\"instanceName\":\"a\"}'\n";

/// The names and routes that are told of the text below a command.
fn below(text: &str) -> Vec<String> {
    unread(&format!("{CREATE}{text}"))
}

fn unread(text: &str) -> Vec<String> {
    let told = |kind: NoteKind| if let NoteKind::Unread(text) = kind { Some(text) } else { None };
    read(text).notes.into_iter().filter_map(|note| told(note.kind)).collect()
}

#[test]
fn names_with_a_value_and_routes_that_set_are_told() {
    for (text, expected) in [
        ("rejectCall: true", "rejectCall"),
        ("then \"groupsIgnore\": true, in the panel", "groupsIgnore"),
        ("'proxyHost' => 'a.test'", "proxyHost"),
        ("body['msgCall'] = 'x'", "msgCall"),
        ("body.msgCall = 'x'", "msgCall"),
        ("body->msgCall = 'x'", "msgCall"),
        ("a=b&reject_call=true", "reject_call"),
        ("send /webhook/set/a", "/webhook/set"),
    ] {
        assert_eq!(below(text), [expected], "{text}");
    }
}

#[test]
fn what_is_no_value_of_a_request_is_not() {
    for text in [
        "rejectCall",
        "if (answer.rejectCall == true)",
        "# \"rejectCall\": true",
        "// rejectCall: true",
        "rem rejectCall: true",
        "rejectCall: boolean;",
        "msg_call: str = \"\"",
        "instanceName: Optional[str]",
        "this.rejectCall = value",
        "self.reject_call = value",
        "console.log('rejectCall:', value)",
        "msgCall://x",
        "url: https://b.test",
        "see /webhook/find/a",
        "Referer: https://a.test/webhook/set/a",
    ] {
        assert_eq!(below(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_answer_is_no_request() {
    let settings = "{\n  \"rejectCall\": true,\n  \"msgCall\": \"\"\n}\n";
    assert_eq!(below(settings), Vec::<String>::new());
    // Words between them make it another body.
    assert_eq!(below(&format!("\nSettings:\n{settings}")), ["rejectCall", "msgCall"]);
    for answer in [
        "{\"instance\": {\"instanceName\": \"a\", \"state\": \"close\"}}",
        "[{\"name\": \"a\", \"createdAt\": \"x\", \"rejectCall\": true}]",
    ] {
        assert_eq!(below(&format!("\nThe answer:\n{answer}")), Vec::<String>::new(), "{answer}");
    }
}

#[test]
fn each_is_told_once_and_none_is_left_out() {
    assert_eq!(below("rejectCall: 1\nrejectCall: 2"), ["rejectCall"]);
    let names = [
        "accountId",
        "alwaysOnline",
        "autoCreate",
        "conversationPending",
        "daysLimitImportMessages",
        "debounceTime",
        "delayMessage",
        "groupsIgnore",
        "importContacts",
        "importMessages",
        "keepOpen",
        "keywordFinish",
        "listeningFromMe",
        "mergeBrazilContacts",
        "msgCall",
        "nameInbox",
        "proxyHost",
        "proxyPort",
        "readMessages",
        "readStatus",
        "rejectCall",
        "reopenConversation",
        "signMsg",
        "stopBotFromMe",
        "syncFullHistory",
    ];
    let lines: String = names.iter().map(|name| format!("{name}: 1\n")).collect();
    assert_eq!(below(&lines), names);
}

#[test]
fn json_is_looked_through_and_a_table_is_not() {
    assert_eq!(unread("{\"instanceName\": \"a\"}, \"msgCall\": \"x\"}"), ["msgCall"]);
    assert_eq!(unread("nome;webhook_by_events: x\na;1\n"), Vec::<String>::new());
}
