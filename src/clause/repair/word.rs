//! Words that the tokenizer parts or the lemmatizer misreads.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::syntax::{Dep, Pos, Sentence, Tag};

use crate::clause::words::{Classes, Words};

/// "e-mails", "co-founded", "re-election": the tokenizer parts them, and the parser, which has rarely seen the hyphen
/// as a word, hangs the parts anywhere. A hyphen without spaces joins one word, whose last part is its head.
pub(super) fn hyphenated_words(sentence: &mut Cow<Sentence>) {
    let mut hyphen = 1;
    while hyphen + 1 < sentence.len() {
        let tokens = sentence.tokens();
        let joins = |i: usize| {
            &*tokens[i].text == "-"
                && !tokens[i].space_after
                && !tokens[i - 1].space_after
                && tokens[i - 1].text.chars().all(char::is_alphabetic)
                && tokens.get(i + 1).is_some_and(|t| t.text.chars().all(char::is_alphabetic))
        };
        if !joins(hyphen) {
            hyphen += 1;
            continue;
        }
        let first = hyphen - 1;
        let mut last = hyphen + 1;
        while last + 2 < tokens.len() && joins(last + 1) {
            last += 2;
        }
        let group = first..=last;
        let outside: Vec<usize> =
            group.clone().filter(|&i| !group.contains(&tokens[i].head) || tokens[i].head == i).collect();
        if outside.len() > 1 && &*tokens[first].lower != "then" {
            let &from = outside.iter().find(|&&i| tokens[i].head == i).unwrap_or(&outside[0]);
            let (head, dep) = (tokens[from].head, tokens[from].dep);
            let mut changes = under_the_last(sentence, group.clone());
            changes.push((last, if head == from { last } else { head }, dep));
            let joined: String = (first..last).map(|i| &*tokens[i].lower).collect();
            let lemma = format!("{joined}{}", tokens[last].lemma);
            let (tag, pos) = (tokens[last].tag, tokens[last].pos);
            let verb = pos == Pos::Verb && tokens[first].text.len() <= 5;
            let hyphens: Vec<usize> = group.clone().filter(|&i| &*tokens[i].text == "-").collect();
            let sentence = sentence.to_mut();
            sentence.reattach(&changes);
            for index in hyphens {
                sentence.retag(index, Tag::Hyph, Pos::Punct, "-");
            }
            if verb {
                sentence.retag(last, tag, pos, &lemma);
            }
        }
        hyphen = last + 1;
    }
}

/// Hangs the parts of one word, and what hangs on them, on its last part.
fn under_the_last(sentence: &Sentence, group: RangeInclusive<usize>) -> Vec<(usize, usize, Dep)> {
    let tokens = sentence.tokens();
    let last = *group.end();
    let mut changes = Vec::new();
    for index in group.clone() {
        let outside = sentence.children(index).filter(|child| !group.contains(child));
        changes.extend(outside.map(|child| (child, last, tokens[child].dep)));
        if index != last {
            let dep = if &*tokens[index].text == "-" { Dep::Punct } else { Dep::Compound };
            changes.push((index, last, dep));
        }
    }
    changes
}

/// Gives a token another lemma and leaves its tags.
fn relemma(sentence: &mut Cow<Sentence>, index: usize, lemma: &str) {
    let (tag, pos) = (sentence.tokens()[index].tag, sentence.tokens()[index].pos);
    sentence.to_mut().retag(index, tag, pos, lemma);
}

/// "wades" is a form of "wade", not of "wad": "-es" follows only hissing sounds, "o" and "y".
pub(super) fn third_person_lemmas(sentence: &mut Cow<Sentence>) {
    for index in 0..sentence.len() {
        let token = &sentence.tokens()[index];
        if token.tag != Tag::Vbz || !token.lower.ends_with("es") || !token.lower.is_ascii() {
            continue;
        }
        let stem = &token.lower[..token.lower.len() - 2];
        let hisses = stem.ends_with(['s', 'x', 'z', 'o', 'i']) || stem.ends_with("ch") || stem.ends_with("sh");
        if stem == &*token.lemma && !hisses && stem.len() > 1 {
            let lemma = format!("{stem}e");
            relemma(sentence, index, &lemma);
        }
    }
}

