//! People across documents.
//!
//! In come the people of single documents, out go groups of them: by full name, spelt alike or nearly so, then bare
//! surnames with the only full name that stands out. Two people of one name stay two where their sex or the countries
//! of their offices tell them apart.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use petgraph::unionfind::UnionFind;
use rustc_hash::{FxHashMap, FxHasher};

use super::document::{DocumentEntities, LocalEntity};
use super::gazetteer::{EntryId, Gender};
use super::groups::Local;
use super::name::{key, skeleton};
use super::{Knowledge, PersonName};

/// How many of those that share a way of writing a name are compared with each, which bounds the work where thousands
/// are called nearly the same.
const MOST_COMPARED: usize = 32;

/// People of one full name, written alike, with what may tell them apart.
struct Namesakes {
    name: PersonName,
    text: String,
    /// The name as compared.
    key: String,
    gender: Gender,
    /// The country of a national office.
    country: Option<EntryId>,
    /// The leader whom the gazetteer knows by this name.
    entry: Option<EntryId>,
    members: Vec<Local>,
}

/// Puts people together: by full name, then bare surnames with the full name that stands out. Names in `maybe` may be
/// surnames that the recognizer took for something else; those that are nobody's are left out of the result.
pub(super) fn join(
    knowledge: &Knowledge,
    documents: &[DocumentEntities],
    people: &[Local],
    maybe: &[Local],
) -> BTreeMap<String, Vec<Local>> {
    let local = |&(d, l): &Local| &documents[d as usize].locals[l as usize];
    let mut distinct: BTreeMap<(String, u8, Option<EntryId>, Option<EntryId>), Namesakes> = BTreeMap::new();
    let mut single: BTreeMap<String, Vec<Local>> = BTreeMap::new();
    for place in people {
        let person = local(place);
        let Some(name) = &person.person else { continue };
        if !name.is_full() {
            single.entry(with_suffix(&name.family, name)).or_default().push(*place);
            continue;
        }
        let key = key(&person.name);
        let country = national_country(person);
        let entry =
            distinct.entry((key.clone(), person.gender as u8, country, person.entry)).or_insert_with(|| Namesakes {
                name: name.clone(),
                text: person.name.clone(),
                key,
                gender: person.gender,
                country,
                entry: person.entry,
                members: Vec::new(),
            });
        entry.members.push(*place);
    }
    let mut doubtful: BTreeMap<String, Vec<Local>> = BTreeMap::new();
    for place in maybe {
        doubtful.entry(key(&local(place).name)).or_default().push(*place);
    }
    let mut namesakes: Vec<Namesakes> = distinct.into_values().collect();
    let roots = Joining::new(knowledge, &namesakes).roots();
    let mut groups: BTreeMap<usize, Vec<Local>> = BTreeMap::new();
    let mut words: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (one, &root) in namesakes.iter_mut().zip(&roots) {
        groups.entry(root).or_default().append(&mut one.members);
        let family = &*one.name.family;
        let last = family.rsplit(' ').next().unwrap_or_default();
        for word in [family, last] {
            words.entry(word.to_owned()).or_default().insert(root);
            words.entry(with_suffix(word, &one.name)).or_default().insert(root);
        }
    }
    let reports: BTreeMap<usize, usize> = groups
        .iter()
        .map(|(&root, members)| (root, members.iter().map(|&(d, _)| d).collect::<BTreeSet<u32>>().len()))
        .collect();
    let bearer = |word: &str| {
        let mut counts: Vec<(usize, usize)> =
            words.get(word).into_iter().flatten().map(|root| (reports[root], *root)).collect();
        counts.sort_by(|a, b| b.0.cmp(&a.0).then(namesakes[a.1].text.cmp(&namesakes[b.1].text)));
        match counts[..] {
            [] => None,
            [only] => Some(only),
            [(first, root), (second, _), ..] => (first >= 3 * second && first >= 3).then_some((first, root)),
        }
    };
    let mut found: BTreeMap<String, Vec<Local>> = BTreeMap::new();
    let mut joined: Vec<(usize, Vec<Local>)> = Vec::new();
    for (word, members) in single {
        match bearer(&word) {
            Some((_, root)) => joined.push((root, members)),
            None => found.entry(format!("single {word}")).or_default().extend(members),
        }
    }
    for (word, members) in doubtful {
        // A body may be called what somebody is: only who is in several reports is meant without a first name.
        if let Some((_, root)) = bearer(&word).filter(|&(reports, _)| reports > 1) {
            joined.push((root, members));
        }
    }
    for (root, members) in joined {
        groups.entry(root).or_default().extend(members);
    }
    for (root, members) in groups {
        let one = &namesakes[root];
        let number = |id: Option<EntryId>| id.map_or(u32::MAX, |id| knowledge.gazetteer().number(id));
        let (country, entry) = (number(one.country), number(one.entry));
        found.insert(format!("full {} {} {country} {entry}", one.key, one.gender as u8), members);
    }
    found
}

