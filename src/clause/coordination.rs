//! Coordination of noun phrases: "Russia and Iran", "neither the firm nor its owner".

use crate::syntax::{Dep, Pos, Sentence, Tag};

/// How many conjuncts are followed; a longer list is cut here.
const MOST_CONJUNCTS: usize = 32;

/// A noun phrase's head and the heads of those joined to it, left to right.
pub(crate) fn conjuncts(sentence: &Sentence, head: usize) -> Vec<usize> {
    let tokens = sentence.tokens();
    let mut found = vec![head];
    let mut next = 0;
    while next < found.len() && found.len() < MOST_CONJUNCTS {
        for child in sentence.children(found[next]) {
            let token = &tokens[child];
            let one_name = sentence.entity_at(child).is_some_and(|entity| entity.tokens.contains(&found[next]));
            if token.dep == Dep::Conj
                && is_nominal(sentence, child)
                && !one_name
                && !is_set_against(sentence, child)
                && found.len() < MOST_CONJUNCTS
            {
                found.push(child);
            }
        }
        next += 1;
    }
    found.sort_unstable();
    found
}

/// Whether a conjunct is named only to say that it is not meant: "a ship rather than a boat", "a ship, not a boat".
fn is_set_against(sentence: &Sentence, conjunct: usize) -> bool {
    let tokens = sentence.tokens();
    let first = sentence.subtree(conjunct)[0];
    let before = |back: usize| first.checked_sub(back).map_or("", |i| &*tokens[i].lower);

    let not = before(1) == "not" || &*tokens[first].lower == "not";
    not || (before(1) == "than" && before(2) == "rather")
}

/// Whether a token can head a noun phrase.
pub(crate) fn is_nominal(sentence: &Sentence, index: usize) -> bool {
    let token = &sentence.tokens()[index];
    matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Sym | Pos::X)
        || matches!(token.tag, Tag::Dt | Tag::Cd | Tag::Dollar)
        || (token.pos == Pos::Adj && sentence.child(index, Dep::Det).is_some())
}

/// The first of the noun phrases that `head` is joined to.
pub(crate) fn first_conjunct(sentence: &Sentence, head: usize) -> usize {
    let tokens = sentence.tokens();
    let mut index = head;
    for _ in 0..tokens.len() {
        if tokens[index].dep != Dep::Conj || !is_nominal(sentence, tokens[index].head) {
            break;
        }
        index = tokens[index].head;
    }
    index
}
