//! What hangs on a predicate besides its subject: objects, recipients, attributes, prepositional phrases, content.

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use super::coordination::{conjuncts, is_nominal};
use super::find::has_to;
use super::model::{Clause, Clauses, Link, Oblique};
use super::predicate::is_predicate;
use super::subject;
use super::words::{Classes, Words};

/// Fills everything but the subjects from the children of the predicate.
pub(crate) fn collect(sentence: &Sentence, words: &Words, clause: &mut Clause) {
    let tokens = sentence.tokens();
    let verb = clause.predicate;
    for child in sentence.children(verb) {
        let token = &tokens[child];
        if is_relative_pronoun(sentence, child) && clause.relative().is_some() {
            continue;
        }
        match token.dep {
            Dep::Dobj => clause.objects.extend(conjuncts(sentence, child)),
            Dep::Dative if token.pos != Pos::Adp => clause.recipients.extend(conjuncts(sentence, child)),
            Dep::Attr | Dep::Oprd if is_nominal(sentence, child) => {
                // "is a focus of probes by Congress and Anna Brandt": nobody is a focus and a person.
                let joined = conjuncts(sentence, child).into_iter();
                clause.attributes.extend(joined.filter(|&other| {
                    other == child || !(tokens[child].pos == Pos::Noun && is_person(sentence, other))
                }));
            }
            Dep::Attr | Dep::Oprd | Dep::Acomp => {
                clause.attributes.push(child);
                // What an adjective is about hangs on the adjective: "aware of", "opposed to".
                for preposition in sentence.children(child).filter(|&c| tokens[c].dep == Dep::Prep) {
                    obliques(sentence, preposition, &[], &mut clause.obliques);
                }
            }
            Dep::Prep | Dep::Dative => obliques(sentence, child, &[], &mut clause.obliques),
            Dep::Agent => {
                match sentence.child(child, Dep::Pobj) {
                    Some(object) if acts(sentence, words, object) => clause.agents.extend(conjuncts(sentence, object)),
                    // "completed by next month", "passed by 61 votes"
                    Some(_) => obliques(sentence, child, &[], &mut clause.obliques),
                    None => {}
                }
            }
            // "late on Tuesday": the adverb only narrows the phrase behind it.
            Dep::Advmod if child > verb => {
                for preposition in sentence.children(child).filter(|&c| tokens[c].dep == Dep::Prep && c > child) {
                    // "south of the lake", "independently of each other"
                    let outer: &[usize] =
                        if &*tokens[preposition].lower == "of" && child + 1 == preposition { &[child] } else { &[] };
                    obliques(sentence, preposition, outer, &mut clause.obliques);
                }
            }
            Dep::Npadvmod if !measures_conjunction(sentence, child) => clause.adverbials.push(child),
            Dep::Ccomp if is_predicate(sentence, child) && !has_to(sentence, child) => {
                // Of two, one with "while" or "although" is no content.
                let replaces = clause.content.is_none_or(|content| opens_with_conjunction(sentence, content));
                if replaces {
                    clause.content = Some(child);
                }
            }
            Dep::Ccomp if !is_predicate(sentence, child) => small_clause(sentence, child, clause),
            _ => {}
        }
    }
    if clause.passive && clause.agents.is_empty() {
        agents_among_obliques(sentence, words, clause);
    }
    relative_gap(sentence, words, clause);
}

/// "two days after she was taken": how long after, and no time of the clause that "after" opens.
fn measures_conjunction(sentence: &Sentence, noun: usize) -> bool {
    let tokens = sentence.tokens();
    tokens.get(noun + 1).is_some_and(|next| {
        next.head == tokens[noun].head && next.dep == Dep::Mark && matches!(&*next.lower, "after" | "before")
    })
}

/// Whether a name is a person's.
fn is_person(sentence: &Sentence, name: usize) -> bool {
    sentence.entity_at(name).is_some_and(|entity| entity.label == EntityLabel::Person)
}

/// Whether a clause opens with a conjunction that no content has: "while", "although", "because".
fn opens_with_conjunction(sentence: &Sentence, clause: usize) -> bool {
    let tokens = sentence.tokens();
    sentence
        .children(clause)
        .any(|c| tokens[c].dep == Dep::Mark && !matches!(&*tokens[c].lower, "that" | "if" | "whether" | "for" | "lest"))
}

/// "declare the region a disaster area", "make the system safer": what the object is declared or made hangs on the verb
/// as a clause without a verb, with the object as its subject.
fn small_clause(sentence: &Sentence, attribute: usize, clause: &mut Clause) {
    // With an auxiliary it is a clause whose verb is tagged as a noun.
    let verbless = sentence.child(attribute, Dep::Aux).is_none();
    if let Some(object) = subject::own(sentence, attribute).filter(|_| verbless) {
        clause.objects.extend(conjuncts(sentence, object));
        clause.attributes.push(attribute);
    }
}

