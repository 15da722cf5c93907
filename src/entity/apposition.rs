//! Noun phrases beside a name that say who or what it is.
//!
//! In come grouped names, out go their descriptions, and for people their roles: "the group's founder, Gavin McInnes",
//! "a village called Hotkan". What is only spoken of again later on is left to [`description`](super::description).

use super::draft::{Cluster, Draft, DraftRole, Link};
use super::list::List;
use super::mention::{Form, Number, country_of};
use super::name::lowercase;
use super::naming::{is_former, role_label};
use super::{EntityKind, LinkRule};
use crate::syntax::{Dep, Pos, Tag, Token};

/// "The group's founder, Gavin McInnes", "the Proud Boys, a far-right group".
pub(super) fn beside(draft: &mut Draft<'_>) {
    for mention in 0..draft.mentions.len() as u32 {
        let found = &draft.mentions[mention as usize];
        let sentence = draft.sentence(mention);
        let tokens = sentence.tokens();
        let head = found.head as usize;
        if tokens[head].dep != Dep::Appos || found.form == Form::Pronoun {
            continue;
        }
        let Some(other) = draft.mention_at(found.sentence, tokens[head].head) else { continue };
        if other == mention || draft.mentions[other as usize].form == Form::Pronoun {
            continue;
        }
        let (name, phrase) = match (found.form, draft.mentions[other as usize].form) {
            (Form::Name, Form::Definite | Form::Indefinite) => (mention, other),
            (Form::Definite | Form::Indefinite, Form::Name) => (other, mention),
            _ => continue,
        };
        let named = draft.assigned[phrase as usize].is_some() || is_caption(draft, phrase, head);
        if named || !compatible(draft, name, phrase) {
            continue;
        }
        let Some(cluster) = draft.cluster_of(name) else { continue };
        describe(draft, cluster, phrase);
        draft.join(phrase, cluster, Link { rule: LinkRule::Apposition, certainty: 0.9 });
    }
}

/// Whether a lone word before a colon only opens what follows: "Image: NASA".
fn is_caption(draft: &Draft<'_>, phrase: u32, name: usize) -> bool {
    let found = &draft.mentions[phrase as usize];
    let tokens = draft.sentence(phrase).tokens();
    let between = tokens.get(found.head as usize + 1..name).unwrap_or_default();
    found.tokens.len() == 1 && found.form == Form::Indefinite && between.iter().any(|token| &*token.text == ":")
}

/// "A Chinese group, which it calls Zirconium", "a village called Hotkan".
pub(super) fn called(draft: &mut Draft<'_>) {
    for name in 0..draft.mentions.len() as u32 {
        let found = &draft.mentions[name as usize];
        let sentence = draft.sentence(name);
        let tokens = sentence.tokens();
        let token = &tokens[found.head as usize];
        let verb = &tokens[token.head];
        if found.form != Form::Name
            || token.dep != Dep::Oprd
            || !matches!(verb.dep, Dep::Relcl | Dep::Acl)
            || !draft.knowledge.is_in(List::NamingVerbs, &verb.lemma)
            // "In 2019, when it was called Eeleyanet" is said of "it".
            || sentence.child(token.head, Dep::Nsubjpass).is_some_and(|subject| tokens[subject].tag == Tag::Prp)
        {
            continue;
        }
        let (Some(cluster), Some(phrase)) = (draft.cluster_of(name), draft.mention_at(found.sentence, verb.head))
        else {
            continue;
        };
        let group = &draft.clusters[cluster as usize];
        let found = &draft.mentions[phrase as usize];
        let free = matches!(found.form, Form::Definite | Form::Indefinite) && draft.assigned[phrase as usize].is_none();
        let person = found.kind == Some(EntityKind::Person);
        if !free || group.entry.is_some() || person != (group.kind() == EntityKind::Person) {
            continue;
        }
        // Several people who go by one name are a body.
        let kind = match found.kind {
            Some(EntityKind::Group) => Some(EntityKind::Organization),
            kind => kind.filter(|&kind| kind != EntityKind::Thing),
        };
        let country = country_of(draft.knowledge, sentence, found.range());
        describe(draft, cluster, phrase);
        let target = &mut draft.clusters[cluster as usize];
        target.country = target.country.or(country);
        if let Some(kind) = kind {
            target.vote(kind, 8);
        }
        draft.join(phrase, cluster, Link { rule: LinkRule::Apposition, certainty: 0.85 });
    }
}

