//! Whether what a mention speaks of can be what a pronoun speaks of, by number, sex and kind.
//!
//! In come a pronoun and a candidate, out goes a weight: 0 for what cannot be, more than 1 for what fits well. What
//! the tree says is left to [`binding`](super::binding).

use std::cmp::Ordering;

use super::super::EntityKind;
use super::super::draft::{Cluster, Draft};
use super::super::gazetteer::Gender;
use super::super::list::List;
use super::super::mention::{Form, Mention, Number};
use super::super::name::lowered;
use crate::syntax::{Dep, Pos, Sentence};

/// How many mentions of a name are looked at, which bounds the work in documents that are full of it.
const MOST_MENTIONS: usize = 12;

/// The three paradigms of the third person, by what they can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paradigm {
    /// "He", "her".
    Person(Gender),
    /// "It", "its".
    Thing,
    /// "They", "their".
    Plural,
}

impl Paradigm {
    pub(super) fn of(pronoun: &Mention) -> Self {
        match (pronoun.number, pronoun.kind) {
            (Number::Singular, Some(EntityKind::Person)) => Paradigm::Person(pronoun.gender),
            (Number::Singular, _) => Paradigm::Thing,
            _ => Paradigm::Plural,
        }
    }
}

/// How well a candidate fits a pronoun.
pub(super) fn agreement(draft: &Draft<'_>, paradigm: Paradigm, candidate: &Mention, cluster: u32) -> f32 {
    let group = &draft.clusters[cluster as usize];
    let kind = kind_of(group, candidate);
    let plural = candidate.number == Number::Plural;
    match paradigm {
        Paradigm::Person(_) if plural => 0.0,
        Paradigm::Person(sex) if kind == EntityKind::Person => {
            let gender = if group.gender == Gender::Unknown { candidate.gender } else { group.gender };
            match gender {
                Gender::Unknown => leaning(draft, group, sex) * heard(group, sex),
                known if known == sex => 1.1,
                _ => 0.0,
            }
        }
        Paradigm::Person(sex) => {
            may_be_person(draft, group, candidate, kind) * leaning(draft, group, sex) * heard(group, sex)
        }
        Paradigm::Thing => match kind {
            EntityKind::Person | EntityKind::Group => 0.0,
            _ if plural => 0.0,
            EntityKind::Country | EntityKind::Organization => 1.1,
            EntityKind::Place => 0.8,
            _ => 0.9,
        },
        Paradigm::Plural => match kind {
            EntityKind::Group => 1.1,
            _ if plural => 1.0,
            _ if collective(candidate) => 0.9,
            EntityKind::Organization => 0.55,
            EntityKind::Country => 0.35,
            // "A student … their teacher".
            EntityKind::Person if candidate.form == Form::Indefinite => 0.3,
            _ => 0.0,
        },
    }
}

/// What a candidate is: a named group by all that is said of it, any other by its own words.
fn kind_of(group: &Cluster, candidate: &Mention) -> EntityKind {
    if group.named { group.kind() } else { candidate.kind.unwrap_or(group.kind()) }
}

/// What a lone given name says of its bearer's sex: less than one before a family name, as it may be one itself.
fn leaning(draft: &Draft<'_>, group: &Cluster, sex: Gender) -> f32 {
    if !group.named || group.key.contains(' ') {
        return 0.8;
    }
    match draft.knowledge.gazetteer().given_name(&group.name) {
        None | Some(Gender::Unknown) => 0.8,
        Some(known) if known == sex => 1.0,
        Some(_) => 0.3,
    }
}

/// What earlier pronouns say of somebody's sex: what most of them say.
fn heard(group: &Cluster, sex: Gender) -> f32 {
    let [men, women] = group.heard;
    let (same, other) = if sex == Gender::Male { (men, women) } else { (women, men) };
    match same.cmp(&other) {
        Ordering::Greater => 1.35,
        Ordering::Equal => 1.0,
        Ordering::Less => 0.0,
    }
}

