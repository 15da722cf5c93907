//! The tokens of any text, with the spaces between them, make up the text.

#![no_main]

use std::sync::LazyLock;

use actant::syntax::model::Model;
use actant::syntax::tokenizer::{Tokenizer, WordCache};
use libfuzzer_sys::fuzz_target;

static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| {
    let model = Model::from_bytes(include_bytes!("../../models/en_core_web_sm-3.8.0.actant")).expect("a sound model");
    model.tables.into_parts().expect("sound tables").0
});

fuzz_target!(|text: &str| {
    let mut cache = WordCache::new(100);
    let mut again = String::new();
    for token in TOKENIZER.tokenize(text, &mut cache) {
        assert_eq!(token.byte as usize, again.len());
        again.push_str(&cache.word(token.word).text);
        again.push_str(if token.space_after { " " } else { "" });
    }
    assert_eq!(again, text);
});
