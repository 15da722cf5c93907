//! Verbs that the parser joins to a verb further out than the one they go on with, or to no verb they can go on with.

use std::borrow::Cow;

use super::climb_to;
use crate::clause::predicate::{finite_form, is_plural};
use crate::clause::subject;
use crate::clause::words::{Classes, Words};
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// "The groups were waiting to see if it would last and have issued calls": a verb agrees in number with its subject,
/// so one that is joined to a verb whose subject it cannot have goes on with a verb further out.
pub(super) fn joined_verb_that_disagrees(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 3..sentence.len() {
        let tokens = sentence.tokens();
        let first = tokens[verb].head;
        if tokens[verb].dep != Dep::Conj || first > verb || subject::own(sentence, verb).is_some() {
            continue;
        }
        let Some(plural) = is_plural(sentence, verb) else { continue };
        if number_of_subject(sentence, words, first) != Some(!plural) {
            continue;
        }
        let mut above = first;
        for _ in 0..sentence.len() {
            if tokens[above].head == above {
                break;
            }
            above = tokens[above].head;
            if above < first && number_of_subject(sentence, words, above) == Some(plural) {
                let start = sentence.subtree(verb)[0];
                let and = sentence.children(first).find(|&c| tokens[c].dep == Dep::Cc && c + 1 == start);
                let mut changes = vec![(verb, above, Dep::Conj)];
                changes.extend(and.map(|and| (and, above, Dep::Cc)));
                sentence.to_mut().reattach(&changes);
                break;
            }
        }
    }
}

/// "Rossi works on scores; some of them were written by both": what stands before a semicolon is not what the verb
/// behind it tells.
pub(super) fn clause_before_semicolon(sentence: &mut Cow<Sentence>) {
    for clause in 0..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[clause].head;
        if tokens[clause].dep == Dep::Ccomp && (clause + 1..verb).any(|i| &*tokens[i].text == ";") {
            sentence.to_mut().reattach(&[(clause, verb, Dep::Parataxis)]);
        }
    }
}

/// "claimed the army had won and withdrew his troops": a past tense that cannot share the auxiliary of what is said goes
/// on with who says it.
pub(super) fn act_of_speaker(sentence: &mut Cow<Sentence>, words: &Words) {
    for act in 4..sentence.len() {
        let tokens = sentence.tokens();
        let said = tokens[act].head;
        let says = tokens[said].head;
        if tokens[act].dep != Dep::Conj
            || tokens[act].tag != Tag::Vbd
            || tokens[said].dep != Dep::Ccomp
            || tokens[says].tag != Tag::Vbd
            || !(says < said && said < act)
        {
            continue;
        }
        let class = Classes::REPORTING | Classes::CLAIMING | Classes::DENYING;
        let has_auxiliary = finite_form(sentence, said) != said;
        let alone = finite_form(sentence, act) == act && subject::own(sentence, act).is_none();
        if !has_auxiliary || !alone || !words.verb(&tokens[says].lemma).any(class) {
            continue;
        }
        let between =
            sentence.children(said).filter(|&c| c > said && c < act && matches!(tokens[c].dep, Dep::Cc | Dep::Punct));
        let mut changes: Vec<_> = between.map(|c| (c, says, tokens[c].dep)).collect();
        changes.push((act, says, Dep::Conj));
        sentence.to_mut().reattach(&changes);
    }
}

/// Whether the subject of a verb is in the plural; none where it has none, or one that may be taken either way.
fn number_of_subject(sentence: &Sentence, words: &Words, verb: usize) -> Option<bool> {
    let tokens = sentence.tokens();
    let subject = subject::own(sentence, verb)?;
    if sentence.child(subject, Dep::Conj).is_some() {
        return Some(true);
    }
    match (tokens[subject].tag, &*tokens[subject].lower) {
        (_, "he" | "she" | "it") => Some(false),
        (_, "they" | "we") => Some(true),
        (Tag::Nns, _) => Some(true),
        // "The government have", "a majority were": British English and amounts go by the sense.
        (Tag::Nn, _) => {
            let many = Classes::ORGANIZATION_NOUN | Classes::PARTITIVE_NOUN | Classes::PERSON_NOUN;
            (!words.noun(&tokens[subject].lemma).any(many)).then_some(false)
        }
        _ => None,
    }
}

/// "released a report showing its share of the market has fallen": a finite verb without a subject and without a
/// conjunction is joined to nothing; the object of the verb of showing or saying before it is its subject.
pub(super) fn content_without_conjunction(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 3..sentence.len() {
        let tokens = sentence.tokens();
        let Some(first) = verb_before(sentence, verb) else { continue };
        let Some(start) = finite_start(sentence, verb, first) else { continue };
        let bare = |i: usize| matches!(tokens[i].pos, Pos::Noun | Pos::Propn | Pos::Num) || &*tokens[i].text == ")";
        if start == 0 || !bare(start - 1) {
            continue;
        }
        let shows = (first..start).rev().find(|&i| {
            words.verb(&tokens[i].lemma).any(Classes::REPORTING | Classes::CLAIMING | Classes::FINDING)
                && tokens[i].pos == Pos::Verb
                && sentence.subtree(i).last() == Some(&(start - 1))
        });
        let Some(shows) = shows else { continue };
        let object = sentence.child(shows, Dep::Dobj).filter(|&object| object > shows);
        let Some(object) = object.filter(|&object| sentence.child(object, Dep::Conj).is_none()) else { continue };
        let mut changes = above_verb_before(sentence, verb, first);
        changes.extend([(verb, shows, Dep::Ccomp), (object, verb, Dep::Nsubj)]);
        sentence.to_mut().reattach(&changes);
    }
}

