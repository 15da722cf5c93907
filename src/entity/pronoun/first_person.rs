//! "I" and "we".
//!
//! In come quotations and the speakers of a transcript, out goes who "I" is. Where nothing tells, every "I" outside
//! quotations is the one who wrote the text, and every "we" in one voice and passage the same people.

use rustc_hash::FxHashMap;

use super::super::draft::{Draft, Link};
use super::super::quotation::Quotations;
use super::super::{EntityKind, LinkRule};

/// What "I" and "we" were found to be so far.
#[derive(Default)]
pub(super) struct Voices {
    /// Who tells the text, and who speaks in each quotation of which the text does not say so.
    narrators: FxHashMap<Option<u32>, u32>,
    /// The people that "we" are.
    groups: FxHashMap<Voice, u32>,
}

/// Who says "we", as far as it is the same "we" again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Voice {
    /// Whoever tells the text.
    Narrator,
    /// A speaker in one turn of a transcript, by its block.
    Turn(usize),
    /// The known speaker of the quotations of one block.
    Speaker(usize, u32),
    /// A quotation of which the text does not say who speaks.
    Quotation(u32),
}

/// "I" in a quotation is who speaks; elsewhere every "I" is the narrator.
pub(super) fn singular(draft: &mut Draft<'_>, quotations: &Quotations, voices: &mut Voices, mention: u32) {
    let found = &draft.mentions[mention as usize];
    let quotation = quotations.at(found.sentence, found.head);
    if let Some(speaker) = quotation.and_then(|quotation| quotations.speaker(quotation)) {
        if person(draft, speaker) {
            draft.join(mention, speaker, Link { rule: LinkRule::Speaker, certainty: 0.85 });
        }
        return;
    }
    let block = draft.sentence(mention).block;
    if quotation.is_none()
        && let Some(speaker) = draft.voice(block)
    {
        draft.join(mention, speaker, Link { rule: LinkRule::Speaker, certainty: 0.9 });
        return;
    }
    // Nothing tells who "Q" is, or whether it is the same one again.
    if quotation.is_none() && draft.speakers.get(block).is_some_and(Option::is_some) {
        return;
    }
    match voices.narrators.get(&quotation) {
        Some(&narrator) => draft.join(mention, narrator, Link { rule: LinkRule::FirstPerson, certainty: 0.85 }),
        None => {
            let first = Link { rule: LinkRule::First, certainty: 1.0 };
            let narrator = draft.start_cluster(mention, "I".to_owned(), first);
            draft.clusters[narrator as usize].vote(EntityKind::Person, 1);
            voices.narrators.insert(quotation, narrator);
        }
    }
}

/// Gives every "I" of a quotation its speaker where only a pronoun that came later names him: “I saw them,” he said.
pub(super) fn identify(draft: &mut Draft<'_>, voices: &Voices, speakers: &[(u32, u32)]) {
    for &(quotation, speaker) in speakers {
        if let Some(&narrator) = voices.narrators.get(&Some(quotation)).filter(|_| person(draft, speaker)) {
            draft.merge(narrator, speaker, Link { rule: LinkRule::Speaker, certainty: 0.7 });
        }
    }
}

/// "We" in a quotation of a body's is that body.
pub(super) fn plural(draft: &mut Draft<'_>, quotations: &Quotations, voices: &mut Voices, mention: u32) {
    let found = &draft.mentions[mention as usize];
    let quotation = quotations.at(found.sentence, found.head);
    let speaker = quotation.and_then(|quotation| quotations.speaker(quotation));
    if let Some(body) = speaker.filter(|&speaker| !person(draft, speaker)) {
        draft.join(mention, body, Link { rule: LinkRule::Speaker, certainty: 0.75 });
        return;
    }
    let block = draft.sentence(mention).block;
    let turn = draft.speakers.get(block).is_some_and(Option::is_some);
    let voice = match (quotation, speaker) {
        (Some(_), Some(speaker)) => Voice::Speaker(block, speaker),
        (Some(quotation), None) => Voice::Quotation(quotation),
        (None, _) if turn => Voice::Turn(block),
        (None, _) => Voice::Narrator,
    };
    match voices.groups.get(&voice) {
        Some(&group) => draft.join(mention, group, Link { rule: LinkRule::FirstPerson, certainty: 0.8 }),
        None => {
            let group = draft.start_cluster(mention, "we".to_owned(), Link { rule: LinkRule::First, certainty: 1.0 });
            draft.clusters[group as usize].vote(EntityKind::Group, 1);
            voices.groups.insert(voice, group);
        }
    }
}

fn person(draft: &Draft<'_>, cluster: u32) -> bool {
    draft.clusters[cluster as usize].kind() == EntityKind::Person
}
