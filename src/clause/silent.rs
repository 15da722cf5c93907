//! Clauses that make no statement of their own: questions, commands, ellipses, verbs that only colour another verb.

use crate::syntax::{Dep, Pos, Sentence, Tag};

use super::control;
use super::model::{Clause, Clauses, Link, SubjectFrom};
use super::predicate::is_predicate;
use super::proposition::{asked_for, gerund_complement};
use super::subject;
use super::words::{Classes, Words};

/// Whether a clause makes no statement of its own: questions, commands, verbs that only colour another verb.
pub(crate) fn is_silent(sentence: &Sentence, words: &Words, clauses: &Clauses, clause: &Clause) -> bool {
    let tokens = sentence.tokens();
    let verb = clause.predicate;
    if is_question(sentence, clauses, clause) {
        return true;
    }
    let empty_subject = sentence.child(verb, Dep::Expl).is_some_and(|e| &*tokens[e].lower != "there")
        || (subject::is_it(sentence, verb)
            && matches!(&*tokens[verb].lemma, "be" | "seem" | "appear")
            && (clause.content.is_some() || is_cleft(sentence, clause)));
    if empty_subject && !clause.passive {
        return true;
    }
    if is_empty(sentence, words, clause) || control::is_empty_it(sentence, words, clause) {
        return true;
    }
    // "the people involved": a participle that only says which ones are meant.
    let classifies = matches!(&*tokens[verb].lemma, "involve" | "concern" | "question" | "name");
    if classifies && tokens[verb].dep == Dep::Acl && tokens[verb].tag == Tag::Vbn && sentence.children(verb).len() == 0
    {
        return true;
    }
    // "as had been expected", "than previously thought": they only compare with what somebody holds.
    let compares = sentence
        .child(verb, Dep::Mark)
        .is_some_and(|mark| matches!(&*tokens[mark].lower, "as" | "than") && tokens[verb].tag == Tag::Vbn);
    let bare = subject::own(sentence, verb).is_none() && clause.obliques.is_empty() && clause.agents.is_empty();
    if compares && bare && sentence.children(verb).all(|c| tokens[c].dep != Dep::Oprd) {
        return true;
    }
    // "That is according to officials" only tells who says so.
    if &*tokens[verb].lower == "according" {
        return true;
    }
    // "Anna, come home": somebody is spoken to.
    if let Some(called) = subject::own(sentence, verb)
        && called + 2 == verb
        && &*tokens[called + 1].text == ","
        && tokens[called].tag == Tag::Nnp
        && matches!(tokens[verb].tag, Tag::Vb | Tag::Vbp)
    {
        return true;
    }
    // "Let us not forget": a command to oneself.
    let above = tokens[verb].head;
    if &*tokens[above].lemma == "let" && above < verb && subject::own(sentence, above).is_none() {
        return subject::own(sentence, verb).is_some_and(|s| matches!(&*tokens[s].lower, "us" | "'s" | "’s" | "me"));
    }
    // "make it harder for X to compete": the infinitive tells what is harder.
    let harder = clause.objects.iter().all(|&object| &*tokens[object].lower == "it")
        && !clause.objects.is_empty()
        && clause
            .attributes
            .iter()
            .any(|&a| tokens[a].pos == Pos::Adj && sentence.children(a).any(|c| super::find::has_to(sentence, c)));
    if harder {
        return true;
    }
    // A parenthesis only tells who says so.
    if super::attribution::is_parenthesis(sentence, words, clauses, verb) {
        return true;
    }
    let lemma = &tokens[verb].lemma;
    let classes = words.verb(lemma);
    let controlled = sentence
        .children(verb)
        .filter(|&c| {
            clauses.of(c).is_some_and(|c| c.governor.is_some_and(|g| g.token == verb && g.link == Link::Controlled))
        })
        .any(|c| tokens[c].dep == Dep::Xcomp || super::find::has_to(sentence, c));
    if controlled && !clause.passive {
        let speaks = classes.any(Classes::DENYING)
            || (classes.any(Classes::REPORTING | Classes::CLAIMING) && !classes.any(Classes::SEEMING | Classes::PLAN));
        let asks = control::controlling_oblique(sentence, words, clause).is_some()
            || asked_for(sentence, clauses, clause).is_some();
        return clause.objects.is_empty() && clause.recipients.is_empty() && !speaks && !asks;
    }
    if controlled && clause.passive {
        let own_act = classes.any(Classes::REQUEST | Classes::CAUSE | Classes::PREVENTION)
            && !classes.any(Classes::SUPPOSING | Classes::ATTEMPT | Classes::PLAN);
        return !own_act;
    }
    // "aimed at denigrating" only tells that the denigrating is tried.
    if clause.passive
        && clause.agents.is_empty()
        && classes.any(Classes::ATTEMPT)
        && gerund_complement(sentence, clause).is_some()
    {
        return true;
    }
    // "is able to", "is likely to": the adjective colours the infinitive.
    clause
        .attributes
        .iter()
        .any(|&a| tokens[a].pos == Pos::Adj && sentence.child(a, Dep::Xcomp).is_some_and(|x| is_predicate(sentence, x)))
}

/// Whether a clause says nothing by itself: "as it did", "something that is", "it rained", "it seems", "did so".
fn is_empty(sentence: &Sentence, words: &Words, clause: &Clause) -> bool {
    let tokens = sentence.tokens();
    let verb = clause.predicate;
    let lemma = &*tokens[verb].lemma;
    let it = subject::is_it(sentence, verb);
    let bare = clause.objects.is_empty()
        && clause.attributes.is_empty()
        && clause.content.is_none()
        && clause.agents.is_empty()
        && !clause.passive;
    if !bare {
        return false;
    }
    let complement = sentence.child(verb, Dep::Xcomp).is_some() || gerund_complement(sentence, clause).is_some();
    let there = clause.subject_from == SubjectFrom::Existential;
    // "more than it has received"
    let compares = sentence.child(verb, Dep::Mark).is_some_and(|mark| &*tokens[mark].lower == "than");
    match lemma {
        _ if compares && clause.obliques.is_empty() && !complement => true,
        _ if it && words.verb(lemma).any(Classes::WEATHER) => true,
        "seem" | "appear" => it && clause.obliques.is_empty() && !complement,
        "do" => true,
        "be" => clause.obliques.is_empty() && !complement && !there,
        "have" => !complement && tokens[verb].pos == Pos::Aux,
        _ => false,
    }
}

/// "It was Iran that sent them": the relative clause says it all.
fn is_cleft(sentence: &Sentence, clause: &Clause) -> bool {
    clause.attributes.iter().any(|&a| sentence.child(a, Dep::Relcl).is_some())
        || sentence.child(clause.predicate, Dep::Relcl).is_some()
}

/// Whether the clause asks rather than tells: it is the question, or what is asked hangs on it.
fn is_question(sentence: &Sentence, clauses: &Clauses, clause: &Clause) -> bool {
    let tokens = sentence.tokens();
    let ends = tokens.iter().rev().find(|t| !matches!(t.tag, Tag::ClosingQuote | Tag::RightBracket | Tag::Space));
    if ends.is_none_or(|token| &*token.text != "?") {
        return false;
    }
    let mut at = clause;
    for _ in 0..sentence.len() {
        let Some(governor) = at.governor else { return true };
        match governor.link {
            Link::Joined | Link::Other | Link::Content => return true,
            Link::Controlled | Link::Purpose | Link::Gerund(_) | Link::Accompanying => {}
            _ => return false,
        }
        let Some(above) = clauses.of(governor.token) else { return false };
        at = above;
    }
    false
}
