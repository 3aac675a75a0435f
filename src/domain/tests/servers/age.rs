//! The units of an age.

use crate::domain::servers::age::Age;

#[test]
fn an_age_is_told_in_the_unit_that_fits() {
    for (ms, age) in [
        (0, Age::Now),
        (4_999, Age::Now),
        (5_000, Age::Seconds(5)),
        (38_000, Age::Seconds(35)),
        (59_999, Age::Seconds(55)),
        (60_000, Age::Minutes(1)),
        (3_599_999, Age::Minutes(59)),
        (3_600_000, Age::Hours(1)),
        (u32::MAX, Age::Hours(1_193)),
    ] {
        assert_eq!(Age::of_ms(ms), age, "{ms} ms");
    }
}
