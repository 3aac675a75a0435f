//! Pairing without a browser: what the recorded answers mean, the schedule, and each way from the
//! first call to an open connection.

use serde_json::{Value, json};

use super::recording;
use crate::domain::decode::QrCode;
use crate::domain::dialect::Dialect;
use crate::domain::error::{ApiError, Case};
use crate::domain::pairing::call::{Ask, Heard, is_paired};
use crate::domain::pairing::diagnosis::{Hint, hints};
use crate::domain::pairing::number::number;
use crate::domain::pairing::phase::{Link, Phase};
use crate::domain::pairing::schedule::{
    CODE_LIFE, CODE_LIMIT, EMPTY_BEFORE_DIAGNOSIS, EMPTY_LIMIT, FAILURE_LIMIT, HIDDEN_PAUSE, pause,
};
use crate::domain::pairing::{Input, Pairing};
use crate::domain::secret::Secret;

fn empty() -> QrCode {
    QrCode { count: Some(0), ..QrCode::default() }
}

fn image(count: u64) -> QrCode {
    QrCode {
        count: Some(count),
        code: Some(Secret::new(format!("2@{count}"))),
        image: Some(format!("data:image/png;base64,{count}")),
        ..QrCode::default()
    }
}

fn pairing_code(count: u64) -> QrCode {
    QrCode { pairing_code: Some(format!("WZYEH1Y{count}")), ..image(count) }
}

fn failure(case: Case) -> Result<Heard, ApiError> {
    Err(ApiError::without_reply(case))
}

/// A pairing and its clock; each call is answered at the second it is made.
struct Run {
    pairing: Pairing,
    now: u32,
    asked: Option<Ask>,
}

impl Run {
    fn new(dialect: Dialect) -> Self {
        Self { pairing: Pairing::new(dialect), now: 0, asked: None }
    }

    /// A run that shows this code.
    fn showing(dialect: Dialect, code: QrCode) -> Self {
        let mut run = Self::new(dialect);
        run.give(Input::Begin(Some(code)));
        assert_eq!(run.pairing.phase, Phase::Shown);
        run
    }

    fn give(&mut self, input: Input) {
        let next = self.pairing.step(input, self.now);
        if next.is_some() {
            assert_eq!(self.asked, None, "one call at a time");
            self.asked = next;
        }
    }

    /// Lets time pass until the next call, and gives it with the seconds that it took.
    #[track_caller]
    fn next(&mut self) -> (Ask, u32) {
        let start = self.now;
        while self.asked.is_none() {
            self.now += 1;
            assert!(self.now < start + 300, "no call comes: {:?}", self.pairing);
            self.give(Input::Tick);
        }
        (self.asked.expect("a call"), self.now - start)
    }

    /// The next call, which must be this one, is answered so.
    #[track_caller]
    fn answer(&mut self, ask: Ask, outcome: Result<Heard, ApiError>) -> u32 {
        let (asked, after) = self.next();
        assert_eq!(asked, ask, "{:?}", self.pairing);
        self.asked = None;
        self.give(Input::Answered(ask, outcome));
        after
    }

    #[track_caller]
    fn code(&mut self, ask: Ask, code: QrCode) -> u32 {
        self.answer(ask, Ok(Heard::Code(code)))
    }

    #[track_caller]
    fn link(&mut self, ask: Ask, link: Link) -> u32 {
        self.answer(ask, Ok(Heard::Link(link)))
    }

    /// Nothing is asked however long one waits.
    #[track_caller]
    fn rests(&mut self, phase: Phase) {
        assert_eq!(self.pairing.phase, phase);
        for _ in 0..300 {
            self.now += 1;
            self.give(Input::Tick);
            assert_eq!(self.asked, None);
        }
        assert_eq!(self.pairing.phase, phase);
    }
}

