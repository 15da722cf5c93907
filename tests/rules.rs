//! Every shipped rule does what its examples and counter-examples say.

use actant::rules::{Extractor, check};
use actant::syntax::Analyzer;

#[test]
fn shipped_rules_do_what_their_examples_say() {
    let extractor = Extractor::embedded();
    let failures = check(&extractor, &Analyzer::embedded(), extractor.rules().rules());
    assert!(failures.is_empty(), "{failures:#?}");
}
