//! Quotations and who speaks in them.
//!
//! In come sentences, out go the runs of tokens between quotation marks and the group of mentions that says them. A
//! quotation may run over several sentences of one block; its speaker is the subject of the verb of saying beside it.

use rustc_hash::FxHashMap;

use super::draft::Draft;
use super::mention::Form;
use crate::syntax::{Dep, Sentence};

/// A place in the document: sentence and token.
type Place = (u32, u32);

/// All quotations of a document.
pub(super) struct Quotations {
    /// First and last place of each, the marks included, in order.
    spans: Vec<(Place, Place)>,
    speakers: FxHashMap<u32, u32>,
}

impl Quotations {
    /// Finds the quotations of a document and, where the text names one, their speakers.
    pub(super) fn find(draft: &Draft<'_>) -> Self {
        let mut spans: Vec<(Place, Place)> = Vec::new();
        let mut open: Option<Place> = None;
        let mut block = usize::MAX;
        for (number, sentence) in draft.sentences.iter().enumerate() {
            if sentence.block != block {
                // A quotation that goes on in the next paragraph is opened again there.
                open = None;
                block = sentence.block;
            }
            for (index, token) in sentence.tokens().iter().enumerate() {
                let place = (number as u32, index as u32);
                match (&*token.text, open) {
                    ("“" | "„" | "«" | "``", None) | ("\"" | "''", None) => open = Some(place),
                    ("”" | "»" | "“" | "\"" | "''", Some(start)) => {
                        spans.push((start, place));
                        open = None;
                    }
                    _ => {}
                }
            }
        }
        let mut quotations = Quotations { spans, speakers: FxHashMap::default() };
        quotations.find_speakers(draft);
        quotations
    }

    /// The quotation that a token stands in.
    pub(super) fn at(&self, sentence: u32, token: u32) -> Option<u32> {
        let place = (sentence, token);
        let after = self.spans.partition_point(|&(start, _)| start <= place);
        let index = after.checked_sub(1)?;
        (place <= self.spans[index].1).then_some(index as u32)
    }

    /// Who says a quotation, as a group of mentions.
    pub(super) fn speaker(&self, quotation: u32) -> Option<u32> {
        self.speakers.get(&quotation).copied()
    }

    fn find_speakers(&mut self, draft: &Draft<'_>) {
        let mut last: Option<(usize, u32)> = None;
        for index in 0..self.spans.len() {
            let (start, end) = self.spans[index];
            let beside = [end.0, start.0].into_iter().find_map(|number| self.said_in(draft, number));
            let block = draft.sentences[start.0 as usize].block;
            // A further quotation in the same paragraph goes on in the same voice.
            let speaker = beside.or(last.filter(|&(known, _)| known == block).map(|(_, speaker)| speaker));
            if let Some(speaker) = speaker {
                self.speakers.insert(index as u32, speaker);
                last = Some((block, speaker));
            }
        }
    }

    /// The subject of a verb of saying outside quotation marks.
    fn said_in(&self, draft: &Draft<'_>, number: u32) -> Option<u32> {
        let sentence: &Sentence = draft.sentences.get(number as usize)?;
        let tokens = sentence.tokens();
        for (index, token) in tokens.iter().enumerate() {
            if self.at(number, index as u32).is_some() {
                continue;
            }
            let lemma = token.lemma.to_lowercase();
            let subject = if draft.knowledge.is_in("reporting-verbs", &lemma)
                || draft.knowledge.is_in("claiming-verbs", &lemma)
            {
                sentence.child(index, Dep::Nsubj)
            } else if &*token.lower == "according" {
                // "according to Ratcliffe".
                sentence.child(index, Dep::Prep).and_then(|to| sentence.child(to, Dep::Pobj))
            } else {
                None
            };
            let Some(subject) = subject.filter(|&subject| self.at(number, subject as u32).is_none()) else { continue };
            let Some(mention) = draft.mention_at(number, subject) else { continue };
            if draft.mentions[mention as usize].form != Form::Pronoun
                && let Some(cluster) = draft.cluster_of(mention)
            {
                return Some(cluster);
            }
        }
        None
    }
}
