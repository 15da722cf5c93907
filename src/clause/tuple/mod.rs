//! Clauses to Open IE tuples: whole noun phrases in the sentence's own words and order.
//!
//! With all arguments together a clause gives one tuple; apart, it gives one for each subject and argument, the
//! complements before it folded into the relation. Both forms are what users of Open IE expect; the
//! tighter slots of statements are left to `proposition`.

mod nominal;
mod part;
mod relation;

use crate::syntax::{Dep, Pos, Sentence, Tag};

use super::argument::is_relative_pronoun;
use super::model::{Clause, Clauses, Governor, Link, SubjectFrom};
use super::phrase::whole;
use super::words::{Classes, Words};

use part::{Part, PartKind, tidied};

/// How many tuples one clause may give.
const MOST_PER_CLAUSE: usize = 32;

/// Two arguments and the relation between them, as tokens of the sentence, each left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuple {
    /// The first argument.
    pub first: Vec<usize>,
    /// The relation; the preposition that leads to the second argument stands last, wherever the sentence has it.
    pub relation: Vec<usize>,
    /// The relation where no word of the sentence tells it: "is", for an apposition.
    pub implied: Option<&'static str>,
    /// The second argument, with all further ones where they are kept together.
    pub second: Vec<usize>,
    /// How likely it is right, from 0 to 1.
    pub confidence: f64,
}

/// Makes the tuples of a sentence; `together` keeps all arguments of a clause in one.
pub(crate) fn tuples(sentence: &Sentence, words: &Words, clauses: &Clauses, together: bool) -> Vec<Tuple> {
    let mut found: Vec<Tuple> = Vec::new();
    for clause in clauses.all() {
        let before = found.len();
        let relation = relation::of(sentence, clauses, clause);
        if !asserts(sentence, clauses, clause, &relation) {
            continue;
        }
        let subjects = spoken_subjects(sentence, clause);
        if together {
            if !leaves_it_to_infinitive(sentence, clauses, clause) {
                let subject = joined(sentence, &subjects);
                Maker { sentence, clause, subject: &subject, relation: &relation }.together(clauses, &mut found);
            }
            continue;
        }
        for subject in subjects {
            Maker { sentence, clause, subject: &subject, relation: &relation }.apart(words, clauses, &mut found);
            if found.len() - before > MOST_PER_CLAUSE {
                found.truncate(before + MOST_PER_CLAUSE);
                break;
            }
        }
    }
    nominal::appositions(sentence, &mut found);
    nominal::titles(sentence, words, &mut found);
    let mut kept: Vec<Tuple> = Vec::with_capacity(found.len());
    for tuple in found {
        let same = |other: &Tuple| {
            other.first == tuple.first && other.relation == tuple.relation && other.second == tuple.second
        };
        let told = !tuple.relation.is_empty() || tuple.implied.is_some();
        if !tuple.first.is_empty() && told && !tuple.second.is_empty() && !kept.iter().any(same) {
            kept.push(tuple);
        }
    }
    kept
}

/// Whether a clause says that something is so.
///
/// A gerund after a noun or of circumstance asserts nothing of its own; an infinitive under a noun or of purpose only
/// tells what is wanted; "were unable to see" is told by its infinitive, and "there are people living here" by what
/// the people do.
fn asserts(sentence: &Sentence, clauses: &Clauses, clause: &Clause, relation: &[usize]) -> bool {
    let tokens = sentence.tokens();
    let bare_infinitive = relation.first().is_some_and(|&first| tokens[first].tag == Tag::To);
    let colours = clause.attributes.iter().any(|&attribute| {
        let infinitive = sentence.child(attribute, Dep::Xcomp);
        tokens[attribute].pos == Pos::Adj && infinitive.is_some_and(|i| clauses.of(i).is_some())
    });
    let told_by_another = clause.subject_from == SubjectFrom::Existential
        && clause.attributes.iter().any(|&noun| {
            sentence.children(noun).any(|c| matches!(tokens[c].dep, Dep::Acl | Dep::Relcl) && clauses.of(c).is_some())
        });
    let under_noun = match clause.governor {
        Some(Governor { token, link: Link::Gerund(preposition) }) => !clauses
            .of(token)
            .is_some_and(|above| relation::is_right_after(preposition, above.predicate, clause.predicate)),
        _ => false,
    };
    !bare_infinitive && !colours && !told_by_another && !under_noun
}

/// Whether a verb only colours the infinitive under it, which has a tuple of its own: "tried to block the bill".
fn leaves_it_to_infinitive(sentence: &Sentence, clauses: &Clauses, clause: &Clause) -> bool {
    clause.objects.is_empty()
        && clauses.all().iter().any(|below| {
            let governor = below.governor.filter(|governor| governor.token == clause.predicate);
            governor.is_some_and(|governor| governor.link == Link::Controlled)
                && below.subject_from == SubjectFrom::Control
                && below.predicate > clause.predicate
                && !part::parts(sentence, clauses, below).is_empty()
                && asserts(sentence, clauses, below, &relation::of(sentence, clauses, below))
        })
}

/// Phrases that are joined, with what stands between them: "Poland, Latvia and Estonia".
fn joined(sentence: &Sentence, phrases: &[Vec<usize>]) -> Vec<usize> {
    let tokens = sentence.tokens();
    let mut found: Vec<usize> = phrases.concat();
    found.sort_unstable();
    found.dedup();
    let (Some(&first), Some(&last)) = (found.first(), found.last()) else { return found };
    let joins =
        |&i: &usize| matches!(tokens[i].dep, Dep::Cc | Dep::Punct | Dep::Preconj) && found.binary_search(&i).is_err();
    let between: Vec<usize> = (first..last).filter(joins).collect();
    found.extend(between);
    found.sort_unstable();
    found
}