/// "has shown the tumour in the lung is growing": a verb of saying whose content lacks a subject has taken it for its
/// object.
pub(super) fn object_read_from_content(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 3..sentence.len() {
        let tokens = sentence.tokens();
        let shows = tokens[verb].head;
        let content = tokens[verb].dep == Dep::Ccomp
            && shows < verb
            && subject::own(sentence, verb).is_none()
            && sentence.child(verb, Dep::Mark).is_none()
            && sentence.child(verb, Dep::Expl).is_none();
        if !content {
            continue;
        }
        let classes = words.verb(&tokens[shows].lemma);
        let says = classes.any(Classes::REPORTING | Classes::CLAIMING | Classes::FINDING)
            && !classes.any(Classes::TELLING)
            && sentence.child(shows, Dep::Auxpass).is_none();
        if !says {
            continue;
        }
        let Some(object) = sentence.child(shows, Dep::Dobj).filter(|&o| o > shows && o < verb) else { continue };
        let Some(start) = finite_start(sentence, verb, object) else { continue };
        let between: Vec<usize> = sentence.children(shows).filter(|&c| c > object && c < start).collect();
        let phrases = between.iter().all(|&c| matches!(tokens[c].dep, Dep::Prep | Dep::Advmod));
        if phrases && matches!(tokens[object].pos, Pos::Noun | Pos::Propn | Pos::Num) {
            let mut changes = vec![(object, verb, Dep::Nsubj)];
            changes.extend(between.iter().map(|&phrase| (phrase, object, tokens[phrase].dep)));
            sentence.to_mut().reattach(&changes);
        }
    }
}

/// "after his brother, a veteran, died": a finite verb without a subject right behind "after" and a noun has both: the
/// conjunction and the subject.
pub(super) fn conjunction_read_as_preposition(sentence: &mut Cow<Sentence>) {
    for verb in 2..sentence.len() {
        let tokens = sentence.tokens();
        let above = tokens[verb].head;
        let bare = tokens[verb].dep == Dep::Advcl
            && above < verb
            && subject::own(sentence, verb).is_none()
            && sentence.child(verb, Dep::Mark).is_none();
        if !bare {
            continue;
        }
        let Some(start) = finite_start(sentence, verb, above) else { continue };
        let preposition = sentence.children(above).find(|&c| {
            tokens[c].dep == Dep::Prep
                && matches!(&*tokens[c].lower, "after" | "before" | "since" | "until" | "as" | "once")
                && sentence.subtree(c).last().is_some_and(|&last| last + 1 == start)
        });
        let Some(preposition) = preposition else { continue };
        if let Some(noun) = sentence.child(preposition, Dep::Pobj) {
            sentence.to_mut().reattach(&[(noun, verb, Dep::Nsubj), (preposition, verb, Dep::Mark)]);
        }
    }
}

/// "returned to assess the damage and the ministry will begin repairs": a finite verb without a subject right behind
/// a noun that "and" joins has that noun for subject.
pub(super) fn subject_read_as_conjunct(sentence: &mut Cow<Sentence>) {
    for verb in 4..sentence.len() {
        let tokens = sentence.tokens();
        let Some(first) = verb_before(sentence, verb) else { continue };
        let Some(start) = finite_start(sentence, verb, first).filter(|&start| start > first + 1) else { continue };
        let noun = climb_to(sentence, start - 1, Dep::Conj);
        let before = tokens[noun].head;
        let below = sentence.subtree(noun);
        let joined = tokens[noun].dep == Dep::Conj
            && matches!(tokens[noun].pos, Pos::Noun | Pos::Propn | Pos::Pron)
            && before < noun
            && before > first
            && matches!(tokens[before].dep, Dep::Dobj | Dep::Pobj)
            && (&*tokens[below[0].saturating_sub(1)].lower == "but" || !is_pair(sentence, before, noun));
        let and = below[0].checked_sub(1).filter(|&and| tokens[and].dep == Dep::Cc && tokens[and].head == before);
        if let (true, Some(and)) = (joined && below.last() == Some(&(start - 1)), and) {
            let mut changes = above_verb_before(sentence, verb, first);
            changes.extend([(verb, first, Dep::Conj), (noun, verb, Dep::Nsubj), (and, first, Dep::Cc)]);
            sentence.to_mut().reattach(&changes);
        }
    }
}

