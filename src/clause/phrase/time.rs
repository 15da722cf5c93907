//! Whether a noun or a phrase says when.

use crate::clause::words::{Classes, Words};
use crate::syntax::{Dep, EntityLabel, Sentence, Tag};

/// Whether a noun says when.
pub(crate) fn is_time(sentence: &Sentence, words: &Words, head: usize) -> bool {
    let token = &sentence.tokens()[head];
    let entity = sentence.entity_at(head).map(|entity| entity.label);
    let dated = matches!(entity, Some(EntityLabel::Date | EntityLabel::Time));
    dated
        || (entity.is_none() && words.noun(&token.lemma.to_lowercase()).any(Classes::TIME_NOUN))
        || (token.tag == Tag::Cd
            && token.text.len() == 4
            && matches!(token.text.as_bytes(), [b'1' | b'2', ..])
            && token.text.bytes().all(|b| b.is_ascii_digit()))
}

/// "Labor Day", "New Year's Day", "Easter Sunday", whatever kind of name or noun it was taken for.
fn is_named_day(sentence: &Sentence, words: &Words, head: usize) -> bool {
    let token = &sentence.tokens()[head];
    let day = token.lower.ends_with("day") || &*token.lower == "eve";
    let capital = token.tag == Tag::Nnp || (token.tag == Tag::Nn && token.text.starts_with(char::is_uppercase));
    day && capital && words.noun(&token.lower).any(Classes::TIME_NOUN)
}

/// "two days after the vote": the head of what says how long before or after.
pub(crate) fn distance_in_time(sentence: &Sentence, words: &Words, preposition: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let apart = matches!(&*tokens[preposition].lower, "after" | "before");
    let distance = |&c: &usize| apart && tokens[c].dep == Dep::Npadvmod && is_time(sentence, words, c);
    // The tree may hang both on the verb.
    let beside = preposition.checked_sub(1).filter(|&c| tokens[c].head == tokens[preposition].head);
    sentence.children(preposition).find(distance).or(beside.filter(distance))
}

/// Whether a preposition and its object say when: "on Friday", but not "to four years in prison" or "for its own ends".
pub(crate) fn is_time_phrase(sentence: &Sentence, words: &Words, preposition: usize, object: usize) -> bool {
    let tokens = sentence.tokens();
    let word = &*tokens[preposition].lower;
    if matches!(word, "since" | "until" | "till") || distance_in_time(sentence, words, preposition).is_some() {
        return true;
    }
    let when = is_time(sentence, words, object) || word == "on" && is_named_day(sentence, words, object);
    if !when || matches!(word, "like" | "as" | "than" | "with" | "without" | "about" | "regarding" | "concerning") {
        return false;
    }
    // The end of a day or year says when, the end of a road where, and one's own ends what for.
    if matches!(&*tokens[object].lemma, "end" | "start" | "beginning") && sentence.entity_at(object).is_none() {
        let of = sentence.children(object).find(|&c| &*tokens[c].lower == "of");
        return match of.and_then(|of| sentence.child(of, Dep::Pobj)) {
            Some(whole) => is_time(sentence, words, whole) || words.noun(&tokens[whole].lemma).any(Classes::EVENT_NOUN),
            None => tokens[object].tag == Tag::Nn && matches!(word, "in" | "at" | "by" | "from"),
        };
    }
    // A length of time is no point in time.
    let counted = tokens[object].tag == Tag::Nns && sentence.children(object).any(|c| tokens[c].dep == Dep::Nummod);
    !(counted && matches!(word, "to" | "by" | "of" | "from"))
}