#[test]
fn recorded_answers_are_read() {
    #[track_caller]
    fn check(file: &str, name: &str, ask: Ask, expected: Result<Heard, Case>) {
        let (dialect, exchange) = recording(file, name);
        let heard = ask.read(exchange.status, &exchange.text(), dialect);
        assert_eq!(heard.map_err(|error| error.case), expected, "{file} {name}");
    }
    let not_yet = || Ok(Heard::Code(empty()));
    check("v1", "connect-while-connecting-or-closed", Ask::Connect, not_yet());
    check("v1", "connect-with-number", Ask::Connect, not_yet());
    check("v1-after", "life-close-connect", Ask::Connect, not_yet());
    check("v1-after", "life-connecting-connect-number", Ask::Connect, not_yet());
    check("v2", "connect-from-close", Ask::Connect, not_yet());
    check("v2", "connect-after-qrcode", Ask::Connect, not_yet());
    check("v2-after", "life-connecting-connect-token", Ask::Connect, not_yet());
    // The engines without a telephone are open from the start.
    check("v1-after", "life-business-connect", Ask::Connect, Ok(Heard::Link(Link::Open)));
    check("v2", "create-evolution--connect", Ask::Connect, Ok(Heard::Link(Link::Open)));
    check("v1", "connect-unknown", Ask::Connect, Err(Case::InstanceNotFound));
    check("v2", "connect-unknown", Ask::Connect, Err(Case::InstanceNotFound));
    // A restart of 2.x connects anew, or fails with a 200.
    check("v2-after", "life-connecting-restart-token", Ask::Restart, not_yet());
    check("v2", "restart-post", Ask::Restart, Err(Case::SoftFailure));
    // Whoever is logged out already has what was wanted.
    check("v1", "logout-after-qrcode", Ask::Logout, Ok(Heard::Done));
    check("v1", "logout-not-connected", Ask::Logout, Ok(Heard::Done));
    check("v2", "logout-after-qrcode", Ask::Logout, Ok(Heard::Done));
    check("v1", "logout-unknown", Ask::Logout, Err(Case::InstanceNotFound));
}

#[test]
fn answers_of_other_shapes_are_read() {
    #[track_caller]
    fn check(ask: Ask, status: u16, reply: &Value, expected: Result<Heard, Case>) {
        let heard = ask.read(status, &reply.to_string(), Dialect::EvolutionV2);
        assert_eq!(heard.map_err(|error| error.case), expected, "{reply}");
    }
    let code = |code: &str| QrCode { code: Some(Secret::new(code)), ..QrCode::default() };
    check(Ask::Connect, 200, &json!({"code": "2@a"}), Ok(Heard::Code(code("2@a"))));
    check(Ask::Connect, 200, &json!({"qrcode": {"code": "2@a"}}), Ok(Heard::Code(code("2@a"))));
    check(
        Ask::Connect,
        200,
        &json!({"pairingCode": null, "code": "2@1", "base64": "data:image/png;base64,1", "count": 1}),
        Ok(Heard::Code(image(1))),
    );
    check(Ask::Connect, 200, &json!({"error": true, "message": "no"}), Err(Case::SoftFailure));
    check(Ask::Connect, 200, &json!({}), Err(Case::Unrecognised));
    check(Ask::State, 200, &json!({"instance": {"state": "open"}}), Ok(Heard::Link(Link::Open)));
    check(Ask::State, 200, &json!({"state": "connected"}), Ok(Heard::Link(Link::Open)));
    check(Ask::State, 200, &json!({"state": "refused"}), Ok(Heard::Link(Link::Close)));
    check(Ask::State, 500, &json!({"status": 500}), Err(Case::ServerFailure));
}

#[test]
fn the_calls() {
    #[track_caller]
    fn check(ask: Ask, expected: &str) {
        let key = Secret::new("k");
        let call = ask.call("http://h", "a b", Some("5511"), &key);
        assert_eq!(format!("{} {}", call.method.name(), call.url), expected);
        assert_eq!(call.key, key);
    }
    check(Ask::Connect, "GET http://h/instance/connect/a%20b?number=5511");
    check(Ask::State, "GET http://h/instance/connectionState/a%20b");
    check(Ask::CloseSeen, "GET http://h/instance/connectionState/a%20b");
    check(Ask::Logout, "DELETE http://h/instance/logout/a%20b");
    check(Ask::Restart, "POST http://h/instance/restart/a%20b");
}

#[test]
fn a_fresh_start_of_each_dialect() {
    #[track_caller]
    fn check(dialect: Dialect, has_number: bool, expected: &[Ask]) {
        assert_eq!(dialect.fresh_start(has_number), expected, "{dialect:?}");
    }
    let by_logout = [Ask::Logout, Ask::CloseSeen, Ask::Connect];
    check(Dialect::EvolutionV1, false, &by_logout);
    check(Dialect::L2msg, false, &by_logout);
    check(Dialect::EvolutionV2, false, &[Ask::Restart]);
    for dialect in Dialect::ALL {
        check(dialect, true, &by_logout);
    }
}

