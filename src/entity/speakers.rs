//! Who speaks in a transcript.
//!
//! In come grouped names and the openings of turns ("MS. HOLLIS:", "KARINE JEAN-PIERRE:"), out goes a group of mentions
//! for each: that of somebody whom the text names, or one that only the openings tell of. What they say "I" and "we" of
//! is left to [`pronoun`](super::pronoun).

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::gazetteer::Gender;
use super::list::List;
use super::{EntityKind, PersonName};

/// Finds the group of each speaker of a transcript.
pub(super) fn group(draft: &mut Draft<'_>) {
    let mut labels: Vec<String> = Vec::new();
    for label in draft.speakers.iter().flatten() {
        if !labels.contains(label) {
            labels.push(label.clone());
        }
    }
    // "JEAN-PIERRE" is she whom another turn calls "KARINE JEAN-PIERRE".
    labels.sort_by_key(|label| std::cmp::Reverse(label.split(' ').count()));
    let mut found: FxHashMap<String, u32> = FxHashMap::default();
    for label in labels {
        let (name, gender) = without_titles(draft, &label);
        let known = |list: List| name.split(' ').all(|word| draft.knowledge.is_in(list, &word.to_lowercase()));
        if name.is_empty() || known(List::SpeakerLabels) {
            continue;
        }
        let cluster = match called(draft, &name) {
            Some(cluster) => cluster,
            None => announce(draft, &name, gender),
        };
        found.insert(label, cluster);
    }
    draft.voices = found;
}

/// A label without words of address, and the sex that they tell.
fn without_titles(draft: &Draft<'_>, label: &str) -> (String, Gender) {
    let mut gender = Gender::Unknown;
    let mut words: Vec<&str> = label.split_whitespace().collect();
    while let Some(first) = words.first() {
        let word = first.trim_end_matches('.').to_lowercase();
        if draft.knowledge.is_in(List::MaleTitles, &word) {
            gender = Gender::Male;
        } else if draft.knowledge.is_in(List::FemaleTitles, &word) {
            gender = Gender::Female;
        } else if !draft.knowledge.is_in(List::Titles, &word) && !draft.knowledge.is_in(List::RoleNouns, &word) {
            break;
        }
        words.remove(0);
    }
    (words.join(" "), gender)
}

/// The only group of somebody whom the text calls so.
fn called(draft: &Draft<'_>, name: &str) -> Option<u32> {
    let name = PersonName::parse(draft.knowledge, name);
    let mut fitting = draft.clusters.iter().enumerate().filter(|(_, cluster)| {
        cluster.person.as_ref().is_some_and(|known| {
            if name.is_full() && known.is_full() {
                known.same(&name, draft.knowledge).is_some()
            } else if name.is_full() {
                name.fits(&known.family)
            } else {
                known.fits(&name.family)
            }
        })
    });
    let (cluster, _) = fitting.next()?;
    fitting.next().is_none().then_some(cluster as u32)
}

/// Starts the group of a speaker whom only the openings of turns name.
fn announce(draft: &mut Draft<'_>, name: &str, gender: Gender) -> u32 {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    // "SENIOR ADMINISTRATION OFFICIAL" says what somebody is.
    let described = draft.knowledge.lists(&last).hold_any(&[List::PersonNouns, List::RoleNouns]);
    let name = if described { name.to_lowercase() } else { written(name) };
    let person = PersonName::parse(draft.knowledge, &name);
    let given = name.split(' ').next().filter(|first| first.len() < name.len());
    let given = given.and_then(|first| draft.knowledge.gazetteer().given_name(first)).unwrap_or_default();
    let cluster = draft.open_cluster(name, !described);
    let target = &mut draft.clusters[cluster as usize];
    target.gender = if gender == Gender::Unknown { given } else { gender };
    target.person = (!described).then_some(person);
    target.vote(EntityKind::Person, 2);
    cluster
}

/// A name in capitals as it is written elsewhere: "JEAN-PIERRE" is "Jean-Pierre", "MCCONNELL" is "McConnell".
fn written(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut written = String::with_capacity(name.len());
    let mut start = true;
    for (at, letter) in name.char_indices() {
        let scottish = name[..at].strip_suffix("MC").is_some_and(|before| before.is_empty() || before.ends_with(' '));
        if start || scottish {
            written.push(letter);
        } else {
            written.extend(letter.to_lowercase());
        }
        start = matches!(letter, ' ' | '-' | '\'' | '’');
    }
    written
}
