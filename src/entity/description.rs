//! Noun phrases that speak of names: "the president", "the agency", "the country".
//!
//! In come grouped names, out go the noun phrases that speak of them. A phrase that could mean several is left alone.
//! Phrases that speak of each other are left to [`repetition`](super::repetition), relative pronouns to
//! [`relative`](super::relative).

use super::draft::{Cluster, Draft, Link};
use super::gazetteer::{EntryId, Sense};
use super::list::List;
use super::mention::{Form, Number, country_of};
use super::pronoun::bound;
use super::{EntityKind, Knowledge, LinkRule, apposition, predication, relative, repetition};
use crate::syntax::{Dep, Pos, Sentence};

/// How many sentences back a definite noun phrase looks.
const WINDOW: u32 = 12;

/// The same for nouns that say little: "the group".
const NEAR: u32 = 5;

/// Groups the noun phrases of a document.
pub(super) fn group(draft: &mut Draft<'_>) {
    apposition::beside(draft);
    apposition::called(draft);
    apposition::aliases(draft);
    let predicates = predication::describe(draft);
    repetition::group(draft, &predicates);
    ahead(draft);
    relative::link(draft);
}

/// The named thing that "the Russian president", "the agency", "the group" or "the country" speaks of, after its last
/// mention.
pub(super) fn named_antecedent(draft: &Draft<'_>, mention: u32, head: &str) -> Option<(u32, u32, Link)> {
    let found = &draft.mentions[mention as usize];
    let sentence = draft.sentence(mention);
    if found.number == Number::Plural || sentence.child(found.head as usize, Dep::Poss).is_some() {
        return None;
    }
    // What follows "of" or a relative clause says which one is meant.
    if specified(sentence, found.head as usize) {
        return None;
    }
    let kind = found.kind?;
    let country = country_of(draft.knowledge, sentence, found.range());
    // "The news agency" is no other agency; a country's adjective is compared as such.
    let tokens = sentence.tokens();
    let further = |index: &usize| {
        let token = &tokens[*index];
        let own = *index != found.head as usize && matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb);
        let state = || country.is_some() && is_country(draft, &token.lower);
        own && draft.knowledge.gazetteer().demonym(&token.lower).is_none() && !state()
    };
    // "China would own the country": what fills a slot of the same verb is another one.
    let beside = (0..mention).rev().take_while(|&other| draft.mentions[other as usize].sentence == found.sentence);
    let mut seen: Vec<u32> = Vec::with_capacity(16);
    seen.extend(beside.filter(|&other| bound(draft, mention, other)).filter_map(|other| draft.cluster_of(other)));
    let apart = seen.len();
    let mut earlier = mention;
    while earlier > 0 && seen.len() - apart < 12 {
        earlier -= 1;
        let other = &draft.mentions[earlier as usize];
        if found.sentence - other.sentence > WINDOW {
            break;
        }
        let Some(cluster) = draft.cluster_of(earlier) else { continue };
        if other.form != Form::Name || seen.contains(&cluster) {
            // Where the state named last cannot be meant, no state of before is: the reader's own may be.
            let state = kind == EntityKind::Country && other.form == Form::Name;
            if state && draft.clusters[cluster as usize].kind() == EntityKind::Country {
                return None;
            }
            continue;
        }
        seen.push(cluster);
        let candidate = &draft.clusters[cluster as usize];
        let of_country = country.is_none() || candidate.country == country || candidate.entry == country;
        let (fits, certainty) = match kind {
            EntityKind::Person => {
                let called = candidate.nouns.iter().any(|noun| **noun == *head) && of_country;
                let fits = called || in_office(draft.knowledge, candidate, head, country);
                (candidate.kind() == EntityKind::Person && fits && in_same_office(draft, candidate, mention), 0.8)
            }
            // "The small Balkan nation" is not whichever nation was named last.
            EntityKind::Country => {
                let bare = || country.is_none() && !found.range().any(|index| further(&index));
                (candidate.kind() == EntityKind::Country && bare(), 0.6)
            }
            EntityKind::Organization => {
                let told = |word: &str| candidate.key.split(' ').any(|known| known == word);
                let described = candidate.nouns.iter().any(|noun| **noun == *head) || told(head);
                let class = candidate.entry.map_or("", |id: EntryId| &draft.knowledge.gazetteer().entry(id).class);
                let fitting = matches!(
                    (head, class),
                    ("agency", "service" | "agency")
                        | ("bureau" | "service", "service")
                        | ("bank", "bank" | "central-bank")
                        | ("alliance", "alliance")
                        | ("bloc" | "union", "union")
                        | ("court" | "tribunal", "court")
                        | ("group" | "movement" | "militia", "armed-group")
                        | ("party", "party")
                        | ("ministry" | "department", "ministry")
                        | ("parliament" | "assembly" | "legislature", "legislature")
                        | ("company" | "firm", "company")
                );
                let fits = candidate.kind() == EntityKind::Organization && of_country && (described || fitting);
                // There are many groups, and few bureaus.
                let many = matches!(head, "group" | "company" | "firm" | "organization") && !told(head);
                let fits = fits && (!many || spoken_of(draft, cluster, mention));
                let no_other = || found.range().filter(further).all(|index| told(&tokens[index].lower));
                (fits && no_other(), if described { 0.8 } else { 0.7 })
            }
            _ => (candidate.nouns.iter().any(|noun| **noun == *head) && of_country, 0.7),
        };
        if fits {
            return Some((earlier, cluster, Link { rule: LinkRule::DefinitePhrase, certainty }));
        }
    }
    None
}

