//! Relative clauses and clauses with "that" that were taken for one another.

use std::borrow::Cow;

use crate::clause::predicate::finite_form;
use crate::clause::subject;
use crate::clause::words::{Classes, Words};
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// "suing the agency that Brown said approved it": where "that" is the subject of what is said, the clause before it
/// is no content of the main verb, but tells which agency.
pub(super) fn relative_read_as_content(sentence: &mut Cow<Sentence>, words: &Words) {
    for inner in 2..sentence.len() {
        let tokens = sentence.tokens();
        let says = tokens[inner].head;
        if tokens[inner].dep != Dep::Ccomp || says > inner || tokens[says].dep != Dep::Ccomp {
            continue;
        }
        let pronoun = sentence.children(inner).find(|&c| {
            matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass)
                && matches!(&*tokens[c].lower, "that" | "which" | "who")
                && c < says
        });
        let (Some(pronoun), Some(speaker)) = (pronoun, subject::own(sentence, says)) else { continue };
        let noun = pronoun.wrapping_sub(1);
        let named = tokens.get(noun).is_some_and(|token| matches!(token.pos, Pos::Noun | Pos::Propn));
        let class = Classes::REPORTING | Classes::CLAIMING | Classes::FINDING;
        if named && speaker > pronoun && tokens[says].head < noun && words.verb(&tokens[says].lemma).any(class) {
            sentence.to_mut().reattach(&[(says, noun, Dep::Relcl)]);
        }
    }
}

/// "fined the broker that Brandt said sold the licences": a relative clause with two subjects has lost what is said to
/// the main verb, or its subject to the verb of saying.
pub(super) fn content_without_its_subject(sentence: &mut Cow<Sentence>, words: &Words) {
    for says in 3..sentence.len().saturating_sub(1) {
        let tokens = sentence.tokens();
        let class = Classes::REPORTING | Classes::CLAIMING | Classes::FINDING;
        if tokens[says].dep != Dep::Relcl || !words.verb(&tokens[says].lemma).any(class) {
            continue;
        }
        let subjects: Vec<usize> = sentence.children(says).filter(|&c| tokens[c].dep == Dep::Nsubj).collect();
        let &[pronoun, _] = &subjects[..] else { continue };
        if !matches!(&*tokens[pronoun].lower, "that" | "which" | "who") {
            continue;
        }
        let Some((inner, object)) = said_behind(sentence, says, pronoun) else { continue };
        let object = object.map(|object| (object, inner, Dep::Dobj));
        let content = [(inner, says, Dep::Ccomp), (pronoun, inner, Dep::Nsubj)];
        sentence.to_mut().reattach(&content.into_iter().chain(object).collect::<Vec<_>>());
    }
}

/// The verb right behind one of saying that has lost its subject to it, with its object where the two are read as a
/// participle and its noun: "who police say *killed* two guards", "which officials say *paid bribes*".
fn said_behind(sentence: &Sentence, says: usize, pronoun: usize) -> Option<(usize, Option<usize>)> {
    let tokens = sentence.tokens();
    let content = |verb: usize| {
        matches!(tokens[verb].dep, Dep::Ccomp | Dep::Xcomp) && tokens[verb].head == says && tokens[verb].tag != Tag::Vb
    };
    let lacks_subject = |verb: usize| subject::own(sentence, verb).is_none();
    let below = sentence.children(says).find(|&verb| {
        let first = finite_form(sentence, verb);
        content(verb) && lacks_subject(verb) && first == says + 1 && tokens[first].tag != Tag::To
    });
    if below.is_some() {
        return below.map(|verb| (verb, None));
    }
    let next = says + 1;
    let token = &tokens[next];
    let finite = matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn) && lacks_subject(next);
    if matches!(token.dep, Dep::Conj | Dep::Ccomp | Dep::Advcl) && token.head < pronoun && finite {
        return Some((next, None));
    }
    let object = token.head;
    let participle = token.dep == Dep::Amod && token.pos == Pos::Verb && finite;
    (participle && tokens[object].dep == Dep::Dobj && tokens[object].head == says).then_some((next, Some(object)))
}

/// "claims that it meddled in the vote": what a claim says stands behind "that", which is no object of its verb; and
/// "told reporters ahead of the summit that …": a clause with a conjunction is what somebody says, not what the noun
/// before it is about.
pub(super) fn content_read_as_relative(sentence: &mut Cow<Sentence>, words: &Words) {
    let said = Classes::CLAIM_NOUN | Classes::DENIAL_NOUN | Classes::DOUBT_NOUN | Classes::EVIDENCE_NOUN;
    for verb in 2..sentence.len() {
        let tokens = sentence.tokens();
        let noun = tokens[verb].head;
        if noun > verb || !matches!(tokens[verb].dep, Dep::Acl | Dep::Relcl) {
            continue;
        }
        let that = sentence.children(verb).find(|&c| c < verb && &*tokens[c].lower == "that");
        let (Some(that), Some(own)) = (that, subject::own(sentence, verb)) else { continue };
        if own < that || tokens[verb].pos == Pos::Noun {
            continue;
        }
        let claims = words.noun(&tokens[noun].lemma).any(said);
        // "claims by the auditors that it meddled in the tender": who claims it stands between.
        let by = tokens[noun].head;
        let claim = tokens[by].head;
        let claimed = &*tokens[by].lower == "by"
            && claim < by
            && words.noun(&tokens[claim].lemma).any(said)
            && tokens[that].dep == Dep::Dobj
            && tokens.get(verb + 1).is_some_and(|next| next.pos == Pos::Adp);
        if claimed {
            sentence.to_mut().reattach(&[(verb, claim, Dep::Acl), (that, verb, Dep::Mark)]);
            continue;
        }
        let intransitive =
            tokens[verb].dep == Dep::Acl || tokens.get(verb + 1).is_some_and(|next| next.pos == Pos::Adp);
        if claims && (tokens[that].dep == Dep::Mark || (tokens[that].dep == Dep::Dobj && intransitive)) {
            sentence.to_mut().reattach(&[(verb, noun, Dep::Acl), (that, verb, Dep::Mark)]);
        } else if tokens[verb].dep == Dep::Relcl && tokens[that].dep == Dep::Mark && !claims {
            let above = verb_above(sentence, noun);
            let speaks = above.filter(|&above| {
                words.verb(&tokens[above].lemma).any(Classes::REPORTING | Classes::CLAIMING | Classes::TELLING)
                    && sentence.child(above, Dep::Ccomp).is_none()
            });
            if let Some(above) = speaks {
                sentence.to_mut().reattach(&[(verb, above, Dep::Ccomp)]);
            }
        }
    }
}

