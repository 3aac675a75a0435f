//! Command lines.

use readers::literal::scope::Scope;
use readers::shell::{cmd, posix, powershell};
use readers::text::mapped::Mapped;

/// The bytes are a script, which each of the shells gets. Every character of a word has a place in it.
pub fn shell(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let input = Mapped::plain(text.as_ref(), 0);
    let is_inside = |word: &Mapped| {
        let places = word.text().char_indices().map(|(at, _)| word.source(at));
        assert!(places.into_iter().all(|place| place <= text.len()), "{word:?}");
    };
    for command in posix::commands(&input, &mut Scope::default()) {
        command.words.iter().chain(&command.stdin).for_each(is_inside);
    }
    for command in cmd::commands(&input, &mut Scope::default()) {
        command.words.iter().for_each(is_inside);
    }
    let mut scope = Scope::default();
    let mut commands = powershell::Commands::new(&input);
    while let Some(cmdlet) = commands.next(&mut scope) {
        cmdlet.words().iter().for_each(is_inside);
        let _ = cmdlet.named(&scope);
    }
}
