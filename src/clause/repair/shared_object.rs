//! An object that two verbs share behind the second: "X authorized, and Y ran, operations".

use std::borrow::Cow;

use crate::syntax::{Dep, Pos, Sentence, Tag};

/// "Putin authorized, and his services conducted, operations": a noun cannot be joined to a verb, so it is the subject
/// of the participle behind it, and what stands behind the second comma is what both verbs are about.
pub(super) fn object_behind_two_verbs(sentence: &mut Cow<Sentence>) {
    for first in 0..sentence.len() {
        let tokens = sentence.tokens();
        let comma = |i: usize| tokens.get(i).is_some_and(|token| &*token.text == ",");
        if tokens[first].pos != Pos::Verb || !comma(first + 1) {
            continue;
        }
        let subject = sentence
            .child(first, Dep::Conj)
            .filter(|&noun| noun > first && matches!(tokens[noun].pos, Pos::Noun | Pos::Propn | Pos::Pron));
        let Some(subject) = subject else { continue };
        let second = sentence
            .children(subject)
            .find(|&c| tokens[c].dep == Dep::Acl && matches!(tokens[c].tag, Tag::Vbn | Tag::Vbd) && comma(c + 1));
        let Some(second) = second else { continue };
        let behind = |noun: usize, dep: Dep| sentence.children(noun).find(|&c| c > second && tokens[c].dep == dep);
        let Some(object) = behind(subject, Dep::Appos).or(behind(first, Dep::Dobj)) else { continue };
        let lemma = tokens[second].lemma.to_string();
        let changes = [(second, first, Dep::Conj), (subject, second, Dep::Nsubj), (object, second, Dep::Dobj)];
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(second, Tag::Vbd, Pos::Verb, &lemma);
    }
}
