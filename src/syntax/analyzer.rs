//! The whole chain from a document's text to its sentences.
//!
//! In comes a [`Document`], out go its [`Sentence`]s. Every block is one text of its own, as spaCy would be given it,
//! so that no sentence crosses a block. The tokenizer splits it, the [`Network`] finds tags, trees and entities, and
//! [`Morphology`] adds coarse tags, features and lemmas.
//!
//! A block of more than [`LONGEST_TEXT`] characters is cut, after the end of a sentence where there is one in the
//! second half, else at a space, so that memory stays bounded whatever the text.

use std::path::Path;
use std::sync::Mutex;

use super::model::Model;
use super::morphology::{Morphology, MorphologyCache};
use super::network::{Analysis, Input, Kernel, Network, Workspace, sentences};
use super::sentence::{NamedEntity, Sentence, Token};
use super::tokenizer::{RawToken, Tokenizer, WordCache};
use crate::Result;
use crate::document::Document;
use crate::span::Span;

/// The model inside the program.
static EMBEDDED: &[u8] = include_bytes!("../../models/en_core_web_sm-3.8.0.actant");

/// The most characters that are analysed as one text.
pub const LONGEST_TEXT: u32 = 10_000;

/// Texts are run through the network together until they have this many tokens.
const BATCH: usize = 1_024;

/// Finds the sentences of documents; threads can share one.
pub struct Analyzer {
    tokenizer: Tokenizer,
    network: Network,
    morphology: Morphology,
    entities: bool,
    /// What threads that are done have left for the next.
    rooms: Mutex<Vec<Room>>,
}

/// What a thread needs, with what it remembers of earlier texts.
struct Room {
    words: WordCache,
    morphology: MorphologyCache,
    workspace: Workspace,
}

/// A part of a block on its way to the network.
struct Part {
    /// The document, as an index into those analysed together.
    document: usize,
    block: usize,
    /// Where it stands in the document.
    span: Span,
    tokens: Vec<RawToken>,
    /// Whether the text came split, so that a token reaches to the space before the next, whatever its word.
    was_split: bool,
}

impl Part {
    /// Where a token with a word of so many code points stands in the document.
    fn span_of(&self, index: usize, length: u32) -> Span {
        let token = self.tokens[index];
        let start = self.span.start + token.start;
        if !self.was_split {
            return Span::new(start, start + length);
        }
        let next = self.tokens.get(index + 1).map_or(self.span.end, |next| self.span.start + next.start);
        Span::new(start, next - u32::from(token.space_after))
    }
}

impl Analyzer {
    /// Builds an analyser from the model inside the program.
    pub fn embedded() -> Analyzer {
        let analyzer = Model::from_bytes(EMBEDDED).and_then(Analyzer::new);
        analyzer.expect("the model inside the program is sound, as a test makes sure")
    }

    /// Builds an analyser from a model file.
    ///
    /// # Errors
    /// When the file cannot be read or is no sound model.
    pub fn load(path: &Path) -> Result<Analyzer> {
        Analyzer::new(Model::read(path)?).map_err(|error| error.in_file(path))
    }

    /// Builds an analyser from a model.
    ///
    /// # Errors
    /// When the parts of the model do not fit together.
    pub fn new(model: Model) -> Result<Analyzer> {
        let network = Network::new(&model.network)?;
        let (tokenizer, morphology) = model.tables.into_parts()?;
        let entities = network.has_recognizer();
        Ok(Analyzer { tokenizer, network, morphology, entities, rooms: Mutex::default() })
    }

    /// Says whether to look for named entities, which takes half of the time; it does unless told otherwise.
    #[must_use]
    pub fn with_entities(mut self, entities: bool) -> Analyzer {
        self.entities = entities && self.network.has_recognizer();
        self
    }

    /// Runs the network in a given way instead of the fastest; the sentences are the same.
    #[must_use]
    pub fn with_kernel(mut self, kernel: Kernel) -> Analyzer {
        self.network = self.network.with_kernel(kernel);
        self
    }

    /// Finds the sentences of a document, in the order of its text.
    pub fn analyze(&self, document: &Document) -> Vec<Sentence> {
        self.analyze_all(std::slice::from_ref(document)).pop().unwrap_or_default()
    }

    /// Finds the sentences of each of some documents; with many short ones that is faster than one after the other.
    pub fn analyze_all(&self, documents: &[Document]) -> Vec<Vec<Sentence>> {
        self.analyze_with(documents, false, |text, words| self.tokenizer.tokenize(text, words))
    }

    /// The same for documents whose tokens are parted by single spaces, as treebanks print them.
    ///
    /// Brackets and quotation marks in a treebank's spelling (`-LRB-`) are understood; spans are those of the text.
    pub fn analyze_all_split(&self, documents: &[Document]) -> Vec<Vec<Sentence>> {
        self.analyze_with(documents, true, |text, words| self.tokenizer.tokenize_split(text, words))
    }

