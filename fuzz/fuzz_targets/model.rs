//! A model file with any content is refused or runs; it never panics.

#![no_main]

use actant::document::Document;
use actant::syntax::Analyzer;
use actant::syntax::model::Model;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut file = bytes.to_vec();
    if let Some((header, content)) = file.split_at_mut_checked(16) {
        // A wrong checksum would end the test before it began.
        header[..12].copy_from_slice(b"\x89ACTANT\n\x01\0\0\0");
        header[12..].copy_from_slice(&crc32fast::hash(content).to_le_bytes());
    }
    if let Ok(analyzer) = Model::from_bytes(&file).and_then(Analyzer::new) {
        analyzer.analyze(&Document::from_sentence("fuzz", "Iran sent emails to voters. So they say."));
    }
});