/// In a passive clause "by" names who acts, also where the parser calls it a plain preposition.
fn agents_among_obliques(sentence: &Sentence, words: &Words, clause: &mut Clause) {
    let tokens = sentence.tokens();
    let by = clause.obliques.iter().position(|oblique| {
        oblique.preposition.iter().all(|&p| &*tokens[p].lower == "by")
            && oblique.objects.iter().any(|&o| acts(sentence, words, o))
    });
    if let Some(position) = by {
        clause.agents = clause.obliques.remove(position).objects;
    }
}

/// Whether the object of "by" can be who acts: "by Friday" tells when, "by 61 votes" and "by 3%" how much,
/// "by means" and "by mistake" how.
fn acts(sentence: &Sentence, words: &Words, object: usize) -> bool {
    let tokens = sentence.tokens();
    let lemma = &*tokens[object].lemma;
    let measure = matches!(lemma, "vote" | "margin" | "majority" | "point" | "percent" | "%" | "half");
    let manner = matches!(
        lemma,
        "means" | "mean" | "way" | "race" | "gender" | "virtue" | "dint" | "accident" | "mistake" | "surprise"
    ) || (&*tokens[object].lower == "hand" && sentence.children(object).len() == 0);
    let amount = sentence
        .entity_at(object)
        .is_some_and(|e| matches!(e.label, EntityLabel::Money | EntityLabel::Percent | EntityLabel::Quantity));
    !measure && !manner && !amount && !super::phrase::is_time(sentence, words, object)
}

/// Reads a prepositional phrase and those nested in its preposition ("out of the box").
fn obliques(sentence: &Sentence, preposition: usize, before: &[usize], found: &mut Vec<Oblique>) {
    let tokens = sentence.tokens();
    let mut words_of = before.to_vec();
    words_of.push(preposition);
    // Prepositions nest two or three deep in language; the bound guards the stack against damaged trees.
    if words_of.len() > 6 {
        return;
    }
    let mut objects = Vec::new();
    for child in sentence.children(preposition) {
        match tokens[child].dep {
            Dep::Pobj => objects.extend(conjuncts(sentence, child)),
            Dep::Pcomp if is_nominal(sentence, child) => objects.extend(conjuncts(sentence, child)),
            _ => {}
        }
    }
    objects.retain(|&object| !is_relative_pronoun(sentence, object));
    if !objects.is_empty() {
        found.push(Oblique { preposition: words_of.clone(), objects });
    }
    // "from 1978 to 1981" is two phrases, "out of the box" one.
    let nested: &[usize] = if sentence.child(preposition, Dep::Pobj).is_some() { &[] } else { &words_of };
    for child in sentence.children(preposition) {
        match tokens[child].dep {
            Dep::Prep => obliques(sentence, child, nested, found),
            Dep::Conj if tokens[child].pos == Pos::Adp => obliques(sentence, child, before, found),
            _ => {}
        }
    }
}

/// Whether a token is a pronoun that opens a relative clause.
pub(crate) fn is_relative_pronoun(sentence: &Sentence, index: usize) -> bool {
    let token = &sentence.tokens()[index];
    matches!(token.tag, Tag::Wdt | Tag::Wp | Tag::Wrb)
        || (&*token.lower == "that" && matches!(token.tag, Tag::In | Tag::Wdt))
}

impl Clause {
    /// The noun that the clause is a relative clause of.
    pub(crate) fn relative(&self) -> Option<usize> {
        self.governor.filter(|governor| governor.link == Link::Relative).map(|governor| governor.token)
    }
}

/// Gives a relative clause its antecedent as object, or as object of its stranded or fronted preposition.
fn relative_gap(sentence: &Sentence, words: &Words, clause: &mut Clause) {
    let Some(antecedent) = clause.relative() else {
        infinitive_gap(sentence, words, clause);
        return;
    };
    let tokens = sentence.tokens();
    let verb = clause.predicate;
    let Some(own) = subject::own(sentence, verb) else { return };
    // "many of whom fled", "whose accounts he managed": the pronoun stands inside another argument.
    let relates =
        |head: usize| sentence.subtree(head).iter().any(|&t| matches!(tokens[t].tag, Tag::Wp | Tag::Wdt | Tag::WpPoss));
    // "that" as a subject is often tagged as the conjunction.
    if is_relative_pronoun(sentence, own)
        || relates(own)
        || clause.objects.iter().any(|&object| object < verb && relates(object))
    {
        return;
    }
    for child in sentence.children(verb) {
        let token = &tokens[child];
        if token.dep != Dep::Prep {
            continue;
        }
        let object = sentence.child(child, Dep::Pobj);
        let fronted = object.is_some_and(|o| is_relative_pronoun(sentence, o));
        let stranded =
            object.is_none() && sentence.child(child, Dep::Pcomp).is_none() && sentence.children(child).len() == 0;
        if fronted || stranded {
            clause.obliques.push(Oblique { preposition: vec![child], objects: vec![antecedent] });
            return;
        }
    }
    let adverbial = sentence.children(verb).any(|c| tokens[c].tag == Tag::Wrb)
        || super::phrase::is_time(sentence, words, antecedent)
        || matches!(&*tokens[antecedent].lemma, "way" | "reason" | "place" | "moment" | "case");
    let taken =
        !clause.objects.is_empty() || clause.content.is_some() || !clause.attributes.is_empty() || clause.passive;
    let infinitive = sentence.child(verb, Dep::Xcomp).is_some();
    if !adverbial && !taken && !infinitive {
        clause.objects.push(antecedent);
    }
}

