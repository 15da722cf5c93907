//! What kind of thing a name names, where the recognizer or the gazetteer cannot know without the rest of the text.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::EntityKind;
use super::super::draft::Draft;
use super::super::gazetteer::{EntryId, Sense};
use super::super::list::List;
use super::super::mention::{Form, Number};
use super::super::name::{key, lowered};
use crate::syntax::{Dep, Pos, Tag};

/// Takes names for people's that the recognizer takes for something else, where the text also has their last word
/// alone: "Brock Holt" beside "Holt".
pub(super) fn retype(draft: &mut Draft<'_>, names: &[u32]) {
    let mut lone: FxHashMap<Rc<str>, bool> = FxHashMap::default();
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        if found.tokens.len() == 1 && found.sense.is_none() {
            let person = lone.entry(draft.key(mention)).or_default();
            *person |= found.kind == Some(EntityKind::Person);
        }
    }
    let mut common_words: Option<FxHashSet<&str>> = None;
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        let open = found.kind.is_none_or(|kind| {
            matches!(kind, EntityKind::Organization | EntityKind::Thing | EntityKind::Document | EntityKind::Place)
        });
        if !open || found.sense.is_some() || !(2..=3).contains(&found.tokens.len()) {
            continue;
        }
        let tokens = &draft.sentence(mention).tokens()[found.range()];
        let proper = tokens.iter().all(|token| {
            token.text.chars().next().is_some_and(char::is_uppercase) && !draft.knowledge.is_common_noun(&token.lower)
        });
        let described = proper && called_a_person(draft, mention);
        let alone = lone.get(key(&tokens[tokens.len() - 1].text).as_str()).filter(|_| proper);
        // "Campbell Soup" beside "U.S. Soup" is nobody where the text has soup as well.
        let last = &tokens[tokens.len() - 1].lower;
        let alone = alone.filter(|_| !common_words.get_or_insert_with(|| written_small(draft)).contains(&**last));
        let given = alone.is_some() && draft.knowledge.gazetteer().given_name(&tokens[0].text).is_some();
        if described || given || alone == Some(&true) {
            draft.mentions[mention as usize].kind = Some(EntityKind::Person);
            draft.mentions[mention as usize].number = Number::Singular;
        }
    }
}

/// The nouns that a document writes in lower case.
fn written_small<'a>(draft: &Draft<'a>) -> FxHashSet<&'a str> {
    let tokens = draft.sentences.iter().flat_map(|sentence| sentence.tokens());
    let nouns = tokens.filter(|token| token.pos == Pos::Noun && token.text == token.lower);
    nouns.map(|token| &*token.text).collect()
}

/// Whether a name stands beside what somebody is: "He Biao, director of the office".
fn called_a_person(draft: &Draft<'_>, name: u32) -> bool {
    let found = &draft.mentions[name as usize];
    let sentence = draft.sentence(name);
    let head = found.head as usize;
    let token = &sentence.tokens()[head];
    let beside = sentence.child(head, Dep::Appos).or_else(|| (token.dep == Dep::Appos).then_some(token.head));
    let phrase = beside.and_then(|beside| draft.mention_at(found.sentence, beside));
    phrase.map(|phrase| &draft.mentions[phrase as usize]).is_some_and(|phrase| {
        let noun = &sentence.tokens()[phrase.head as usize];
        phrase.form != Form::Name
            && phrase.number == Number::Singular
            && draft.knowledge.is_in(List::RoleNouns, &lowered(&noun.lemma))
    })
}

