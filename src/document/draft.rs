//! A block in the making: text pieces go in, clean text with its way back to the source comes out.
//!
//! White space becomes single spaces, invisible characters and controls go, and a letter followed by a combining
//! accent becomes one character, so that "José" is one name however it was typed.

use std::ops::Range;

use unicode_normalization::char::compose;

use super::BlockKind;
use super::source::SourceMap;

/// A block before it is decided whether it belongs to the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// What it is.
    pub kind: BlockKind,
    /// The clean text.
    pub text: String,
    /// From the bytes of `text` to those of the decoded file.
    pub map: SourceMap,
    /// How many bytes of `text` stand inside links.
    pub link_bytes: usize,
    /// How many bytes at the start of `text` are not to be analysed: a speaker's name, a dateline.
    pub prefix: usize,
    /// The bytes of `text` that name the speaker.
    pub speaker: Option<Range<usize>>,
}

impl Draft {
    /// The share of the text that is links.
    pub fn link_density(&self) -> f32 {
        if self.text.is_empty() { 0.0 } else { self.link_bytes as f32 / self.text.len() as f32 }
    }
}

/// Collects the pieces of one block.
#[derive(Debug, Default)]
pub(super) struct DraftBuilder {
    draft: Draft,
    /// White space seen since the last character, as bytes of the decoded file.
    pending: Option<Range<usize>>,
    in_link: bool,
}

impl DraftBuilder {
    /// Starts a block of a kind.
    pub fn new(kind: BlockKind) -> Self {
        DraftBuilder { draft: Draft { kind, ..Draft::default() }, ..DraftBuilder::default() }
    }

    /// Says whether what follows stands in a link.
    pub fn set_link(&mut self, in_link: bool) {
        self.in_link = in_link;
    }

    /// Adds text that stands in the decoded file, as it is, at byte `offset`.
    pub fn push(&mut self, text: &str, offset: usize) {
        for (at, c) in text.char_indices() {
            let start = offset + at;
            self.push_char(c, start..start + c.len_utf8());
        }
    }

    /// Adds text that was made from the bytes `source` of the decoded file.
    pub fn push_made(&mut self, text: &str, source: Range<usize>) {
        for c in text.chars() {
            self.push_char(c, source.clone());
        }
    }

    /// Adds white space that stands, or would stand, at `source`.
    pub fn push_space(&mut self, source: Range<usize>) {
        match &mut self.pending {
            Some(pending) => pending.end = pending.end.max(source.end),
            None => self.pending = Some(source),
        }
    }

    fn push_char(&mut self, c: char, source: Range<usize>) {
        if c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}') {
            self.push_space(source);
            return;
        }
        if is_invisible(c) {
            return;
        }
        if let Some(space) = self.pending.take()
            && !self.draft.text.is_empty()
        {
            self.append(' ', space);
        }
        if !c.is_ascii()
            && let Some(last) = self.draft.text.chars().next_back()
            && let Some(composed) = compose(last, c)
        {
            let start = self.draft.text.len() - last.len_utf8();
            let from = self.draft.map.source(start..self.draft.text.len()).map_or(source.start, |range| range.start);
            self.draft.text.truncate(start);
            self.draft.map.truncate(start);
            self.append(composed, from..source.end);
            return;
        }
        self.append(c, source);
    }

    fn append(&mut self, c: char, source: Range<usize>) {
        let start = self.draft.text.len();
        self.draft.text.push(c);
        let end = self.draft.text.len();
        self.draft.map.push(start..end, source);
        if self.in_link {
            self.draft.link_bytes += end - start;
        }
    }

    /// Drops the last character, such as the hyphen of a word that was parted at the end of a line.
    pub fn pop(&mut self) {
        if let Some(last) = self.draft.text.pop() {
            let length = self.draft.text.len();
            self.draft.map.truncate(length);
            if self.in_link {
                self.draft.link_bytes -= last.len_utf8();
            }
        }
    }

    /// Hands over the block, unless it is empty, and starts another of the same kind.
    pub fn finish(&mut self) -> Option<Draft> {
        self.pending = None;
        let kind = self.draft.kind;
        let draft = std::mem::replace(&mut self.draft, Draft { kind, ..Draft::default() });
        draft.text.contains(|c: char| c.is_alphanumeric()).then_some(draft)
    }
}

/// Characters that show nothing: controls, soft hyphens, zero-width and direction marks, byte order marks, icons in
/// the private use area.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffc}' | '\u{e000}'..='\u{f8ff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        let mut builder = DraftBuilder::new(BlockKind::Paragraph);
        builder.push(text, 0);
        builder.finish().map(|draft| draft.text).unwrap_or_default()
    }

    #[test]
    fn white_space_and_invisible_characters_are_normalised() {
        let table = [
            ("  two\n words\t", "two words"),
            ("10\u{a0}million\u{202f}%", "10 million %"),
            ("in\u{ad}ter\u{200b}fere\u{feff}", "interfere"),
            ("Jose\u{301} Nun\u{303}ez", "José Nuñez"),
            ("bell\u{7}s", "bells"),
            (" \u{200b} -- ", ""),
        ];
        for (raw, expected) in table {
            assert_eq!(clean(raw), expected);
        }
    }

    #[test]
    fn places_survive_normalising() {
        let raw = "A  Jose\u{301}\u{ad} said";
        let mut builder = DraftBuilder::new(BlockKind::Paragraph);
        builder.push(raw, 100);
        let draft = builder.finish().expect("a block");
        let at = draft.text.find("José").expect("the name");
        assert_eq!(draft.map.source(at..at + "José".len()), Some(103..109));
        let said = draft.text.find("said").expect("the verb");
        assert_eq!(draft.map.source(said..said + 4), Some(112..116));
    }
}
