//! The words of a relation: the verb group, the auxiliaries it shares, the verbs that only colour it, its adverbs.

use crate::clause::model::{Clause, Clauses, Link, SubjectFrom};
use crate::clause::phrase::whole;
use crate::clause::predicate::{auxiliaries, shares_form, verb_group};
use crate::syntax::{Dep, Sentence, Tag};

/// How many verbs may stand over one another in a relation: "was said to have tried to begin to …".
const MOST_VERBS: usize = 6;

/// The tokens of a clause's relation, left to right.
pub(super) fn of(sentence: &Sentence, clauses: &Clauses, clause: &Clause) -> Vec<usize> {
    let mut group = verb_group(sentence, clause.predicate);
    if shares_form(sentence, clause.predicate) {
        group.extend(auxiliaries(sentence, clause.predicate));
    }
    colouring_verbs(sentence, clauses, clause, &mut group);
    group.extend(adverbs(sentence, clause.predicate, &group));
    group.sort_unstable();
    group.dedup();
    group
}

/// Adds the verbs above that the clause is an infinitive or gerund of, with the objects between.
fn colouring_verbs(sentence: &Sentence, clauses: &Clauses, clause: &Clause, group: &mut Vec<usize>) {
    let mut at = clause;
    for _ in 0..MOST_VERBS {
        let Some(governor) = at.governor else { return };
        if let (Link::Gerund(preposition), Some(above)) = (governor.link, clauses.of(governor.token))
            && is_right_after(preposition, above.predicate, at.predicate)
            && at.subject_from == SubjectFrom::Control
        {
            // "is charged with reviewing", "succeeded in opening": one relation.
            group.push(preposition);
            group.extend(verb_group(sentence, above.predicate));
            at = above;
            continue;
        }
        if governor.link != Link::Controlled {
            return;
        }
        if at.subject_from != SubjectFrom::Control {
            return;
        }
        let Some(above) = clauses.of(governor.token) else {
            // "is able to": the adjective and its verb.
            group.push(governor.token);
            group.extend(verb_group(sentence, sentence.tokens()[governor.token].head));
            return;
        };
        // "allowed employees to dress": what they do is not to allow.
        let told_to = above.objects.iter().any(|object| at.subjects.contains(object));
        if above.predicate > at.predicate || told_to {
            return;
        }
        group.extend(verb_group(sentence, above.predicate));
        if !above.objects.is_empty() {
            let between = above.objects.iter().filter(|&&object| object > above.predicate && object < at.predicate);
            group.extend(between.flat_map(|&object| whole(sentence, object)));
            return;
        }
        at = above;
    }
}

/// Adverbs inside the verb group, or right after the verb, each with those that go with it: "more heavily".
fn adverbs(sentence: &Sentence, predicate: usize, group: &[usize]) -> Vec<usize> {
    let tokens = sentence.tokens();
    let single = |c: usize| sentence.children(c).len() == 0;
    let is_adverb = |c: usize| {
        tokens[c].dep == Dep::Advmod
            && tokens[c].tag != Tag::Wrb
            && sentence.children(c).all(|below| tokens[below].dep == Dep::Advmod && single(below))
    };
    let mut found = Vec::new();
    for &verb in group {
        for adverb in sentence.children(verb).filter(|&c| is_adverb(c)) {
            let words = sentence.subtree(adverb);
            let (first, last) = (words[0], words[words.len() - 1]);
            let unbroken = last - first + 1 == words.len();
            let inside = adverb < predicate && group.iter().any(|&g| g == last + 1 || g + 1 == first);
            if unbroken && (inside || (verb == predicate && first == predicate + 1)) {
                found.extend(words);
            }
        }
    }
    found
}

/// Whether a preposition stands between a verb and its gerund with nothing else.
pub(super) fn is_right_after(preposition: usize, verb: usize, gerund: usize) -> bool {
    preposition == verb + 1 && gerund <= preposition + 2
}
