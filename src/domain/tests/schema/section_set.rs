//! Sets of sections.

use crate::domain::schema::section::Section;
use crate::domain::schema::section_set::SectionSet;

#[test]
fn a_set_holds_each_section_independently_of_the_others() {
    let mut set = SectionSet::default();
    assert!(set.is_empty());
    for (count, section) in Section::ALL.iter().copied().enumerate() {
        assert!(!set.contains(section));
        set.insert(section);
        set.insert(section);
        assert_eq!(set.iter().count(), count + 1);
    }
    assert_eq!(set.iter().collect::<Vec<_>>(), Section::ALL, "in the order of the screen");
    set.remove(Section::Webhook);
    set.remove(Section::Webhook);
    let rest: SectionSet =
        Section::ALL.iter().copied().filter(|section| *section != Section::Webhook).collect();
    assert_eq!(set, rest);
}
