//! The smallest phrase that still names a thing.

use crate::clause::words::{Classes, Words};
use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use super::{is_comma_of_date, is_inner_sign, is_quote, is_time};

/// How many tokens a slot may hold before it is cut back to its core.
const LONGEST: usize = 14;

/// The tokens of the smallest phrase that still names what `head` heads, left to right and without gaps.
///
/// Determiners, adjectives, compounds, possessors and "of" phrases stay, and the first other phrase that is not a
/// time; relative clauses, participles, appositions, conjuncts and further phrases go.
pub(crate) fn smallest(sentence: &Sentence, words: &Words, head: usize) -> Vec<usize> {
    let mut phrase = smallest_of(sentence, words, head);
    let tokens = sentence.tokens();
    // "whose phone" names the phone.
    if phrase.len() > 1 && tokens[phrase[0]].tag == Tag::WpPoss {
        phrase.remove(0);
    }
    let quotes = phrase.iter().filter(|&&i| is_quote(&tokens[i].text)).count();
    let next = phrase.last().map_or(0, |&last| last + 1);
    if quotes % 2 == 1 && tokens.get(next).is_some_and(|token| is_quote(&token.text)) {
        phrase.push(next);
    } else if quotes % 2 == 1 && phrase.len() > 1 && is_quote(&tokens[phrase[0]].text) {
        phrase.remove(0);
    }
    // "the Estate Council (REC" without its bracket
    let open = phrase.iter().rposition(|&i| &*tokens[i].text == "(");
    let closed = phrase.iter().rposition(|&i| &*tokens[i].text == ")");
    match open.filter(|&open| open > 0 && closed < Some(open)) {
        Some(_) if tokens.get(next).is_some_and(|token| &*token.text == ")") => phrase.push(next),
        Some(open) if phrase[open] > head => phrase.truncate(open),
        _ => {}
    }
    phrase
}

fn smallest_of(sentence: &Sentence, words: &Words, head: usize) -> Vec<usize> {
    let cut = |phrases| without_dangling_words(sentence, run_around(head, core(sentence, words, head, phrases)));
    let phrase = cut(Phrases::First);
    if phrase.len() <= LONGEST {
        return phrase;
    }
    let phrase = cut(Phrases::Of);
    if phrase.len() <= LONGEST {
        return phrase;
    }
    cut(Phrases::None)
}

/// Which prepositional phrases stay with their noun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phrases {
    /// "of" phrases and the first other one.
    First,
    /// "of" phrases.
    Of,
    /// None.
    None,
}