/// The verb before a noun that the noun hangs on, itself or through phrases.
fn verb_above(sentence: &Sentence, noun: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let mut at = noun;
    for _ in 0..8 {
        let above = tokens[at].head;
        if above >= at {
            return None;
        }
        if tokens[above].pos == Pos::Verb {
            return Some(above);
        }
        at = above;
    }
    None
}

/// "Russia denies claims … and the president rejects any deal": a clause that "and" opens is joined to the verb
/// before, which has its object already, and is not what that verb says.
pub(super) fn joined_clause_read_as_content(sentence: &mut Cow<Sentence>) {
    for second in 3..sentence.len() {
        let tokens = sentence.tokens();
        let first = tokens[second].head;
        if tokens[second].dep != Dep::Ccomp || first > second || subject::own(sentence, second).is_none() {
            continue;
        }
        let start = sentence.subtree(second)[0];
        let Some(and) = start.checked_sub(1).filter(|&and| matches!(&*tokens[and].lower, "and" | "but")) else {
            continue;
        };
        let object = sentence.child(first, Dep::Dobj).is_some_and(|object| object > first && object < and);
        let content = sentence.children(first).any(|c| tokens[c].dep == Dep::Ccomp && c != second);
        if object && !content && tokens[and].dep == Dep::Cc {
            sentence.to_mut().reattach(&[(second, first, Dep::Conj), (and, first, Dep::Cc)]);
        }
    }
}

/// "the official I spoke with today": a day is nobody to speak with; the preposition belongs to whom the relative
/// clause is about.
pub(super) fn day_behind_stranded_preposition(sentence: &mut Cow<Sentence>) {
    for day in 2..sentence.len() {
        let tokens = sentence.tokens();
        let preposition = tokens[day].head;
        let verb = tokens[preposition].head;
        let is_day = matches!(&*tokens[day].lower, "today" | "yesterday" | "tomorrow" | "tonight");
        let strands = matches!(&*tokens[preposition].lower, "with" | "to" | "about" | "on" | "at" | "into");
        if is_day && strands && preposition + 1 == day && tokens[day].dep == Dep::Pobj && tokens[verb].pos == Pos::Verb
        {
            sentence.to_mut().reattach(&[(day, verb, Dep::Npadvmod)]);
        }
    }
}

/// "a statement from the agency last week pointing to risks": without a comma a participle behind something said or
/// written tells what that says.
pub(super) fn participle_of_what_is_said(sentence: &mut Cow<Sentence>, words: &Words) {
    for participle in 2..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[participle].head;
        let bare = !sentence
            .children(participle)
            .any(|c| matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Aux | Dep::Mark));
        if tokens[participle].dep != Dep::Advcl || tokens[participle].tag != Tag::Vbg || verb > participle || !bare {
            continue;
        }
        let Some(noun) = sentence.child(verb, Dep::Dobj).filter(|&noun| noun > verb && noun < participle) else {
            continue;
        };
        let comma = (noun..participle).any(|i| matches!(&*tokens[i].text, "," | "–" | "—"));
        if !comma && words.noun(&tokens[noun].lemma).any(Classes::CLAIM_NOUN) {
            sentence.to_mut().reattach(&[(participle, noun, Dep::Acl)]);
        }
    }
}

/// "detained 40 people at a protest on Sunday in which officers used batons": nothing happens "in" people; it is the
/// event between.
pub(super) fn event_behind_people(sentence: &mut Cow<Sentence>, words: &Words) {
    for which in 3..sentence.len() {
        let tokens = sentence.tokens();
        let preposition = tokens[which].head;
        let verb = tokens[preposition].head;
        let fronted = tokens[which].tag == Tag::Wdt
            && matches!(&*tokens[preposition].lower, "in" | "during" | "at")
            && preposition + 1 == which
            && tokens[verb].dep == Dep::Relcl
            && verb > which;
        if !fronted || !words.noun(&tokens[tokens[verb].head].lemma).any(Classes::PERSON_NOUN) {
            continue;
        }
        let people = tokens[verb].head;
        let event = (people + 1..preposition)
            .rev()
            .find(|&i| tokens[i].pos == Pos::Noun && words.noun(&tokens[i].lemma).any(Classes::EVENT_NOUN));
        if let Some(event) = event {
            sentence.to_mut().reattach(&[(verb, event, Dep::Relcl)]);
        }
    }
}