/// "it’s", "they’re": with the curly apostrophe too, the short form is one of "be" or "have".
pub(super) fn short_forms(sentence: &mut Cow<Sentence>) {
    for index in 0..sentence.len() {
        let token = &sentence.tokens()[index];
        let lemma = match &*token.lower {
            "’s" | "'s" if token.tag == Tag::Vbz => "be",
            "’re" | "’m" => "be",
            "’ve" => "have",
            _ => continue,
        };
        if &*token.lemma != lemma && !matches!(&*token.lemma, "be" | "have" | "do") {
            relemma(sentence, index, lemma);
        }
    }
}

/// "fined" is a form of "fine", not of "fin": a short verb that ends in one vowel and one consonant doubles it.
pub(super) fn doubled_consonants(sentence: &mut Cow<Sentence>) {
    for index in 0..sentence.len() {
        let token = &sentence.tokens()[index];
        let ending = match token.tag {
            Tag::Vbd | Tag::Vbn => "ed",
            Tag::Vbg => "ing",
            _ => continue,
        };
        let Some(stem) = token.lower.strip_suffix(ending) else { continue };
        if stem == &*token.lemma && must_double(stem) {
            let lemma = format!("{stem}e");
            relemma(sentence, index, &lemma);
        }
    }
}

/// Whether a verb of this form would double its last letter before "-ed": one vowel, then one consonant.
fn must_double(stem: &str) -> bool {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let bytes = stem.as_bytes();
    let Some((&last, rest)) = bytes.split_last() else { return false };
    let Some((&middle, start)) = rest.split_last() else { return false };
    let consonant = !vowel(last) && !matches!(last, b'w' | b'x' | b'y');
    consonant && vowel(middle) && !start.is_empty() && start.iter().all(|&b| !vowel(b) && b != b'y')
}

/// The verb of a form in "-ing" that was read as a noun.
pub(super) fn lemma_of_gerund(lower: &str, words: &Words) -> String {
    let stem = lower.strip_suffix("ing").unwrap_or(lower);
    let with_e = format!("{stem}e");
    if words.verb(stem) != Classes::NONE {
        return stem.to_owned();
    }
    let bytes = stem.as_bytes();
    let doubled = bytes.len() > 2 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    if doubled && !matches!(bytes[bytes.len() - 1], b'l' | b's' | b'z' | b'f') {
        return stem[..stem.len() - 1].to_owned();
    }
    let silent = matches!(bytes.last(), Some(b'c' | b'v' | b'u' | b'z')) || (stem.ends_with("at") && stem.len() > 3);
    if words.verb(&with_e) != Classes::NONE || must_double(stem) || silent { with_e } else { stem.to_owned() }
}

/// "son-in-law": one word for family, whatever the tree makes of its parts.
pub(super) fn in_law(sentence: &mut Cow<Sentence>) {
    for law in 4..sentence.len() {
        let tokens = sentence.tokens();
        let parts = [&*tokens[law - 3].text, &*tokens[law - 2].lower, &*tokens[law - 1].text, &*tokens[law].lower];
        if parts != ["-", "in", "-", "law"] {
            continue;
        }
        let first = law - 4;
        let group = first..=law;
        let Some(from) = group.clone().find(|&i| !group.contains(&tokens[i].head) || tokens[i].head == i) else {
            continue;
        };
        let above = if tokens[from].head == from { law } else { tokens[from].head };
        let mut changes = under_the_last(sentence, group);
        changes.push((law, above, tokens[from].dep));
        let lemma = format!("{}-in-law", tokens[first].lemma);
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(law, Tag::Nn, Pos::Noun, &lemma);
    }
}
