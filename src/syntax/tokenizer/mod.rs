//! Text to tokens, exactly as spaCy splits it.
//!
//! In comes a block of text, out go [`RawToken`]s that, with the spaces they remember, make up the text again. White
//! space splits the text into chunks; a chunk that is an exception of the rules splits as they say; of any other,
//! prefixes and suffixes are taken off until nothing changes, and what remains is one token if it looks like an
//! address on the web, else it is cut at infixes. At last, exceptions that this took apart are put right. All patterns
//! and exceptions are data of the model ([`TokenizerRules`]). Words and the splits of chunks are remembered in a
//! [`WordCache`] of bounded size. Where sentences begin is left to the parser.
//!
//! One thing differs from spaCy: a chunk of more than [`LONGEST_CHUNK`] characters without white space is split there,
//! so that no input takes more than time in proportion to its length.

mod cache;
mod chunk;
mod pattern;
mod rules;
mod special;

pub use cache::{WordCache, WordId};
pub use pattern::{Pattern, PatternError, Scratch};
pub use rules::{Exception, Piece, TokenizerRules};

use rustc_hash::FxHashMap;

use super::character::is_space;
use super::lexeme::{Norms, WIRE_DASH, WIRE_DASH_NORM};
use crate::{Error, Result};
use cache::ChunkToken;
use special::SpecialMatcher;

/// The most code points without white space that are looked at as one.
pub const LONGEST_CHUNK: usize = 2_000;

/// A token that is not analysed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawToken {
    /// The word, to be looked up in the cache that the text was split with.
    pub word: WordId,
    /// The byte of the text at which it starts.
    pub byte: u32,
    /// The code point of the text at which it starts.
    pub start: u32,
    /// Whether a space follows, which belongs to no token.
    pub space_after: bool,
}

/// The tokenizer of a model: immutable, to be shared by threads that bring a [`WordCache`] each.
#[derive(Clone, Debug)]
pub struct Tokenizer {
    prefix: Option<Pattern>,
    suffix: Option<Pattern>,
    infix: Option<Pattern>,
    token_match: Option<Pattern>,
    url_match: Option<Pattern>,
    /// The exceptions by their text.
    specials: FxHashMap<Box<str>, Box<[Piece]>>,
    /// The longest text of an exception, in bytes.
    longest_special: usize,
    /// Exceptions that affixes take apart.
    matcher: SpecialMatcher,
    norms: Norms,
}

impl Tokenizer {
    /// Makes a tokenizer from a model's rules.
    ///
    /// # Errors
    ///
    /// When a pattern is not understood; the error names it.
    pub fn new(rules: &TokenizerRules, norms: Norms) -> Result<Self> {
        let pattern = |name: &str, source: &Option<String>| {
            let broken =
                |cause| Error::new(format!("the tokenizer's {name} pattern is not supported")).caused_by(cause);
            source.as_deref().map(Pattern::new).transpose().map_err(broken)
        };
        let mut tokenizer = Tokenizer {
            prefix: pattern("prefix", &rules.prefix)?,
            suffix: pattern("suffix", &rules.suffix)?,
            infix: pattern("infix", &rules.infix)?,
            token_match: pattern("token", &rules.token_match)?,
            url_match: pattern("URL", &rules.url_match)?,
            specials: FxHashMap::default(),
            longest_special: 0,
            matcher: SpecialMatcher::default(),
            norms,
        };
        let mut scratch = Scratch::default();
        let mut matcher = SpecialMatcher::default();
        for exception in &rules.exceptions {
            if !rules.faster_heuristics || tokenizer.takes_apart(&exception.text, &mut scratch) {
                matcher.add(tokenizer.split_without_specials(&exception.text, &mut scratch));
            }
        }
        tokenizer.matcher = matcher;
        for exception in &rules.exceptions {
            tokenizer.longest_special = tokenizer.longest_special.max(exception.text.len());
            tokenizer.specials.insert(exception.text.as_str().into(), exception.pieces.as_slice().into());
        }
        Ok(tokenizer)
    }

    /// The number of exceptions.
    pub fn exception_count(&self) -> usize {
        self.specials.len()
    }

