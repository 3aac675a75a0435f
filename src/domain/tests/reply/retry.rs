use crate::domain::http::request::Method;
use crate::domain::reply::error::Case;
use crate::domain::reply::retry;
use crate::domain::reply::retry::pause_ms;

#[test]
fn a_read_is_tried_three_times_in_all() {
    assert_eq!(pause_ms(Method::Get, 1, Ok(503)), Some(500));
    assert_eq!(pause_ms(Method::Get, 2, Err(Case::Unreachable)), Some(2000));
    assert_eq!(pause_ms(Method::Get, 3, Ok(503)), None);
}

#[test]
fn retry_after_is_taken_in_seconds() {
    assert_eq!(retry::after_s(" 30 "), Some(30));
    assert_eq!(retry::after_s("86400"), Some(86_400));
    let others = ["", "0", "-1", "1.5", "86401", "99999999999", "Wed, 21 Oct 2026 07:28:00 GMT"];
    for header in others {
        assert_eq!(retry::after_s(header), None, "{header}");
    }
}

#[test]
fn a_write_is_never_sent_again() {
    for method in [Method::Post, Method::Put, Method::Delete] {
        for outcome in [Ok(429), Ok(502), Ok(503), Ok(504), Err(Case::Unreachable)] {
            assert_eq!(pause_ms(method, 1, outcome), None, "{method:?} {outcome:?}");
        }
    }
}

#[test]
fn an_answer_that_will_not_change_is_taken() {
    for status in [200, 201, 400, 401, 403, 404, 500] {
        assert_eq!(pause_ms(Method::Get, 1, Ok(status)), None, "{status}");
    }
    for case in [Case::Timeout, Case::Cancelled, Case::Offline, Case::MixedContent] {
        assert_eq!(pause_ms(Method::Get, 1, Err(case)), None, "{case:?}");
    }
}
