//! A page to blocks: the main text of an HTML file, and what its head says of it.
//!
//! Tokens come from a tokenizer that follows the WHATWG standard. The tree above them is only as much as is needed to
//! tell an article from its page, kept in a flat list, so that ten thousand nested tags cost no stack and no more than
//! their number. Every piece of text keeps the bytes it came from.

mod main_text;
mod metadata;
mod page;
mod reference;

use super::draft::Draft;
use super::furniture::Furniture;
pub(super) use metadata::Metadata;

/// Reads a page: the blocks of its main text, and its metadata.
pub(super) fn read(html: &str, furniture: &Furniture) -> (Vec<Draft>, Metadata) {
    let page = page::parse(html);
    let metadata = metadata::collect(&page);
    let json = main_text::from_json(&page);
    let blocks = main_text::pick(page, furniture);
    let length: usize = blocks.iter().map(|draft| draft.text.len()).sum();
    match json {
        Some((body, paragraphs)) if length < body / 2 => (paragraphs, metadata),
        _ => (blocks, metadata),
    }
}
