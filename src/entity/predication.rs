//! What a text says that somebody is: "Derkach is a Ukrainian lawmaker", "Proofpoint was a security company".
//!
//! In come grouped names, out go their roles and the nouns that they may be spoken of by later on. The predicate stays a
//! thing of its own: a statement has it as its target.

use rustc_hash::FxHashSet;

use super::apposition;
use super::draft::Draft;
use super::mention::{Form, Number};
use crate::syntax::{Dep, Sentence};

/// Describes names by their predicates; gives the noun phrases back that only do so.
pub(super) fn describe(draft: &mut Draft<'_>) -> FxHashSet<u32> {
    let mut predicates = FxHashSet::default();
    for phrase in 0..draft.mentions.len() as u32 {
        let found = &draft.mentions[phrase as usize];
        let nominal = matches!(found.form, Form::Definite | Form::Indefinite) && found.number == Number::Singular;
        if !nominal || draft.assigned[phrase as usize].is_some() {
            continue;
        }
        let Some(subject) = subject(draft.sentence(phrase), found.head as usize) else { continue };
        let Some(name) = draft.mention_at(found.sentence, subject) else { continue };
        if draft.mentions[name as usize].form != Form::Name || !apposition::compatible(draft, name, phrase) {
            continue;
        }
        let Some(cluster) = draft.cluster_of(name) else { continue };
        apposition::describe(draft, cluster, phrase);
        predicates.insert(phrase);
    }
    predicates
}

/// The subject of which a noun is said, without "not" and without "would".
fn subject(sentence: &Sentence, noun: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let verb = tokens[noun].head;
    if tokens[noun].dep != Dep::Attr || !matches!(&*tokens[verb].lower, "is" | "was" | "’s" | "'s") {
        return None;
    }
    let turned = |child: usize| matches!(tokens[child].dep, Dep::Neg | Dep::Aux | Dep::Mark);
    if sentence.children(verb).any(turned) {
        return None;
    }
    sentence.child(verb, Dep::Nsubj).filter(|&subject| subject < noun)
}
