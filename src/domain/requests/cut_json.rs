//! JSON that was cut off, made whole again: what is complete stays, and what is open is closed.

/// The longest beginning of the text that can be closed, closed. `None` for what does not begin as an
/// object or a list. What was no JSON before is none afterwards either.
#[must_use]
pub fn closed(text: &str) -> Option<String> {
    if !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let mut open = Vec::new();
    // Behind the last value that is complete, or the last bracket.
    let mut end = 0;
    let mut is_key = false;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                open.push(if byte == b'{' { b'}' } else { b']' });
                is_key = byte == b'{';
                end = at + 1;
            }
            b'}' | b']' => {
                if open.pop() != Some(byte) {
                    return None;
                }
                end = at + 1;
            }
            b',' => is_key = open.last() == Some(&b'}'),
            b':' => is_key = false,
            b'"' => {
                let mut is_escaped = false;
                let last = bytes.by_ref().find(|(_, byte)| {
                    let is_end = *byte == b'"' && !is_escaped;
                    is_escaped = *byte == b'\\' && !is_escaped;
                    is_end
                });
                let Some((last, _)) = last else { break };
                if !is_key {
                    end = last + 1;
                }
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => {
                // A number or a word is complete once something follows it.
                let is_inside = |byte: u8| !matches!(byte, b',' | b'}' | b']' | b':' | b'"');
                let is_going_on = |byte: u8| is_inside(byte) && !byte.is_ascii_whitespace();
                let mut last = at;
                while let Some((next, _)) = bytes.next_if(|(_, byte)| is_going_on(*byte)) {
                    last = next;
                }
                if bytes.peek().is_some() {
                    end = last + 1;
                }
            }
        }
        if open.is_empty() {
            break;
        }
    }
    let mut whole = text.get(..end).filter(|whole| !whole.is_empty())?.to_owned();
    open.reverse();
    whole.extend(open.into_iter().map(char::from));
    Some(whole)
}