/// How far a name of another kind may be somebody's: the recognizer often takes a lone surname for something else, and
/// names of languages that it saw little of.
fn may_be_person(draft: &Draft<'_>, group: &Cluster, candidate: &Mention, kind: EntityKind) -> f32 {
    let open = group.named && group.entry.is_none() && group.country.is_none();
    let words = group.key.split(' ').count();
    let abbreviation = !group.name.chars().any(char::is_lowercase);
    // What the text calls a ship is no woman.
    let described = group.nouns.iter().any(|noun| !draft.knowledge.is_in(List::PersonNouns, noun));
    if !open || described || abbreviation || words > 3 || with_article(draft, candidate) {
        return 0.0;
    }
    let thing = matches!(kind, EntityKind::Thing | EntityKind::Organization | EntityKind::Document);
    if !thing && kind != EntityKind::Place {
        return 0.0;
    }
    if words > 1 {
        let proper = |word: &str| !draft.knowledge.is_common_noun(word);
        return if group.key.split(' ').all(proper) && acts(draft, group) { 0.6 } else { 0.0 };
    }
    let taken_for_a_person = group.votes[0] > 0;
    match kind {
        _ if taken_for_a_person => 0.75,
        _ if thing && acts(draft, group) => 0.7,
        _ => 0.0,
    }
}

/// Whether something is more often the subject of a verb, or an owner, than a place: "at Stridon".
fn acts(draft: &Draft<'_>, group: &Cluster) -> bool {
    let (mut acts, mut places) = (0, 0);
    for &mention in group.mentions.iter().take(MOST_MENTIONS) {
        let (dep, index) = draft.relation(mention);
        let tokens = draft.sentence(mention).tokens();
        match dep {
            Dep::Nsubj | Dep::Nsubjpass | Dep::Poss => acts += 1,
            Dep::Pobj if matches!(&*tokens[tokens[index].head].lower, "in" | "at" | "near" | "outside") => places += 1,
            _ => {}
        }
    }
    acts > places
}

/// "The couple", "the team": one body of which "they" is said as often as "it".
fn collective(candidate: &Mention) -> bool {
    candidate.form != Form::Name && candidate.lists.hold(List::CollectiveNouns)
}

/// Whether "the" stands before a mention, as it does before bodies and not before surnames.
fn with_article(draft: &Draft<'_>, mention: &Mention) -> bool {
    let tokens = draft.sentences[mention.sentence as usize].tokens();
    (mention.tokens.start as usize).checked_sub(1).is_some_and(|before| tokens[before].pos == Pos::Det)
}

/// Whether a pronoun is the subject of a verb that only people and bodies of people do: "they said", "it hopes".
pub(super) fn wants_people(draft: &Draft<'_>, sentence: &Sentence, pronoun: usize) -> bool {
    let token = &sentence.tokens()[pronoun];
    if token.dep != Dep::Nsubj {
        return false;
    }
    draft.knowledge.is_done_by_people(&lowered(&sentence.tokens()[token.head].lemma))
}

/// Whether a group of mentions is a named person, body, state or place.
pub(super) fn is_somebody_or_somewhere(draft: &Draft<'_>, cluster: u32) -> bool {
    let group = &draft.clusters[cluster as usize];
    group.named
        && matches!(
            group.kind(),
            EntityKind::Person | EntityKind::Organization | EntityKind::Country | EntityKind::Place | EntityKind::Group
        )
}

/// How well a candidate fits a verb that only people do.
pub(super) fn peopled(draft: &Draft<'_>, candidate: &Mention, cluster: u32) -> bool {
    let group = &draft.clusters[cluster as usize];
    let kind = kind_of(group, candidate);
    matches!(kind, EntityKind::Person | EntityKind::Group | EntityKind::Organization | EntityKind::Country)
        || (kind == EntityKind::Document && candidate.number != Number::Plural)
        || collective(candidate)
        || (group.named && acts(draft, group))
}