/// Two names of one thing: "Emennet was earlier known as Eeleyanet", "Sandworm, also known as Voodoo Bear".
pub(super) fn aliases(draft: &mut Draft<'_>) {
    for alias in 0..draft.mentions.len() as u32 {
        let found = &draft.mentions[alias as usize];
        let sentence = draft.sentence(alias);
        let tokens = sentence.tokens();
        let token = &tokens[found.head as usize];
        let verb = match token.dep {
            Dep::Oprd => token.head,
            Dep::Pobj if &*tokens[token.head].lower == "as" => tokens[token.head].head,
            _ => continue,
        };
        let names = draft.knowledge.is_in(List::RenamingVerbs, &tokens[verb].lemma) && tokens[verb].tag == Tag::Vbn;
        if found.form != Form::Name || !names {
            continue;
        }
        let bearer = match tokens[verb].dep {
            Dep::Acl => Some(tokens[verb].head),
            _ => sentence.child(verb, Dep::Nsubjpass),
        };
        let Some(bearer) = bearer.and_then(|bearer| draft.mention_at(found.sentence, bearer)) else { continue };
        let (Some(from), Some(into)) = (draft.cluster_of(alias), draft.cluster_of(bearer)) else { continue };
        let (one, other) = (&draft.clusters[from as usize], &draft.clusters[into as usize]);
        let person = |group: &Cluster| group.kind() == EntityKind::Person;
        let known = one.entry.is_some() && other.entry.is_some();
        if draft.mentions[bearer as usize].form == Form::Name && !known && person(one) == person(other) {
            draft.merge(from, into, Link { rule: LinkRule::Apposition, certainty: 0.85 });
        }
    }
}

/// Whether a phrase can describe what a name names.
pub(super) fn compatible(draft: &Draft<'_>, name: u32, phrase: u32) -> bool {
    let Some(cluster) = draft.cluster_of(name) else { return false };
    let phrase = &draft.mentions[phrase as usize];
    let kind = draft.clusters[cluster as usize].kind();
    match (kind, phrase.kind) {
        (EntityKind::Person, Some(EntityKind::Person)) => true,
        (EntityKind::Person, _) | (_, Some(EntityKind::Person)) => false,
        (EntityKind::Group, Some(EntityKind::Group)) => true,
        // "A court in the old Attock Fort" is none.
        (EntityKind::Place, Some(EntityKind::Organization)) => {
            let name = &draft.clusters[cluster as usize].key;
            !draft.knowledge.is_in(List::PlaceNouns, name.rsplit(' ').next().unwrap_or_default())
        }
        (_, _) if phrase.number == Number::Plural => false,
        _ => true,
    }
}

/// Takes what a phrase says of somebody: a role for a person, a noun for anything else.
pub(super) fn describe(draft: &mut Draft<'_>, cluster: u32, phrase: u32) {
    let found = &draft.mentions[phrase as usize];
    let sentence = draft.sentence(phrase);
    let tokens = sentence.tokens();
    let head = found.head as usize;
    let lemma = lowercase(&tokens[head].lemma);
    if found.kind == Some(EntityKind::Person) && draft.clusters[cluster as usize].kind() == EntityKind::Person {
        // "head of the agency": the label takes the phrase after "of" along.
        let mut end = head + 1;
        if tokens.get(end).is_some_and(|token| &*token.lower == "of" && token.head == head) {
            end = sentence.subtree(head + 1).last().map_or(end, |&last| last + 1).min(head + 9);
        }
        let mut start = found.tokens.start as usize;
        let mut body = None;
        if let Some(owner) = sentence.child(head, Dep::Poss) {
            body = draft.mention_at(found.sentence, owner).and_then(|owner| draft.cluster_of(owner));
            start = (owner + 1).max(start);
            while start < head && (tokens[start].pos == Pos::Part || tokens[start].pos == Pos::Punct) {
                start += 1;
            }
        }
        // "The once feared minister" is a minister.
        let aside = |token: &Token| {
            matches!(token.pos, Pos::Det | Pos::Punct | Pos::Adv) || matches!(token.tag, Tag::Vbn | Tag::Vbg | Tag::Vbd)
        };
        while start < head && aside(&tokens[start]) {
            start += 1;
        }
        let former = found.range().any(|index| is_former(&tokens[index].lower));
        let country = country_of(draft.knowledge, sentence, found.range());
        let label = role_label(draft, sentence, start..end);
        let office = draft.knowledge.is_in(List::RoleNouns, &lemma);
        let target = &mut draft.clusters[cluster as usize];
        target.country = target.country.or(country);
        if target.gender == super::Gender::Unknown {
            target.gender = found.gender;
        }
        if !label.is_empty() && office {
            target.roles.push(DraftRole { label, former, country, body });
        }
    }
    // "The security company, Proofpoint": what the text says weighs more than the recognizer's guess.
    let target = &mut draft.clusters[cluster as usize];
    if found.kind == Some(EntityKind::Organization) && target.entry.is_none() && target.person.is_none() {
        target.vote(EntityKind::Organization, 8);
    }
    target.nouns.push(lemma);
}
