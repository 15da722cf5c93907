//! Entities by what people call them.
//!
//! In come entities, and names as people write them: a name, one of its other forms, an IRI, or a name with the type in
//! brackets where several have it, "Moscow (Organization)". Out go the entities that are meant, or the names that come
//! near.

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::KINDS;
use super::name::key;
use super::{Entity, EntityKind};
use crate::iri::{is_local, slug};

/// A directory of entities, in which they go by the order in which they were added.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    entries: Vec<Listed>,
    names: FxHashMap<String, Vec<usize>>,
    aliases: FxHashMap<String, Vec<usize>>,
    /// By the part of their IRI that tells one from another.
    slugs: FxHashMap<String, Vec<usize>>,
}

#[derive(Clone, Debug)]
struct Listed {
    name: String,
    kind: EntityKind,
    iri: String,
}

impl<'a> FromIterator<&'a Entity> for Directory {
    fn from_iter<T: IntoIterator<Item = &'a Entity>>(entities: T) -> Self {
        let mut directory = Directory::default();
        for entity in entities {
            let aliases = entity.aliases.iter().map(String::as_str);
            directory.add(&entity.name, entity.kind, &entity.iri, aliases);
        }
        directory
    }
}

impl Directory {
    /// Adds an entity and gives its number, which counts from 0.
    pub(super) fn add<'a>(
        &mut self,
        name: &str,
        kind: EntityKind,
        iri: &str,
        aliases: impl IntoIterator<Item = &'a str>,
    ) -> usize {
        let number = self.entries.len();
        self.entries.push(Listed { name: name.to_owned(), kind, iri: iri.to_owned() });
        push(&mut self.names, key(name), number);
        push(&mut self.slugs, tail(iri).to_owned(), number);
        if !is_local(iri) {
            push(&mut self.slugs, slug(name), number);
            for alias in aliases {
                push(&mut self.aliases, key(alias), number);
            }
        }
        number
    }

    /// Gives an entity another name; by the old one it is still called at times.
    pub(super) fn rename(&mut self, number: usize, name: &str) {
        let old = key(&self.entries[number].name);
        if let Some(numbers) = self.names.get_mut(&old) {
            numbers.retain(|&other| other != number);
        }
        push(&mut self.aliases, old, number);
        push(&mut self.names, key(name), number);
        push(&mut self.slugs, slug(name), number);
        name.clone_into(&mut self.entries[number].name);
    }

    /// Changes what an entity is.
    pub(super) fn retype(&mut self, number: usize, kind: EntityKind) {
        self.entries[number].kind = kind;
    }

    /// The entities that a name, a name with a type, or an IRI speaks of.
    ///
    /// What is called so comes before what only is called so at times, and named entities before things without a name.
    pub fn find(&self, reference: &str) -> Vec<usize> {
        if reference.contains("://") {
            let exact = self.of(&self.slugs, tail(reference));
            let whole: Vec<usize> =
                exact.iter().copied().filter(|&number| self.entries[number].iri == reference).collect();
            return if whole.is_empty() { exact } else { whole };
        }
        let called = |index: &FxHashMap<String, Vec<usize>>, name: &str, kind: Option<EntityKind>| -> Vec<usize> {
            let is_of_kind = |number: &usize| kind.is_none_or(|kind| self.entries[*number].kind == kind);
            let mut all = self.of(index, &key(name));
            all.retain(is_of_kind);
            let named: Vec<usize> =
                all.iter().copied().filter(|&number| !is_local(&self.entries[number].iri)).collect();
            if named.is_empty() { all } else { named }
        };
        let typed = typed(reference);
        let ways = [
            Some((&self.names, reference, None)),
            typed.map(|(name, kind)| (&self.names, name, Some(kind))),
            Some((&self.aliases, reference, None)),
            typed.map(|(name, kind)| (&self.aliases, name, Some(kind))),
        ];
        let mut found = ways.into_iter().flatten().map(|(index, name, kind)| called(index, name, kind));
        found.find(|found| !found.is_empty()).unwrap_or_else(|| self.of(&self.slugs, &slug(reference)))
    }

    /// Up to three names that come near one that nothing has.
    pub fn near(&self, reference: &str) -> Vec<&str> {
        let wanted = key(typed(reference).map_or(tail(reference), |(name, _)| name));
        let mut near: Vec<(f64, &str)> = Vec::new();
        for listed in self.entries.iter().filter(|listed| !is_local(&listed.iri)) {
            let name = key(&listed.name);
            let words =
                name.split(' ').filter(|word| word.len() > 3).map(|word| PART * strsim::jaro_winkler(word, &wanted));
            let likeness = words.fold(strsim::jaro_winkler(&name, &wanted), f64::max);
            if likeness > NEAR {
                near.push((likeness, &listed.name));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let mut seen = FxHashSet::default();
        near.into_iter().map(|(_, name)| name).filter(|name| seen.insert(*name)).take(3).collect()
    }

    /// Whether nothing else is called so, be it only at times.
    pub fn is_unique(&self, name: &str) -> bool {
        let mut called = self.of(&self.names, &key(name));
        called.extend(self.of(&self.aliases, &key(name)));
        called.windows(2).all(|pair| pair[0] == pair[1])
    }

    /// How to write each of several entities so that it alone is meant: by its type, or else by its IRI.
    pub fn tell_apart(&self, numbers: &[usize]) -> Vec<String> {
        let written = |&number: &usize| {
            let Listed { name, kind, iri } = &self.entries[number];
            let typed = format!("{name} ({})", kind.as_str());
            if self.find(&typed) == [number] { typed } else { iri.clone() }
        };
        numbers.iter().map(written).collect()
    }

    fn of(&self, index: &FxHashMap<String, Vec<usize>>, key: &str) -> Vec<usize> {
        let mut numbers = index.get(key).cloned().unwrap_or_default();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// How like a name another must be to be offered for it.
const NEAR: f64 = 0.8;

/// How much less a likeness to one word of a name counts.
const PART: f64 = 0.95;

fn push(index: &mut FxHashMap<String, Vec<usize>>, key: String, number: usize) {
    let numbers = index.entry(key).or_default();
    if numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

/// The part of an IRI that tells one entity from another.
fn tail(iri: &str) -> &str {
    if iri.contains("://") { iri.rsplit('/').next().unwrap_or(iri) } else { iri }
}

/// Name and type of "Moscow (Organization)".
pub(super) fn typed(reference: &str) -> Option<(&str, EntityKind)> {
    let (name, kind) = reference.strip_suffix(')')?.rsplit_once(" (")?;
    let kind = KINDS.into_iter().find(|known| known.as_str() == kind)?;
    (!name.is_empty()).then_some((name, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, kind, last part of the IRI, other names.
    const LISTED: &[(&str, EntityKind, &str, &[&str])] = &[
        ("Moscow", EntityKind::Place, "entity/moscow", &[]),
        ("Moscow", EntityKind::Organization, "entity/moscow-government", &[]),
        ("Joe Biden", EntityKind::Person, "entity/joe-biden", &["Biden", "Joe Biden"]),
        ("Hunter Biden", EntityKind::Person, "entity/hunter-biden", &["Biden", "Hunter"]),
        ("Hunter", EntityKind::Person, "entity/hunter", &["Hunter"]),
        ("the emails", EntityKind::Document, "document/a.txt#the-emails-1", &["emails"]),
        ("Jordan", EntityKind::Person, "entity/jordan", &[]),
        ("Jordan", EntityKind::Person, "entity/jordan-person", &[]),
    ];

    fn directory() -> Directory {
        let mut directory = Directory::default();
        for (name, kind, iri, aliases) in LISTED {
            directory.add(name, *kind, &format!("https://actant.example/{iri}"), aliases.iter().copied());
        }
        directory
    }

    #[test]
    fn entities_are_found_by_what_people_call_them() {
        for (reference, expected) in [
            ("Moscow", &[0, 1][..]),
            ("Moscow (Place)", &[0]),
            ("moscow (Organization)", &[1]),
            ("Moscow (Person)", &[]),
            ("https://actant.example/entity/moscow-government", &[1]),
            // Made with another base.
            ("https://example.org/entity/moscow-government", &[1]),
            ("https://actant.example/document/a.txt#the-emails-1", &[5]),
            ("JOE BIDEN", &[2]),
            ("Biden", &[2, 3]),
            // The name comes before what is only called so at times.
            ("Hunter", &[4]),
            ("joe-biden", &[2]),
            ("the emails", &[5]),
            ("Biden (Place)", &[]),
            ("Nobody", &[]),
            ("", &[]),
        ] {
            assert_eq!(directory().find(reference), expected, "{reference}");
        }
    }

    #[test]
    fn names_that_nothing_has_get_those_that_come_near() {
        let directory = directory();
        assert_eq!(directory.near("Hunter Bidden")[..2], ["Hunter Biden", "Hunter"]);
        assert_eq!(directory.near("Bidden"), ["Hunter Biden", "Joe Biden"]);
        assert_eq!(directory.near("Moscwo (Place)"), ["Moscow"]);
        assert!(directory.near("Xyzzy").is_empty());
    }

    #[test]
    fn entities_of_one_name_are_told_apart_by_type_or_iri() {
        let directory = directory();
        assert_eq!(directory.tell_apart(&[0, 1]), ["Moscow (Place)", "Moscow (Organization)"]);
        let iris = ["https://actant.example/entity/jordan", "https://actant.example/entity/jordan-person"];
        assert_eq!(directory.tell_apart(&[6, 7]), iris);
        for (name, expected) in [("Joe Biden", true), ("Hunter", false), ("Moscow", false), ("Biden", false)] {
            assert_eq!(directory.is_unique(name), expected, "{name}");
        }
    }

    #[test]
    fn another_name_takes_the_place_of_the_old() {
        let mut directory = directory();
        directory.rename(0, "City of Moscow");
        assert_eq!((directory.find("Moscow"), directory.find("City of Moscow")), (vec![1], vec![0]));
        directory.rename(4, "Jack Hunter");
        assert_eq!(directory.find("Hunter"), [3, 4]);
    }
}
