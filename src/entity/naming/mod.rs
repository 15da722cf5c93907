//! Names within a document: which of them are one person's, body's or place's.
//!
//! In come mentions, out go groups of names. What the gazetteer knows comes first, then full names of people, then
//! single words that can be short for one of them, then everything else by its spelling.

mod acronyms;
mod generic;
mod kinds;
mod roles;
mod spelling;

use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use self::generic::{body_of_state, generic_name};
pub(super) use self::roles::{is_former, role_label};
use super::draft::{Draft, Link};
use super::gazetteer::{EntryId, Gender, Sense};
use super::list::List;
use super::mention::{Form, Number};
use super::name::{PersonName, key, skeleton};
use super::{EntityKind, LinkRule};
use crate::syntax::Tag;

const FIRST: Link = Link { rule: LinkRule::First, certainty: 1.0 };

/// Groups the names of a document.
pub(super) fn group(draft: &mut Draft<'_>) {
    let mut names: Vec<u32> =
        (0..draft.mentions.len() as u32).filter(|&m| draft.mentions[m as usize].form == Form::Name).collect();
    kinds::common_words(draft, &mut names);
    kinds::members(draft, &mut names);
    kinds::without_demonyms(draft, &names);
    kinds::in_rows(draft, &names);
    kinds::retype(draft, &names);
    kinds::bodies(draft, &names);
    kinds::made_things(draft, &names);
    kinds::places_and_media(draft, &names);
    kinds::leaders(draft, &names);
    known(draft, &names);
    full_names(draft, &names);
    given_names(draft);
    acronyms::group(draft, &names);
    single_words(draft, &names);
    spelling::group(draft, &names);
    generic::join(draft);
    roles::roles(draft, &names);
    roles::holders(draft);
}

/// Names that the gazetteer has.
fn known(draft: &mut Draft<'_>, names: &[u32]) {
    let mut clusters: FxHashMap<(EntryId, u8), u32> = FxHashMap::default();
    let surnames = surnames(draft, names);
    for &mention in names {
        let Some(sense) = draft.mentions[mention as usize].sense else { continue };
        let gazetteer = draft.knowledge.gazetteer();
        let text = || draft.text(mention);
        let (id, form) = match sense {
            Sense::Name(id) => (id, 0),
            // "Washington, D.C." is the city.
            Sense::Capital(id) if !draft.key(mention).ends_with(" dc") && kinds::is_government(draft, mention) => {
                (id, 1)
            }
            Sense::Capital(id) => (id, 2),
            Sense::People(id) => (id, 3),
            // One of a people, or a demonym that is no name: "an Iranian".
            Sense::Citizen(id) | Sense::Adjective(id) => (id, 4),
        };
        let entry = gazetteer.entry(id);
        // "Paris claims": the surname of Valeska Paris.
        if matches!(sense, Sense::Capital(_)) && surnames.contains(&*draft.key(mention)) {
            draft.mentions[mention as usize].sense = None;
            continue;
        }
        if form == 0 && entry.kind == EntityKind::Country && kinds::doubtful(draft, &text(), id) {
            draft.mentions[mention as usize].sense = None;
            draft.mentions[mention as usize].kind = Some(EntityKind::Place);
            continue;
        }
        // "Trump" alone is not enough for a leader, and a leader's full name may be somebody else's with other roles.
        let link = Link { rule: LinkRule::Gazetteer, certainty: if form == 0 { 0.98 } else { 0.95 } };
        if form == 4 {
            draft.take_for_phrase(mention, EntityKind::Person);
            draft.mentions[mention as usize].number = Number::Singular;
            let text = draft.text(mention);
            let cluster = draft.start_cluster(mention, text, link);
            draft.clusters[cluster as usize].named = false;
            draft.clusters[cluster as usize].country = Some(id);
            continue;
        }
        if let Some(&cluster) = clusters.get(&(id, form)) {
            draft.join(mention, cluster, link);
            continue;
        }
        let (name, kind) = match form {
            0 => (entry.name.to_string(), entry.kind),
            1 => (text(), EntityKind::Organization),
            2 => (text(), EntityKind::Place),
            _ => (text(), EntityKind::Group),
        };
        let (country, person) = (entry.country, entry.kind == EntityKind::Person);
        let name = if person { text() } else { name };
        let cluster = draft.start_cluster(mention, name, link);
        let target = &mut draft.clusters[cluster as usize];
        target.votes = [0; 8];
        target.vote(kind, 1000);
        target.country = if form == 0 { country } else { Some(id) };
        target.government = form == 1;
        if form == 0 {
            target.entry = Some(id);
        }
        if person {
            target.person = Some(PersonName::parse(draft.knowledge, &target.name));
            if target.gender == Gender::Unknown {
                let first = target.name.split(' ').next().unwrap_or_default();
                target.gender = draft.knowledge.gazetteer().given_name(first).unwrap_or_default();
            }
        }
        clusters.insert((id, form), cluster);
    }
}