#[test]
fn which_engines_are_paired() {
    for (engine, expected) in [
        (None, true),
        (Some("WHATSAPP-BAILEYS"), true),
        (Some("WHATSAPP-BUSINESS"), false),
        (Some("EVOLUTION"), false),
    ] {
        assert_eq!(is_paired(engine), expected, "{engine:?}");
    }
}

/// The whole schedule: the call, the seconds before it, and what it brings.
#[test]
fn the_schedule_up_to_an_open_connection() {
    for dialect in Dialect::ALL {
        let mut run = Run::new(dialect);
        run.give(Input::Begin(None));
        assert_eq!(run.code(Ask::Connect, empty()), 0);
        assert_eq!(run.code(Ask::Connect, empty()), 2);
        assert_eq!(run.code(Ask::Connect, empty()), 3);
        assert_eq!(run.code(Ask::Connect, image(1)), 5);
        assert_eq!((run.pairing.phase, run.pairing.seconds_left(run.now)), (Phase::Shown, 45));
        // Two looks at the state, then one at the code.
        assert_eq!(run.link(Ask::State, Link::Connecting), 3);
        assert_eq!(run.pairing.seconds_left(run.now), 42);
        for _ in 0..4 {
            let (ask, _) = run.next();
            match ask {
                Ask::Connect => run.code(Ask::Connect, image(1)),
                ask => run.link(ask, Link::Connecting),
            };
        }
        assert_eq!(run.pairing.seconds_left(run.now), 30, "the same code keeps its end");
        loop {
            let (ask, _) = run.next();
            if run.pairing.phase == Phase::Expired {
                break;
            }
            match ask {
                Ask::Connect => run.code(Ask::Connect, image(1)),
                ask => run.link(ask, Link::Connecting),
            };
        }
        assert_eq!(run.pairing.expires, run.now, "it ends to the second");
        assert_eq!(run.link(Ask::State, Link::Connecting), 0);
        assert_eq!(run.code(Ask::Connect, image(1)), 0);
        assert_eq!(run.pairing.phase, Phase::Expired, "the same code again is no new one");
        assert_eq!(run.code(Ask::Connect, image(2)), 2);
        assert_eq!((run.pairing.phase, run.pairing.seconds_left(run.now)), (Phase::Shown, 45));
        run.link(Ask::State, Link::Open);
        assert_eq!(run.pairing.code, QrCode::default(), "the code is gone");
        run.rests(Phase::Open);
    }
}

#[test]
fn the_pause_grows() {
    let pauses: Vec<u32> = (0..8).map(pause).collect();
    assert_eq!(pauses, [2, 2, 3, 5, 8, 15, 15, 15]);
}

#[test]
fn the_code_of_the_creation_is_the_first() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    assert_eq!(run.link(Ask::State, Link::Connecting), 3);
    // None yet is an answer as well.
    let mut run = Run::new(Dialect::EvolutionV1);
    run.give(Input::Begin(Some(empty())));
    assert_eq!((run.pairing.phase, run.pairing.empties), (Phase::Waiting, 1));
    assert_eq!(run.code(Ask::Connect, image(1)), 2);
}

#[test]
fn empty_answers_lead_to_the_diagnosis_and_then_to_rest() {
    let mut run = Run::new(Dialect::EvolutionV2);
    run.give(Input::Begin(None));
    for count in 1..=EMPTY_LIMIT {
        run.code(Ask::Connect, empty());
        assert_eq!(run.pairing.needs_diagnosis(), count >= EMPTY_BEFORE_DIAGNOSIS, "{count}");
    }
    run.rests(Phase::Paused);
    assert!(run.pairing.needs_diagnosis());
    run.give(Input::Renew);
    assert!(!run.pairing.needs_diagnosis());
    run.code(Ask::Connect, image(1));
    assert_eq!(run.pairing.phase, Phase::Shown);
}

#[test]
fn codes_that_nobody_scans_come_to_an_end() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    let mut count = 1;
    while run.pairing.phase != Phase::Paused {
        run.now = run.pairing.expires;
        run.give(Input::Tick);
        if run.asked.is_some() {
            run.link(Ask::State, Link::Connecting);
            count += 1;
            run.code(Ask::Connect, image(count));
        }
        assert!(count <= u64::from(CODE_LIMIT));
    }
    assert_eq!(count, u64::from(CODE_LIMIT));
    assert!(!run.pairing.needs_diagnosis(), "codes did come");
    run.rests(Phase::Paused);
    // The old code in answer to a press is not taken for a new one.
    run.give(Input::Renew);
    run.code(Ask::Connect, image(count));
    run.link(Ask::State, Link::Connecting);
    run.code(Ask::Restart, image(1));
    assert_eq!((run.pairing.phase, run.pairing.code.clone()), (Phase::Shown, image(1)));
}

