//! What the signs behind a variable's name make of its value: `${NAME:-value}`, `${NAME%%:*}`, `${NAME^^}`.

use std::borrow::Cow;

/// The value that `${NAME…}` has by the signs behind the name; nothing where it is not known.
pub(super) fn modified<'a>(value: Option<&'a str>, signs: &'a str) -> Option<Cow<'a, str>> {
    let filled = value.filter(|value| !value.is_empty());
    let defaults = [":-", ":=", "-", "="];
    if let Some(default) = defaults.iter().find_map(|sign| signs.strip_prefix(sign)) {
        let is_plain = !default.is_empty() && !default.contains(['$', '"', '\'', '\\']);
        return filled.or_else(|| is_plain.then_some(default)).or(value).map(Cow::Borrowed);
    }
    let value = value?;
    if signs.is_empty() || signs.starts_with([':', '?']) && signs.contains('?') {
        return Some(value.into());
    }
    match signs {
        ",," => return Some(value.to_lowercase().into()),
        "^^" => return Some(value.to_uppercase().into()),
        _ => {}
    }
    if let Some(replaced) = signs.strip_prefix('/') {
        let all = replaced.strip_prefix('/');
        let (old, new) = all.unwrap_or(replaced).split_once('/')?;
        let is_plain = !old.is_empty() && !old.contains(['*', '?', '[', '$', '\\']);
        let times = if all.is_some() { usize::MAX } else { 1 };
        return is_plain.then(|| value.replacen(old, new, times).into());
    }
    cut(value, signs).map(Cow::Borrowed)
}

/// `%%:*`, `%:*`, `##*:` and `#*:`: what stands in front of a sign, or behind it.
fn cut<'a>(value: &'a str, signs: &str) -> Option<&'a str> {
    let is_plain = |sign: &str| !sign.is_empty() && !sign.contains(['*', '?', '[', '$', '"', '\'']);
    let (pattern, is_end, is_first) = match signs.as_bytes() {
        [b'%', b'%', ..] => (&signs[2..], true, true),
        [b'%', ..] => (&signs[1..], true, false),
        [b'#', b'#', ..] => (&signs[2..], false, false),
        [b'#', ..] => (&signs[1..], false, true),
        _ => return None,
    };
    let sign = if is_end { pattern.strip_suffix('*') } else { pattern.strip_prefix('*') };
    let Some(sign) = sign else {
        // Without a star it is all that is taken away.
        let rest = if is_end { value.strip_suffix(pattern) } else { value.strip_prefix(pattern) };
        return is_plain(pattern).then_some(rest.unwrap_or(value));
    };
    if !is_plain(sign) {
        return None;
    }
    Some(match if is_first { value.find(sign) } else { value.rfind(sign) } {
        Some(place) if is_end => &value[..place],
        Some(place) => &value[place + sign.len()..],
        None => value,
    })
}
