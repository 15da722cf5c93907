//! Quotations and who speaks in them.
//!
//! In come sentences, out go the runs of tokens between quotation marks and the group of mentions that says them. A
//! quotation may run over several sentences of one block; its speaker is the subject of the verb of saying beside it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::draft::Draft;
use super::list::List;
use super::mention::Form;
use super::name::lowered;
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
        let mut last: Option<Place> = None;
        let mut block = usize::MAX;
        for (number, sentence) in draft.sentences.iter().enumerate() {
            if sentence.block != block {
                // One that is not closed runs to the end of its paragraph; the next opens it again if it goes on.
                spans.extend(open.take().zip(last));
                block = sentence.block;
            }
            for (index, token) in sentence.tokens().iter().enumerate() {
                let place = (number as u32, index as u32);
                match (&*token.text, open) {
                    ("“" | "„" | "«" | "``", _) | ("\"", None) => open = Some(place),
                    ("”" | "»" | "\"" | "''", Some(start)) => {
                        spans.push((start, place));
                        open = None;
                    }
                    _ => {}
                }
                last = Some(place);
            }
        }
        spans.extend(open.zip(last));
        let mut quotations = Quotations { spans, speakers: FxHashMap::default() };
        quotations.find_speakers(draft);
        quotations
    }

    /// Finds the speakers that only a pronoun names, now that it is resolved: “I saw them,” he said. Gives back the
    /// quotations of which the speaker was not known before.
    pub(super) fn find_more_speakers(&mut self, draft: &Draft<'_>) -> Vec<(u32, u32)> {
        let known: FxHashSet<u32> = self.speakers.keys().copied().collect();
        self.find_speakers(draft);
        let mut more: Vec<(u32, u32)> =
            self.speakers.iter().map(|(&quotation, &speaker)| (quotation, speaker)).collect();
        more.retain(|(quotation, _)| !known.contains(quotation));
        more.sort_unstable();
        more
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
            if let Some(&known) = self.speakers.get(&(index as u32)) {
                last = Some((draft.sentences[self.spans[index].0.0 as usize].block, known));
                continue;
            }
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
            let says = || draft.knowledge.is_said(&lowered(&token.lemma));
            let subject = match sentence.child(index, Dep::Nsubj) {
                Some(subject) if says() => Some(subject),
                // "According to Ratcliffe".
                _ if &*token.lower == "according" => {
                    sentence.child(index, Dep::Prep).and_then(|to| sentence.child(to, Dep::Pobj))
                }
                _ => None,
            };
            let outside = |token: usize| self.at(number, token as u32).is_none();
            let Some(subject) = subject.filter(|&subject| outside(index) && outside(subject)) else { continue };
            let Some(mention) = draft.mention_at(number, source(draft, sentence, subject)) else { continue };
            let cluster = draft.cluster_of(mention);
            // "I said" says nothing of who that is.
            let told = draft.mentions[mention as usize].form != Form::Pronoun
                || cluster.is_some_and(|cluster| draft.clusters[cluster as usize].named);
            if let (Some(cluster), true) = (cluster, told) {
                return Some(cluster);
            }
        }
        None
    }
}

/// Whose words a document gives: "Google" of "a statement from Google".
fn source(draft: &Draft<'_>, sentence: &Sentence, noun: usize) -> usize {
    let tokens = sentence.tokens();
    let from = |index: usize| matches!(&*tokens[index].lower, "from" | "by") && tokens[index].dep == Dep::Prep;
    let document = draft.knowledge.is_in(List::DocumentNouns, &lowered(&tokens[noun].lemma));
    let from = sentence.children(noun).find(|&child| child > noun && from(child)).filter(|_| document);
    from.and_then(|from| sentence.child(from, Dep::Pobj)).unwrap_or(noun)
}
