//! What nouns tell without a verb: "Cashel Byron, a prizefighter".

use crate::clause::phrase::whole;
use crate::syntax::{Dep, Pos, Sentence, Tag};

use super::Tuple;
use super::part::without_edge_punctuation;

/// Adds a tuple for every apposition that a comma, dash or bracket sets off.
pub(super) fn appositions(sentence: &Sentence, found: &mut Vec<Tuple>) {
    let tokens = sentence.tokens();
    for index in 0..sentence.len() {
        let head = tokens[index].head;
        if tokens[index].dep != Dep::Appos || tokens[head].pos == Pos::Num || head > index {
            continue;
        }
        let mark = (head + 1..index).find(|&i| matches!(&*tokens[i].text, "," | "(" | "-" | "–" | "—"));
        let Some(mark) = mark else { continue };
        let first: Vec<usize> = whole(sentence, head).into_iter().filter(|&i| i < mark).collect();
        let second = without_edge_punctuation(sentence, whole(sentence, index));
        if second.len() > 1 {
            found.push(Tuple {
                first,
                relation: Vec::new(),
                implied: Some(being(sentence, head)),
                second,
                confidence: crate::clause::confidence::APPOSITION,
            });
        }
    }
}

/// The form of "be" that agrees with a noun in number; what an apposition says holds whatever the verb's tense.
fn being(sentence: &Sentence, noun: usize) -> &'static str {
    let plural =
        matches!(sentence.tokens()[noun].tag, Tag::Nns | Tag::Nnps) || sentence.child(noun, Dep::Conj).is_some();
    if plural { "are" } else { "is" }
}
