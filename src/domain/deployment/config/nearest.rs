//! What a misspelt key was probably meant to be.

/// The known name that is fewest slips away, where that is near enough to be meant.
pub(super) fn nearest(word: &str, known: &[&'static str]) -> Option<&'static str> {
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let plain = plain(word);
    let near = known.iter().map(|name| {
        (distance(&plain, &crate::domain::deployment::config::nearest::plain(name)), *name)
    });
    let (slips, name) = near.min_by_key(|(slips, _)| *slips)?;
    (slips <= 1 + name.len() / 4).then_some(name)
}

/// Names are compared without regard to case and to how their words are joined.
fn plain(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// How many letters are to be added, dropped or changed.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (place, candidate) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != candidate);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(diagonal + 1).min(row[place] + 1);
        }
    }
    row[other.len()]
}