/// "this clause that Britain wants to remove": what the relative clause is about is the object of its infinitive.
fn infinitive_gap(sentence: &Sentence, words: &Words, clause: &mut Clause) {
    let tokens = sentence.tokens();
    let verb = clause.predicate;
    let lacks = clause.objects.iter().all(|&object| object < verb && is_relative_pronoun(sentence, object))
        && clause.content.is_none()
        && clause.attributes.is_empty()
        && !clause.passive
        && tokens[verb].pos == Pos::Verb
        && has_to(sentence, verb)
        && sentence.child(verb, Dep::Xcomp).is_none()
        && !words.verb(&tokens[verb].lemma).any(Classes::INTRANSITIVE);
    let mut top = verb;
    while lacks && tokens[top].dep == Dep::Xcomp && tokens[top].head < top {
        top = tokens[top].head;
    }
    if !lacks || top == verb || tokens[top].dep != Dep::Relcl {
        return;
    }
    let Some(own) = subject::own(sentence, top) else { return };
    let relates = |head: usize| sentence.subtree(head).iter().any(|&t| is_relative_pronoun(sentence, t));
    let filled = (top..=verb)
        .any(|i| tokens[i].dep == Dep::Dobj || (tokens[i].dep == Dep::Prep && sentence.children(i).len() == 0));
    let adverbial = sentence.children(top).any(|c| tokens[c].tag == Tag::Wrb);
    let fronted = sentence.children(top).any(|c| tokens[c].dep == Dep::Prep && c < top);
    if !relates(own) && !filled && !adverbial && !fronted && !super::phrase::is_time(sentence, words, tokens[top].head)
    {
        clause.objects = vec![tokens[top].head];
    }
}

/// How many tokens may lie between two verbs that share an object.
const MOST_BETWEEN_VERBS: usize = 14;

/// Whether a verb that needs an object stands before a comma: "Putin authorized, and his services ran, operations".
fn awaits_object(sentence: &Sentence, words: &Words, verb: usize) -> bool {
    let tokens = sentence.tokens();
    words.verb(&tokens[verb].lemma).any(Classes::TRANSITIVE)
        && tokens.get(verb + 1).is_some_and(|token| &*token.text == ",")
}

/// Shares an object that follows the last of several joined verbs with those before: "denied or downplayed it".
pub(crate) fn share_objects(sentence: &Sentence, words: &Words, clauses: &mut Clauses) {
    let tokens = sentence.tokens();
    for index in (0..clauses.clauses.len()).rev() {
        let clause = &clauses.clauses[index];
        let Some(governor) = clause.governor.filter(|g| g.link == Link::Joined) else { continue };
        let Some(first) = clauses.of(governor.token) else { continue };
        // "was offered and accepted the post"
        let receives = words.verb(&tokens[first.predicate].lemma).any(Classes::DITRANSITIVE)
            && first.predicate + 2 == clause.predicate;
        // "had grown long and covered": behind an adverb nothing is left out.
        let complete = sentence
            .children(first.predicate)
            .any(|c| tokens[c].dep == Dep::Advmod && c > first.predicate && c < clause.predicate);
        let lacks_object = first.objects.is_empty()
            && first.attributes.is_empty()
            && first.content.is_none()
            && (!first.passive || receives)
            && !complete
            && sentence.child(first.predicate, Dep::Xcomp).is_none()
            && first.obliques.iter().all(|o| o.preposition[0] < first.predicate || o.preposition[0] > clause.predicate);
        let shares = !clause.objects.is_empty()
            && clause.objects.iter().all(|&o| o > clause.predicate)
            && !clause.passive
            && (subject::own(sentence, clause.predicate).is_none() || awaits_object(sentence, words, first.predicate))
            && clause.predicate > first.predicate
            && clause.predicate - first.predicate <= MOST_BETWEEN_VERBS
            && tokens[first.predicate].pos == Pos::Verb
            && !words.verb(&tokens[first.predicate].lemma).any(Classes::INTRANSITIVE)
            && sentence.child(first.predicate, Dep::Prt).is_none()
            // "had won and withdrew his troops"
            && (receives || tokens[first.predicate].tag != Tag::Vbn || tokens[clause.predicate].tag != Tag::Vbd);
        if lacks_object && shares {
            let objects = clause.objects.clone();
            let first = clauses.by_predicate[governor.token] as usize;
            clauses.clauses[first].objects = objects;
        }
    }
}
