//! Quotations that run over several sentences: who says them.
//!
//! The tree of a sentence shows its speaker only where the verb of saying stands in the same sentence. A quotation is
//! what stands between quotation marks in one block; its speaker is the subject of the verb of saying next to it,
//! after it or before it. Statements inside that have no source yet get that speaker.

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
    let inside =
        |span: Span| quotations.iter().position(|quotation| quotation.len() >= SHORTEST && quotation.contains(span));
    let mut speakers: Vec<Option<Option<Attribution>>> = (0..quotations.len()).map(|_| None).collect();
    for statement in statements.iter_mut().filter(|statement| statement.attribution.is_none()) {
        let action = Span::new(statement.action.start, statement.action.end);
        let Some(quotation) = inside(action) else { continue };
        let speaker = speakers[quotation]
            .get_or_insert_with(|| speaker(finder, document, sentences, quotations[quotation], &quotations));
        statement.attribution = speaker.clone();
    }
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

/// The speaker next to a quotation: in the sentences that it touches, the verb of saying right after it, or before it.
fn speaker(
    finder: &Finder,
    document: &Document,
    sentences: &[Sentence],
    quotation: Span,
    quotations: &[Span],
) -> Option<Attribution> {
    let reach = Span::new(quotation.start.saturating_sub(NEAR), quotation.end + NEAR);
    let from = sentences.partition_point(|sentence| sentence.span().end <= reach.start);
    let touching =
        sentences.iter().enumerate().skip(from).take_while(|(_, sentence)| sentence.span().start < reach.end);
    let mut best: Option<(u32, Speaker)> = None;
    for (number, sentence) in touching {
        for candidate in speakers(finder, document, number, sentence) {
            if quotations.iter().any(|other| other.contains(candidate.verb)) {
                continue;
            }
            // “They took it,” he said. “They beat him.”: a verb in a sentence before speaks on only if it stands
            // beside a quotation itself.
            let before = sentence.span().end <= quotation.start;
            let beside =
                |other: &Span| other.end <= candidate.verb.start && candidate.verb.start - other.end <= NEAR / 2;
            if before && !quotations.iter().any(beside) {
                continue;
            }
            let distance = if candidate.verb.start >= quotation.end {
                candidate.verb.start - quotation.end
            } else {
                quotation.start.saturating_sub(candidate.verb.end)
            };
            if distance <= NEAR && best.as_ref().is_none_or(|(nearest, _)| distance < *nearest) {
                best = Some((distance, candidate));
            }
        }
    }
    best.map(|(_, speaker)| speaker.attribution)
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
