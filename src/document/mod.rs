//! A file or stream to a [`Document`]: clean text in blocks, with title, date and a way back to the source.
//!
//! In come bytes, out goes the article without the furniture of its page. Sentences and words are left to
//! [`syntax`](crate::syntax).

use crate::span::{Span, Text};

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
}

/// A paragraph, heading, list item or caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the clean text; white space inside is single spaces.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
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
