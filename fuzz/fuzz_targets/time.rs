//! Any words are read as an expression of time, and a value that is found reads back.

#![no_main]

use actant::entity::time::TimeResolver;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|words: &str| {
    for reference in ["0001-01-01", "2020-10-29", "9999-12-31"] {
        if let Some(value) = TimeResolver::shipped().resolve(words, reference.parse().ok(), words.len() % 2 == 0) {
            assert_eq!(value.to_string().parse(), Ok(value));
        }
    }
});
