//! Any bytes, read as any format, give a document whose spans slice its text, or an error.

#![no_main]

use actant::document::{Document, Format, Options, from_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let format = [None, Some(Format::Plain), Some(Format::Markdown), Some(Format::Html)][usize::from(first % 4)];
    let options = Options { format, whole: first & 4 > 0, ..Options::default() };
    if let Ok(document) = from_bytes(bytes, "fuzzed", &options) {
        check(&document, bytes.len());
    }
});

fn check(document: &Document, length: usize) {
    let mut last = 0;
    for block in &document.blocks {
        assert!(block.span.start >= last && block.span.start < block.span.end && block.span.end <= document.text.len());
        last = block.span.end;
        if let Some(source) = document.source_bytes(block.span) {
            assert!(source.start <= source.end && source.end <= length);
        }
    }
}
