//! Addresses that the servers refuse, drop, or store and never call.
#![allow(clippy::unwrap_used, reason = "a test stops where something is missing")]

mod common;

use common::Demo;
use serde_json::{Value, json};

async fn set_proxy(demo: &Demo, mount: &str, proxy: &Value) -> u16 {
    let body = match mount {
        "v1" => json!({"enabled": true, "proxy": proxy}),
        _ => {
            let mut flat = proxy.clone();
            flat["enabled"] = true.into();
            flat
        }
    };
    let answer = demo.post(&format!("/{mount}/proxy/set/a"), body).await;
    if answer.status == 400 {
        assert_eq!(answer.message(), json!(["Invalid proxy"]));
    }
    answer.status
}

fn proxy(protocol: &str, user: &str, password: &str) -> Value {
    json!({"host": "proxy.example.com", "port": "3128", "protocol": protocol,
        "username": user, "password": password})
}

#[tokio::test]
async fn proxy_protocols_depend_on_the_release() {
    let demo = Demo::new("k");
    for (mount, version, works) in [
        ("v1", "", &["http", "https"][..]),
        ("v2", "2.3.0", &["http", "socks"]),
        ("v2", "2.3.6", &["http", "socks"]),
        ("v2", "2.3.7", &["http", "socks", "socks5"]),
        ("v2", "2.4.0", &["http", "socks", "socks5"]),
    ] {
        demo.control("/__demo/reset", &json!({"mount": mount})).await;
        demo.options(mount, json!({"version": version})).await;
        demo.create(mount, json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS"})).await;
        for protocol in ["http", "https", "socks", "socks4", "socks5"] {
            let status = set_proxy(&demo, mount, &proxy(protocol, "", "")).await;
            let expected = if works.contains(&protocol) { 201 } else { 400 };
            assert_eq!(status, expected, "{mount} {version} {protocol}");
        }
    }
}

#[tokio::test]
async fn a_create_with_a_wrong_proxy_protocol_is_rolled_back_on_2x_and_left_behind_on_1x() {
    let demo = Demo::new("k");
    demo.options("v2", json!({"delete_ms": 0})).await;
    let v2 = json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS",
        "proxyHost": "p.example.com", "proxyPort": "1080", "proxyProtocol": "socks5",
        "proxyUsername": "", "proxyPassword": ""});
    assert_eq!(demo.post("/v2/instance/create", v2).await.message(), json!(["Invalid proxy"]));
    assert!(!demo.exists("v2", "a").await);
    let v1 = json!({"instanceName": "a", "proxy": proxy("socks5", "", "")});
    assert_eq!(demo.post("/v1/instance/create", v1).await.message(), json!(["Invalid proxy"]));
    assert!(demo.exists("v1", "a").await);
}

#[tokio::test]
async fn some_characters_in_a_proxy_login_break_its_url() {
    let demo = Demo::new("k");
    for mount in ["v1", "v2"] {
        demo.create(mount, json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS"})).await;
        for text in ["a/b", "a?b", "a#b", "a\\b", "100%"] {
            assert_eq!(set_proxy(&demo, mount, &proxy("http", text, "p")).await, 400, "{text}");
            assert_eq!(set_proxy(&demo, mount, &proxy("http", "u", text)).await, 400, "{text}");
        }
        for text in ["a@b", "a:b", "a b", "a%2Fb"] {
            assert_eq!(set_proxy(&demo, mount, &proxy("http", "u", text)).await, 201, "{text}");
        }
    }
}

#[tokio::test]
async fn a_webhook_with_an_upper_case_scheme_is_stored_and_never_called_on_2x() {
    let demo = Demo::new("k");
    // An unreachable webhook delays a deletion, if the server calls it.
    demo.options("v2", json!({"linger_ms": 3_600_000, "delete_ms": 0})).await;
    for (name, url, is_called) in
        [("lower", "http://127.0.0.1:9/hook", true), ("upper", "HTTP://127.0.0.1:9/hook", false)]
    {
        let webhook = json!({"url": url, "events": []});
        let body = json!({"instanceName": name, "integration": "WHATSAPP-BAILEYS",
            "webhook": webhook});
        demo.create("v2", body).await;
        assert_eq!(demo.get(&format!("/v2/webhook/find/{name}")).await["url"], url);
        let path = format!("/v2/instance/delete/{name}");
        assert_eq!(demo.call("DELETE", &path, &Value::Null).await.status, 200);
        assert_eq!(demo.exists("v2", name).await, is_called, "{url}");
    }
}

#[tokio::test]
async fn hosts_with_an_underscore_are_refused() {
    let demo = Demo::new("k");
    let chatwoot = |name: &str, url: &str| {
        json!({"instanceName": name, "token": name, "chatwoot_account_id": "1",
            "chatwoot_token": "t", "chatwoot_url": url, "chatwoot_sign_msg": true,
            "chatwoot_reopen_conversation": true, "chatwoot_conversation_pending": false})
    };
    for (name, body, text) in [
        (
            "hook",
            json!({"instanceName": "hook", "webhook": "http://my_host/x", "events": []}),
            "Invalid \"url\" property in webhook",
        ),
        ("chat", chatwoot("chat", "http://my_host"), "Invalid \"url\" property in chatwoot"),
    ] {
        let answer = demo.post("/v1/instance/create", body).await;
        assert_eq!((answer.status, answer.message()), (400, json!([text])));
        assert!(demo.exists("v1", name).await, "{name}: left behind");
    }
    let bot = json!({"instanceName": "bot", "token": "b", "typebot_url": "http://my_host",
        "typebot": "f"});
    assert_eq!(demo.create("v1", bot).await["typebot"]["enabled"], true);
    assert_eq!(demo.get("/v1/typebot/find/bot").await["enabled"], false);
    let hook = json!({"url": "http://my_host/x", "events": []});
    let set = demo.post("/v1/webhook/set/bot", hook).await;
    assert_eq!(set.message(), json!(["Invalid \"url\" property"]));

    // 2.x checks the address of Chatwoot, but not that of a webhook.
    demo.options("v2", json!({"chatwoot": true, "delete_ms": 0})).await;
    let body = json!({"instanceName": "a", "integration": "WHATSAPP-BAILEYS",
        "webhook": {"url": "http://my_host/x", "events": []}});
    demo.create("v2", body).await;
    let body = json!({"instanceName": "b", "integration": "WHATSAPP-BAILEYS",
        "chatwootAccountId": "1", "chatwootToken": "t", "chatwootUrl": "http://my_host",
        "chatwootSignMsg": true, "chatwootReopenConversation": true,
        "chatwootConversationPending": false});
    assert_eq!(demo.post("/v2/instance/create", body).await.status, 400);
    assert!(!demo.exists("v2", "b").await);
}
