//! Noun phrases within a document: "the president", "the agency", "the emails".
//!
//! In come grouped names, out go the noun phrases that speak of them or of each other. A phrase that could mean several
//! is left alone. What relative pronouns speak of is left to [`relative`](super::relative).

use arcstr::ArcStr;
use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::{Cluster, Draft, Link};
use super::gazetteer::{EntryId, Sense};
use super::mention::{Form, Number, country_of};
use super::name::lowercase;
use super::{EntityKind, Knowledge, LinkRule, apposition, predication, relative};
use crate::syntax::{Dep, Pos, Sentence};

const FIRST: Link = Link { rule: LinkRule::First, certainty: 1.0 };

/// How many sentences back a definite noun phrase looks.
const WINDOW: u32 = 12;

/// Groups the noun phrases of a document.
pub(super) fn group(draft: &mut Draft<'_>) {
    apposition::beside(draft);
    apposition::called(draft);
    let predicates = predication::describe(draft);
    phrases(draft, &predicates);
    ahead(draft);
    relative::link(draft);
}

/// A word without its hyphens: "e-mail" is "email".
fn unhyphenated(word: &ArcStr) -> ArcStr {
    if word.contains('-') { word.replace('-', "").into() } else { word.clone() }
}

/// What a phrase is compared by: its own words without determiners, in lower case.
fn content(draft: &Draft<'_>, mention: u32) -> (Vec<ArcStr>, bool) {
    let found = &draft.mentions[mention as usize];
    let tokens = draft.sentence(mention).tokens();
    let mut quantified = false;
    let mut words = Vec::new();
    for index in found.range() {
        let token = &tokens[index];
        match token.pos {
            Pos::Det => {
                quantified |=
                    matches!(&*token.lower, "no" | "any" | "some" | "each" | "every" | "another" | "a" | "an");
            }
            // "The 2018 elections" are those again.
            Pos::Num if is_year(&token.text) => words.push(token.lower.clone()),
            Pos::Num => quantified = true,
            Pos::Punct | Pos::Part | Pos::Pron | Pos::Space => {}
            Pos::Noun if index == found.head as usize => words.push(unhyphenated(&lowercase(&token.lemma))),
            _ => words.push(unhyphenated(&token.lower)),
        }
    }
    quantified |= tokens[found.head as usize].lower == "others";
    (words, quantified)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A group of noun phrases that later ones may join.
struct Antecedent {
    cluster: u32,
    modifiers: Vec<ArcStr>,
    sentence: u32,
    plural: bool,
}

/// Groups noun phrases with each other and with names; `predicates` only say what somebody is, and introduce nobody.
fn phrases(draft: &mut Draft<'_>, predicates: &FxHashSet<u32>) {
    let named = lone_names(draft);
    let mut by_head: FxHashMap<ArcStr, Vec<Antecedent>> = FxHashMap::default();
    for mention in 0..draft.mentions.len() as u32 {
        let found = draft.mentions[mention as usize].clone();
        if found.form == Form::Name || found.form == Form::Pronoun || draft.assigned[mention as usize].is_some() {
            continue;
        }
        if let Some(&cluster) = name_at_start(draft, mention).and_then(|name| named.get(&name)) {
            draft.join(mention, cluster, Link { rule: LinkRule::SameName, certainty: 0.9 });
            continue;
        }
        let (mut modifiers, quantified) = content(draft, mention);
        let Some(head) = modifiers.pop() else { continue };
        modifiers.sort_unstable();
        let plural = found.number == Number::Plural;
        let bare = !quantified && found.form == Form::Indefinite && plural;
        let definite = found.form == Form::Definite && !quantified;
        if predicates.contains(&mention) {
            let cluster = draft.start_cluster(mention, String::new(), FIRST);
            draft.clusters[cluster as usize].country =
                country_of(draft.knowledge, draft.sentence(mention), found.range());
            continue;
        }
        let known = by_head.entry(head.clone()).or_default();
        // "Threatening emails … the emails": a definite phrase that adds nothing new; bare plurals only if alike.
        let same = known.iter().rev().take(8).find(|known| {
            known.plural == plural
                && found.sentence - known.sentence <= WINDOW * 2
                && if definite {
                    modifiers.iter().all(|word| known.modifiers.contains(word))
                } else {
                    bare && known.modifiers == modifiers
                }
        });
        if let Some(known) = same {
            let cluster = known.cluster;
            let certainty = if known.modifiers == modifiers { 0.8 } else { 0.7 };
            let rule = if definite { LinkRule::DefinitePhrase } else { LinkRule::SamePhrase };
            draft.join(mention, cluster, Link { rule, certainty });
            by_head.entry(head).or_default().push(Antecedent { cluster, modifiers, sentence: found.sentence, plural });
            continue;
        }
        if definite && let Some((cluster, link)) = named_antecedent(draft, mention, &head) {
            draft.join(mention, cluster, link);
            continue;
        }
        let cluster = draft.start_cluster(mention, String::new(), FIRST);
        let sentence = draft.sentence(mention);
        let country = country_of(draft.knowledge, sentence, found.range());
        let target = &mut draft.clusters[cluster as usize];
        target.country = country;
        target.nouns.push(head.clone());
        by_head.entry(head).or_default().push(Antecedent { cluster, modifiers, sentence: found.sentence, plural });
    }
}

/// Names of one word that the gazetteer does not know, as written.
fn lone_names(draft: &Draft<'_>) -> FxHashMap<Box<str>, u32> {
    let clusters = draft.clusters.iter().enumerate();
    let lone = clusters.filter(|(_, cluster)| {
        cluster.named && !cluster.mentions.is_empty() && cluster.entry.is_none() && !cluster.name.contains(' ')
    });
    lone.map(|(index, cluster)| (Box::from(cluster.name.as_str()), index as u32)).collect()
}

/// The first word of a sentence where it stands alone for a noun phrase: "Zirconium attacked", which may be a name.
fn name_at_start(draft: &Draft<'_>, mention: u32) -> Option<Box<str>> {
    let found = &draft.mentions[mention as usize];
    let token = &draft.sentence(mention).tokens()[found.head as usize];
    let starts = found.head == 0 && found.tokens.len() == 1 && found.number == Number::Singular;
    (starts && token.text.starts_with(char::is_uppercase)).then(|| Box::from(&*token.text))
}

/// The named thing that "the Russian president", "the agency", "the group" or "the country" speaks of.
fn named_antecedent(draft: &Draft<'_>, mention: u32, head: &str) -> Option<(u32, Link)> {
    let found = &draft.mentions[mention as usize];
    let sentence = draft.sentence(mention);
    if found.number == Number::Plural || sentence.child(found.head as usize, Dep::Poss).is_some() {
        return None;
    }
    // What follows "of" or a relative clause says which one is meant.
    if specified(sentence, found.head as usize) {
        return None;
    }
    let country = country_of(draft.knowledge, sentence, found.range());
    let kind = found.kind?;
    // "The news agency" is no other agency; a country's adjective is compared as such.
    let (mut further, _) = content(draft, mention);
    further.pop();
    further.retain(|word| {
        draft.knowledge.gazetteer().demonym(word).is_none() && !(country.is_some() && is_country(draft, word))
    });
    let mut seen: Vec<u32> = Vec::new();
    let mut earlier = mention;
    while earlier > 0 && seen.len() < 12 {
        earlier -= 1;
        let other = &draft.mentions[earlier as usize];
        if found.sentence - other.sentence > WINDOW {
            break;
        }
        let Some(cluster) = draft.cluster_of(earlier) else { continue };
        if other.form != Form::Name || seen.contains(&cluster) {
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
            EntityKind::Country => (candidate.kind() == EntityKind::Country && country.is_none(), 0.6),
            EntityKind::Organization => {
                let described = candidate.nouns.iter().any(|noun| **noun == *head)
                    || candidate.key.split(' ').any(|word| word == head);
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
                let told = |word: &str| candidate.key.split(' ').any(|known| known == word);
                let body = candidate.kind() == EntityKind::Organization && further.iter().all(|word| told(word));
                (body && of_country && (described || fitting), if described { 0.8 } else { 0.7 })
            }
            _ => (candidate.nouns.iter().any(|noun| **noun == *head) && of_country, 0.7),
        };
        if fits {
            return Some((cluster, Link { rule: LinkRule::DefinitePhrase, certainty }));
        }
    }
    None
}

/// Whether words after a noun say which one is meant: "the president of …", "the man who …".
fn specified(sentence: &Sentence, head: usize) -> bool {
    sentence
        .children(head)
        .any(|child| child > head && matches!(sentence.tokens()[child].dep, Dep::Prep | Dep::Relcl | Dep::Acl))
}

/// Whether somebody holds an office that goes by a word, in a country if one is given.
fn in_office(knowledge: &Knowledge, candidate: &Cluster, head: &str, country: Option<EntryId>) -> bool {
    // "The Russian leader" is its president.
    let leads = |label: &str| head == "leader" && country.is_some() && knowledge.is_in("leading-offices", label);
    candidate.roles.iter().any(|role| {
        let called = role.label.split(|c: char| !c.is_alphanumeric()).any(|word| word == head) || leads(&role.label);
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
        close && draft.knowledge.is_in("fields-of-bodies", &token.lower)
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