#[test]
fn renewing_ends_with_another_code() {
    // The server has one.
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::Renew);
    assert_eq!(run.code(Ask::Connect, image(2)), 0);
    assert_eq!((run.pairing.phase, run.pairing.code.clone()), (Phase::Shown, image(2)));
    // It has none: the connection is made anew.
    for dialect in Dialect::ALL {
        let mut run = Run::showing(dialect, image(1));
        run.give(Input::Renew);
        run.code(Ask::Connect, image(1));
        assert_eq!(run.pairing.phase, Phase::Waiting);
        assert!(run.asked.is_some(), "at once");
        run.link(Ask::State, Link::Connecting);
        if dialect == Dialect::EvolutionV2 {
            run.code(Ask::Restart, empty());
            assert_eq!(run.code(Ask::Connect, image(1)), 2);
        } else {
            run.answer(Ask::Logout, Ok(Heard::Done));
            assert_eq!(run.link(Ask::CloseSeen, Link::Connecting), 1, "not closed yet");
            assert_eq!(run.link(Ask::CloseSeen, Link::Close), 1);
            assert_eq!(run.code(Ask::Connect, image(1)), 0);
        }
        assert_eq!(run.pairing.phase, Phase::Shown);
    }
}

/// Whatever the panel last knew, a telephone that was paired meanwhile stays paired.
#[test]
fn what_is_open_meanwhile_is_never_logged_out() {
    let idle = |dialect| Run::new(dialect);
    let shown = |dialect| Run::showing(dialect, image(1));
    let paused = |dialect| {
        let mut run = Run::new(dialect);
        run.give(Input::Begin(None));
        for _ in 0..EMPTY_LIMIT {
            run.code(Ask::Connect, empty());
        }
        assert_eq!(run.pairing.phase, Phase::Paused);
        run
    };
    let failed = |dialect| {
        let mut run = Run::new(dialect);
        run.give(Input::Begin(None));
        run.answer(Ask::Connect, failure(Case::InstanceNotFound));
        assert_eq!(run.pairing.phase, Phase::Failed);
        run
    };
    let before: [fn(Dialect) -> Run; 4] = [idle, shown, paused, failed];
    for dialect in Dialect::ALL {
        for before in before {
            for press in [Input::Restart, Input::ByNumber("5511912345678".to_owned())] {
                let mut run = before(dialect);
                run.give(press);
                run.link(Ask::State, Link::Open);
                run.rests(Phase::Open);
            }
        }
        // The server hands out the code that was used, so that another connection would be made.
        let mut run = shown(dialect);
        run.give(Input::Renew);
        run.code(Ask::Connect, image(1));
        run.link(Ask::State, Link::Open);
        run.rests(Phase::Open);
    }
}

#[test]
fn an_instance_that_has_its_telephone_is_open_from_the_start() {
    for (status, phase) in [
        (Some("open"), Phase::Open),
        (Some("connected"), Phase::Open),
        (Some("connecting"), Phase::Idle),
        (Some("created"), Phase::Idle),
        (None, Phase::Idle),
    ] {
        let pairing = Pairing::of_status(Dialect::EvolutionV1, status);
        assert_eq!(pairing.phase, phase, "{status:?}");
        assert_eq!(pairing.link == Link::Open, phase == Phase::Open, "{status:?}");
    }
}

#[test]
fn a_restart_of_what_has_closed_becomes_a_connect() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::Restart);
    run.link(Ask::State, Link::Close);
    run.answer(Ask::Restart, failure(Case::SoftFailure));
    assert_eq!(run.code(Ask::Connect, image(1)), 0);
    assert_eq!((run.pairing.phase, run.pairing.error.clone()), (Phase::Shown, None));
}

