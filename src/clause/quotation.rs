//! Who says what stands in quotation marks, and what is said in a transcript.
//!
//! The tree of a sentence shows its speaker only where the verb of saying stands in the same sentence. A quotation is
//! what stands between quotation marks in one block; its speaker is the subject of the verb of saying next to it,
//! after it or before it. One that is not closed goes on in the next block, if that opens with quotation marks again,
//! and a block that is nothing but a quotation goes on with the speaker of the block before. In a transcript the name
//! before a block says who speaks. Statements that have no source yet get that speaker.

use rustc_hash::FxHashMap;

use crate::document::{Block, BlockKind, Document};
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

/// A stretch of a block in quotation marks, without the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Quotation {
    span: Span,
    /// The number of its block.
    block: usize,
    /// Whether its block begins with it.
    opens: bool,
    /// Whether it has a mark at its end.
    closed: bool,
    /// Whether its block ends with it.
    ends: bool,
}

/// Gives statements inside quotations and in the turns of a transcript their speaker.
pub(crate) fn attribute(finder: &Finder, document: &Document, sentences: &[Sentence], statements: &mut [Statement]) {
    let blocks = document.blocks.iter().enumerate();
    let quotations: Vec<Quotation> = blocks
        .flat_map(|(number, block)| quotations(document.text.slice(block.span), block.span.start, number))
        .collect();
    let turns = turns(&document.blocks);
    let mut search = Search { finder, document, sentences, quotations: &quotations, known: FxHashMap::default() };
    let mut speakers: Vec<Option<Attribution>> = Vec::with_capacity(quotations.len());
    for number in 0..quotations.len() {
        let speaker = search.speaker(number, speakers.last().and_then(Option::as_ref));
        speakers.push(speaker);
    }
    // "I" and "we" are said by somebody who has a name.
    let nameless = |statement: &&mut Statement| match &statement.attribution {
        None => true,
        Some(source) => matches!(&*source.text, "I" | "We" | "we"),
    };
    for statement in statements.iter_mut().filter(nameless) {
        let action = Span::new(statement.action.start, statement.action.end);
        // The envoy “promised to leave”: a quotation that begins behind the subject only quotes the writer's words.
        let whole = |span: Span| {
            let actor = statement.actor.as_ref();
            span.len() >= SHORTEST && actor.is_none_or(|actor| actor.start >= span.start || actor.end < statement.start)
        };
        let number = around(&quotations, action).filter(|&number| whole(quotations[number].span));
        let speaker = number.and_then(|number| speakers[number].clone()).or_else(|| {
            let block = document.blocks.partition_point(|block| block.span.end <= action.start);
            turns.get(block).copied().flatten().map(|name| in_turn(document, name))
        });
        if speaker.is_some() {
            statement.attribution = speaker;
        }
    }
}

/// Who speaks in each block of a transcript: a paragraph without a name goes on with the last one.
fn turns(blocks: &[Block]) -> Vec<Option<Span>> {
    let mut speaker = None;
    let turn = |block: &Block| {
        speaker = match block.kind {
            BlockKind::Heading | BlockKind::Caption => None,
            BlockKind::Paragraph | BlockKind::ListItem => block.speaker.or(speaker),
        };
        speaker
    };
    blocks.iter().map(turn).collect()
}

/// The speaker whose name stands before a turn.
fn in_turn(document: &Document, name: Span) -> Attribution {
    let text = document.text.slice(name).to_owned();
    let head_at = Some(TokenAt::of_turn(name.start));
    Attribution { text, start: name.start, end: name.end, head_at, ..Attribution::default() }
}

/// The quotation that words stand in; quotations follow one another and do not overlap.
fn around(quotations: &[Quotation], words: Span) -> Option<usize> {
    let number = quotations.partition_point(|quotation| quotation.span.end < words.end);
    quotations.get(number).filter(|quotation| quotation.span.contains(words)).map(|_| number)
}