/// A family name with what tells a son from his father: "trump jr".
fn with_suffix(family: &str, name: &PersonName) -> String {
    name.suffix.as_ref().map_or_else(|| family.to_owned(), |suffix| format!("{family} {suffix}"))
}

/// The country of an office that two people of one name cannot both hold elsewhere.
fn national_country(person: &LocalEntity) -> Option<EntryId> {
    person.roles.iter().find_map(|(label, country, _)| country.filter(|_| national(label)))
}

/// Whether an office is one that is held in one country only.
fn national(label: &str) -> bool {
    label.split(' ').any(|word| {
        matches!(
            word,
            "president"
                | "minister"
                | "chancellor"
                | "premier"
                | "senator"
                | "king"
                | "queen"
                | "governor"
                | "lawmaker"
                | "congressman"
                | "congresswoman"
                | "general"
                | "leader"
                | "mayor"
        )
    })
}

/// The joining of full names that can be one person's.
struct Joining<'a> {
    knowledge: &'a Knowledge,
    namesakes: &'a [Namesakes],
    groups: UnionFind<usize>,
    /// The names in each group, by its representative: whom a name as written stands for.
    names: Vec<FxHashMap<&'a str, Vec<usize>>>,
}

impl<'a> Joining<'a> {
    fn new(knowledge: &'a Knowledge, namesakes: &'a [Namesakes]) -> Self {
        let names = namesakes.iter().enumerate().map(|(index, one)| {
            let mut names: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
            names.insert(one.key.as_str(), vec![index]);
            names
        });
        Joining { knowledge, namesakes, groups: UnionFind::new(namesakes.len()), names: names.collect() }
    }

    /// The first name of the group that each name belongs to.
    fn roots(mut self) -> Vec<usize> {
        let initials: Vec<usize> = (0..self.namesakes.len()).filter(|&index| self.initial(index)).collect();
        let mut ways: Vec<(u64, usize)> = Vec::new();
        for index in (0..self.namesakes.len()).filter(|&index| !self.initial(index)) {
            ways.extend(self.ways(index).into_iter().map(|way| (way, index)));
        }
        ways.sort_unstable();
        ways.dedup();
        for alike in ways.chunk_by(|a, b| a.0 == b.0) {
            for (position, &(_, b)) in alike.iter().enumerate() {
                for &(_, a) in alike[..position].iter().take(MOST_COMPARED) {
                    self.join(a, b);
                }
            }
        }
        self.join_initials(&initials);
        // The first of a group stands for it, whatever the order in which it was put together.
        let mut first: FxHashMap<usize, usize> = FxHashMap::default();
        let labels = self.groups.into_labeling().into_iter().enumerate();
        labels.map(|(index, group)| *first.entry(group).or_insert(index)).collect()
    }

    /// Whether the given name is an initial only.
    fn initial(&self, index: usize) -> bool {
        self.namesakes[index].name.given.first().is_some_and(|name| name.len() == 1)
    }

