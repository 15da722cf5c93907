//! Clauses to Open IE tuples: whole noun phrases in the sentence's own words and order.
//!
//! With all arguments together a clause gives one tuple for each subject and object; apart, it gives one for each
//! argument, the complements before it folded into the relation. Both forms are what users of Open IE expect; the
//! tighter slots of statements are left to `proposition`.

use crate::syntax::{Dep, Pos, Sentence, Tag};

use super::argument::is_relative_pronoun;
use super::model::{Clause, Clauses, Link, SubjectFrom};
use super::phrase::whole;
use super::predicate::{auxiliaries, shares_form, verb_group};
use super::words::{Classes, Words};

/// How many tuples one clause may give.
const MOST_PER_CLAUSE: usize = 32;

/// Two arguments and the relation between them, as tokens of the sentence, left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple {
    /// The first argument.
    pub first: Vec<usize>,
    /// The relation.
    pub relation: Vec<usize>,
    /// The second argument, with all further ones where they are kept together.
    pub second: Vec<usize>,
    /// The predicate that it was made from.
    pub predicate: usize,
    /// How likely it is right, from 0 to 1.
    pub confidence: f64,
}

/// One argument after the verb: the words that lead to it, its own, and whether it may stand alone.
struct Part {
    lead: Vec<usize>,
    body: Vec<usize>,
    kind: PartKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PartKind {
    Object,
    Recipient,
    Phrase,
    Time,
    Clause,
}

/// Makes the tuples of a sentence; `together` keeps all arguments of a clause in one.
pub(crate) fn tuples(sentence: &Sentence, words: &Words, clauses: &Clauses, together: bool) -> Vec<Tuple> {
    let mut found: Vec<Tuple> = Vec::new();
    for clause in clauses.all() {
        let subjects = spoken_subjects(sentence, clause);
        if subjects.is_empty() {
            continue;
        }
        let before = found.len();
        for subject in subjects {
            let relation = relation(sentence, clauses, clause);
            if together {
                n_ary(sentence, clauses, clause, &subject, &relation, &mut found);
            } else {
                binary(sentence, words, clauses, clause, &subject, &relation, &mut found);
            }
            if found.len() - before > MOST_PER_CLAUSE {
                found.truncate(before + MOST_PER_CLAUSE);
                break;
            }
        }
    }
    let mut kept: Vec<Tuple> = Vec::with_capacity(found.len());
    for tuple in found {
        let same = |other: &Tuple| {
            other.first == tuple.first && other.relation == tuple.relation && other.second == tuple.second
        };
        if !tuple.first.is_empty() && !tuple.relation.is_empty() && !tuple.second.is_empty() && !kept.iter().any(same) {
            kept.push(tuple);
        }
    }
    kept
}

/// The subjects as whole phrases.
fn spoken_subjects(sentence: &Sentence, clause: &Clause) -> Vec<Vec<usize>> {
    let subjects = match clause.subject_from {
        SubjectFrom::Existential => return there(sentence, clause),
        SubjectFrom::Nowhere => return Vec::new(),
        _ => &clause.subjects,
    };
    subjects
        .iter()
        .filter(|&&s| !is_relative_pronoun(sentence, s))
        .map(|&s| without_edge_punctuation(sentence, whole(sentence, s)))
        .collect()
}

/// "There" itself stands as the first argument.
fn there(sentence: &Sentence, clause: &Clause) -> Vec<Vec<usize>> {
    sentence.child(clause.predicate, Dep::Expl).map(|there| vec![vec![there]]).unwrap_or_default()
}

/// The verb group with the auxiliaries it shares and the verbs that only colour it.
fn relation(sentence: &Sentence, clauses: &Clauses, clause: &Clause) -> Vec<usize> {
    let mut group = verb_group(sentence, clause.predicate);
    if shares_form(sentence, clause.predicate) {
        group.extend(auxiliaries(sentence, clause.predicate));
    }
    let mut at = clause;
    for _ in 0..6 {
        let Some(governor) = at.governor.filter(|g| g.link == Link::Controlled) else { break };
        if at.subject_from != SubjectFrom::Control {
            break;
        }
        match clauses.of(governor.token) {
            Some(above) if above.objects.is_empty() && above.predicate < at.predicate => {
                group.extend(verb_group(sentence, above.predicate));
                at = above;
            }
            Some(above) if above.predicate < at.predicate => {
                group.extend(verb_group(sentence, above.predicate));
                for &object in &above.objects {
                    if object > above.predicate && object < at.predicate && !at.subjects.contains(&object) {
                        group.extend(whole(sentence, object));
                    }
                }
                break;
            }
            Some(_) => break,
            None => {
                let verb = sentence.tokens()[governor.token].head;
                group.push(governor.token);
                group.extend(verb_group(sentence, verb));
                break;
            }
        }
    }
    group.sort_unstable();
    group.dedup();
    group
}

/// What follows the verb, in the order of the sentence.
fn parts(sentence: &Sentence, clauses: &Clauses, clause: &Clause) -> Vec<Part> {
    let tokens = sentence.tokens();
    let mut parts = Vec::new();
    let mut add = |lead: Vec<usize>, body: Vec<usize>, kind| {
        let body = without_edge_punctuation(sentence, body);
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
    if let Some(agent) = sentence.child(clause.predicate, Dep::Agent) {
        for &object in &clause.agents {
            add(vec![agent], whole(sentence, object), PartKind::Phrase);
        }
    } else if clause.passive {
        for &object in &clause.agents {
            add(vec![tokens[object].head], whole(sentence, object), PartKind::Phrase);
        }
    }
    for oblique in &clause.obliques {
        if matches!(&*tokens[oblique.preposition[0]].lower, "according") {
            continue;
        }
        for &object in &oblique.objects {
            add(oblique.preposition.clone(), whole(sentence, object), PartKind::Phrase);
        }
    }
    for &adverbial in &clause.adverbials {
        add(Vec::new(), whole(sentence, adverbial), PartKind::Time);
    }
    for child in sentence.children(clause.predicate) {
        let after = child > clause.predicate;
        match tokens[child].dep {
            Dep::Ccomp if after && clauses.of(child).is_some() => {
                add(Vec::new(), sentence.subtree(child), PartKind::Clause);
            }
            Dep::Xcomp if after => add(Vec::new(), sentence.subtree(child), PartKind::Clause),
            Dep::Prep => {
                if let Some(gerund) = sentence.child(child, Dep::Pcomp) {
                    add(vec![child], sentence.subtree(gerund), PartKind::Clause);
                }
            }
            _ => {}
        }
    }
    parts.sort_by_key(|part| part.body[0]);
    parts
}

/// An attribute: a noun phrase, or an adjective with its adverbs.
fn whole_or_adjective(sentence: &Sentence, index: usize) -> Vec<usize> {
    if sentence.tokens()[index].pos != Pos::Adj {
        return whole(sentence, index);
    }
    let mut found = vec![index];
    for child in sentence.children(index) {
        if matches!(sentence.tokens()[child].dep, Dep::Advmod | Dep::Npadvmod | Dep::Neg) {
            found.extend(sentence.subtree(child));
        }
        if matches!(sentence.tokens()[child].dep, Dep::Conj | Dep::Cc) {
            found.extend(sentence.subtree(child));
        }
    }
    found.sort_unstable();
    found
}

fn n_ary(
    sentence: &Sentence,
    clauses: &Clauses,
    clause: &Clause,
    subject: &[usize],
    relation: &[usize],
    found: &mut Vec<Tuple>,
) {
    let parts = parts(sentence, clauses, clause);
    let rest: Vec<usize> = parts
        .iter()
        .filter(|part| part.kind != PartKind::Object)
        .flat_map(|part| part.lead.iter().chain(&part.body).copied())
        .collect();
    let objects: Vec<&Part> = parts.iter().filter(|part| part.kind == PartKind::Object).collect();
    let mut push = |object: &[usize]| {
        let mut second: Vec<usize> = object.iter().chain(&rest).copied().collect();
        second.sort_unstable();
        second.dedup();
        second.retain(|i| !relation.contains(i) && !is_mark(sentence, *i));
        let confidence = confidence(sentence, clause, &second);
        found.push(Tuple {
            first: subject.to_vec(),
            relation: relation.to_vec(),
            second,
            predicate: clause.predicate,
            confidence,
        });
    };
    if objects.is_empty() {
        push(&[]);
    }
    for object in objects {
        push(&object.body);
    }
}

fn binary(
    sentence: &Sentence,
    words: &Words,
    clauses: &Clauses,
    clause: &Clause,
    subject: &[usize],
    relation: &[usize],
    found: &mut Vec<Tuple>,
) {
    let parts = parts(sentence, clauses, clause);
    let mut folded: Vec<usize> = relation.to_vec();
    for part in parts.iter().filter(|part| part.kind == PartKind::Recipient) {
        folded.extend(&part.body);
    }
    let first_object = parts.iter().find(|part| part.kind == PartKind::Object && part.body[0] > clause.predicate);
    let mut push = |relation: Vec<usize>, second: Vec<usize>, factor: f64| {
        let mut relation = relation;
        relation.sort_unstable();
        relation.dedup();
        let confidence = confidence(sentence, clause, &second) * factor;
        found.push(Tuple { first: subject.to_vec(), relation, second, predicate: clause.predicate, confidence });
    };
    for part in parts.iter().filter(|part| part.kind == PartKind::Object) {
        push(folded.clone(), part.body.clone(), 1.0);
    }
    let mut base = folded.clone();
    if let Some(object) = first_object {
        base.extend(bare(sentence, &object.body));
    }
    for part in &parts {
        match part.kind {
            PartKind::Phrase | PartKind::Time => {
                let mut relation = base.clone();
                relation.extend(&part.lead);
                push(relation, part.body.clone(), 0.95);
            }
            PartKind::Clause if part.lead.is_empty() => {
                if words
                    .verb(&sentence.tokens()[clause.predicate].lemma)
                    .any(Classes::REPORTING | Classes::CLAIMING | Classes::FINDING | Classes::DENYING)
                {
                    push(folded.clone(), part.body.clone(), 0.9);
                }
            }
            _ => {}
        }
    }
}

/// A noun phrase without its prepositional phrases, to be folded into a relation.
fn bare(sentence: &Sentence, phrase: &[usize]) -> Vec<usize> {
    let tokens = sentence.tokens();
    let end = phrase.iter().position(|&i| tokens[i].dep == Dep::Prep).unwrap_or(phrase.len());
    phrase[..end.max(1)].to_vec()
}

fn is_mark(sentence: &Sentence, index: usize) -> bool {
    let token = &sentence.tokens()[index];
    token.dep == Dep::Punct && !matches!(&*token.text, "$" | "%" | "-" | "'")
}

fn without_edge_punctuation(sentence: &Sentence, mut tokens: Vec<usize>) -> Vec<usize> {
    let all = sentence.tokens();
    let edge = |i: &usize| all[*i].dep == Dep::Punct && all[*i].tag != Tag::Dollar;
    while tokens.last().is_some_and(&edge) {
        tokens.pop();
    }
    let first = tokens.iter().position(|i| !edge(i)).unwrap_or(tokens.len());
    tokens.split_off(first)
}

fn confidence(sentence: &Sentence, clause: &Clause, second: &[usize]) -> f64 {
    let base = super::confidence::of(sentence, clause, second.is_empty());
    let long = if second.len() > 20 { 0.05 } else { 0.0 };
    base - long
}
