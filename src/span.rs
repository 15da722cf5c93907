//! Where something stands in a text.
//!
//! Every stage speaks of places in a text as half-open ranges of Unicode code points, because that is what the RDF
//! (`nif:beginIndex`), Python and people who count characters expect. Rust slices by bytes; [`Text`] keeps the two
//! in step.

use serde::{Deserialize, Serialize};

/// A half-open range of Unicode code points in a document's clean text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
}

impl Span {
    /// Makes the span from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a span that ends before it starts: {start}..{end}");
        Span { start, end }
    }

    /// The number of code points.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span, moved right by `offset` code points.
    pub fn shifted(self, offset: u32) -> Span {
        Span { start: self.start + offset, end: self.end + offset }
    }
}

/// How many code points lie between two remembered byte offsets of a [`Text`].
const STRIDE: usize = 64;

/// A string that can be sliced by code points in constant time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    string: String,
    /// The byte offset of every `STRIDE`th code point; empty when the text is ASCII and the two counts agree.
    checkpoints: Vec<u32>,
    length: u32,
}

impl Text {
    /// Counts a string's code points once, so that later slices are cheap.
    pub fn new(string: String) -> Self {
        if string.is_ascii() {
            let length = string.len() as u32;
            return Text { string, checkpoints: Vec::new(), length };
        }
        let mut checkpoints = Vec::with_capacity(string.len() / STRIDE + 1);
        let mut length = 0;
        for (byte, _) in string.char_indices() {
            if length % STRIDE == 0 {
                checkpoints.push(byte as u32);
            }
            length += 1;
        }
        Text { string, checkpoints, length: length as u32 }
    }

    /// The whole string.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The number of code points.
    pub fn len(&self) -> u32 {
        self.length
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::new(0, self.length)
    }

    /// The byte offset of a code point; offsets past the end give the text's length in bytes.
    pub fn byte_of(&self, code_point: u32) -> usize {
        if code_point >= self.length {
            return self.string.len();
        }
        if self.checkpoints.is_empty() {
            return code_point as usize;
        }
        let from = self.checkpoints[code_point as usize / STRIDE] as usize;
        let within = code_point as usize % STRIDE;
        from + self.string[from..].char_indices().nth(within).map_or(0, |(byte, _)| byte)
    }

    /// The words a span stands for; what lies past the end of the text is left out.
    pub fn slice(&self, span: Span) -> &str {
        &self.string[self.byte_of(span.start)..self.byte_of(span.end)]
    }
}

impl From<&str> for Text {
    fn from(string: &str) -> Self {
        Text::new(string.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slices_by_code_points() {
        let text = Text::from("Élysée – “Macron” said 🙂 so");
        assert_eq!(text.slice(Span::new(0, 6)), "Élysée");
        assert_eq!(text.slice(Span::new(10, 16)), "Macron");
        assert_eq!(text.slice(Span::new(23, 99)), "🙂 so");
    }

    proptest! {
        #[test]
        fn slicing_agrees_with_counting_characters(string in "\\PC{0,300}", a in 0u32..320, b in 0u32..320) {
            let text = Text::new(string.clone());
            let (start, end) = (a.min(b), a.max(b));
            let expected: String = string.chars().skip(start as usize).take((end - start) as usize).collect();
            prop_assert_eq!(text.slice(Span::new(start, end)), expected);
            prop_assert_eq!(text.len() as usize, string.chars().count());
        }
    }
}