/// The subjects as whole phrases; of "there is" the word "there" itself.
fn spoken_subjects(sentence: &Sentence, clause: &Clause) -> Vec<Vec<usize>> {
    match clause.subject_from {
        SubjectFrom::Existential => {
            sentence.child(clause.predicate, Dep::Expl).map(|there| vec![vec![there]]).unwrap_or_default()
        }
        SubjectFrom::Nowhere => Vec::new(),
        _ => clause
            .subjects
            .iter()
            .filter(|&&subject| !is_relative_pronoun(sentence, subject))
            .map(|&subject| tidied(sentence, whole(sentence, subject)))
            .collect(),
    }
}

/// Makes the tuples of one clause and one of its subjects.
struct Maker<'a> {
    sentence: &'a Sentence,
    clause: &'a Clause,
    subject: &'a [usize],
    relation: &'a [usize],
}

impl Maker<'_> {
    /// One tuple with all arguments.
    fn together(&self, clauses: &Clauses, found: &mut Vec<Tuple>) {
        let parts = part::parts(self.sentence, clauses, self.clause);
        let relation = self.with_preposition(&parts);
        let is_object = |part: &&Part| part.kind == PartKind::Object;
        let rest: Vec<usize> = parts
            .iter()
            .filter(|part| !is_object(part))
            .flat_map(|part| part.lead.iter().chain(&part.body).copied())
            .collect();
        let objects: Vec<Vec<usize>> = parts.iter().filter(is_object).map(|part| part.body.clone()).collect();
        let mut second = joined(self.sentence, &objects);
        second.extend(rest);
        second.sort_unstable();
        second.dedup();
        second.retain(|i| !relation.contains(i));
        found.push(self.tuple(relation, second, 1.0));
    }

    /// The relation with what Open IE counts to it: the preposition right after the verb where there is no object,
    /// and a predicative adjective with its preposition.
    fn with_preposition(&self, parts: &[Part]) -> Vec<usize> {
        let tokens = self.sentence.tokens();
        let mut relation = self.relation.to_vec();
        let without_object = parts.iter().all(|part| part.kind != PartKind::Object);
        let first = parts.iter().find(|part| part.body[0] > self.clause.predicate && part.kind != PartKind::Time);
        if let Some(first) = first.filter(|part| without_object && part.kind == PartKind::Phrase)
            && first
                .lead
                .first()
                .is_some_and(|&lead| lead <= self.clause.predicate + 2 || relation.contains(&(lead - 1)))
        {
            relation.extend(&first.lead);
        }
        let adjective = self.clause.attributes.first().copied();
        if let Some(adjective) = adjective.filter(|&a| tokens[a].pos == Pos::Adj && tokens[a].dep == Dep::Acomp) {
            let about = parts.iter().find(|p| p.kind == PartKind::Phrase && tokens[p.lead[0]].head == adjective);
            if let Some(about) = about {
                relation.push(adjective);
                relation.extend(&about.lead);
            }
        }
        relation.sort_unstable();
        relation.dedup();
        relation
    }

    /// One tuple for each argument, the object before it folded into the relation.
    fn apart(&self, words: &Words, clauses: &Clauses, found: &mut Vec<Tuple>) {
        let parts = part::parts(self.sentence, clauses, self.clause);
        let mut folded: Vec<usize> = self.relation.to_vec();
        for part in parts.iter().filter(|part| part.kind == PartKind::Recipient) {
            folded.extend(&part.body);
        }
        let predicate = self.clause.predicate;
        let first_object = parts.iter().find(|part| part.kind == PartKind::Object && part.body[0] > predicate);
        let mut with_object = folded.clone();
        if let Some(object) = first_object {
            with_object.extend(self.bare(&object.body));
        }
        let reports = words
            .verb(&self.sentence.tokens()[predicate].lemma)
            .any(Classes::REPORTING | Classes::CLAIMING | Classes::FINDING | Classes::DENYING);
        for part in &parts {
            match part.kind {
                PartKind::Object => found.push(self.tuple(folded.clone(), part.body.clone(), 1.0)),
                PartKind::Phrase | PartKind::Time => {
                    let mut tuple = self.tuple(with_object.clone(), part.body.clone(), 0.95);
                    tuple.relation.retain(|word| !part.lead.contains(word));
                    // "In 1958, he won gold": "he | won gold in | 1958" reads on, "in won gold" does not.
                    tuple.relation.extend(&part.lead);
                    found.push(tuple);
                }
                PartKind::Clause if part.lead.is_empty() && reports => {
                    found.push(self.tuple(folded.clone(), part.body.clone(), 0.9));
                }
                PartKind::Recipient | PartKind::Clause | PartKind::Purpose => {}
            }
        }
    }

    /// A noun phrase up to its first prepositional phrase, to be folded into a relation.
    fn bare<'p>(&self, phrase: &'p [usize]) -> &'p [usize] {
        let tokens = self.sentence.tokens();
        let end = phrase.iter().position(|&i| tokens[i].dep == Dep::Prep).unwrap_or(phrase.len());
        &phrase[..end.max(1)]
    }

    fn tuple(&self, mut relation: Vec<usize>, second: Vec<usize>, factor: f64) -> Tuple {
        relation.sort_unstable();
        relation.dedup();
        let confidence = super::confidence::of_tuple(self.clause, second.len());
        Tuple { first: self.subject.to_vec(), relation, implied: None, second, confidence: confidence * factor }
    }
}
