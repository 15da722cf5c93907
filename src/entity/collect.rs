//! What is kept of a document's mentions.
//!
//! In come resolved mentions and the slots of statements, out go a document's entities: those with a name, those that a
//! statement speaks of, and those that only tie mentions together.

use std::collections::BTreeSet;

use super::document::{DocumentEntities, LinkRule, LocalEntity, MentionLink};
use super::draft::{Cluster, Draft, Link};
use super::gazetteer::{EntryId, Gender, Sense};
use super::list::List;
use super::mention::{Form, Mention, end_of_part, nature_of_pronoun, words};
use super::name::lowered;
use super::{EntityKind, beyond};
use crate::document::Document;
use crate::span::Span;
use crate::statement::{Statement, TokenAt};
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// A slot of a statement: the head of what it speaks of, and its words with the place where they stand.
pub(super) type Slot<'a> = (TokenAt, &'a str, u32, u32);

/// The heads of everything that statements speak of, with the words of the slot.
pub(super) fn slots(statements: &[Statement]) -> Vec<Slot<'_>> {
    let mut slots = Vec::new();
    for statement in statements {
        for argument in [&statement.actor, &statement.target].into_iter().flatten() {
            // A target that is itself a statement is no thing.
            if argument.statement.is_none() {
                slots.extend(argument.head_at.map(|at| (at, &*argument.text, argument.start, argument.end)));
            }
        }
        // When something was is no thing.
        for role in statement.roles.iter().filter(|role| role.role != "time") {
            slots.extend(role.head_at.map(|at| (at, &*role.text, role.start, role.end)));
        }
        if let Some(source) = &statement.attribution {
            slots.extend(source.head_at.map(|at| (at, &*source.text, source.start, source.end)));
        }
    }
    slots
}

/// Makes a document's entities of its groups of mentions.
pub(super) fn collect(draft: &Draft<'_>, document: &Document, mut slots: Vec<Slot<'_>>) -> DocumentEntities {
    slots.retain(|(at, ..)| !is_no_thing(draft, *at));
    let mut used = vec![false; draft.clusters.len()];
    let mut lone = vec![false; draft.mentions.len()];
    for &(at, ..) in &slots {
        if let Some(mention) = draft.at.get(at) {
            match draft.cluster_of(mention) {
                Some(cluster) => used[cluster as usize] = true,
                None => lone[mention as usize] = true,
            }
        }
    }
    let turns = turns(draft, &slots);
    let bodies = draft.clusters.iter().flat_map(|cluster| cluster.roles.iter().filter_map(|role| role.body));
    for cluster in turns.iter().map(|turn| turn.cluster).chain(bodies) {
        used[cluster as usize] = true;
    }
    let mut entities = DocumentEntities::new(document.id.clone());
    entities.mentions.reserve(draft.mentions.len());
    entities.locals.reserve(draft.clusters.len());
    let mut local_of = vec![None; draft.clusters.len()];
    let mut local_of_lone = vec![None; draft.mentions.len()];
    for (index, mention) in draft.mentions.iter().enumerate() {
        let index = index as u32;
        let (local, link) = match draft.assigned[index as usize] {
            Some((cluster, link)) => {
                let group = &draft.clusters[cluster as usize];
                let kept = group.named || used[cluster as usize];
                if !kept && group.mentions.len() < 2 {
                    continue;
                }
                let local = *local_of[cluster as usize].get_or_insert_with(|| {
                    entities.locals.push(LocalEntity { kept, ..local_entity(draft, group) });
                    entities.locals.len() as u32 - 1
                });
                (local, link)
            }
            None if lone[index as usize] => {
                let kind = mention.kind.unwrap_or(EntityKind::Thing);
                let name = words(draft.sentence(index), mention.range().start..end_of_name(draft, mention));
                let stand_in =
                    mention.form == Form::Pronoun || stands_in(draft, draft.sentence(index), mention.head as usize);
                entities.locals.push(LocalEntity { stand_in, ..unnamed(name, kind) });
                let link = Link { rule: LinkRule::Unresolved, certainty: 0.0 };
                let local = entities.locals.len() as u32 - 1;
                local_of_lone[index as usize] = Some(local);
                (local, link)
            }
            None => continue,
        };
        let sentence = draft.sentence(index);
        let text = draft.text(index);
        let entity = &mut entities.locals[local as usize];
        entity.mentions += 1;
        if mention.form == Form::Name && !entity.aliases.contains(&text) {
            entity.aliases.insert(text.clone());
        }
        let tokens = &sentence.tokens()[mention.range()];
        let span = tokens.first().map_or(Span::default(), |first| first.span.cover(tokens[tokens.len() - 1].span));
        entities.mentions.push(MentionLink {
            at: Some(mention.at()),
            span,
            head: sentence.tokens()[mention.head as usize].span,
            text,
            rule: link.rule,
            certainty: link.certainty,
            local,
            range: (mention.tokens.start, mention.tokens.end),
        });
    }
    entities.at.reserve(entities.mentions.len());
    for (at, mention) in draft.at.iter() {
        let local = match draft.assigned[mention as usize] {
            Some((cluster, _)) => local_of[cluster as usize],
            None => local_of_lone[mention as usize],
        };
        if let Some(local) = local {
            entities.at.insert(at, local);
        }
    }
    for turn in turns {
        let local = *local_of[turn.cluster as usize].get_or_insert_with(|| {
            let group = &draft.clusters[turn.cluster as usize];
            entities.locals.push(LocalEntity { kept: true, ..local_entity(draft, group) });
            entities.locals.len() as u32 - 1
        });
        entities.at.insert(TokenAt::of_turn(turn.name.start), local);
        entities.locals[local as usize].mentions += 1;
        entities.mentions.push(MentionLink {
            at: None,
            span: turn.name,
            head: turn.name,
            text: turn.text.to_owned(),
            rule: LinkRule::Speaker,
            certainty: 0.9,
            local,
            range: (0, 0),
        });
    }
    settle_bodies(&mut entities, draft, &local_of);
    strays(&mut entities, draft, slots);
    entities
}