fn core(sentence: &Sentence, words: &Words, head: usize, phrases: Phrases) -> Vec<usize> {
    let tokens = sentence.tokens();
    let mut found = vec![head];
    // "U.S. News & World Report" is one name, whatever hangs inside it.
    found.extend(
        sentence
            .entity_at(head)
            // In a headline the recognizer may take the whole sentence for one name.
            .filter(|e| is_title(e.label) && !holds_verb_above(sentence, head, &e.tokens))
            .into_iter()
            .flat_map(|e| e.tokens.clone()),
    );
    let mut first_is_taken = false;
    // Noun phrases nest by "of" as deep as a sentence is long: the stack is explicit.
    let mut open = vec![(head, phrases)];
    while let Some((noun, phrases)) = open.pop() {
        for child in sentence.children(noun) {
            let token = &tokens[child];
            match token.dep {
                // "Russia's" names Russia.
                Dep::Case if noun == head => {}
                Dep::Det
                | Dep::Poss
                | Dep::Nummod
                | Dep::Predet
                | Dep::Quantmod
                | Dep::Case
                | Dep::Compound
                | Dep::Nmod => found.extend(premodifier(sentence, child)),
                // "how serious the envoy was"
                Dep::Amod if sentence.children(child).any(|c| tokens[c].tag == Tag::Wrb) => {}
                Dep::Amod | Dep::Npadvmod if child < noun => found.extend(premodifier(sentence, child)),
                // "nothing wrong"
                Dep::Amod if child == noun + 1 && tokens[noun].lower.ends_with("thing") => found.push(child),
                Dep::Amod | Dep::Npadvmod => {}
                Dep::Advmod if child < noun && !words.word(&token.lower).any(Classes::NEGATOR) => {
                    found.extend(premodifier(sentence, child));
                }
                Dep::Punct if child < noun && (is_inner_sign(&token.text) || is_quote(&token.text)) => {
                    found.push(child);
                }
                Dep::Punct if is_comma_of_date(sentence, child) => found.push(child),
                Dep::Prep if child > noun && phrases != Phrases::None => {
                    let of = &*token.lower == "of";
                    if !of && (phrases == Phrases::Of || first_is_taken || !names(sentence, words, noun, child)) {
                        continue;
                    }
                    let Some(object) = sentence.child(child, Dep::Pobj) else { continue };
                    // "many of whom"
                    if matches!(tokens[object].tag, Tag::Wp | Tag::Wdt) {
                        continue;
                    }
                    first_is_taken |= !of;
                    found.push(child);
                    found.push(object);
                    // "a series of attacks on judges": what is counted keeps its own phrase.
                    let counts = of && words.noun(&tokens[noun].lemma).any(Classes::PARTITIVE_NOUN) && !first_is_taken;
                    let inner = if counts { phrases } else { Phrases::Of };
                    open.push((object, inner));
                    for (joined, between) in joined_inside(sentence, object) {
                        found.extend(between);
                        found.push(joined);
                        open.push((joined, Phrases::Of));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether a name holds the verb that its word hangs on.
fn holds_verb_above(sentence: &Sentence, word: usize, name: &std::ops::Range<usize>) -> bool {
    let above = sentence.tokens()[word].head;
    name.contains(&above) && sentence.tokens()[above].pos == Pos::Verb
}

/// Whether names of this type may hold "and" and other small words.
fn is_title(label: EntityLabel) -> bool {
    use EntityLabel::{Event, Facility, Law, Organization, Product, WorkOfArt};
    matches!(label, Organization | WorkOfArt | Law | Event | Facility | Product)
}

/// The nouns joined to one inside a phrase, each with its conjunction and commas: "the ministers of Poland and Latvia".
fn joined_inside(sentence: &Sentence, noun: usize) -> Vec<(usize, Vec<usize>)> {
    let tokens = sentence.tokens();
    let mut found = Vec::new();
    let mut at = noun;
    while let Some(next) = sentence
        .children(at)
        .find(|&c| tokens[c].dep == Dep::Conj && c > at && matches!(tokens[c].pos, Pos::Noun | Pos::Propn | Pos::Pron))
    {
        let between =
            sentence.children(at).filter(|&c| c > at && c < next && matches!(tokens[c].dep, Dep::Cc | Dep::Punct));
        found.push((next, between.collect()));
        at = next;
        if found.len() > 4 {
            break;
        }
    }
    found
}

/// A modifier before the noun with all that hangs on it, less clauses and conjunct sentences.
fn premodifier(sentence: &Sentence, index: usize) -> Vec<usize> {
    let tokens = sentence.tokens();
    let mut found = vec![index];
    let mut next = 0;
    while next < found.len() {
        for child in sentence.children(found[next]) {
            if !matches!(tokens[child].dep, Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Appos) {
                found.push(child);
            }
        }
        next += 1;
    }
    found
}

/// Whether a prepositional phrase belongs to the name of what the noun stands for.
fn names(sentence: &Sentence, words: &Words, noun: usize, preposition: usize) -> bool {
    let tokens = sentence.tokens();
    let named_person = |i: usize| sentence.entity_at(i).is_some_and(|e| e.label == EntityLabel::Person);
    if tokens[noun].pos == Pos::Pron || named_person(noun) {
        return false;
    }
    // What stands between the noun and its phrase would be taken into the span.
    let gap = (noun + 1..preposition).any(|i| tokens[i].dep == Dep::Punct || tokens[i].pos == Pos::Verb);
    let Some(object) = sentence.child(preposition, Dep::Pobj) else { return false };
    let excluded = matches!(
        &*tokens[preposition].lower,
        "including"
            | "like"
            | "as"
            | "than"
            | "such"
            | "despite"
            | "during"
            | "since"
            | "until"
            | "after"
            | "before"
            | "because"
            | "except"
            | "besides"
            | "due"
            | "following"
            | "without"
            | "via"
            | "amid"
            | "according"
            | "by"
    );
    !gap && !excluded && !is_time(sentence, words, object) && tokens[object].tag != Tag::Wdt
}

/// The unbroken run of tokens around the head: what a slice of the text can show without what was left out.
fn run_around(head: usize, mut tokens: Vec<usize>) -> Vec<usize> {
    tokens.sort_unstable();
    tokens.dedup();
    let at = tokens.binary_search(&head).unwrap_or(0);
    let mut first = at;
    while first > 0 && tokens[first - 1] + 1 == tokens[first] {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < tokens.len() && tokens[last] + 1 == tokens[last + 1] {
        last += 1;
    }
    tokens[first..=last].to_vec()
}

/// The phrase without a hyphen at its start or prepositions at its end that a gap has parted from their words.
fn without_dangling_words(sentence: &Sentence, mut phrase: Vec<usize>) -> Vec<usize> {
    if phrase.len() > 1 && matches!(&*sentence.tokens()[phrase[0]].text, "-" | "–") {
        phrase.remove(0);
    }
    while phrase.len() > 1 && phrase.last().is_some_and(|&last| sentence.tokens()[last].dep == Dep::Prep) {
        phrase.pop();
    }
    phrase
}
