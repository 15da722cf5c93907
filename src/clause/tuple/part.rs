//! What follows the verb of a tuple: objects, recipients, phrases, times and clauses.

use crate::clause::find::has_to;
use crate::clause::model::{Clause, Clauses};
use crate::clause::phrase::{whole, with_quotation_marks};
use crate::clause::subject;
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// One argument: the words that lead to it and its own.
pub(super) struct Part {
    pub lead: Vec<usize>,
    pub body: Vec<usize>,
    pub kind: PartKind,
}

/// What an argument is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    Object,
    Recipient,
    Phrase,
    Time,
    Clause,
    Purpose,
}

/// The arguments of a clause besides its subject, in the order of the sentence.
pub(super) fn parts(sentence: &Sentence, clauses: &Clauses, clause: &Clause) -> Vec<Part> {
    let tokens = sentence.tokens();
    let mut parts = Vec::new();
    let mut add = |lead: Vec<usize>, body: Vec<usize>, kind| {
        let body = tidied(sentence, body);
        if !body.is_empty() {
            parts.push(Part { lead, body, kind });
        }
    };
    for &object in clause.objects.iter().chain(&clause.attributes) {
        add(Vec::new(), whole_or_adjective(sentence, object), PartKind::Object);
    }
    for &recipient in &clause.recipients {
        add(Vec::new(), whole(sentence, recipient), PartKind::Recipient);
    }
    let by = sentence.child(clause.predicate, Dep::Agent);
    for &agent in &clause.agents {
        add(vec![by.unwrap_or(tokens[agent].head)], whole(sentence, agent), PartKind::Phrase);
    }
    for oblique in clause.obliques.iter().filter(|oblique| &*tokens[oblique.preposition[0]].lower != "according") {
        for &object in &oblique.objects {
            add(lead(sentence, clause, &oblique.preposition), whole(sentence, object), PartKind::Phrase);
        }
    }
    for &adverbial in &clause.adverbials {
        add(Vec::new(), whole(sentence, adverbial), PartKind::Time);
    }
    for child in sentence.children(clause.predicate) {
        match tokens[child].dep {
            Dep::Ccomp if clauses.of(child).is_some() => add(Vec::new(), sentence.subtree(child), PartKind::Clause),
            Dep::Xcomp if child > clause.predicate => add(Vec::new(), sentence.subtree(child), PartKind::Clause),
            Dep::Advcl if child > clause.predicate && has_to(sentence, child) => {
                add(Vec::new(), sentence.subtree(child), PartKind::Purpose);
            }
            Dep::Prep => {
                let gerund = sentence.child(child, Dep::Pcomp).filter(|&g| subject::own(sentence, g).is_none());
                if let Some(gerund) = gerund {
                    add(vec![child], sentence.subtree(gerund), PartKind::Clause);
                }
            }
            _ => {}
        }
    }
    parts.sort_by_key(|part| part.body[0]);
    parts
}

/// The words that lead to a phrase: its preposition, with the adverb this hangs on ("close to", "together with").
fn lead(sentence: &Sentence, clause: &Clause, preposition: &[usize]) -> Vec<usize> {
    let tokens = sentence.tokens();
    let above = tokens[preposition[0]].head;
    let adverb = above != clause.predicate && above + 1 == preposition[0] && tokens[above].dep == Dep::Advmod;
    adverb.then_some(above).into_iter().chain(preposition.iter().copied()).collect()
}

/// An attribute: a noun phrase, or an adjective with its adverbs and conjuncts.
fn whole_or_adjective(sentence: &Sentence, index: usize) -> Vec<usize> {
    let tokens = sentence.tokens();
    if tokens[index].pos != Pos::Adj {
        return whole(sentence, index);
    }
    let modifiers = sentence
        .children(index)
        .filter(|&c| matches!(tokens[c].dep, Dep::Advmod | Dep::Npadvmod | Dep::Neg | Dep::Conj | Dep::Cc));
    let mut found: Vec<usize> = modifiers.flat_map(|c| sentence.subtree(c)).chain([index]).collect();
    found.sort_unstable();
    found
}

/// The tokens less the punctuation at both ends, but with the marks of a quotation that is there in full.
pub(super) fn tidied(sentence: &Sentence, tokens: Vec<usize>) -> Vec<usize> {
    with_quotation_marks(sentence, without_edge_punctuation(sentence, tokens))
}

/// The tokens less the punctuation at both ends.
fn without_edge_punctuation(sentence: &Sentence, mut tokens: Vec<usize>) -> Vec<usize> {
    let all = sentence.tokens();
    let edge = |i: &usize| all[*i].dep == Dep::Punct && all[*i].tag != Tag::Dollar;
    while tokens.last().is_some_and(edge) {
        tokens.pop();
    }
    let first = tokens.iter().position(|i| !edge(i)).unwrap_or(tokens.len());
    tokens.split_off(first)
}
