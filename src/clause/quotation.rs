//! Quotations that run over several sentences: who says them.
//!
//! The tree of a sentence shows its speaker only where the verb of saying stands in the same sentence. A quotation is
//! what stands between quotation marks in one block; its speaker is the subject of the verb of saying next to it,
//! after it or before it. Statements inside that have no source yet get that speaker.

use rustc_hash::FxHashMap;

use crate::document::Document;
use crate::span::Span;
use crate::statement::{Attribution, Statement, TokenAt};
use crate::syntax::Sentence;

use super::Finder;
use super::predicate::verb_group;
use super::subject;
use super::words::Classes;

/// How many code points may lie between a quotation and the verb of saying that belongs to it.
const NEAR: u32 = 90;

/// A quotation of fewer code points is a word or two in passing, not speech.
const SHORTEST: u32 = 25;

/// A speaker outside quotations.
struct Speaker {
    /// Where the verb of saying stands.
    verb: Span,
    attribution: Attribution,
}

/// Gives statements inside quotations their speaker.
pub(crate) fn attribute(finder: &Finder, document: &Document, sentences: &[Sentence], statements: &mut [Statement]) {
    let quotations: Vec<Span> = document
        .blocks
        .iter()
        .flat_map(|block| quotations(document.text.slice(block.span), block.span.start))
        .collect();
    let mut search = Search { finder, document, sentences, quotations: &quotations, known: FxHashMap::default() };
    let mut speakers: Vec<Option<Option<Attribution>>> = (0..quotations.len()).map(|_| None).collect();
    for statement in statements.iter_mut().filter(|statement| statement.attribution.is_none()) {
        let action = Span::new(statement.action.start, statement.action.end);
        let Some(number) = around(&quotations, action) else { continue };
        if quotations[number].len() >= SHORTEST {
            let speaker = speakers[number].get_or_insert_with(|| search.speaker(quotations[number]));
            statement.attribution = speaker.clone();
        }
    }
}

/// The quotation that words stand in; quotations follow one another and do not overlap.
fn around(quotations: &[Span], words: Span) -> Option<usize> {
    let number = quotations.partition_point(|quotation| quotation.end < words.end);
    quotations.get(number).filter(|quotation| quotation.contains(words)).map(|_| number)
}

/// The stretches of a block that stand in quotation marks; one that is not closed runs to the block's end.
fn quotations(block: &str, offset: u32) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<u32> = None;
    for (position, c) in (offset..).zip(block.chars()) {
        match (c, open) {
            ('“' | '«' | '„', _) => open = Some(position + 1),
            ('”' | '»', Some(start)) => {
                found.push(Span::new(start, position));
                open = None;
            }
            ('"', None) => open = Some(position + 1),
            ('"', Some(start)) => {
                found.push(Span::new(start, position));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| Span::new(start, offset + block.chars().count() as u32)));
    found
}

/// The search for the speakers of a document's quotations.
struct Search<'a> {
    finder: &'a Finder,
    document: &'a Document,
    sentences: &'a [Sentence],
    quotations: &'a [Span],
    /// The verbs of saying of the sentences that were looked at, which lie near several quotations.
    known: FxHashMap<usize, Vec<Speaker>>,
}

impl Search<'_> {
    /// The speaker next to a quotation: in the sentences that it touches, the verb of saying right after it, or before
    /// it.
    fn speaker(&mut self, quotation: Span) -> Option<Attribution> {
        let Search { finder, document, sentences, quotations, .. } = *self;
        let reach = Span::new(quotation.start.saturating_sub(NEAR), quotation.end + NEAR);
        let from = sentences.partition_point(|sentence| sentence.span().end <= reach.start);
        let touching =
            sentences.iter().enumerate().skip(from).take_while(|(_, sentence)| sentence.span().start < reach.end);
        let mut best: Option<(u32, usize, usize)> = None;
        for (number, sentence) in touching {
            let known = self.known.entry(number).or_insert_with(|| speakers(finder, document, number, sentence));
            for (index, candidate) in known.iter().enumerate() {
                if around(quotations, candidate.verb).is_some() {
                    continue;
                }
                // “They took it,” he said. “They beat him.”: a verb in a sentence before speaks on only if it stands
                // beside a quotation itself.
                let before = sentence.span().end <= quotation.start;
                let closed = quotations.partition_point(|other| other.end <= candidate.verb.start);
                let last = closed.checked_sub(1).map(|last| quotations[last].end);
                if before && last.is_none_or(|end| candidate.verb.start - end > NEAR / 2) {
                    continue;
                }
                let distance = if candidate.verb.start >= quotation.end {
                    candidate.verb.start - quotation.end
                } else {
                    quotation.start.saturating_sub(candidate.verb.end)
                };
                if distance <= NEAR && best.is_none_or(|(nearest, ..)| distance < nearest) {
                    best = Some((distance, number, index));
                }
            }
        }
        best.map(|(_, number, index)| self.known[&number][index].attribution.clone())
    }
}

/// The verbs of saying of a sentence with their subjects.
fn speakers(finder: &Finder, document: &Document, number: usize, sentence: &Sentence) -> Vec<Speaker> {
    let sentence = &*finder.repair(sentence);
    let tokens = sentence.tokens();
    let says = |i: usize| finder.words.verb(&tokens[i].lemma).any(Classes::REPORTING | Classes::CLAIMING);
    let verbs = (0..tokens.len()).filter(|&i| tokens[i].pos == crate::syntax::Pos::Verb && says(i));
    verbs
        .filter_map(|verb| {
            let head = subject::own(sentence, verb)?;
            let phrase = super::phrase::smallest(sentence, &finder.words, head);
            let source = tokens[*phrase.first()?].span.cover(tokens[*phrase.last()?].span);
            let group = verb_group(sentence, verb);
            let cue = tokens[*group.first()?].span.cover(tokens[*group.last()?].span);
            let attribution = Attribution {
                text: document.text.slice(source).to_owned(),
                cue: document.text.slice(cue).to_owned(),
                start: source.start,
                end: source.end,
                head_at: Some(TokenAt { sentence: number as u32, token: head as u32 }),
                ..Attribution::default()
            };
            Some(Speaker { verb: tokens[verb].span, attribution })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_and_may_stay_open() {
        let found = |text: &str| -> Vec<String> {
            let all: Vec<char> = text.chars().collect();
            let slice = |span: Span| all[span.start as usize..span.end as usize].iter().collect();
            quotations(text, 0).into_iter().map(slice).collect()
        };
        assert_eq!(found("“One,” he said. “Two."), ["One,", "Two."]);
        assert_eq!(found("He said \"yes\" twice."), ["yes"]);
        assert!(found("nobody speaks").is_empty());
    }
}
