//! The words of a noun phrase: the smallest span that still names the thing, or the whole phrase.

mod smallest;
mod time;
mod whole;

use crate::syntax::{Dep, EntityLabel, Sentence, Tag};

pub(crate) use smallest::smallest;
pub(crate) use time::{distance_in_time, is_time, is_time_phrase};
pub(crate) use whole::{whole, with_quotation_marks};

/// Whether a token is a double quotation mark.
pub(crate) fn is_quote(text: &str) -> bool {
    matches!(text, "“" | "”" | "\"" | "``" | "''")
}

/// Whether a comma stands inside a date or the name of a place.
pub(crate) fn is_comma_inside(sentence: &Sentence, comma: usize) -> bool {
    is_comma_of_date(sentence, comma) || is_comma_of_place(sentence, comma)
}

/// Whether a comma parts the year from the day: "November 12, 1960".
fn is_comma_of_date(sentence: &Sentence, comma: usize) -> bool {
    let tokens = sentence.tokens();
    let year = tokens.get(comma + 1).filter(|next| next.tag == Tag::Cd && next.head == tokens[comma].head);
    &*tokens[comma].text == ","
        && year.is_some()
        && sentence.entity_at(comma).is_some_and(|entity| entity.label == EntityLabel::Date)
}

/// Whether a comma parts a place from the larger one it lies in: "Tampa, Florida".
fn is_comma_of_place(sentence: &Sentence, comma: usize) -> bool {
    let tokens = sentence.tokens();
    let region = tokens.get(comma + 1).filter(|next| next.dep == Dep::Appos && next.head == tokens[comma].head);
    &*tokens[comma].text == ","
        && region.is_some()
        && is_named_place(sentence, tokens[comma].head)
        && is_named_place(sentence, comma + 1)
}

fn is_named_place(sentence: &Sentence, index: usize) -> bool {
    sentence.entity_at(index).is_some_and(|e| matches!(e.label, EntityLabel::Gpe | EntityLabel::Location))
}

fn is_inner_sign(text: &str) -> bool {
    matches!(text, "$" | "%" | "-" | "–" | "#" | "€" | "£" | "/")
}
