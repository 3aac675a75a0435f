//! Why WhatsApp ended a connection, as 2.x keeps it in an instance's row: a code, an object and a
//! date. They stay in the row when the instance connects again.

use serde_json::{Map, Value, json};

/// The codes that WhatsApp's library knows.
pub const CODES: &[u16] = &[401, 403, 408, 411, 428, 440, 500, 503, 515];

/// Stores that the connection ended at `at` with a code.
pub fn store(columns: &mut Map<String, Value>, code: u16, at: &str) {
    let data = json!({"reason": code.to_string(), "location": "frc"});
    let cause = cause(code, message(code), data, at);
    // The server stores a text that contains JSON; rows from elsewhere have the object itself.
    let is_object = matches!(code, 403 | 440);
    put(columns, code, if is_object { cause } else { cause.to_string().into() }, at);
}

/// Stores a logout that the server was asked for.
pub fn store_logout(columns: &mut Map<String, Value>, instance: &str, at: &str) {
    let cause = cause(401, &format!("Log out instance: {instance}"), Value::Null, at);
    put(columns, 401, cause.to_string().into(), at);
}

fn put(columns: &mut Map<String, Value>, code: u16, cause: Value, at: &str) {
    columns.insert("disconnectionReasonCode".to_owned(), code.into());
    columns.insert("disconnectionObject".to_owned(), cause);
    columns.insert("disconnectionAt".to_owned(), at.into());
}

fn cause(code: u16, message: &str, data: Value, at: &str) -> Value {
    json!({
        "error": {
            "data": data,
            "isBoom": true,
            "isServer": code >= 500,
            "output": {
                "statusCode": code,
                "payload": {"statusCode": code, "error": title(code), "message": message},
                "headers": {},
            },
        },
        "date": at,
    })
}

/// The name of the code as an HTTP status.
fn title(code: u16) -> &'static str {
    match code {
        401 => "Unauthorized",
        403 => "Forbidden",
        408 => "Request Time-out",
        411 => "Length Required",
        428 => "Precondition Required",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Unknown",
    }
}

fn message(code: u16) -> &'static str {
    match code {
        401 | 440 => "Stream Errored (conflict)",
        408 => "Connection was lost",
        411 => "Multi-device mismatch",
        428 => "Connection Terminated by Server",
        500 => "Bad session",
        503 => "Stream Errored (unavailable)",
        515 => "Stream Errored (restart required)",
        _ => "Connection Failure",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::{CODES, store};

    #[test]
    fn every_code_has_a_date_and_a_cause() {
        for code in CODES {
            let mut columns = Map::new();
            store(&mut columns, *code, "2026-11-20T10:00:00.000Z");
            assert_eq!(columns["disconnectionReasonCode"], *code);
            assert_eq!(columns["disconnectionAt"], "2026-11-20T10:00:00.000Z");
            let cause = &columns["disconnectionObject"];
            let text = cause.as_str().map_or_else(|| cause.to_string(), str::to_owned);
            assert!(text.contains(&format!("\"statusCode\":{code}")), "{text}");
        }
    }
}
