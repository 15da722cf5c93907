//! Any text is a rule's pattern or an error that points into it, and any pattern is searched for in bounded time.

#![no_main]

use actant::rules::pattern::{DeepRelations, NoLists, Pattern};
use actant::span::Span;
use actant::syntax::{Dep, Pos, Sentence, Tag, Token};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, Vec<(u8, u8)>)| {
    let (text, shape) = input;
    let pattern = match Pattern::parse(text, &NoLists) {
        Ok(pattern) => pattern,
        Err(error) => {
            assert!(text.get(error.range).is_some());
            return;
        }
    };
    let count = shape.len();
    let token = |(index, &(head, dep)): (usize, &(u8, u8))| Token {
        text: "word".into(),
        lower: "word".into(),
        lemma: "word".into(),
        span: Span::new(index as u32 * 5, index as u32 * 5 + 4),
        space_after: true,
        tag: Tag::ALL[dep as usize % Tag::ALL.len()],
        pos: Pos::ALL[dep as usize % Pos::ALL.len()],
        morph: "".into(),
        head: head as usize % count,
        dep: Dep::ALL[dep as usize % Dep::ALL.len()],
    };
    let sentence = Sentence::new(shape.iter().enumerate().map(token).collect(), Vec::new(), 0);
    for found in pattern.matches(&sentence, &DeepRelations::default(), 0..count) {
        assert!(pattern.bindings(&found).all(|binding| binding.token < count));
    }
});
