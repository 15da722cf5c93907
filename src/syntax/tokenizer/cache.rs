//! Words and chunks that were seen before.

use rustc_hash::FxHashMap;

use super::pattern::Scratch;
use crate::syntax::lexeme::{Lexeme, Norms};

/// The number of a word in a [`WordCache`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// The number as an index, for tables that lie beside the cache.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A token of a chunk.
#[derive(Clone, Copy, Debug)]
pub(super) struct ChunkToken {
    pub(super) word: WordId,
    /// Its length in bytes.
    pub(super) bytes: u32,
    /// Its length in code points.
    pub(super) length: u32,
    /// Whether an exception that affixes take apart begins with this word.
    pub(super) begins_special: bool,
}

/// Chunks longer than this many bytes are split anew each time.
const LONGEST_REMEMBERED: usize = 64;

/// Remembers words and how chunks were split, for one thread.
///
/// It grows until [`trim`](WordCache::trim) is called when it is full; then it starts afresh. What it holds never
/// changes a result.
#[derive(Debug)]
pub struct WordCache {
    words: Vec<Lexeme>,
    /// Words without a normal form of their own, by text.
    plain: FxHashMap<Box<str>, WordId>,
    /// Words with a normal form that an exception gives them, by text and then normal form.
    normed: FxHashMap<Box<str>, Vec<(Box<str>, WordId)>>,
    /// The range of each chunk in `tokens`.
    chunks: FxHashMap<Box<str>, (u32, u32)>,
    tokens: Vec<ChunkToken>,
    /// Whether the last range of `tokens` belongs to a chunk that is not remembered.
    passing: Option<u32>,
    pub(super) scratch: Scratch,
    capacity: usize,
    generation: u64,
}

impl Default for WordCache {
    fn default() -> Self {
        WordCache::new(WordCache::CAPACITY)
    }
}

impl WordCache {
    /// The words that a cache holds by default before it is full: about 10 MB.
    pub const CAPACITY: usize = 50_000;

    /// Makes an empty cache that is full at `capacity` words.
    pub fn new(capacity: usize) -> Self {
        WordCache {
            words: Vec::new(),
            plain: FxHashMap::default(),
            normed: FxHashMap::default(),
            chunks: FxHashMap::default(),
            tokens: Vec::new(),
            passing: None,
            scratch: Scratch::default(),
            capacity,
            generation: 0,
        }
    }

    /// A word.
    ///
    /// # Panics
    ///
    /// If the number is not from this cache, or from before it was emptied.
    pub fn word(&self, id: WordId) -> &Lexeme {
        &self.words[id.index()]
    }

    /// The number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How often the cache was emptied; numbers of words from an earlier generation mean nothing.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Empties the cache if it is full. To be called between texts, when no number of a word is in use.
    pub fn trim(&mut self) {
        if self.words.len().max(self.chunks.len()) < self.capacity {
            return;
        }
        self.words.clear();
        self.plain.clear();
        self.normed.clear();
        self.chunks.clear();
        self.tokens.clear();
        self.passing = None;
        self.generation += 1;
    }

    /// The number of a word, which is worked out if it is new.
    pub(super) fn intern(&mut self, text: &str, norm: Option<&str>, norms: &Norms) -> WordId {
        let known = match norm {
            None => self.plain.get(text).copied(),
            Some(norm) => {
                let same = self.normed.get(text).into_iter().flatten().find(|(known, _)| **known == *norm);
                same.map(|&(_, id)| id)
            }
        };
        known.unwrap_or_else(|| {
            let id = WordId(self.words.len() as u32);
            self.words.push(Lexeme::new(text, norm, norms));
            match norm {
                None => drop(self.plain.insert(text.into(), id)),
                Some(norm) => self.normed.entry(text.into()).or_default().push((norm.into(), id)),
            }
            id
        })
    }

    /// The tokens of a chunk that is remembered.
    pub(super) fn chunk(&self, chunk: &str) -> Option<(u32, u32)> {
        self.chunks.get(chunk).copied()
    }

    /// Keeps a chunk's tokens: for good if the chunk is short, else until the next is kept.
    pub(super) fn remember_chunk(&mut self, chunk: &str, tokens: impl IntoIterator<Item = ChunkToken>) -> (u32, u32) {
        if let Some(start) = self.passing.take() {
            self.tokens.truncate(start as usize);
        }
        let start = self.tokens.len() as u32;
        self.tokens.extend(tokens);
        let range = (start, self.tokens.len() as u32);
        if chunk.len() <= LONGEST_REMEMBERED {
            self.chunks.insert(chunk.into(), range);
        } else {
            self.passing = Some(start);
        }
        range
    }

    /// The tokens that a range stands for.
    pub(super) fn chunk_tokens(&self, (start, end): (u32, u32)) -> &[ChunkToken] {
        &self.tokens[start as usize..end as usize]
    }
}