    /// Splits a text; the words of its tokens are in the cache until it is [trimmed](WordCache::trim).
    pub fn tokenize(&self, text: &str, cache: &mut WordCache) -> Vec<RawToken> {
        let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
        let mut place = Place::default();
        let mut may_be_special = false;
        for (chunk, space_after) in (Chunks { rest: text }) {
            for part in parts(chunk) {
                may_be_special |= self.tokenize_chunk(part, cache, &mut place, &mut tokens);
            }
            if space_after {
                if let Some(last) = tokens.last_mut() {
                    last.space_after = true;
                }
                place.byte += 1;
                place.start += 1;
            }
        }
        if may_be_special && !self.matcher.is_empty() {
            self.matcher.apply(self, text, &mut tokens, cache);
        }
        tokens
    }

    /// Takes a text as already split at its spaces, as treebanks print it; what they write for brackets and quotation
    /// marks is understood.
    pub fn tokenize_split(&self, text: &str, cache: &mut WordCache) -> Vec<RawToken> {
        let mut tokens: Vec<RawToken> = Vec::new();
        let mut place = Place::default();
        for (chunk, space_after) in (Chunks { rest: text }) {
            if !chunk.starts_with(is_space) {
                let norm = (chunk == WIRE_DASH).then_some(WIRE_DASH_NORM);
                let word = cache.intern(unescaped(chunk), norm, &self.norms);
                tokens.push(RawToken { word, byte: place.byte, start: place.start, space_after });
            }
            place.byte += chunk.len() as u32 + u32::from(space_after);
            place.start += chunk.chars().count() as u32 + u32::from(space_after);
        }
        tokens
    }

    /// Appends a chunk's tokens; says whether one of them can begin an exception that was taken apart.
    fn tokenize_chunk(
        &self,
        chunk: &str,
        cache: &mut WordCache,
        place: &mut Place,
        tokens: &mut Vec<RawToken>,
    ) -> bool {
        let known = match cache.chunk(chunk) {
            Some(known) => known,
            None => {
                let split = self.split_chunk(chunk, cache);
                cache.remember_chunk(chunk, split)
            }
        };
        let mut may_be_special = false;
        for &ChunkToken { word, bytes, length, begins_special } in cache.chunk_tokens(known) {
            tokens.push(RawToken { word, byte: place.byte, start: place.start, space_after: false });
            place.byte += bytes;
            place.start += length;
            may_be_special |= begins_special;
        }
        may_be_special
    }

    /// How an exception of that text is split.
    fn special(&self, text: &str) -> Option<&[Piece]> {
        if text.len() > self.longest_special { None } else { self.specials.get(text).map(|pieces| &**pieces) }
    }
}

/// What a word of a treebank stands for in running text.
fn unescaped(word: &str) -> &str {
    match word {
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        "-LCB-" => "{",
        "-RCB-" => "}",
        "``" | "''" => "\"",
        "`" => "'",
        word => word,
    }
}

/// Where the next token starts.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    byte: u32,
    start: u32,
}

/// Runs of white space and runs of everything else, each with whether the space after it is swallowed.
struct Chunks<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Chunks<'a> {
    type Item = (&'a str, bool);

    fn next(&mut self) -> Option<Self::Item> {
        let in_space = is_space(self.rest.chars().next()?);
        let end = self.rest.char_indices().find(|&(_, c)| is_space(c) != in_space);
        let end = end.map_or(self.rest.len(), |(end, _)| end);
        let (chunk, rest) = self.rest.split_at(end);
        let space_after = !in_space && rest.starts_with(' ');
        self.rest = if space_after { &rest[1..] } else { rest };
        Some((chunk, space_after))
    }
}

/// A chunk in parts of at most [`LONGEST_CHUNK`] characters.
fn parts(chunk: &str) -> impl Iterator<Item = &str> {
    let mut rest = chunk;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if rest.len() <= LONGEST_CHUNK {
            rest.len()
        } else {
            rest.char_indices().nth(LONGEST_CHUNK).map_or(rest.len(), |(end, _)| end)
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests;
