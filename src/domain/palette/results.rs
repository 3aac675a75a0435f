//! What the palette shows for a query: the best entries of each group, the group with the best one first.

use crate::domain::instances::filter::best_rows;
use crate::domain::instances::listed_row::ListedRow;
use crate::domain::palette::entry::{PaletteEntry, PaletteGroup, PaletteTarget};
use crate::domain::schema::search::{Searchable, folded};

/// Entries under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct PaletteSection {
    pub group: PaletteGroup,
    pub entries: Vec<PaletteEntry>,
}

/// The entries that fit, and the instances that do; `instance` makes a row an entry. Lists that can be
/// asked for stand behind the instances that were found, whatever is looked for: it may be in them.
#[must_use]
pub fn found(
    query: &str,
    entries: &[PaletteEntry],
    rows: &[ListedRow],
    instance: impl Fn(&ListedRow) -> PaletteEntry,
) -> Vec<PaletteSection> {
    let folded = folded(query);
    let mut sections = Vec::new();
    for group in PaletteGroup::ALL {
        let mut ranked: Vec<(u8, PaletteEntry)> = entries
            .iter()
            .filter(|entry| entry.target.group() == group && !is_list(entry))
            .filter_map(|entry| Some((entry.search.rank(&folded)?, entry.clone())))
            .collect();
        // Those that fit alike keep their order.
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.truncate(group.most());
        if group == PaletteGroup::Instances {
            let best = best_rows(rows, query, group.most());
            ranked.extend(best.into_iter().map(|(rank, row)| (rank, instance(row))));
        }
        let best = ranked.first().map_or(Searchable::WORST, |(rank, _)| *rank);
        let mut entries_of_group: Vec<PaletteEntry> =
            ranked.into_iter().map(|(_, entry)| entry).collect();
        if group == PaletteGroup::Instances {
            entries_of_group.extend(entries.iter().filter(|entry| is_list(entry)).cloned());
        }
        if !entries_of_group.is_empty() {
            sections.push((best, PaletteSection { group, entries: entries_of_group }));
        }
    }
    sections.sort_by_key(|(best, section)| (*best, section.group));
    sections.into_iter().map(|(_, section)| section).collect()
}

/// What is offered before anything is typed: what was chosen last, then pages and actions, then lists
/// that can be asked for.
#[must_use]
pub fn offered(recent: Vec<PaletteEntry>, entries: &[PaletteEntry]) -> Vec<PaletteSection> {
    let is_recent =
        |entry: &&PaletteEntry| !recent.iter().any(|other| other.target == entry.target);
    let of = |group: PaletteGroup| {
        entries.iter().filter(move |entry| entry.target.group() == group).filter(is_recent)
    };
    let actions = of(PaletteGroup::Actions).take(PaletteGroup::Actions.most()).cloned().collect();
    let lists = of(PaletteGroup::Instances).cloned().collect();
    let section = |(group, entries)| PaletteSection { group, entries };
    [
        (PaletteGroup::Recent, recent),
        (PaletteGroup::Actions, actions),
        (PaletteGroup::Instances, lists),
    ]
    .map(section)
    .into_iter()
    .filter(|section| !section.entries.is_empty())
    .collect()
}

/// Where the sections lead, in their order.
pub fn targets(sections: &[PaletteSection]) -> impl Iterator<Item = &PaletteTarget> {
    sections.iter().flat_map(|section| &section.entries).map(|entry| &entry.target)
}

/// The place of the first of these that is there; otherwise the place given, or the last one.
#[must_use]
pub fn place_of<'a>(
    sections: &[PaletteSection],
    wanted: impl IntoIterator<Item = Option<&'a PaletteTarget>>,
    otherwise: usize,
) -> usize {
    let mut places = wanted
        .into_iter()
        .flatten()
        .filter_map(|wanted| targets(sections).position(|target| target == wanted));
    let last = || targets(sections).count().saturating_sub(1);
    places.next().unwrap_or_else(|| otherwise.min(last()))
}

const fn is_list(entry: &PaletteEntry) -> bool {
    matches!(entry.target, PaletteTarget::List(_))
}
