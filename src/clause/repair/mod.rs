//! Repairs of trees where the parser is often wrong in the same way, made before clauses are found.
//!
//! Each repair is a function that looks for one pattern and says why the tree found there cannot be right. Token
//! indices and spans stay; only heads, relations and, where they follow from these, tags and lemmas change.

mod attachment;
mod name;
mod verb;
mod word;

use std::borrow::Cow;

use crate::syntax::Sentence;

use super::words::Words;

/// The sentence with its tree repaired; borrowed when there was nothing to repair.
pub(crate) fn repaired<'a>(sentence: &'a Sentence, words: &Words) -> Cow<'a, Sentence> {
    let mut sentence = Cow::Borrowed(sentence);
    word::hyphenated_words(&mut sentence);
    word::third_person_lemmas(&mut sentence);
    name::titles_before_names(&mut sentence);
    attachment::demonstrative_that(&mut sentence);
    verb::verb_read_as_noun(&mut sentence);
    verb::gerund_read_as_adjective(&mut sentence);
    verb::gerunds_in_a_row(&mut sentence);
    attachment::antecedents_that_disagree(&mut sentence);
    attachment::gerund_of_the_accused(&mut sentence, words);
    sentence
}
