//! What kind of thing a name names, where the recognizer or the gazetteer cannot know without the rest of the text.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::EntityKind;
use super::super::draft::Draft;
use super::super::gazetteer::{EntryId, Sense};
use super::super::mention::{Form, Number};
use super::super::name::key;
use crate::syntax::{Dep, Pos};

/// Takes names for people's that the recognizer takes for something else, where the text also has their last word
/// alone: "Brock Holt" beside "Holt".
pub(super) fn retype(draft: &mut Draft<'_>, names: &[u32]) {
    let mut lone: FxHashMap<String, bool> = FxHashMap::default();
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        if found.tokens.len() == 1 && found.sense.is_none() {
            let person = lone.entry(key(&draft.text(mention))).or_default();
            *person |= found.kind == Some(EntityKind::Person);
        }
    }
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        let open = found.kind.is_none_or(|kind| {
            matches!(kind, EntityKind::Organization | EntityKind::Thing | EntityKind::Document | EntityKind::Place)
        });
        if !open || found.sense.is_some() || !(2..=3).contains(&found.tokens.len()) {
            continue;
        }
        let tokens = &draft.sentence(mention).tokens()[found.range()];
        let common = ["organization-nouns", "place-nouns", "event-nouns", "document-nouns", "organization-suffixes"];
        let proper = tokens.iter().all(|token| {
            token.text.chars().next().is_some_and(char::is_uppercase)
                && !common.iter().any(|list| draft.knowledge.is_in(list, &token.lower))
        });
        let Some(&person) = lone.get(&key(&tokens[tokens.len() - 1].text)).filter(|_| proper) else { continue };
        let given = draft.knowledge.gazetteer().given_name(&tokens[0].text).is_some();
        let place = found.kind == Some(EntityKind::Place);
        if person || (given && !place) {
            draft.mentions[mention as usize].kind = Some(EntityKind::Person);
            draft.mentions[mention as usize].number = Number::Singular;
        }
    }
}

/// Takes a lone name that is never more than a place for one: "in Crimea"; and what things are said "on" for no person.
pub(super) fn places_and_media(draft: &mut Draft<'_>, names: &[u32]) {
    let mut kinds: FxHashMap<String, Option<EntityKind>> = FxHashMap::default();
    let lone = |draft: &Draft<'_>, mention: u32| {
        let found = &draft.mentions[mention as usize];
        let open = matches!(found.kind, None | Some(EntityKind::Person | EntityKind::Organization));
        found.tokens.len() == 1 && found.sense.is_none() && open && found.role.is_none()
    };
    let mut parts: FxHashSet<String> = FxHashSet::default();
    for &mention in names {
        let text = key(&draft.text(mention));
        if !lone(draft, mention) {
            parts.extend(text.split(' ').map(str::to_owned));
            continue;
        }
        let (dep, index) = draft.relation(mention);
        let tokens = draft.sentence(mention).tokens();
        let kind = match (dep, &*tokens[tokens[index].head].lower) {
            (Dep::Pobj, "in" | "near") => Some(EntityKind::Place),
            (Dep::Pobj, "on") => Some(EntityKind::Thing),
            _ => None,
        };
        kinds.entry(text).and_modify(|known| *known = known.filter(|&known| Some(known) == kind)).or_insert(kind);
    }
    for &mention in names.iter() {
        if !lone(draft, mention) {
            continue;
        }
        let text = key(&draft.text(mention));
        if let Some(&Some(kind)) = kinds.get(&text).filter(|_| !parts.contains(&text)) {
            let person = draft.mentions[mention as usize].kind == Some(EntityKind::Person);
            if person || kind == EntityKind::Place {
                draft.mentions[mention as usize].kind = Some(kind);
            }
        }
    }
}

/// Whether a country's name is more likely the part of another country that is called the same.
pub(super) fn doubtful(draft: &Draft<'_>, name: &str, id: EntryId) -> bool {
    if !draft.knowledge.is_in("doubtful-countries", &key(name)) {
        return false;
    }
    let gazetteer = draft.knowledge.gazetteer();
    let (mut own, mut american) = (false, false);
    for mention in draft.mentions.iter().filter(|mention| mention.form == Form::Name) {
        match mention.sense {
            Some(Sense::Capital(other) | Sense::People(other)) if other == id => own = true,
            Some(Sense::Name(other) | Sense::People(other) | Sense::Capital(other)) => {
                american |= gazetteer.entry(other).iso.as_deref() == Some("US");
            }
            _ => {}
        }
    }
    american && !own
}

/// Whether a capital's name stands for the government: where it acts, owns or is acted upon, and not where it follows
/// "in", "near" or "from".
pub(super) fn is_government(draft: &Draft<'_>, mention: u32) -> bool {
    let sentence = draft.sentence(mention);
    let tokens = sentence.tokens();
    let (dep, index) = draft.relation(mention);
    match dep {
        Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Dative | Dep::Csubj => true,
        Dep::Poss => {
            let owned = &tokens[tokens[index].head];
            !draft.knowledge.is_in("city-nouns", &owned.lemma.to_lowercase())
        }
        Dep::Pobj => {
            let preposition = &*tokens[tokens[index].head].lower;
            !draft.knowledge.is_in("location-prepositions", preposition) && preposition != "of"
        }
        Dep::Compound | Dep::Nmod | Dep::Amod => {
            let head = &tokens[tokens[index].head];
            head.pos == Pos::Noun && !draft.knowledge.is_in("city-nouns", &head.lemma.to_lowercase())
        }
        _ => false,
    }
}