/// The last words of the full names of people.
fn surnames(draft: &Draft<'_>, names: &[u32]) -> FxHashSet<String> {
    let people = names.iter().filter(|&&mention| {
        let found = &draft.mentions[mention as usize];
        found.kind == Some(EntityKind::Person) && found.sense.is_none() && found.tokens.len() > 1
    });
    let suffix = |word: &&str| !draft.knowledge.is_in(List::NameSuffixes, word);
    people.filter_map(|&mention| draft.key(mention).rsplit(' ').find(suffix).map(str::to_owned)).collect()
}

/// People's names of two words or more.
fn full_names(draft: &mut Draft<'_>, names: &[u32]) {
    let mut by_family: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (index, cluster) in draft.clusters.iter().enumerate() {
        if let Some(person) = &cluster.person {
            by_family.entry(family_start(person)).or_default().push(index as u32);
        }
    }
    for &mention in names {
        if draft.assigned[mention as usize].is_some() {
            continue;
        }
        let found = &draft.mentions[mention as usize];
        let sentence = draft.sentence(mention);
        let first = &sentence.tokens()[found.tokens.start as usize];
        let last = &sentence.tokens()[found.tokens.end as usize - 1];
        let given = draft.knowledge.gazetteer().given_name(&first.text).is_some();
        let plural = last.tag == Tag::Nnps && !given;
        let person = match found.kind {
            Some(EntityKind::Person) => !plural,
            None => given && found.tokens.len() > 1,
            _ => false,
        };
        if plural && found.kind == Some(EntityKind::Person) {
            draft.mentions[mention as usize].kind = Some(EntityKind::Organization);
        }
        if !person {
            continue;
        }
        let text = draft.text(mention);
        let name = PersonName::parse(draft.knowledge, &text);
        if !name.is_full() {
            continue;
        }
        draft.mentions[mention as usize].kind = Some(EntityKind::Person);
        draft.mentions[mention as usize].number = Number::Singular;
        let alike = by_family.entry(family_start(&name)).or_default();
        let best = alike
            .iter()
            .filter_map(|&index| {
                let cluster = &draft.clusters[index as usize];
                let known = cluster.person.as_ref()?;
                let junior = cluster.entry.is_some() && name.is_junior_of(known);
                let sure = known.same(&name, draft.knowledge).filter(|_| !junior)?;
                Some((index, sure))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((cluster, sure)) = best {
            let rule = if sure == 1.0 { LinkRule::SameName } else { LinkRule::Spelling };
            draft.join(mention, cluster, Link { rule, certainty: sure });
            let target = &mut draft.clusters[cluster as usize];
            if text.len() > target.name.len() && target.entry.is_none() {
                target.key = key(&text).into();
                target.name = text;
                target.person = Some(name);
            }
            continue;
        }
        let leader = draft.knowledge.gazetteer().leader(&name, draft.knowledge);
        let cluster = draft.start_cluster(mention, text, FIRST);
        alike.push(cluster);
        let target = &mut draft.clusters[cluster as usize];
        target.person = Some(name);
        target.entry = leader;
        target.country = leader.and_then(|id| draft.knowledge.gazetteer().entry(id).country);
    }
}

/// Two given names for somebody whom the text also names in full: "Mary Louise" for Mary Louise Kelly.
fn given_names(draft: &mut Draft<'_>) {
    let mut full: FxHashMap<(&str, &str), Vec<u32>> = FxHashMap::default();
    let mut short = Vec::new();
    for (index, cluster) in (0..).zip(&draft.clusters) {
        let Some(person) = &cluster.person else { continue };
        match &person.given[..] {
            [first, second, ..] if !draft.knowledge.is_common_noun(&person.family) => {
                full.entry((&**first, &**second)).or_default().push(index);
            }
            [first] if cluster.entry.is_none() => short.push((index, (&**first, &*person.family))),
            _ => {}
        }
    }
    let bearer = |names| match full.get(&names).map(Vec::as_slice) {
        Some(&[only]) => Some(only),
        _ => None,
    };
    let found: Vec<(u32, u32)> = short.into_iter().filter_map(|(index, names)| Some((index, bearer(names)?))).collect();
    for (short, full) in found {
        // "Daniel Bernoulli FRS", named so once, is called Daniel Bernoulli.
        let (one, other) = (&draft.clusters[short as usize], &draft.clusters[full as usize]);
        let family = one.person.as_ref().map_or("", |person| &person.family);
        let given = draft.knowledge.gazetteer().given_name(family).is_some();
        let often = other.mentions.len() * if given { 2 } else { 1 };
        let whole = other.entry.is_some() || often >= one.mentions.len();
        let (from, into) = if whole { (short, full) } else { (full, short) };
        draft.merge(from, into, Link { rule: LinkRule::PartOfName, certainty: 0.8 });
    }
}

/// What family names that can be spellings of each other have alike.
fn family_start(name: &PersonName) -> String {
    skeleton(&name.family).chars().take(2).collect()
}

/// Single words: the family or given name of somebody whose full name the text has.
fn single_words(draft: &mut Draft<'_>, names: &[u32]) {
    let mut by_word: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
    for (index, cluster) in draft.clusters.iter().enumerate() {
        if let Some(person) = &cluster.person {
            add_words(&mut by_word, person, index as u32);
        }
    }
    for &mention in names {
        if draft.assigned[mention as usize].is_some() {
            continue;
        }
        let key = draft.key(mention);
        // "Trump Jr." is a Trump who is called so in full.
        let (word, suffix) = match key.rsplit_once(' ') {
            Some((word, suffix)) if draft.knowledge.is_in(List::NameSuffixes, suffix) => (word, Some(suffix)),
            _ => (&*key, None),
        };
        let found = &draft.mentions[mention as usize];
        let particle = || word.split(' ').next().is_some_and(|first| draft.knowledge.is_in(List::NameParticles, first));
        if word.contains(' ') && suffix.is_none() && draft.text(mention).contains(' ') && !particle() {
            continue;
        }
        let mut fitting: Vec<(f32, u32)> = Vec::new();
        for &index in by_word.get(word).map_or(&[][..], Vec::as_slice) {
            let cluster = &draft.clusters[index as usize];
            let Some(person) = &cluster.person else { continue };
            if cluster.mentions.is_empty() || !person.fits(word) {
                continue;
            }
            if suffix.is_some() && person.suffix.as_deref() != suffix {
                continue;
            }
            if found.gender != Gender::Unknown && cluster.gender != Gender::Unknown && found.gender != cluster.gender {
                continue;
            }
            // What stands out: known leaders, people with a role, people named in full before and often.
            let family = person.family.split(' ').any(|part| *part == *word) || *person.family == *word;
            let before = cluster.mentions.iter().take(6).filter(|&&m| m < mention).count() as f32;
            let titled = |m: &&u32| draft.mentions[**m as usize].role.is_some();
            let roles = cluster.mentions.iter().take(20).filter(titled).count() as f32;
            let weight = if family { 2.0 } else { 0.5 }
                + before
                + roles.min(3.0)
                + if cluster.entry.is_some() { 3.0 } else { 0.0 };
            fitting.push((weight, index));
        }
        fitting.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let chosen = match fitting[..] {
            [] => None,
            [(_, only)] => Some((only, 0.95)),
            [(first, cluster), (second, _), ..] => (first >= 1.5 * second).then_some((cluster, 0.75)),
        };
        match chosen {
            Some((cluster, certainty)) => {
                draft.mentions[mention as usize].kind = Some(EntityKind::Person);
                draft.mentions[mention as usize].number = Number::Singular;
                draft.join(mention, cluster, Link { rule: LinkRule::PartOfName, certainty });
            }
            // One of several, though nothing tells which.
            None if found.kind == Some(EntityKind::Person)
                || (found.kind.is_none() && (fitting.len() > 1 || suffix.is_some())) =>
            {
                draft.mentions[mention as usize].kind = Some(EntityKind::Person);
                let text = draft.text(mention);
                let name = PersonName::parse(draft.knowledge, &text);
                let cluster = draft.start_cluster(mention, text, FIRST);
                add_words(&mut by_word, &name, cluster);
                draft.clusters[cluster as usize].person = Some(name);
            }
            None => {}
        }
    }
}

fn add_words(by_word: &mut FxHashMap<Box<str>, Vec<u32>>, person: &PersonName, cluster: u32) {
    let parts = person.family.split(' ').chain(std::iter::once(&*person.family));
    let mut words: Vec<&str> = parts.chain(person.given.iter().map(|name| &**name)).collect();
    words.sort_unstable();
    words.dedup();
    for word in words {
        by_word.entry(word.into()).or_default().push(cluster);
    }
}
