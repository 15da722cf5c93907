//! Words that the tokenizer parts or the lemmatizer misreads.

use std::borrow::Cow;

use crate::syntax::{Dep, Pos, Sentence, Tag};

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
            let mut changes: Vec<(usize, usize, Dep)> = Vec::new();
            for index in group.clone() {
                for child in sentence.children(index).filter(|child| !group.contains(child)) {
                    changes.push((child, last, tokens[child].dep));
                }
                if index != last {
                    let dep = if &*tokens[index].text == "-" { Dep::Punct } else { Dep::Compound };
                    changes.push((index, last, dep));
                }
            }
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
            let (tag, pos) = (token.tag, token.pos);
            sentence.to_mut().retag(index, tag, pos, &lemma);
        }
    }
}

/// "staged" is a form of "stage", not of "stag": a short stem of one vowel and one consonant doubles the consonant
/// before "-ed" and "-ing".
pub(super) fn undoubled_lemmas(sentence: &mut Cow<Sentence>) {
    let vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    for index in 0..sentence.len() {
        let token = &sentence.tokens()[index];
        let suffix = match token.tag {
            Tag::Vbd | Tag::Vbn => "ed",
            Tag::Vbg => "ing",
            _ => continue,
        };
        let Some(stem) = token.lower.strip_suffix(suffix).filter(|stem| *stem == &*token.lemma) else { continue };
        let bytes = stem.as_bytes();
        let Some(vowels) = bytes.len().checked_sub(2) else { continue };
        let doubles = !vowel(bytes[vowels + 1])
            && !matches!(bytes[vowels + 1], b'w' | b'x')
            && vowel(bytes[vowels])
            && !bytes[..vowels].iter().copied().any(vowel);
        if doubles && vowels > 0 && stem.is_ascii() {
            let lemma = format!("{stem}e");
            let (tag, pos) = (token.tag, token.pos);
            sentence.to_mut().retag(index, tag, pos, &lemma);
        }
    }
}
