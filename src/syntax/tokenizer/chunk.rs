//! A chunk without white space to pieces.

use super::cache::{ChunkToken, WordCache};
use super::pattern::{Pattern, Scratch};
use super::{Chunks, Tokenizer, parts};
use crate::syntax::lexeme::{WIRE_DASH, WIRE_DASH_NORM};

/// A piece of text with the normal form that an exception gives it.
type Split<'a> = (&'a str, Option<&'a str>);

impl Tokenizer {
    /// Splits a chunk that the cache does not know.
    pub(super) fn split_chunk(&self, chunk: &str, cache: &mut WordCache) -> Vec<ChunkToken> {
        let mut pieces = Vec::new();
        let mut scratch = std::mem::take(&mut cache.scratch);
        self.split(chunk, true, &mut pieces, &mut scratch);
        cache.scratch = scratch;
        // Only between spaces: a row of underscores is a line to write on.
        if chunk == WIRE_DASH {
            pieces = vec![(chunk, Some(WIRE_DASH_NORM))];
        }
        let mut token = |(text, norm): Split<'_>| ChunkToken {
            word: cache.intern(text, norm, &self.norms),
            bytes: text.len() as u32,
            length: text.chars().count() as u32,
            begins_special: self.matcher.begins(text),
        };
        pieces.into_iter().map(&mut token).collect()
    }

    /// How the text of an exception would be split if it were none.
    pub(super) fn split_without_specials<'a>(&'a self, text: &'a str, scratch: &mut Scratch) -> Vec<&'a str> {
        let mut pieces = Vec::new();
        for part in (Chunks { rest: text }).flat_map(|(chunk, _)| parts(chunk)) {
            self.split(part, false, &mut pieces, scratch);
        }
        pieces.into_iter().map(|(text, _)| text).collect()
    }

    /// Whether the affixes or the white space in an exception's text can keep it from being seen as a chunk.
    pub(super) fn takes_apart(&self, text: &str, scratch: &mut Scratch) -> bool {
        let mut found = |pattern: &Option<Pattern>| pattern.as_ref().is_some_and(|p| p.is_found(text, scratch));
        let has_affix = affix_length(&self.prefix, text, &mut Scratch::default()) > 0
            || affix_length(&self.suffix, text, &mut Scratch::default()) > 0;
        has_affix || found(&self.infix) || text.contains(' ')
    }

    fn split<'a>(&'a self, chunk: &'a str, specials: bool, pieces: &mut Vec<Split<'a>>, scratch: &mut Scratch) {
        let special = |text: &str| if specials { self.special(text) } else { None };
        let mut suffixes = Vec::new();
        let mut rest = chunk;
        while !rest.is_empty() {
            if self.token_match.as_ref().is_some_and(|pattern| pattern.matches_start(rest, scratch)) {
                break;
            }
            if special(rest).is_some() {
                break;
            }
            let prefix = affix_length(&self.prefix, rest, scratch);
            let prefix_end = byte_of(rest, prefix);
            if prefix > 0 && special(&rest[prefix_end..]).is_some() {
                pieces.push((&rest[..prefix_end], None));
                rest = &rest[prefix_end..];
                break;
            }
            let suffix = affix_length(&self.suffix, &rest[prefix_end..], scratch);
            let suffix_start = rest.len() - bytes_from_end(rest, suffix);
            if suffix > 0 && special(&rest[..suffix_start]).is_some() {
                suffixes.push(&rest[suffix_start..]);
                rest = &rest[..suffix_start];
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            // The suffix was looked for behind the prefix, so the two never overlap.
            if prefix > 0 {
                pieces.push((&rest[..prefix_end], None));
            }
            if suffix > 0 {
                suffixes.push(&rest[suffix_start..]);
            }
            rest = &rest[prefix_end..suffix_start];
        }
        if let Some(exception) = special(rest).filter(|_| !rest.is_empty()) {
            pieces.extend(exception.iter().map(|piece| (piece.text.as_str(), piece.norm.as_deref())));
        } else if !rest.is_empty() {
            self.split_infixes(rest, pieces, scratch);
        }
        pieces.extend(suffixes.into_iter().rev().map(|suffix| (suffix, None)));
    }

    fn split_infixes<'a>(&self, text: &'a str, pieces: &mut Vec<Split<'a>>, scratch: &mut Scratch) {
        let whole = |pattern: &Option<Pattern>, scratch: &mut Scratch| {
            pattern.as_ref().is_some_and(|pattern| pattern.matches_start(text, scratch))
        };
        let infixes = match &self.infix {
            Some(infix) if !whole(&self.token_match, scratch) && !whole(&self.url_match, scratch) => {
                infix.find_all(text, scratch)
            }
            _ => Vec::new(),
        };
        let mut start = 0;
        for infix in infixes {
            // An infix at the very front is no infix; it stays with what follows.
            if infix.start == 0 {
                continue;
            }
            pieces.extend([&text[start..infix.start], &text[infix.clone()]].map(|text| (text, None)));
            start = infix.end;
        }
        pieces.push((&text[start..], None));
        pieces.retain(|(text, _)| !text.is_empty());
    }
}

/// The number of characters of what a pattern finds, wherever it finds it.
fn affix_length(pattern: &Option<Pattern>, text: &str, scratch: &mut Scratch) -> usize {
    let found = pattern.as_ref().and_then(|pattern| pattern.find_at(text, 0, scratch));
    found.map_or(0, |range| text[range].chars().count())
}

fn byte_of(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(byte, _)| byte)
}

fn bytes_from_end(text: &str, count: usize) -> usize {
    text.chars().rev().take(count).map(char::len_utf8).sum()
}