/// The verb before one without a subject: the one it is joined to, or the one that the parser hangs on it as a clause.
fn verb_before(sentence: &Sentence, verb: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    if !matches!(tokens[verb].dep, Dep::Conj | Dep::Advcl | Dep::Root)
        || subject::own(sentence, verb).is_some()
        || sentence.child(verb, Dep::Expl).is_some()
    {
        return None;
    }
    let head = tokens[verb].head;
    let marked = sentence.child(verb, Dep::Mark).is_some();
    let finite = |i: usize| finite_form(sentence, i) != i || !matches!(tokens[i].tag, Tag::Vbg | Tag::Vbn);
    match tokens[verb].dep {
        Dep::Conj | Dep::Advcl if !marked && head < verb => Some(head).filter(|&head| finite(head)),
        Dep::Root => sentence.children(verb).find(|&c| {
            let clause = matches!(tokens[c].dep, Dep::Ccomp | Dep::Parataxis) && subject::own(sentence, c).is_some();
            clause && c < verb && sentence.child(c, Dep::Mark).is_none()
        }),
        _ => None,
    }
}

/// Puts the verb before where the verb stood that it hung on.
fn above_verb_before(sentence: &Sentence, verb: usize, first: usize) -> Vec<(usize, usize, Dep)> {
    let root = sentence.tokens()[verb].dep == Dep::Root && sentence.tokens()[first].head == verb;
    if root { vec![(first, first, Dep::Root)] } else { Vec::new() }
}

/// Whether two joined nouns are more likely one phrase than parts of two clauses: "fruits and vegetables", two names of
/// the same kind, or what stands "between".
fn is_pair(sentence: &Sentence, before: usize, noun: usize) -> bool {
    let tokens = sentence.tokens();
    let alone = before + 2 == noun && [before, noun].iter().all(|&i| sentence.subtree(i)[0] == i);
    let label = |i: usize| sentence.entity_at(i).map(|entity| entity.label);
    let kind = label(before).is_some() && label(before) == label(noun);
    alone || kind || &*tokens[tokens[before].head].lower == "between"
}

/// Where a verb's words begin behind `first`, if its finite form is the first of them but for adverbs: "will begin",
/// "also left".
fn finite_start(sentence: &Sentence, verb: usize, first: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let finite = finite_form(sentence, verb);
    let mut before = sentence.children(verb).filter(|&c| c > first && c < finite);
    let start = before.clone().next().map_or(finite, |c| sentence.subtree(c)[0]);
    let opens = matches!(tokens[finite].tag, Tag::Vbz | Tag::Vbp | Tag::Vbd | Tag::Md);
    (opens && before.all(|c| tokens[c].dep == Dep::Advmod)).then_some(start)
}

/// "the problems of death and dying": a form in "-ing" without an object and without an auxiliary cannot be joined to
/// a finite verb; behind a noun and "and" it is a noun as well.
pub(super) fn gerund_joined_as_verb(sentence: &mut Cow<Sentence>) {
    for gerund in 3..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[gerund].head;
        let and = gerund - 1;
        let joined = tokens[gerund].dep == Dep::Conj && tokens[gerund].tag == Tag::Vbg && verb < and;
        let finite = matches!(tokens[verb].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn);
        if !joined || !finite || tokens[and].dep != Dep::Cc || tokens[and].head != verb {
            continue;
        }
        let noun = and - 1;
        let bare = sentence.children(gerund).all(|c| c > gerund && matches!(tokens[c].dep, Dep::Prep | Dep::Punct));
        if bare && tokens[noun].pos == Pos::Noun && matches!(tokens[noun].dep, Dep::Pobj | Dep::Dobj) {
            let lemma = tokens[gerund].lower.to_string();
            let sentence = sentence.to_mut();
            sentence.reattach(&[(gerund, noun, Dep::Conj), (and, noun, Dep::Cc)]);
            sentence.retag(gerund, Tag::Nn, Pos::Noun, &lemma);
        }
    }
}

/// "As leaders gather ahead of the regional talks, Anna Brandt is": of two nouns with a comma and no "and" between them
/// before a verb in the singular, the first ends what opens the sentence, and only the second is the subject.
pub(super) fn subject_behind_opening_clause(sentence: &mut Cow<Sentence>) {
    for second in 3..sentence.len() {
        let tokens = sentence.tokens();
        let first = tokens[second].head;
        let verb = tokens[first].head;
        let listed = tokens[second].dep == Dep::Conj && tokens[first].dep == Dep::Nsubj && first < second;
        if !listed || second > verb || is_plural(sentence, verb) != Some(false) {
            continue;
        }
        let and = |i: usize| sentence.child(i, Dep::Cc).is_some();
        let (start, opened) = (sentence.subtree(second)[0], sentence.subtree(first)[0]);
        let opening = sentence.children(verb).any(|c| {
            matches!(tokens[c].dep, Dep::Advcl | Dep::Prep)
                && sentence.subtree(c).last().map(|&last| last + 1) == Some(opened)
        });
        let plural = matches!(tokens[first].tag, Tag::Nns | Tag::Nnps);
        if and(first) || and(second) || !plural || start == 0 || &*tokens[start - 1].text != "," || !opening {
            continue;
        }
        sentence.to_mut().reattach(&[(second, verb, Dep::Nsubj), (first, opened - 1, Dep::Dep)]);
    }
}