#[test]
fn a_number_closes_first_and_then_connects() {
    for dialect in Dialect::ALL {
        let mut run = Run::showing(dialect, image(1));
        run.give(Input::ByNumber("5511912345678".to_owned()));
        run.link(Ask::State, Link::Connecting);
        run.answer(Ask::Logout, Ok(Heard::Done));
        run.link(Ask::CloseSeen, Link::Close);
        // A picture alone is not what is wanted, but it is kept.
        run.code(Ask::Connect, image(1));
        assert_eq!((run.pairing.phase, run.pairing.empties), (Phase::Waiting, 1));
        run.code(Ask::Connect, pairing_code(1));
        assert_eq!(run.pairing.phase, Phase::Shown);
        run.give(Input::ByQr);
        assert_eq!(run.pairing.phase, Phase::Shown, "both came along");
        run.give(Input::ByNumber("5511912345678".to_owned()));
        assert_eq!(run.pairing.phase, Phase::Shown, "the code for this number is there");
        run.give(Input::ByNumber("5521912345678".to_owned()));
        assert_eq!(run.pairing.phase, Phase::Waiting, "another number wants another code");
        run.link(Ask::State, Link::Connecting);
        run.answer(Ask::Logout, Ok(Heard::Done));
    }
}

#[test]
fn a_connection_that_never_closes_does_not_hold_the_number_up_for_ever() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::ByNumber("5511912345678".to_owned()));
    run.link(Ask::State, Link::Connecting);
    run.answer(Ask::Logout, Ok(Heard::Done));
    let mut looks = 0;
    while run.next().0 == Ask::CloseSeen {
        run.link(Ask::CloseSeen, Link::Connecting);
        looks += 1;
    }
    assert_eq!(looks, 7);
    run.code(Ask::Connect, pairing_code(1));
}

#[test]
fn a_short_close_after_the_scan_is_left_alone() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    run.link(Ask::State, Link::Close);
    run.link(Ask::State, Link::Connecting);
    assert_eq!(run.pairing.phase, Phase::Shown);
    run.code(Ask::Connect, image(1));
    // What stays closed is believed, and connected anew.
    run.link(Ask::State, Link::Close);
    run.link(Ask::State, Link::Close);
    run.code(Ask::Connect, image(1));
    run.link(Ask::State, Link::Close);
    assert_eq!(run.pairing.phase, Phase::Expired);
    run.code(Ask::Connect, image(2));
    assert_eq!(run.pairing.phase, Phase::Shown);
}

#[test]
fn hidden_asks_less_often_and_at_once_when_seen_again() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::Hidden(true));
    run.link(Ask::State, Link::Connecting);
    assert_eq!(run.link(Ask::State, Link::Connecting), HIDDEN_PAUSE);
    run.now += 1;
    run.give(Input::Hidden(false));
    assert_eq!(run.code(Ask::Connect, image(1)), 0);
    assert_eq!(run.link(Ask::State, Link::Connecting), 3);
}

#[test]
fn a_failure_is_tried_again_and_then_told() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    run.answer(Ask::State, failure(Case::Unreachable));
    assert!(run.pairing.error.is_some());
    assert_eq!(run.pairing.failed, Ask::State, "its report names the call that failed");
    run.link(Ask::State, Link::Connecting);
    assert!(run.pairing.error.is_none());
    let mut run = Run::new(Dialect::EvolutionV1);
    run.give(Input::Begin(None));
    for _ in 0..FAILURE_LIMIT {
        run.answer(Ask::Connect, failure(Case::ServerFailure));
    }
    run.rests(Phase::Failed);
    run.give(Input::Renew);
    run.code(Ask::Connect, image(1));
    assert_eq!(run.pairing.phase, Phase::Shown);
}

/// A lost answer to a restart or a logout tells nothing of what was done.
#[test]
fn a_change_is_never_sent_a_second_time() {
    for dialect in Dialect::ALL {
        for case in [Case::Timeout, Case::Unreachable, Case::ServerFailure, Case::NotJson] {
            for press in [Input::Restart, Input::ByNumber("5511912345678".to_owned())] {
                let mut run = Run::showing(dialect, image(1));
                run.give(press);
                run.link(Ask::State, Link::Connecting);
                let change = run.next().0;
                assert!(change.changes(), "{dialect:?}");
                run.answer(change, failure(case));
                assert!(run.pairing.error.is_some());
                run.link(Ask::State, Link::Connecting);
                run.code(Ask::Connect, pairing_code(1));
                assert_eq!(run.pairing.phase, Phase::Shown);
                run.link(Ask::State, Link::Open);
                run.rests(Phase::Open);
            }
        }
    }
}

#[test]
fn some_failures_are_final() {
    for case in [Case::InstanceNotFound, Case::Licence, Case::WrongPath] {
        let mut run = Run::new(Dialect::EvolutionV2);
        run.give(Input::Begin(None));
        run.answer(Ask::Connect, failure(case));
        run.rests(Phase::Failed);
    }
}

