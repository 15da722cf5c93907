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
    word::undoubled_lemmas(&mut sentence);
    name::titles_before_names(&mut sentence);
    name::name_before_description(&mut sentence);
    name::person_beside_organization(&mut sentence);
    attachment::demonstrative_that(&mut sentence);
    verb::verb_read_as_noun(&mut sentence);
    verb::gerund_read_as_adjective(&mut sentence);
    verb::gerunds_in_a_row(&mut sentence);
    verb::gerund_joined_to_finite_verb(&mut sentence);
    verb::bare_verb_read_as_adjective(&mut sentence);
    verb::reduced_relative_read_as_clause(&mut sentence);
    attachment::content_of_relative(&mut sentence, words);
    attachment::antecedents_that_disagree(&mut sentence);
    attachment::sentence_before_quotation(&mut sentence, words);
    attachment::participle_of_naming(&mut sentence);
    attachment::speaker_after_quotation(&mut sentence, words);
    attachment::gerund_of_the_accused(&mut sentence, words);
    sentence
}