/// Takes a lone name for a body's where it stands in a row with bodies only: "Facebook and Twitter".
pub(super) fn in_rows(draft: &mut Draft<'_>, names: &[u32]) {
    let mut rows: FxHashMap<Rc<str>, [u32; 2]> = FxHashMap::default();
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        let sentence = draft.sentence(mention);
        let token = &sentence.tokens()[found.head as usize];
        if token.dep != Dep::Conj {
            continue;
        }
        let Some(other) = draft.mention_at(found.sentence, token.head).filter(|&other| other != mention) else {
            continue;
        };
        for (one, other) in [(mention, other), (other, mention)] {
            let row = rows.entry(draft.key(one)).or_default();
            match draft.mentions[other as usize].kind {
                Some(EntityKind::Organization) => row[0] += 1,
                Some(EntityKind::Person) => row[1] += 1,
                _ => {}
            }
        }
    }
    if rows.is_empty() {
        return;
    }
    let keys: Vec<Rc<str>> = names.iter().map(|&mention| draft.key(mention)).collect();
    let mut people: FxHashSet<&str> = FxHashSet::default();
    for (&mention, key) in names.iter().zip(&keys) {
        let found = &draft.mentions[mention as usize];
        let several = found.tokens.len() > 1;
        if found.kind == Some(EntityKind::Person) && (several || found.role.is_some()) {
            people.extend(key.split(' '));
        }
    }
    for (&mention, key) in names.iter().zip(&keys) {
        let found = &draft.mentions[mention as usize];
        let open = matches!(found.kind, None | Some(EntityKind::Person));
        let lone = open && found.tokens.len() == 1 && found.sense.is_none();
        let bodies = || rows.get(key).is_some_and(|row| row[0] > 0 && row[1] == 0);
        let given = || draft.knowledge.gazetteer().given_name(key).is_some();
        if lone && bodies() && !people.contains(&**key) && !given() {
            draft.mentions[mention as usize].kind = Some(EntityKind::Organization);
        }
    }
}

/// Takes a country's adjective off a name that the text also has without it: "The Iranian Proud Boys email".
pub(super) fn without_demonyms(draft: &mut Draft<'_>, names: &[u32]) {
    let keys: FxHashSet<Rc<str>> = names.iter().map(|&mention| draft.key(mention)).collect();
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        let key = draft.key(mention);
        let Some((first, rest)) = key.split_once(' ').filter(|_| found.tokens.len() > 2) else { continue };
        let gazetteer = draft.knowledge.gazetteer();
        let body = rest.split(' ').any(|word| draft.knowledge.is_in(List::OrganizationNouns, word));
        if found.sense.is_none() && !body && keys.contains(rest) && gazetteer.demonym(first).is_some() {
            draft.shorten(mention);
        }
    }
}

/// Takes one member of a party or faith for somebody, and not for the group of that name: "a Republican".
pub(super) fn members(draft: &mut Draft<'_>, names: &mut Vec<u32>) {
    names.retain(|&mention| {
        let found = &draft.mentions[mention as usize];
        let sentence = draft.sentence(mention);
        let token = &sentence.tokens()[found.head as usize];
        let one = found.kind == Some(EntityKind::Group)
            && found.sense.is_none()
            && found.tokens.len() == 1
            && !matches!(token.tag, Tag::Nns | Tag::Nnps)
            && matches!(token.dep, Dep::Appos | Dep::Attr | Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj)
            && sentence
                .child(found.head as usize, Dep::Det)
                .is_some_and(|article| matches!(&*sentence.tokens()[article].lower, "a" | "an"));
        if one {
            draft.take_for_phrase(mention, EntityKind::Person);
            draft.mentions[mention as usize].number = Number::Singular;
        }
        !one
    });
}

/// Takes lone words at the start of a sentence for no names where the text has them as common nouns too: "Cyberattack
/// hits ministry".
pub(super) fn common_words(draft: &mut Draft<'_>, names: &mut Vec<u32>) {
    let starts = |draft: &Draft<'_>, mention: u32| {
        let found = &draft.mentions[mention as usize];
        found.tokens == (0..1) && found.sense.is_none() && found.role.is_none()
    };
    let mut lone: FxHashMap<Box<str>, bool> = FxHashMap::default();
    for &mention in names.iter().filter(|&&mention| starts(draft, mention)) {
        lone.insert(Box::from(&*draft.sentence(mention).tokens()[0].lower), false);
    }
    if lone.is_empty() {
        return;
    }
    for token in draft.sentences.iter().flat_map(|sentence| sentence.tokens()) {
        if token.pos == Pos::Noun
            && *token.text == *token.lower
            && let Some(common) = lone.get_mut(&*token.lower)
        {
            *common = true;
        }
    }
    names.retain(|&mention| {
        let word = &draft.sentence(mention).tokens()[draft.mentions[mention as usize].tokens.start as usize].lower;
        let common = starts(draft, mention) && lone.get(&**word) == Some(&true);
        if common {
            draft.take_for_phrase(mention, EntityKind::Thing);
        }
        !common
    });
}