#[test]
fn a_refused_token_gives_way_to_the_servers_key_once() {
    let mut run = Run::new(Dialect::EvolutionV1);
    run.give(Input::Begin(None));
    run.answer(Ask::Connect, failure(Case::Unauthorized));
    assert!(run.pairing.needs_server_key);
    assert_eq!(run.answer(Ask::Connect, failure(Case::Unauthorized)), 0);
    run.rests(Phase::Failed);
}

#[test]
fn a_press_overtakes_the_call_on_its_way() {
    let mut run = Run::new(Dialect::EvolutionV2);
    run.give(Input::Begin(None));
    assert_eq!(run.asked, Some(Ask::Connect));
    run.give(Input::ByNumber("5511912345678".to_owned()));
    run.code(Ask::Connect, image(1));
    assert_eq!(run.pairing.code, QrCode::default(), "nobody waits for it any more");
    assert_eq!(run.link(Ask::State, Link::Connecting), 0);
    assert_eq!(run.answer(Ask::Logout, Ok(Heard::Done)), 0);
}

#[test]
fn leaving_ends_it_and_coming_back_begins_anew() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    run.give(Input::Halt);
    assert_eq!(run.pairing.code, QrCode::default());
    run.rests(Phase::Idle);
    run.give(Input::Begin(None));
    run.code(Ask::Connect, image(1));
    run.link(Ask::State, Link::Open);
    run.give(Input::Halt);
    run.give(Input::Begin(None));
    run.rests(Phase::Open);
}

#[test]
fn a_code_lives_as_long_as_the_server_lets_it() {
    let mut run = Run::showing(Dialect::EvolutionV2, image(1));
    run.now = CODE_LIFE - 1;
    assert_eq!(run.pairing.seconds_left(run.now), 1);
    assert_eq!(run.pairing.seconds_left(CODE_LIFE + 9), 0);
}

#[test]
fn the_hints_fit_the_server() {
    #[track_caller]
    fn check(
        dialect: Dialect,
        version: Option<&str>,
        proxy: bool,
        number: bool,
        expected: &[Hint],
    ) {
        assert_eq!(hints(dialect, version, proxy, number), expected);
    }
    use Hint::{Host, Image, Network, Number, OldVersion, OwnProxy, PhoneVersion, Proxy, Version};
    let (one, two) = (Dialect::EvolutionV1, Dialect::EvolutionV2);
    check(two, Some("2.3.6"), false, false, &[Version, PhoneVersion, Image, Proxy, Network]);
    check(two, Some("2.2.3"), false, false, &[OldVersion, PhoneVersion, Image, Proxy, Network]);
    check(one, Some("1.8.2"), true, false, &[Version, PhoneVersion, OwnProxy, Network]);
    check(one, Some("1.7.0"), false, false, &[OldVersion, PhoneVersion, Proxy, Network]);
    check(two, None, false, true, &[Number, PhoneVersion, Image, Proxy, Network]);
    check(Dialect::L2msg, None, true, false, &[Host]);
}

#[test]
fn a_number_is_taken_as_it_is_pasted() {
    #[track_caller]
    fn check(pasted: &str, expected: Option<&str>) {
        assert_eq!(number(pasted).as_deref(), expected, "{pasted}");
    }
    check("+55 (11) 91234-5678", Some("5511912345678"));
    check(" 5511912345678 ", Some("5511912345678"));
    check("551191234567", Some("551191234567"));
    check("12345678", Some("12345678"));
    check("1234567", None);
    check("1234567890123456", None);
    check("55119 1234x5678", None);
    check("", None);
}

#[test]
fn a_pairing_code_is_read_out_in_two_groups() {
    #[track_caller]
    fn check(code: &str, expected: &str) {
        let code = QrCode { pairing_code: Some(code.to_owned()), ..image(1) };
        let run = Run::showing(Dialect::EvolutionV2, code);
        assert_eq!(run.pairing.typed_code().as_deref(), Some(expected));
    }
    check("WZYEH1YY", "WZYE-H1YY");
    check("WZYE-H1YY", "WZYE-H1YY");
    check("WZYEH1", "WZYEH1");
}

#[test]
fn the_attempt_is_the_servers_count_or_else_the_panels() {
    let code = |text: &str| QrCode { code: Some(Secret::new(text)), ..QrCode::default() };
    let mut run = Run::showing(Dialect::EvolutionV2, image(7));
    assert_eq!(run.pairing.attempt(), 7);
    run.give(Input::Renew);
    run.code(Ask::Connect, code("2@b"));
    assert_eq!(run.pairing.attempt(), 1, "counted from the press");
}