    /// Hashes of the ways in which a name can be written; two names of one person have at least one in common.
    fn ways(&self, index: usize) -> Vec<u64> {
        let name = &self.namesakes[index].name;
        let mut given: Vec<String> = name.given.iter().map(|given| skeleton(given)).collect();
        if let Some(first) = name.given.first() {
            given.extend(self.knowledge.gazetteer().nicknames(first).map(skeleton));
        }
        let mut families = vec![skeleton(&name.family)];
        if name.family.len() > 5 {
            // Two words that differ by one letter are one where each leaves a letter out.
            families.push(name.family.to_string());
            for (at, letter) in name.family.char_indices() {
                families.push(format!("{}{}", &name.family[..at], &name.family[at + letter.len_utf8()..]));
            }
        }
        let hash = |family: &str, given: &str| {
            let mut hasher = FxHasher::default();
            (family, given).hash(&mut hasher);
            hasher.finish()
        };
        let ways = families.iter().flat_map(|family| given.iter().map(|given| hash(family, given)));
        // "Boutros-Ghali" and "Boutros Ghali" differ in where the family name begins.
        ways.chain([hash(&skeleton(&name.whole()), "")]).collect()
    }

    fn compatible(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.namesakes[a], &self.namesakes[b]);
        match (one.entry, other.entry) {
            (Some(one), Some(other)) => return one == other,
            (None, None) => {}
            (Some(_), None) if other.name.is_junior_of(&one.name) => return false,
            (None, Some(_)) if one.name.is_junior_of(&other.name) => return false,
            _ => {}
        }
        let genders = one.gender == Gender::Unknown || other.gender == Gender::Unknown || one.gender == other.gender;
        let countries = one.country.is_none() || other.country.is_none() || one.country == other.country;
        genders && countries && one.name.same(&other.name, self.knowledge).is_some()
    }

    /// Joins the groups of two names, unless that brings two together that the text tells apart.
    fn join(&mut self, a: usize, b: usize) {
        let (a_root, b_root) = (self.groups.find_mut(a), self.groups.find_mut(b));
        if a_root == b_root || !self.compatible(a, b) {
            return;
        }
        let (few, many) = if self.names[a_root].len() < self.names[b_root].len() {
            (&self.names[a_root], &self.names[b_root])
        } else {
            (&self.names[b_root], &self.names[a_root])
        };
        let clash = few.iter().any(|(name, ones)| {
            let others = many.get(name).into_iter().flatten();
            others.into_iter().any(|&other| ones.iter().any(|&one| !self.compatible(one, other)))
        });
        if clash {
            return;
        }
        let (mut into, mut from) = (std::mem::take(&mut self.names[a_root]), std::mem::take(&mut self.names[b_root]));
        if into.len() < from.len() {
            std::mem::swap(&mut into, &mut from);
        }
        for (name, ones) in from {
            into.entry(name).or_default().extend(ones);
        }
        self.groups.union(a_root, b_root);
        let root = self.groups.find_mut(a_root);
        self.names[root] = into;
    }

    /// "J. Smith" joins the only Smith that it can be.
    fn join_initials(&mut self, initials: &[usize]) {
        let start = |name: &PersonName| {
            let letter = name.given.first().and_then(|given| given.chars().next());
            (skeleton(&name.family), letter)
        };
        let mut full: FxHashMap<(String, Option<char>), Vec<usize>> = FxHashMap::default();
        for index in (0..self.namesakes.len()).filter(|&index| !self.initial(index)) {
            full.entry(start(&self.namesakes[index].name)).or_default().push(index);
        }
        for &initial in initials {
            let alike = full.get(&start(&self.namesakes[initial].name)).map_or(&[][..], Vec::as_slice);
            let mut only = None;
            let mut several = false;
            for &other in alike {
                if self.compatible(initial, other) {
                    let root = self.groups.find_mut(other);
                    several |= only.is_some_and(|known| known != root);
                    only = Some(root);
                    if several {
                        break;
                    }
                }
            }
            if let Some(root) = only.filter(|_| !several) {
                self.groups.union(initial, root);
            }
        }
    }
}