/// Whether a word only makes one expression with the preposition before it, says when, or is an address: "on behalf",
/// "for months", "this year has seen", "https://example.org".
fn is_no_thing(draft: &Draft<'_>, at: TokenAt) -> bool {
    let Some(sentence) = draft.sentences.get(at.sentence as usize).filter(|_| !at.is_of_turn()) else { return false };
    let tokens = sentence.tokens();
    let Some(token) = tokens.get(at.token as usize) else { return false };
    let slash = || token.text.bytes().any(|byte| byte == b'/');
    if (slash() && token.text.contains("://")) || token.text.starts_with("www.") {
        return true;
    }
    let when = || draft.knowledge.is_in(List::TimeNouns, &lowered(&token.lemma));
    match token.dep {
        _ if token.pos != Pos::Noun => false,
        Dep::Pobj => {
            let phrases = draft.knowledge.stands_for(List::SetPhrases, &token.lower);
            phrases.is_some_and(|before| before.split(' ').any(|word| *word == *tokens[token.head].lower)) || when()
        }
        // "It could take months", but "the year was hard".
        Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass => {
            let plural = token.tag == Tag::Nns;
            let mut before = sentence.children(at.token as usize);
            when()
                && before.all(|child| match tokens[child].dep {
                    Dep::Det => matches!(&*tokens[child].lower, "this" | "next" | "last"),
                    Dep::Nummod | Dep::Amod | Dep::Advmod => plural,
                    _ => false,
                })
        }
        _ => false,
    }
}

/// A turn of a transcript of which statements come, and the group of the one whose name opens it.
struct Turn<'a> {
    name: Span,
    text: &'a str,
    cluster: u32,
}

/// The turns that statements are attributed to, where their speaker is known.
fn turns<'a>(draft: &Draft<'_>, slots: &[Slot<'a>]) -> Vec<Turn<'a>> {
    let mut found: Vec<Turn> = Vec::new();
    for &(_, text, start, end) in slots.iter().filter(|(at, ..)| at.is_of_turn()) {
        let name = Span::new(start, end);
        if let Some(cluster) = draft.voices.get(text).copied().filter(|_| found.iter().all(|turn| turn.name != name)) {
            found.push(Turn { name, text, cluster });
        }
    }
    found
}

/// Roles point at groups of mentions until the entities have their numbers.
fn settle_bodies(entities: &mut DocumentEntities, draft: &Draft<'_>, local_of: &[Option<u32>]) {
    for (cluster, local) in draft.clusters.iter().zip(local_of) {
        let (roles, Some(local)) = (&cluster.roles, local) else { continue };
        let mut settled: Vec<(String, Option<EntryId>, Option<u32>)> = roles
            .iter()
            .map(|role| {
                let body = role.body.and_then(|body| local_of[body as usize]);
                (role.label.clone(), role.country, body)
            })
            .collect();
        settled.sort();
        settled.dedup();
        entities.locals[*local as usize].roles = settled;
    }
}

/// Slots whose head is no mention: numbers, demonstratives, and the adjectives of states. Other adjectives and whole
/// clauses are no things.
fn strays(entities: &mut DocumentEntities, draft: &Draft<'_>, slots: Vec<Slot<'_>>) {
    for (at, text, start, end) in slots {
        if at.is_of_turn() || entities.at.contains_key(&at) {
            continue;
        }
        let sentence = draft.sentences.get(at.sentence as usize);
        let Some(sentence) = sentence else { continue };
        let Some(token) = sentence.tokens().get(at.token as usize) else { continue };
        let word = &*token.text;
        // "Russian meddling" is Russia's.
        let state = draft.knowledge.gazetteer().demonym(word).filter(|_| word.starts_with(char::is_uppercase));
        let thing = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Det | Pos::Sym | Pos::X);
        if state.is_none() && (!thing || !word.chars().any(char::is_alphanumeric)) {
            continue;
        }
        let stand_in = state.is_none() && stands_in(draft, sentence, at.token as usize);
        let points = stand_in && matches!(&*token.lower, "this" | "that" | "these" | "those" | "you" | "yourself");
        let (rule, certainty) = match state {
            Some(_) => (LinkRule::Gazetteer, 0.8),
            None if points => (LinkRule::Unresolved, 0.0),
            None => (LinkRule::First, 1.0),
        };
        let known = state.and_then(|state| entities.locals.iter().position(|local| local.entry == Some(state)));
        let local = known.unwrap_or_else(|| {
            entities.locals.push(match state {
                Some(state) => country(draft, state),
                None => {
                    let head = at.token as usize;
                    let end = end_of_part(draft.knowledge, sentence, head).unwrap_or(head);
                    let kind = nature_of_pronoun(draft.knowledge, sentence, head);
                    LocalEntity { stand_in, ..unnamed(words(sentence, head..end + 1), kind) }
                }
            });
            entities.locals.len() - 1
        }) as u32;
        entities.locals[local as usize].mentions += 1;
        entities.at.insert(at, local);
        entities.mentions.push(MentionLink {
            at: Some(at),
            span: Span::new(start.min(end), end),
            head: Span::new(start.min(end), end),
            text: text.to_owned(),
            rule,
            certainty,
            local,
            range: (at.token, at.token + 1),
        });
    }
    entities.mentions.sort_by_key(|mention| (mention.span, mention.local));
}

