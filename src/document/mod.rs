//! A file or stream to a [`Document`]: clean text in blocks, with title, date and a way back to the source.
//!
//! In come bytes, out goes the article without the furniture of its page. Sentences and words are left to
//! [`syntax`](crate::syntax).

mod article;
pub mod date;
mod dateline;
mod draft;
mod encoding;
mod furniture;
mod html;
mod language;
mod lines;
pub(crate) mod lists;
mod look;
mod markdown;
mod others;
mod plain;
mod read;
mod source;
#[cfg(test)]
mod tests;
mod walk;

use std::fmt;
use std::ops::Range;
use std::path::Path;

use crate::span::{Span, Text};

pub use furniture::Furniture;
pub use lines::{Lines, lines};
pub use read::{Options, from_bytes, read};
pub use source::SourceMap;
pub use walk::{Input, Inputs, walk};

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown, with or without front matter.
    Markdown,
    /// HTML or XHTML.
    Html,
}

impl Format {
    /// The format of a file by its extension; `None` where that is not one of a text.
    pub fn of_path(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}

/// One text, cleaned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its path under the folder that was given, its URL or its own id.
    pub id: String,
    /// The title, where one is known.
    pub title: Option<String>,
    /// The address it was saved from, where one is known.
    pub url: Option<String>,
    /// The day it was written, as an ISO 8601 date with the precision that is known.
    pub date: Option<String>,
    /// The SHA-256 of the clean text, in lower-case hexadecimal.
    pub hash: String,
    /// The clean text: blocks, parted by an empty line.
    pub text: Text,
    /// The blocks, in the order of the text; no sentence crosses one.
    pub blocks: Vec<Block>,
    /// Where each piece of the clean text stood in the file.
    pub source: SourceMap,
    /// What a user should know about how the file was read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something worth telling about a file that was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Diagnostic {
    /// Bytes that are not text in the file's encoding were replaced by U+FFFD.
    InvalidBytes {
        /// How many replacements were made.
        count: usize,
        /// The encoding's name.
        encoding: &'static str,
    },
    /// The text is in a language that is not read.
    Language {
        /// Its English name.
        name: &'static str,
    },
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Diagnostic::InvalidBytes { count, encoding } => {
                let places = if *count == 1 { "1 place is".to_owned() } else { format!("{count} places are") };
                write!(f, "{places} not valid {encoding} and read as \u{fffd}")
            }
            Diagnostic::Language { name } => {
                write!(f, "looks like {name}; only English is read, and what is found here means little")
            }
        }
    }
}

impl Document {
    /// The bytes of the source file that a span of the clean text was made from, where they are known.
    pub fn source_bytes(&self, span: Span) -> Option<Range<usize>> {
        self.source.source(self.text.byte_of(span.start)..self.text.byte_of(span.end))
    }

    /// The words of a block.
    pub fn block_text(&self, block: usize) -> &str {
        self.blocks.get(block).map_or("", |block| self.text.slice(block.span))
    }
}

/// A paragraph, heading, list item or caption.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the clean text; white space inside is single spaces.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Who speaks, in a transcript: the name as written, which stands before the block.
    pub speaker: Option<Span>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading or title.
    Heading,
    /// An item of a list.
    ListItem,
    /// The caption of a picture or table.
    Caption,
}
