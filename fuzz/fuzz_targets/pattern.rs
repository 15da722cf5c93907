//! Any pattern is read or refused, and searches any text in bounded time.

#![no_main]

use actant::syntax::tokenizer::{Pattern, Scratch};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (source, text) = input;
    if source.len() > 100 || text.len() > 1_000 {
        return;
    }
    let Ok(pattern) = Pattern::new(source) else { return };
    let mut end = 0;
    for range in pattern.find_all(text, &mut Scratch::default()) {
        assert!(end <= range.start && range.start <= range.end);
        assert!(text.get(range.clone()).is_some());
        end = range.end;
    }
});
