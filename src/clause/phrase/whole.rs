//! The whole noun phrase, as Open IE counts it.

use crate::syntax::{Dep, Sentence};

use super::{is_comma_inside, is_inner_sign, is_quote};

/// The tokens of the whole noun phrase: with all its prepositional phrases and what is joined
/// inside these, without clauses, appositions and its own conjuncts.
pub(crate) fn whole(sentence: &Sentence, head: usize) -> Vec<usize> {
    let tokens = sentence.tokens();
    let mut found = vec![head];
    let mut next = 0;
    while next < found.len() {
        let index = found[next];
        for child in sentence.children(index) {
            let token = &tokens[child];
            let in_phrase = matches!(tokens[index].dep, Dep::Prep | Dep::Agent) && index != head;
            let dropped = match token.dep {
                // "Tampa, Florida" is one place, "November 12, 1960" one day.
                Dep::Appos => !is_comma_inside(sentence, child.saturating_sub(1)),
                Dep::Relcl | Dep::Advcl | Dep::Parataxis => true,
                Dep::Acl => true,
                Dep::Conj | Dep::Cc | Dep::Preconj => index == head,
                Dep::Punct if is_quote(&token.text) => true,
                Dep::Punct if is_comma_inside(sentence, child) => false,
                Dep::Punct => index == head && !is_inner_sign(&token.text),
                Dep::Nsubj | Dep::Nsubjpass | Dep::Aux | Dep::Mark | Dep::Ccomp if index == head => true,
                _ => false,
            };
            if !dropped || (in_phrase && token.dep == Dep::Pcomp) {
                found.push(child);
            }
        }
        next += 1;
    }
    found.sort_unstable();
    without_loose_punctuation(sentence, &mut found);
    found
}

/// Drops commas and brackets beside which a word was left out, those of an apposition, say; and an "and" behind which
/// nothing is left.
fn without_loose_punctuation(sentence: &Sentence, found: &mut Vec<usize>) {
    let tokens = sentence.tokens();
    let kept = std::mem::take(found);
    let has = |index: usize| kept.binary_search(&index).is_ok();
    let is_between_words = |index: usize| index > 0 && has(index - 1) && has(index + 1);
    let is_loose = |index: usize| match tokens[index].dep {
        Dep::Punct => !is_inner_sign(&tokens[index].text) && !is_between_words(index),
        Dep::Cc => !has(index + 1),
        _ => false,
    };
    *found = kept.iter().copied().filter(|&index| !is_loose(index)).collect();
}

/// Adds the quotation marks of every quotation whose words are all there.
pub(crate) fn with_quotation_marks(sentence: &Sentence, mut found: Vec<usize>) -> Vec<usize> {
    let tokens = sentence.tokens();
    let (Some(&first), Some(&last)) = (found.first(), found.last()) else { return found };
    let mut marks = Vec::new();
    let mut open: Option<usize> = None;
    let beside_or_inside = first.saturating_sub(1)..(last + 2).min(tokens.len());
    for index in beside_or_inside.filter(|&index| is_quote(&tokens[index].text)) {
        match open.take() {
            Some(start) if (start + 1..index).all(|i| found.binary_search(&i).is_ok()) => marks.extend([start, index]),
            Some(_) | None => open = Some(index),
        }
    }
    found.extend(marks);
    found.sort_unstable();
    found.dedup();
    found
}
