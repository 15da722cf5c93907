//! Everything but people by its spelling: the same name again, its letters, and short forms of it.
//!
//! In come names that are in no group yet, out go groups of them.

use rustc_hash::FxHashMap;

use super::super::draft::{Draft, Link};
use super::super::list::List;
use super::super::mention::country_of;
use super::super::name::{body_key, initials_of_key, is_acronym_of};
use super::super::{EntityKind, LinkRule};
use super::FIRST;

/// How many names that begin or end alike are kept; of more, a short form tells nothing.
const MOST_ALIKE: usize = 64;

/// Groups everything that has a name and belongs to no group yet.
pub(super) fn group(draft: &mut Draft<'_>, names: &[u32]) {
    let mut spellings = Spellings::default();
    for index in 0..draft.clusters.len() as u32 {
        let cluster = &draft.clusters[index as usize];
        if cluster.named && !cluster.mentions.is_empty() {
            spellings.add(draft, index);
        }
    }
    for &mention in names {
        if draft.assigned[mention as usize].is_some() {
            continue;
        }
        if let Some((cluster, link)) = spellings.find(draft, mention) {
            draft.join(mention, cluster, link);
            continue;
        }
        let text = draft.text(mention);
        let cluster = draft.start_cluster(mention, text, FIRST);
        let range = draft.mentions[mention as usize].range();
        draft.clusters[cluster as usize].country = country_of(draft.knowledge, draft.sentence(mention), range);
        spellings.add(draft, cluster);
    }
}

/// Named groups by the ways in which a name can lead to them.
#[derive(Default)]
struct Spellings {
    by_key: FxHashMap<String, u32>,
    by_letters: FxHashMap<String, u32>,
    by_first_word: FxHashMap<String, Vec<(String, u32)>>,
    by_last_word: FxHashMap<String, Vec<u32>>,
}

impl Spellings {
    fn add(&mut self, draft: &Draft<'_>, cluster: u32) {
        let group = &draft.clusters[cluster as usize];
        let key = body_key(draft.knowledge, &group.key);
        self.by_key.entry(key.to_owned()).or_insert(cluster);
        if group.person.is_some() || !group.key.contains(' ') {
            return;
        }
        for letters in initials_of_key(&group.key) {
            self.by_letters.entry(letters).or_insert(cluster);
        }
        if let (Some((first, _)), None) = (key.split_once(' '), group.entry) {
            let known = self.by_first_word.entry(first.to_owned()).or_default();
            if known.len() < MOST_ALIKE {
                known.push((key.to_owned(), cluster));
            }
            let last = key.rsplit(' ').next().unwrap_or_default();
            let known = self.by_last_word.entry(last.to_owned()).or_default();
            if known.len() < MOST_ALIKE {
                known.push(cluster);
            }
        }
    }

    /// The group that a name leads to, surest way first.
    fn find(&self, draft: &Draft<'_>, mention: u32) -> Option<(u32, Link)> {
        let key = draft.key(mention);
        let own = body_key(draft.knowledge, &key);
        // One letter is short for nothing.
        let several_words = key.contains(' ');
        if let Some(&cluster) = self.by_key.get(own) {
            return Some((cluster, Link { rule: LinkRule::SameName, certainty: 0.97 }));
        }
        let acronym = Link { rule: LinkRule::Acronym, certainty: 0.8 };
        if let Some(&cluster) = self.by_letters.get(own)
            && is_acronym_of(&draft.text(mention), &draft.clusters[cluster as usize].name)
        {
            return Some((cluster, acronym));
        }
        for letters in several_words.then(|| initials_of_key(&key)).into_iter().flatten() {
            if let Some(&cluster) = self.by_key.get(&letters)
                && is_acronym_of(&draft.clusters[cluster as usize].name, &draft.text(mention))
            {
                return Some((cluster, acronym));
            }
        }
        let Some((first, _)) = own.split_once(' ') else { return self.short_form(draft, mention, own) };
        // "The county of Ludian … Ludian county".
        if let Some((region, noun)) = own.rsplit_once(' ')
            && draft.knowledge.is_in(List::RegionNouns, noun)
            && let Some(&cluster) = self.by_key.get(region)
            && draft.clusters[cluster as usize].kind() == EntityKind::Place
        {
            return Some((cluster, Link { rule: LinkRule::PartOfName, certainty: 0.7 }));
        }
        let longer = self.by_first_word.get(first)?;
        let (_, cluster) =
            longer.iter().find(|(other, _)| other.strip_prefix(own).is_some_and(|rest| rest.starts_with(' ')))?;
        Some((*cluster, Link { rule: LinkRule::PartOfName, certainty: 0.75 }))
    }

    /// The only longer name before it that one word is short for: "Campbell" for "Campbell Soup", "Lions" for "Coffs
    /// United Lions", "Sichuan" for "Sichuan province".
    fn short_form(&self, draft: &Draft<'_>, mention: u32, word: &str) -> Option<(u32, Link)> {
        let found = &draft.mentions[mention as usize];
        let common =
            [List::OrganizationNouns, List::PlaceNouns, List::DocumentNouns, List::EventNouns, List::PersonNouns];
        let person = matches!(found.kind, Some(EntityKind::Person | EntityKind::Document | EntityKind::Event));
        if found.sense.is_some() || person || draft.knowledge.lists(word).hold_any(&common) {
            return None;
        }
        let begins = self.by_first_word.get(word).into_iter().flatten().filter(|(key, cluster)| {
            let part = key[word.len()..].trim_start();
            match draft.clusters[*cluster as usize].kind() {
                EntityKind::Organization => found.kind != Some(EntityKind::Place),
                EntityKind::Place => draft.knowledge.is_in(List::RegionNouns, part),
                _ => false,
            }
        });
        let ends = self.by_last_word.get(word).into_iter().flatten().filter(|&&cluster| {
            let body = draft.clusters[cluster as usize].kind() == EntityKind::Organization;
            body && found.kind != Some(EntityKind::Place) && word.ends_with('s')
        });
        let before = |cluster: &u32| draft.clusters[*cluster as usize].mentions.first().is_some_and(|&m| m < mention);
        let mut longer = begins.map(|(_, cluster)| *cluster).chain(ends.copied()).filter(before);
        let only = longer.next()?;
        longer.all(|other| other == only).then_some((only, Link { rule: LinkRule::PartOfName, certainty: 0.7 }))
    }
}
