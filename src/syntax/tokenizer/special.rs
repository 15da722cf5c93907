//! Exceptions that prefixes, suffixes or infixes have taken apart, put together again.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cache::WordCache;
use super::{RawToken, Tokenizer};

/// Finds exceptions in the tokens that they are split into when they are not seen as one chunk.
#[derive(Clone, Debug, Default)]
pub(super) struct SpecialMatcher {
    /// A tree of words: the next node for a node and a word. Node 0 is the root.
    next: FxHashMap<u32, FxHashMap<Box<str>, u32>>,
    /// The nodes at which an exception ends.
    ends: FxHashSet<u32>,
    nodes: u32,
}

impl SpecialMatcher {
    /// Adds an exception by the words that it is split into.
    pub(super) fn add(&mut self, words: Vec<&str>) {
        let mut node = 0;
        for word in words {
            let fresh = self.nodes + 1;
            node = *self.next.entry(node).or_default().entry(word.into()).or_insert(fresh);
            self.nodes = self.nodes.max(node);
        }
        if node > 0 {
            self.ends.insert(node);
        }
    }

    /// Whether there is nothing to find.
    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether an exception begins with a word.
    pub(super) fn begins(&self, word: &str) -> bool {
        self.step(0, word).is_some()
    }

    fn step(&self, node: u32, word: &str) -> Option<u32> {
        self.next.get(&node)?.get(word).copied()
    }

    /// Splits anew, as the exceptions say, what is found in a text's tokens.
    pub(super) fn apply(&self, tokenizer: &Tokenizer, text: &str, tokens: &mut Vec<RawToken>, cache: &mut WordCache) {
        let found = longest_first(self.find(tokens, cache));
        if found.is_empty() {
            return;
        }
        let mut result = Vec::with_capacity(tokens.len() + found.len());
        let mut copied = 0;
        for (start, end) in found {
            let (first, last) = (tokens[start], tokens[end - 1]);
            let end_byte = last.byte as usize + cache.word(last.word).text.len();
            // Tokens with white space between them are found too, but no exception has their text.
            let Some(pieces) = tokenizer.special(&text[first.byte as usize..end_byte]) else { continue };
            result.extend_from_slice(&tokens[copied..start]);
            let (mut byte, mut place) = (first.byte, first.start);
            for piece in pieces {
                let word = cache.intern(&piece.text, piece.norm.as_deref(), &tokenizer.norms);
                result.push(RawToken { word, byte, start: place, space_after: false });
                byte += piece.text.len() as u32;
                place += cache.word(word).length;
            }
            if let Some(token) = result.last_mut() {
                token.space_after = last.space_after;
            }
            copied = end;
        }
        result.extend_from_slice(&tokens[copied..]);
        *tokens = result;
    }

    /// Every run of tokens, as start and end, that is an exception taken apart.
    fn find(&self, tokens: &[RawToken], cache: &WordCache) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for start in 0..tokens.len() {
            let mut node = 0;
            for (index, token) in tokens.iter().enumerate().skip(start) {
                let Some(next) = self.step(node, &cache.word(token.word).text) else { break };
                node = next;
                if self.ends.contains(&node) {
                    found.push((start, index + 1));
                }
            }
        }
        found
    }
}

/// Keeps the longest runs, of equal ones the leftmost, and drops those that begin or end within one looked at before;
/// a run that is dropped stands in the way of others all the same, as in spaCy. The result is in order of the text.
fn longest_first(mut runs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    runs.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
    let mut seen = FxHashSet::default();
    runs.retain(|&(start, end)| {
        let free = !seen.contains(&start) && !seen.contains(&(end - 1));
        seen.extend(start..end);
        free
    });
    runs.sort_unstable();
    runs
}