    fn analyze_with(
        &self,
        documents: &[Document],
        was_split: bool,
        tokenize: impl Fn(&str, &mut WordCache) -> Vec<RawToken>,
    ) -> Vec<Vec<Sentence>> {
        let mut room = self.take_room();
        let mut found: Vec<Vec<Sentence>> = documents.iter().map(|_| Vec::new()).collect();
        let mut batch: Vec<Part> = Vec::new();
        let mut waiting = 0;
        for (number, document) in documents.iter().enumerate() {
            for (block, span) in document.blocks.iter().map(|block| block.span).enumerate() {
                for span in parts(document, span) {
                    let tokens = tokenize(document.text.slice(span), &mut room.words);
                    waiting += tokens.len();
                    batch.push(Part { document: number, block, span, tokens, was_split });
                    if waiting >= BATCH {
                        self.analyze_batch(&batch, &mut room, &mut found);
                        batch.clear();
                        waiting = 0;
                        room.words.trim();
                    }
                }
            }
        }
        self.analyze_batch(&batch, &mut room, &mut found);
        room.words.trim();
        self.leave_room(room);
        found
    }

    fn analyze_batch(&self, batch: &[Part], room: &mut Room, found: &mut [Vec<Sentence>]) {
        let inputs: Vec<Input> = batch.iter().map(|part| input(&part.tokens, &room.words)).collect();
        let analyses = self.network.analyze(&inputs, self.entities, &mut room.workspace);
        for (part, analysis) in batch.iter().zip(analyses) {
            self.finish(part, &analysis, room, &mut found[part.document]);
        }
    }

    /// Adds what follows from the network's findings, and cuts a part into sentences.
    fn finish(&self, part: &Part, analysis: &Analysis, room: &mut Room, found: &mut Vec<Sentence>) {
        let Room { words, morphology: cache, .. } = room;
        let forest = &analysis.forest;
        let tagged = part.tokens.iter().zip(&analysis.tags).zip(&forest.deps);
        let tagged: Vec<_> = tagged.map(|((token, &tag), &dep)| (token.word, tag, dep)).collect();
        let mut forms = self.morphology.analyse(&tagged, words, cache).into_iter();
        let mut entities = analysis.entities.iter().peekable();
        for (start, end) in sentences(&forest.sentence_starts) {
            let tokens = (start..end).zip(&mut forms).map(|(index, form)| {
                let raw = &part.tokens[index];
                let word = words.word(raw.word);
                Token {
                    text: word.text.clone(),
                    lower: word.lower.clone(),
                    lemma: form.lemma,
                    span: part.span_of(index, word.length),
                    space_after: raw.space_after,
                    tag: form.tag,
                    pos: form.pos,
                    morph: form.morph,
                    head: forest.heads[index] as usize - start,
                    dep: form.dep,
                }
            });
            let tokens: Vec<Token> = tokens.collect();
            let mut named = Vec::new();
            while let Some((range, label)) = entities.next_if(|(range, _)| range.start < end) {
                let tokens = range.start - start..range.end.min(end) - start;
                named.push(NamedEntity { tokens, label: *label });
            }
            found.push(Sentence::new(tokens, named, part.block));
        }
    }

    fn take_room(&self) -> Room {
        let left = self.rooms.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        left.unwrap_or_else(|| Room {
            words: WordCache::default(),
            morphology: MorphologyCache::default(),
            workspace: self.network.workspace(),
        })
    }

    fn leave_room(&self, room: Room) {
        self.rooms.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(room);
    }
}

fn input(tokens: &[RawToken], words: &WordCache) -> Input {
    let mut input = Input::default();
    for token in tokens {
        let word = words.word(token.word);
        let flags = [u64::from(token.space_after), u64::from(word.is_space)];
        input.attributes.push([word.norm, word.prefix, word.suffix, word.shape, flags[0], flags[1]]);
        input.is_space.push(word.is_space);
    }
    input
}

/// Cuts a block that is too long to be analysed as one text.
fn parts(document: &Document, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut rest = span;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let part = if rest.len() <= LONGEST_TEXT {
            rest
        } else {
            let window = Span::new(rest.start, rest.start + LONGEST_TEXT);
            Span::new(rest.start, rest.start + good_cut(document.text.slice(window)))
        };
        rest = Span::new(part.end, rest.end);
        Some(part)
    })
}

/// How many characters of a text to cut off: up to the space after its last full stop, else its last space.
fn good_cut(text: &str) -> u32 {
    let (mut after_sentence, mut after_word, mut count) = (0, 0, 0);
    let mut last = ' ';
    for character in text.chars() {
        count += 1;
        if character == ' ' {
            after_word = count;
            if matches!(last, '.' | '!' | '?' | '”' | '"') {
                after_sentence = count;
            }
        }
        last = character;
    }
    let half = count / 2;
    [after_sentence, after_word].into_iter().find(|&cut| cut > half).unwrap_or(count)
}