/// Where a name stands, as far as that tells what it is.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    /// How often it is where something happens: "in Crimea", "annexed Crimea", "the residents of Crimea".
    place: u32,
    /// How often something is said or found "on" it.
    medium: u32,
    /// How often it does what only people and bodies do, or owns something.
    acts: u32,
    /// How often it stands elsewhere.
    other: u32,
}

impl Surroundings {
    fn count(&mut self, draft: &Draft<'_>, mention: u32) {
        let (dep, index) = draft.relation(mention);
        let sentence = draft.sentence(mention);
        let tokens = sentence.tokens();
        let head = &tokens[tokens[index].head];
        let is_in = |list: List, lemma: &str| draft.knowledge.is_in(list, &lowered(lemma));
        let counted = match dep {
            Dep::Pobj => match &*head.lower {
                "in" | "near" | "throughout" | "across" => &mut self.place,
                "on" => &mut self.medium,
                "of" if is_in(List::NounsOfPlaces, &tokens[head.head].lemma) => &mut self.place,
                _ => &mut self.other,
            },
            Dep::Dobj | Dep::Nsubjpass if is_in(List::VerbsOfPlaces, &head.lemma) => &mut self.place,
            Dep::Nsubj if draft.knowledge.is_done_by_people(&lowered(&head.lemma)) => &mut self.acts,
            Dep::Poss => &mut self.acts,
            _ => &mut self.other,
        };
        *counted += 1;
    }

    /// A place where the text treats it as one and never as somebody; a medium only where it is nothing else.
    fn kind(self) -> Option<EntityKind> {
        match self {
            Surroundings { place: 1.., medium: 0, acts: 0, .. } => Some(EntityKind::Place),
            Surroundings { place: 0, medium: 1.., acts: 0, other: 0 } => Some(EntityKind::Thing),
            _ => None,
        }
    }
}

/// Takes a lone name that is treated as a place for one, and what things are said "on" for no person.
pub(super) fn places_and_media(draft: &mut Draft<'_>, names: &[u32]) {
    let lone = |draft: &Draft<'_>, mention: u32| {
        let found = &draft.mentions[mention as usize];
        let open = matches!(found.kind, None | Some(EntityKind::Person | EntityKind::Organization));
        found.tokens.len() == 1 && found.sense.is_none() && open && found.role.is_none()
    };
    let keys: Vec<Rc<str>> = names.iter().map(|&mention| draft.key(mention)).collect();
    let mut surroundings: FxHashMap<&str, Surroundings> = FxHashMap::default();
    let mut parts: FxHashSet<&str> = FxHashSet::default();
    for (&mention, key) in names.iter().zip(&keys) {
        if lone(draft, mention) {
            surroundings.entry(key).or_default().count(draft, mention);
        } else {
            parts.extend(key.split(' '));
        }
    }
    for (&mention, key) in names.iter().zip(&keys) {
        if !lone(draft, mention) {
            continue;
        }
        let found = surroundings.get(&**key).filter(|_| !parts.contains(&**key)).copied().unwrap_or_default();
        let body = draft.knowledge.is_in(List::OrganizationNouns, key);
        let Some(kind) = found.kind().filter(|_| !body) else { continue };
        let person = draft.mentions[mention as usize].kind == Some(EntityKind::Person);
        // People are "in" places only; a person's name that is also acted upon stays one.
        if (person && found.other == 0) || (!person && kind == EntityKind::Place) {
            draft.mentions[mention as usize].kind = Some(kind);
        }
    }
}