/// Whether something was spoken of just before; as part of what something else is called, in the sentence before at most:
/// later on "the group" after "the Proud Boys scam" may be any.
fn spoken_of(draft: &Draft<'_>, cluster: u32, mention: u32) -> bool {
    let distance = |earlier: u32| draft.mentions[mention as usize].sentence - draft.mentions[earlier as usize].sentence;
    let near = (0..mention).rev().take_while(|&earlier| distance(earlier) <= NEAR);
    near.filter(|&earlier| draft.cluster_of(earlier) == Some(cluster)).any(|earlier| {
        let token = &draft.sentence(earlier).tokens()[draft.mentions[earlier as usize].head as usize];
        distance(earlier) <= 1 || !matches!(token.dep, Dep::Compound | Dep::Nmod)
    })
}

/// Whether words after a noun say which one is meant: "the president of …", "the man who …".
fn specified(sentence: &Sentence, head: usize) -> bool {
    sentence
        .children(head)
        .any(|child| child > head && matches!(sentence.tokens()[child].dep, Dep::Prep | Dep::Relcl | Dep::Acl))
}

/// Whether somebody holds an office that goes by a word, in a country if one is given: "the US president" is none of whom
/// the text says that he was, but "the president" may be.
fn in_office(knowledge: &Knowledge, candidate: &Cluster, head: &str, country: Option<EntryId>) -> bool {
    // "The Russian leader" is its president.
    let leads = |label: &str| head == "leader" && country.is_some() && knowledge.is_in(List::LeadingOffices, label);
    candidate.roles.iter().filter(|role| !(role.former && country.is_some())).any(|role| {
        // "The lawyer of the president" is no president.
        let office = role.label.split(" of ").next().unwrap_or_default();
        let called = office.split(|c: char| !c.is_alphanumeric()).any(|word| word == head) || leads(&role.label);
        called && (country.is_none() || role.country == country || candidate.country == country)
    })
}

/// Whether the words before an office are those of an office that somebody is said to hold: "the interior minister" is
/// no finance minister.
fn in_same_office(draft: &Draft<'_>, candidate: &Cluster, mention: u32) -> bool {
    let found = &draft.mentions[mention as usize];
    let sentence = draft.sentence(mention);
    let (head, before) = (found.head as usize, found.range());
    let field = before.clone().find(|&index| {
        let token = &sentence.tokens()[index];
        let close = index + 1 == head && matches!(token.dep, Dep::Compound | Dep::Amod);
        close && draft.knowledge.is_in(List::FieldsOfBodies, &token.lower)
    });
    field.is_none_or(|field| {
        let field = &*sentence.tokens()[field].lower;
        candidate.roles.iter().any(|role| role.label.split(' ').any(|word| word == field))
    })
}

/// "The Russian president" before the text says who that is: the only one of that office and country whom it names.
fn ahead(draft: &mut Draft<'_>) {
    for cluster in 0..draft.clusters.len() as u32 {
        let group = &draft.clusters[cluster as usize];
        let (Some(&first), Some(head)) = (group.mentions.first(), group.nouns.first()) else { continue };
        let found = &draft.mentions[first as usize];
        if group.named
            || group.country.is_none()
            || found.form != Form::Definite
            || found.kind != Some(EntityKind::Person)
            || specified(draft.sentence(first), found.head as usize)
        {
            continue;
        }
        let mut holders = draft.clusters.iter().enumerate().filter(|(_, other)| {
            other.named && !other.mentions.is_empty() && in_office(draft.knowledge, other, head, group.country)
        });
        if let (Some((holder, _)), None) = (holders.next(), holders.next()) {
            draft.merge(cluster, holder as u32, Link { rule: LinkRule::DefinitePhrase, certainty: 0.65 });
        }
    }
}

/// Whether a word is a country's name: "US".
fn is_country(draft: &Draft<'_>, word: &str) -> bool {
    let gazetteer = draft.knowledge.gazetteer();
    gazetteer.lookup(&word.to_uppercase()).chain(gazetteer.lookup(word)).any(|sense| match sense {
        Sense::Name(id) => gazetteer.entry(id).kind == EntityKind::Country,
        _ => false,
    })
}