/// Whether a word only stands for something that the text does not tell, or for nobody in particular: "this", "you",
/// "anyone", but not "some of the letters", "some in Moscow" or "those who fled".
fn stands_in(draft: &Draft<'_>, sentence: &Sentence, head: usize) -> bool {
    let token = &sentence.tokens()[head];
    let described = || {
        [Dep::Relcl, Dep::Prep, Dep::Acl].into_iter().any(|dep| sentence.child(head, dep).is_some())
            || end_of_part(draft.knowledge, sentence, head).is_some()
    };
    let nobody = draft.knowledge.lists(&token.lower).hold_any(&[List::Somebody, List::Everybody]);
    let no_one = &*token.lower == "one" && head > 0 && &*sentence.tokens()[head - 1].lower == "no";
    nobody || no_one || matches!(token.pos, Pos::Pron | Pos::Det) && !described()
}

/// A state that only an adjective speaks of.
fn country(draft: &Draft<'_>, state: EntryId) -> LocalEntity {
    let entry = draft.knowledge.gazetteer().entry(state);
    let local = unnamed(entry.name.to_string(), entry.kind);
    LocalEntity { shared: true, named: true, entry: Some(state), ..local }
}

fn unnamed(name: String, kind: EntityKind) -> LocalEntity {
    LocalEntity {
        name,
        kind,
        kept: true,
        shared: false,
        known_as: None,
        named: false,
        stand_in: false,
        entry: None,
        government: false,
        people: false,
        capital: false,
        country: None,
        person: None,
        gender: Gender::Unknown,
        roles: Vec::new(),
        aliases: BTreeSet::new(),
        mentions: 0,
        correction: None,
    }
}

fn local_entity(draft: &Draft<'_>, cluster: &Cluster) -> LocalEntity {
    let kind = cluster.kind();
    let first = cluster.mentions.first().map(|&mention| (&draft.mentions[mention as usize], draft.sentence(mention)));
    let sense = first.and_then(|(mention, _)| mention.sense);
    let name = match first {
        // "us" and "our" are called "we"; "despite its denials, the agency" speaks of the agency.
        Some((mention, _)) if !cluster.named && mention.form == Form::Pronoun => match cluster.name.as_str() {
            "" => draft.text(cluster.opened),
            name => name.to_owned(),
        },
        // The things of a document are called by their words without "the".
        Some((mention, sentence)) if !cluster.named => {
            let mut start = mention.range().start;
            while start < mention.head as usize && own_word(sentence, start) {
                start += 1;
            }
            words(sentence, start..end_of_name(draft, mention))
        }
        _ => cluster.name.clone(),
    };
    let known_as = beyond::known_as(draft, cluster);
    let stand_in = !cluster.named
        && cluster.mentions.len() == 1
        && first.is_some_and(|(mention, sentence)| stands_in(draft, sentence, mention.head as usize));
    LocalEntity {
        shared: cluster.named || known_as.is_some(),
        known_as,
        named: cluster.named,
        stand_in,
        entry: cluster.entry,
        government: cluster.government,
        people: matches!(sense, Some(Sense::People(_))) && cluster.named,
        capital: matches!(sense, Some(Sense::Capital(_))) && !cluster.government,
        country: cluster.country,
        person: cluster.person.clone().filter(|_| kind == EntityKind::Person),
        gender: cluster.sex(),
        ..unnamed(name, kind)
    }
}

/// Where the words end that a mention without a name is called by.
fn end_of_name(draft: &Draft<'_>, mention: &Mention) -> usize {
    let sentence = draft.sentences[mention.sentence as usize];
    let part = end_of_part(draft.knowledge, sentence, mention.head as usize);
    part.map_or(mention.range().end, |end| end + 1)
}

fn own_word(sentence: &Sentence, index: usize) -> bool {
    matches!(sentence.tokens()[index].pos, Pos::Det | Pos::Pron | Pos::Punct | Pos::Part)
}