/// Takes names of several words for things' that the noun after them says they are: "the Nord Stream 2 pipeline".
pub(super) fn made_things(draft: &mut Draft<'_>, names: &[u32]) {
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        if found.kind != Some(EntityKind::Place) || found.sense.is_some() || found.tokens.len() < 2 {
            continue;
        }
        let tokens = draft.sentence(mention).tokens();
        let noun = tokens.get(found.tokens.end as usize).filter(|noun| noun.pos == Pos::Noun);
        if noun.is_some_and(|noun| draft.knowledge.is_in(List::MadeThings, &noun.lower)) {
            draft.mentions[mention as usize].kind = Some(EntityKind::Thing);
        }
    }
}

/// Takes names that nobody has typed for bodies' where the text treats them as such: "co-founded VICE", "the Iranian
/// company Eeleyanet Gostar".
pub(super) fn bodies(draft: &mut Draft<'_>, names: &[u32]) {
    for &mention in names {
        let found = &draft.mentions[mention as usize];
        if !matches!(found.kind, None | Some(EntityKind::Thing)) || found.sense.is_some() || found.role.is_some() {
            continue;
        }
        let (dep, index) = draft.relation(mention);
        let tokens = draft.sentence(mention).tokens();
        let verb = &tokens[tokens[index].head];
        let founded = dep == Dep::Dobj && draft.knowledge.is_in(List::FoundingVerbs, &lowered(&verb.lemma));
        let start = found.tokens.start as usize;
        let company = start > 0 && {
            let before = &tokens[start - 1];
            before.pos == Pos::Noun
                && before.dep == Dep::Compound
                && before.head == found.head as usize
                && draft.knowledge.is_in(List::OrganizationNouns, &before.lower)
        };
        if founded || company {
            draft.mentions[mention as usize].kind = Some(EntityKind::Organization);
        }
    }
}

/// Takes a lone name for a person's where a known leader has it and nothing happens in it: "Moscow undermined Biden".
pub(super) fn leaders(draft: &mut Draft<'_>, names: &[u32]) {
    let lone = |draft: &Draft<'_>, mention: u32| {
        let found = &draft.mentions[mention as usize];
        let open = matches!(found.kind, None | Some(EntityKind::Place))
            || (found.kind == Some(EntityKind::Organization) && leads(draft, mention));
        open && found.tokens.len() == 1
            && found.sense.is_none()
            && draft.knowledge.gazetteer().is_surname(&draft.key(mention))
    };
    let mut surroundings: FxHashMap<Rc<str>, Surroundings> = FxHashMap::default();
    for &mention in names.iter().filter(|&&mention| lone(draft, mention)) {
        surroundings.entry(draft.key(mention)).or_default().count(draft, mention);
    }
    for &mention in names {
        let place = surroundings.get(&draft.key(mention)).is_none_or(|found| found.place + found.medium > 0);
        if !place && lone(draft, mention) {
            draft.mentions[mention as usize].kind = Some(EntityKind::Person);
            draft.mentions[mention as usize].number = Number::Singular;
        }
    }
}

/// Whether a name stands before what only the head of a state has: "the Trump administration".
fn leads(draft: &Draft<'_>, name: u32) -> bool {
    let tokens = draft.sentence(name).tokens();
    let token = &tokens[draft.mentions[name as usize].head as usize];
    let led = matches!(&*tokens[token.head].lower, "administration" | "presidency");
    led && matches!(token.dep, Dep::Compound | Dep::Nmod | Dep::Poss)
}

/// Whether a country's name is more likely the part of another country that is called the same.
pub(super) fn doubtful(draft: &Draft<'_>, name: &str, id: EntryId) -> bool {
    if !draft.knowledge.is_in(List::DoubtfulCountries, &key(name)) {
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
            !draft.knowledge.is_in(List::CityNouns, &lowered(&owned.lemma))
        }
        Dep::Pobj => {
            let preposition = &*tokens[tokens[index].head].lower;
            !draft.knowledge.is_in(List::LocationPrepositions, preposition) && preposition != "of"
        }
        Dep::Compound | Dep::Nmod | Dep::Amod => {
            let head = &tokens[tokens[index].head];
            head.pos == Pos::Noun && !draft.knowledge.is_in(List::CityNouns, &lowered(&head.lemma))
        }
        _ => false,
    }
}
