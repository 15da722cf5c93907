//! Names that a user says are somebody else's, in whole documents or at single places.
//!
//! In come the entities of all documents and the [`Corrections`], out go the same with what a `different` table speaks
//! of as entities of their own. That each of them stays apart from all others is left to [`corpus`](super::corpus).

use rustc_hash::FxHashSet;

use super::Corrections;
use super::corrections::{Different, Place, Referents};
use super::document::{DocumentEntities, LinkRule, LocalEntity, MentionLink};

/// Gives every entity that a correction speaks of the number of that correction, and mentions that it singles out an
/// entity of their own.
pub(super) fn set_apart(documents: &mut [DocumentEntities], corrections: &Corrections, referents: &Referents) {
    for (number, different) in corrections.different.iter().enumerate() {
        for (d, document) in documents.iter_mut().enumerate() {
            let everywhere = different.documents.is_empty() && different.mentions.is_empty();
            if everywhere || different.documents.contains(&document.document) {
                whole(document, number as u32, |l| referents.is_different(number, (d as u32, l)));
            }
            if different.mentions.iter().any(|place| place.document == document.document) {
                single(document, different, number as u32);
            }
        }
    }
}

fn whole(document: &mut DocumentEntities, number: u32, is_meant: impl Fn(u32) -> bool) {
    for (l, local) in (0..).zip(document.locals.iter_mut()) {
        if local.shared && local.correction.is_none() && is_meant(l) {
            local.correction = Some(number);
        }
    }
}

fn single(document: &mut DocumentEntities, different: &Different, number: u32) {
    let mut apart: Option<u32> = None;
    for index in meant(document, different) {
        let mention = &document.mentions[index];
        let old = mention.local as usize;
        if document.locals[old].correction == Some(number) {
            continue;
        }
        let own = *apart.get_or_insert_with(|| {
            let name = different.label.clone().unwrap_or_else(|| different.name.clone());
            let old = &document.locals[old];
            document.locals.push(LocalEntity {
                name,
                kept: true,
                shared: true,
                named: true,
                entry: None,
                government: false,
                people: false,
                capital: false,
                country: None,
                known_as: None,
                roles: Vec::new(),
                aliases: std::collections::BTreeSet::new(),
                mentions: 0,
                correction: Some(number),
                ..old.clone()
            });
            document.locals.len() as u32 - 1
        });
        document.locals[old].mentions = document.locals[old].mentions.saturating_sub(1);
        let moved = &mut document.locals[own as usize];
        moved.mentions += 1;
        moved.aliases.insert(mention.text.clone());
        document.mentions[index].local = own;
        for token in document.mentions[index].tokens() {
            document.at.insert(token, own);
        }
    }
    // What nothing speaks of any more is gone, and names that no mention left behind has go with their mentions.
    for (index, local) in document.locals.iter_mut().enumerate().filter(|(_, local)| local.correction.is_none()) {
        if local.mentions == 0 && apart.is_some() {
            local.kept = false;
        }
        if apart.is_some() && local.named {
            let left = || document.mentions.iter().filter(|mention| mention.local as usize == index);
            local.aliases.retain(|alias| left().any(|mention| mention.text == *alias));
        }
    }
}

/// The mentions at the places that a correction names, and those that stand beside them for the same: "the runner" of
/// "John Smith, the runner, who won".
fn meant(document: &DocumentEntities, different: &Different) -> Vec<usize> {
    let named = |mention: &MentionLink| {
        let at = |place: &Place| place.document == document.document && place.meets(mention.span);
        different.mentions.iter().any(at)
    };
    let meant: FxHashSet<usize> =
        (0..document.mentions.len()).filter(|&index| named(&document.mentions[index])).collect();
    let beside = |index: usize| {
        let mention = &document.mentions[index];
        matches!(mention.rule, LinkRule::Apposition | LinkRule::RelativePronoun)
            && anchor(document, index).is_some_and(|anchor| meant.contains(&anchor))
    };
    (0..document.mentions.len()).filter(|&index| meant.contains(&index) || beside(index)).collect()
}

/// The mention that an apposition or a relative pronoun stands beside: the nearest of its entity in its sentence.
fn anchor(document: &DocumentEntities, index: usize) -> Option<usize> {
    let own = &document.mentions[index];
    let sentence = |mention: &MentionLink| mention.at.map(|at| at.sentence);
    let near = |mention: &MentionLink| mention.span.start.abs_diff(own.span.start);
    let named = |mention: &MentionLink| {
        let beside = matches!(mention.rule, LinkRule::Apposition | LinkRule::RelativePronoun | LinkRule::Pronoun);
        mention.local == own.local && !beside
    };
    let within = |&other: &usize| sentence(&document.mentions[other]) == sentence(own);
    let before = (0..index).rev().take_while(within);
    let after = (index + 1..document.mentions.len()).take_while(within);
    let same = before.chain(after).filter(|&other| named(&document.mentions[other]));
    same.min_by_key(|&other| near(&document.mentions[other]))
}
