//! Which mention each token of a document is part of.
//!
//! Nearly every step asks this of nearly every token, so it is a table of all tokens and not a map of those in mentions.

use crate::statement::TokenAt;
use crate::syntax::Sentence;

/// What stands for no mention.
const NONE: u32 = u32::MAX;

/// The mention of each token.
pub(in super::super) struct Places {
    /// Where the tokens of each sentence begin in `mentions`, and where the last ends.
    starts: Vec<u32>,
    mentions: Vec<u32>,
}

impl Places {
    /// No mention anywhere.
    pub(in super::super) fn of(sentences: &[&Sentence]) -> Self {
        let mut starts = Vec::with_capacity(sentences.len() + 1);
        let mut tokens = 0;
        for sentence in sentences {
            starts.push(tokens);
            tokens += sentence.len() as u32;
        }
        starts.push(tokens);
        Places { starts, mentions: vec![NONE; tokens as usize] }
    }

    /// The mention that a token is part of.
    pub(in super::super) fn get(&self, at: TokenAt) -> Option<u32> {
        self.index(at).map(|index| self.mentions[index]).filter(|&mention| mention != NONE)
    }

    /// Takes a token for part of a mention and of no other.
    pub(in super::super) fn set(&mut self, at: TokenAt, mention: u32) {
        if let Some(index) = self.index(at) {
            self.mentions[index] = mention;
        }
    }

    /// Takes a token for part of a mention unless it is part of another.
    pub(in super::super) fn set_if_free(&mut self, at: TokenAt, mention: u32) {
        if self.get(at).is_none() {
            self.set(at, mention);
        }
    }

    /// Takes a token for part of none.
    pub(in super::super) fn clear(&mut self, at: TokenAt) {
        self.set(at, NONE);
    }

    /// The tokens that are part of a mention with the mention, in the order of the text.
    pub(in super::super) fn iter(&self) -> impl Iterator<Item = (TokenAt, u32)> {
        let sentences = (0..).zip(self.starts.windows(2));
        sentences.flat_map(|(sentence, bounds)| {
            let mentions = &self.mentions[bounds[0] as usize..bounds[1] as usize];
            let of_sentence = (0..).zip(mentions).filter(|&(_, &mention)| mention != NONE);
            of_sentence.map(move |(token, &mention)| (TokenAt { sentence, token }, mention))
        })
    }

    fn index(&self, at: TokenAt) -> Option<usize> {
        let &[start, end] = self.starts.get(at.sentence as usize..)?.first_chunk()?;
        (at.token < end - start).then(|| (start + at.token) as usize)
    }
}
