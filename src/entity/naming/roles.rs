//! Titles before names as roles of their bearers, with the country that they are held in.

use super::super::draft::{Draft, DraftRole};
use super::super::gazetteer::{EntryId, Gender, Sense};
use super::super::list::List;
use super::super::mention::country_of;
use super::super::name::key;
use super::super::{EntityKind, Knowledge};
use crate::syntax::{EntityLabel, Pos, Tag};

/// Titles before names become roles of their bearers.
pub(super) fn roles(draft: &mut Draft<'_>, names: &[u32]) {
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        let (Some(role), Some(cluster)) = (found.role.clone(), draft.cluster_of(mention)) else { continue };
        let sentence = draft.sentence(mention);
        let tokens = sentence.tokens();
        let range = role.start as usize..role.end as usize;
        let mut label_start = range.start;
        while label_start < range.end
            && (is_former(&tokens[label_start].lower)
                || &*tokens[label_start].lower == "-"
                || matches!(tokens[label_start].pos, Pos::Punct | Pos::Det))
        {
            label_start += 1;
        }
        let former = range.clone().any(|index| is_former(&tokens[index].lower));
        let mut country = country_of(draft.knowledge, sentence, range.clone());
        // "Iran's Supreme Leader Ayatollah Ali Khamenei".
        if country.is_none() && range.start >= 2 && tokens[range.start - 1].tag == Tag::Pos {
            country = draft.mention_at(draft.mentions[mention as usize].sentence, range.start - 2).and_then(|owner| {
                match draft.mentions[owner as usize].sense {
                    Some(Sense::Name(id)) => {
                        let entry = draft.knowledge.gazetteer().entry(id);
                        let public = entry.country.filter(|_| !entry.is_private());
                        if entry.kind == EntityKind::Country { Some(id) } else { public }
                    }
                    _ => None,
                }
            });
        }
        let is_address = |index: usize| {
            let lists = draft.knowledge.lists(tokens[index].lower.trim_end_matches('.'));
            lists.hold_any(&[List::MaleTitles, List::FemaleTitles, List::Titles]) && !lists.hold(List::RoleNouns)
        };
        let mut range = range;
        // The word of address at the end is none of the office: "supreme leader Ayatollah".
        while range.end > label_start + 1 && {
            is_address(range.end - 1)
                && draft.knowledge.is_in(List::RoleNouns, tokens[range.end - 2].lower.trim_end_matches('.'))
        } {
            range.end -= 1;
        }
        if label_start >= range.end || (label_start..range.end).all(is_address) {
            continue;
        }
        let label = role_label(draft, sentence, label_start..range.end);
        // "President Donald Trump": the gazetteer says of what.
        if let (None, Some(entry)) = (country, draft.clusters[cluster as usize].entry) {
            let terms = draft.knowledge.gazetteer().entry(entry).terms.iter();
            let state = |id: &EntryId| draft.knowledge.gazetteer().entry(*id).kind == EntityKind::Country;
            let terms = terms.filter(|term| key(&term.office) == key(&label));
            let mut states: Vec<EntryId> = terms.map(|term| term.country).filter(state).collect();
            states.dedup();
            country = if let [state] = states[..] { Some(state) } else { None };
        }
        let country = country.or_else(|| country_of_office(draft.knowledge, &label));
        let target = &mut draft.clusters[cluster as usize];
        if target.votes[0] > 0 || target.person.is_some() {
            target.country = target.country.or(country);
            target.roles.push(DraftRole { label, former, country, body: None });
        }
    }
}

/// A lone surname with an office that only one of that name is known to have held: "President Obama".
pub(super) fn holders(draft: &mut Draft<'_>) {
    for index in 0..draft.clusters.len() as u32 {
        let group = &draft.clusters[index as usize];
        let Some(person) = group.person.as_ref().filter(|person| !person.is_full() && group.entry.is_none()) else {
            continue;
        };
        let gazetteer = draft.knowledge.gazetteer();
        let held = |role: &DraftRole| gazetteer.holder_named(&person.family, &role.label, role.country);
        let Some((role, holder)) = (0..).zip(&group.roles).find_map(|(at, role)| Some((at, held(role)?))) else {
            continue;
        };
        let entry = gazetteer.entry(holder);
        let first = entry.name.split(' ').next().and_then(|first| gazetteer.given_name(first)).unwrap_or_default();
        draft.name_after(index, holder);
        let group = &mut draft.clusters[index as usize];
        if group.gender == Gender::Unknown {
            group.gender = first;
        }
        group.country = group.country.or(entry.country);
        let role: &mut DraftRole = &mut group.roles[role];
        role.country = role.country.or(entry.country);
    }
}

/// The country of the body that an office heads, where only one body has that name: "director of national
/// intelligence", "CISA director".
fn country_of_office(knowledge: &Knowledge, label: &str) -> Option<EntryId> {
    let gazetteer = knowledge.gazetteer();
    let body =
        label.split_once(" of ").map(|(_, body)| body).or_else(|| label.rsplit_once(' ').map(|(body, _)| body))?;
    let body = body.strip_prefix("the ").unwrap_or(body);
    [format!("office of the {label}"), body.to_owned()].iter().find_map(|name| {
        let mut countries = gazetteer.lookup(name).filter_map(|sense| match sense {
            Sense::Name(id) if gazetteer.entry(id).kind == EntityKind::Organization => gazetteer.entry(id).country,
            _ => None,
        });
        countries.next().filter(|&country| countries.all(|other| other == country))
    })
}

/// Whether a word says that somebody held an office before.
pub(in super::super) fn is_former(word: &str) -> bool {
    matches!(word, "then" | "former" | "ex" | "late")
}

/// The words of a role: common words in lower case, names of countries left out, other names as they are.
pub(in super::super) fn role_label(
    draft: &Draft<'_>,
    sentence: &crate::syntax::Sentence,
    range: std::ops::Range<usize>,
) -> String {
    let gazetteer = draft.knowledge.gazetteer();
    let mut label = String::new();
    for (index, token) in range.clone().zip(&sentence.tokens()[range]) {
        let country = gazetteer.lookup(&token.text).any(|sense| match sense {
            Sense::Name(id) => gazetteer.entry(id).kind == EntityKind::Country,
            Sense::Adjective(_) => true,
            _ => false,
        });
        if country && token.text.chars().next().is_some_and(char::is_uppercase) {
            continue;
        }
        let abbreviation = token.text.chars().filter(|c| c.is_uppercase()).count() > 1;
        // "Head of Bam's council" has a name in it; "Finance Minister" has none.
        let name = sentence.entity_at(index).is_some_and(|entity| {
            matches!(entity.label, EntityLabel::Gpe | EntityLabel::Location | EntityLabel::Person)
        }) && !draft.knowledge.is_in(List::RoleNouns, &token.lower);
        label.push_str(if abbreviation || name { &token.text } else { &token.lower });
        if token.space_after {
            label.push(' ');
        }
    }
    let mut label = label.trim_matches(|c: char| !c.is_alphanumeric());
    for before in ["former ", "then ", "then-", "ex-", "late "] {
        label = label.strip_prefix(before).unwrap_or(label);
    }
    label.to_owned()
}
