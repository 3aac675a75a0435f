//! What is printed between the output of other programs: headings, notes and the last sentence
//! of a failure. Bold only where a person watches.

use crate::failure::Failure;
use std::io::IsTerminal;
use std::time::Duration;

/// The start of a part of the work.
pub(crate) fn heading(text: &str) {
    println!("\n{}", bold(&format!("== {text}")));
}

/// One sentence about what is going on.
pub(crate) fn note(text: &str) {
    println!("   {text}");
}

/// On stderr, so that it is seen when stdout goes to a file.
pub(crate) fn failure(failure: &Failure) {
    eprintln!("\nxtask: {failure}");
}

/// `75 s` as `1 min 15 s`; tenths only where they matter.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds >= 60 {
        format!("{} min {} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

/// `136000` as `136,000`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn bold(text: &str) -> String {
    if std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        format!("\u{1b}[1m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        for (number, expected) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (136_000, "136,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(thousands(number), expected);
        }
    }

    #[test]
    fn durations_read_like_a_person_says_them() {
        assert_eq!(duration(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(duration(Duration::from_secs(75)), "1 min 15 s");
    }
}
