//! Sentences with values in them. A value may be anybody's: a name, or what a server says. It is
//! text, never a place to be filled; what is very long is cut; and it cannot turn the sentence
//! around it.

/// As much as anybody reads of one value.
const MOST: usize = 600;

/// What opens and closes a stretch of text whose direction is its own matter.
const ISOLATE: char = '\u{2068}';
const END: char = '\u{2069}';

/// A sentence with its places filled in.
#[must_use]
pub fn filled(sentence: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let place = after.split_once('}').and_then(|(name, after)| {
            let value = values.iter().find(|(known, _)| *known == name)?.1;
            Some((value, after))
        });
        match place {
            Some((value, after)) => {
                text.push_str(&plain(value));
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text
}

/// A value as it may be shown: cut where it is too long, what would change the direction of the
/// text made visible, and what is written from right to left kept to itself.
#[must_use]
pub fn plain(value: &str) -> String {
    let mut text = String::new();
    let (mut depth, mut is_mixed) = (0_u32, false);
    for (count, c) in value.chars().enumerate() {
        if count == MOST {
            text.push('…');
            break;
        }
        match c {
            // A sentence inside another brings its own, in pairs.
            ISOLATE => depth += 1,
            END if depth > 0 => depth -= 1,
            c if is_control(c) => {
                text.push('\u{fffd}');
                continue;
            }
            c => is_mixed |= depth == 0 && is_right_to_left(c),
        }
        text.push(c);
    }
    for _ in 0..depth {
        text.push(END);
    }
    if is_mixed { format!("{ISOLATE}{text}{END}") } else { text }
}

/// Characters that nobody sees and that turn the text after them around.
const fn is_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}')
}