/// The stretches of a block that stand in quotation marks; one that is not closed runs to the block's end.
fn quotations(text: &str, offset: u32, block: usize) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(u32, bool)> = None;
    let chars: Vec<char> = text.chars().collect();
    let end = chars.iter().rposition(|c| !c.is_whitespace()).map_or(0, |last| last + 1);
    let mut at = 0;
    while at < chars.len() {
        // Some agencies write two single marks for a double one.
        let pair = at + 1 < chars.len() && chars[at] == chars[at + 1] && matches!(chars[at], '\'' | '`' | '’');
        let width = if pair { 2 } else { 1 };
        let position = offset + at as u32;
        let after = offset + (at + width) as u32;
        match (chars[at], open) {
            ('“' | '«' | '„', _) | ('"', None) => open = Some((after, at == 0)),
            ('`', None) if pair => open = Some((after, at == 0)),
            (mark, Some((start, opens))) if matches!(mark, '”' | '»' | '"') || pair && matches!(mark, '\'' | '’') =>
            {
                let span = Span::new(start, position);
                found.push(Quotation { span, block, opens, closed: true, ends: at + width >= end });
                open = None;
            }
            _ => {}
        }
        at += width;
    }
    found.extend(open.map(|(start, opens)| {
        let span = Span::new(start, offset + chars.len() as u32);
        Quotation { span, block, opens, closed: false, ends: true }
    }));
    found
}

/// The search for the speakers of a document's quotations.
struct Search<'a> {
    finder: &'a Finder,
    document: &'a Document,
    sentences: &'a [Sentence],
    quotations: &'a [Quotation],
    /// The verbs of saying of the sentences that were looked at, which lie near several quotations.
    known: FxHashMap<usize, Vec<Speaker>>,
}

impl Search<'_> {
    /// The speaker of a quotation, given the one of the quotation before: whoever speaks beside it in its block, else
    /// whoever spoke before if it goes on from there, or speaks where it goes on, else whoever speaks nearest.
    fn speaker(&mut self, number: usize, before: Option<&Attribution>) -> Option<Attribution> {
        let quotations = self.quotations;
        let quotation = quotations[number];
        let block = |number: usize| self.document.blocks[number].span;
        let own = block(quotation.block);
        if let Some(speaker) = self.nearest(quotation.span, Some(own)) {
            return Some(speaker);
        }
        let previous = number.checked_sub(1).map(|previous| quotations[previous]);
        let next_to = |previous: Quotation| previous.block + 1 == quotation.block;
        let goes_on = |previous: Quotation| next_to(previous) && (!previous.closed || quotation.ends);
        if quotation.opens && previous.is_some_and(goes_on) && before.is_some() {
            return before.cloned();
        }
        // The speaker may stand behind the last of the blocks that the quotation runs over.
        let mut last = number;
        while !quotations[last].closed
            && quotations.get(last + 1).is_some_and(|next| next.opens && next.block == quotations[last].block + 1)
        {
            last += 1;
        }
        if last > number {
            let end = block(quotations[last].block);
            if let Some(speaker) = self.nearest(quotations[last].span, Some(end)) {
                return Some(speaker);
            }
        }
        self.nearest(quotation.span, None)
    }

    /// The speaker next to a quotation: in the sentences that it touches, the verb of saying right after it, or before
    /// it; only those `within` a block, where one is given.
    fn nearest(&mut self, quotation: Span, within: Option<Span>) -> Option<Attribution> {
        let Search { finder, document, sentences, quotations, .. } = *self;
        let reach = Span::new(quotation.start.saturating_sub(NEAR), quotation.end + NEAR);
        let from = sentences.partition_point(|sentence| sentence.span().end <= reach.start);
        let touching = sentences
            .iter()
            .enumerate()
            .skip(from)
            .take_while(|(_, sentence)| sentence.span().start < reach.end)
            .filter(|(_, sentence)| within.is_none_or(|block| block.contains(sentence.span())));
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
                let closed = quotations.partition_point(|other| other.span.end <= candidate.verb.start);
                let last = closed.checked_sub(1).map(|last| quotations[last].span.end);
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
    // "the notice reads"
    let says = |i: usize| {
        finder.words.verb(&tokens[i].lemma).any(Classes::REPORTING | Classes::CLAIMING) || &*tokens[i].lemma == "read"
    };
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
            quotations(text, 0, 0).into_iter().map(|quotation| slice(quotation.span)).collect()
        };
        assert_eq!(found("“One,” he said. “Two."), ["One,", "Two."]);
        assert_eq!(found("He said \"yes\" twice."), ["yes"]);
        assert_eq!(found("\"It's so,'' he said. ``Go.''"), ["It's so,", "Go."]);
        assert!(found("nobody speaks").is_empty());
    }

    #[test]
    fn a_turn_lasts_until_the_next_name() {
        let block = |speaker| Block { speaker, ..Block::default() };
        let heading = Block { kind: BlockKind::Heading, ..Block::default() };
        let name = Some(Span::new(0, 4));
        assert_eq!(turns(&[block(None), block(name), block(None), heading]), [None, name, name, None]);
    }
}
