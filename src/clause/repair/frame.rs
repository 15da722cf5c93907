//! What a verb's own frame decides: its particle, the preposition it governs, the gerund behind that.

use std::borrow::Cow;

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use crate::clause::role::is_place;
use crate::clause::subject;
use crate::clause::words::{Classes, Words};

/// "stepped down on Friday": some adverbs make one act with their verb.
pub(super) fn particles(sentence: &mut Cow<Sentence>, words: &Words) {
    for adverb in 1..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[adverb].head;
        let beside = verb < adverb && matches!(tokens[adverb].dep, Dep::Advmod | Dep::Prep);
        if !beside || tokens[verb].pos != Pos::Verb || tokens[adverb].pos == Pos::Verb {
            continue;
        }
        let classes = words.verb_with(&tokens[verb], &tokens[adverb]);
        if sentence.child(adverb, Dep::Pobj).is_some() || !classes.any(Classes::PARTICLE) {
            continue;
        }
        // "carried on talking"
        if let Some(gerund) = sentence.child(adverb, Dep::Pcomp) {
            sentence.to_mut().reattach(&[(adverb, verb, Dep::Prt), (gerund, verb, Dep::Xcomp)]);
            continue;
        }
        let mut changes = vec![(adverb, verb, Dep::Prt)];
        changes.extend(sentence.children(adverb).filter(|&c| c > adverb).map(|c| (c, verb, tokens[c].dep)));
        sentence.to_mut().reattach(&changes);
    }
}

/// "made clear that", "made it clear that": verb and adjective are one act of saying, and the clause behind is what is
/// said.
pub(super) fn adjective_of_saying(sentence: &mut Cow<Sentence>, words: &Words) {
    for adjective in 1..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[adjective].head;
        let says = matches!(tokens[adjective].dep, Dep::Ccomp | Dep::Acomp | Dep::Oprd)
            && verb < adjective
            && words.verb_with(&tokens[verb], &tokens[adjective]).any(Classes::REPORTING);
        if !says {
            continue;
        }
        let it = subject::own(sentence, adjective).or(sentence.child(verb, Dep::Dobj));
        let clause = |&c: &usize| {
            c > adjective
                && matches!(tokens[c].dep, Dep::Ccomp | Dep::Advcl | Dep::Acl)
                && subject::own(sentence, c).is_some()
                && sentence.child(c, Dep::Mark).is_none_or(|mark| &*tokens[mark].lower == "that")
        };
        let content = sentence.children(adjective).find(clause).or_else(|| sentence.children(verb).find(clause));
        let empty = it.is_none_or(|it| &*tokens[it].lower == "it" && it < adjective);
        let (Some(content), true) = (content, empty) else { continue };
        let mut changes = vec![(adjective, verb, Dep::Prt), (content, verb, Dep::Ccomp)];
        changes.extend(it.map(|it| (it, verb, Dep::Dep)));
        sentence.to_mut().reattach(&changes);
    }
}

/// "began taking on water": a noun is no object of a particle; it is the verb's.
pub(super) fn object_of_particle(sentence: &mut Cow<Sentence>) {
    for object in 0..sentence.len() {
        let tokens = sentence.tokens();
        let particle = tokens[object].head;
        let verb = tokens[particle].head;
        if tokens[object].dep == Dep::Pobj && tokens[particle].dep == Dep::Prt && verb < particle {
            sentence.to_mut().reattach(&[(object, verb, Dep::Dobj)]);
        }
    }
}

/// "are referred to as", "was looked after": in a passive the object of the preposition is the subject, and the
/// preposition left behind makes one act with the verb.
pub(super) fn preposition_left_by_the_passive(sentence: &mut Cow<Sentence>) {
    for preposition in 1..sentence.len() {
        let tokens = sentence.tokens();
        let verb = preposition - 1;
        let left = tokens[preposition].dep == Dep::Prep
            && tokens[preposition].head == verb
            && tokens[verb].tag == Tag::Vbn
            && sentence.child(verb, Dep::Auxpass).is_some();
        if !left {
            continue;
        }
        // "broken into twice": an adverb is no object.
        let behind: Vec<usize> = sentence.children(preposition).collect();
        if behind.iter().all(|&c| tokens[c].pos == Pos::Adv && sentence.children(c).len() == 0) {
            let mut changes = vec![(preposition, verb, Dep::Prt)];
            changes.extend(behind.iter().map(|&adverb| (adverb, verb, Dep::Advmod)));
            sentence.to_mut().reattach(&changes);
        }
    }
}

/// "discussed the crisis with the leaders", "accused the newspaper of bias": the verb has a place for the preposition,
/// so the phrase is its own and not the object's.
pub(super) fn preposition_of_the_verb(sentence: &mut Cow<Sentence>, words: &Words) {
    for preposition in 1..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[preposition].dep != Dep::Prep {
            continue;
        }
        let noun = tokens[preposition].head;
        // "depends for its revenue on contracts": the phrase between is no place for it either.
        let between = tokens[noun].head;
        if tokens[noun].dep == Dep::Pobj && tokens[between].dep == Dep::Prep && noun < preposition {
            let verb = tokens[between].head;
            let with = |p: usize| words.verb_with(&tokens[verb], &tokens[p]);
            // "spoke on condition of anonymity": right behind a bare noun "of" is the noun's.
            let of_noun = &*tokens[preposition].lower == "of"
                && noun + 1 == preposition
                && between + 1 == noun
                && !words.noun(&tokens[noun].lemma).any(Classes::TIME_NOUN);
            let demands = tokens[verb].pos == Pos::Verb
                && !of_noun
                && verb < between
                && sentence.child(verb, Dep::Dobj).is_none()
                && with(preposition).any(Classes::PREPOSITIONAL)
                && !with(between).any(Classes::PREPOSITIONAL)
                && !matches!(&*tokens[between].lower, "to" | "about" | "with" | "into" | "of");
            if demands {
                sentence.to_mut().reattach(&[(preposition, verb, Dep::Prep)]);
            }
            continue;
        }
        let verb = tokens[noun].head;
        let of_object = noun < preposition && matches!(tokens[noun].dep, Dep::Dobj | Dep::Dative) && verb < noun;
        if !of_object || tokens[verb].pos != Pos::Verb {
            continue;
        }
        let taken = sentence
            .children(verb)
            .any(|c| tokens[c].dep == Dep::Prep && c > verb && tokens[c].lower == tokens[preposition].lower);
        if !taken && words.verb_with(&tokens[verb], &tokens[preposition]).any(Classes::OBJECT_PREPOSITION) {
            sentence.to_mut().reattach(&[(preposition, verb, Dep::Prep)]);
        }
    }
}

/// "suspected by the agency of hiding": what follows who acts hangs on the verb.
pub(super) fn preposition_behind_the_agent(sentence: &mut Cow<Sentence>, words: &Words) {
    for preposition in 1..sentence.len() {
        let tokens = sentence.tokens();
        let noun = tokens[preposition].head;
        let agent = tokens[noun].head;
        if tokens[preposition].dep != Dep::Prep || tokens[noun].dep != Dep::Pobj || tokens[agent].dep != Dep::Agent {
            continue;
        }
        let verb = tokens[agent].head;
        if words.verb_with(&tokens[verb], &tokens[preposition]).any(Classes::OBJECT_PREPOSITION) {
            sentence.to_mut().reattach(&[(preposition, verb, Dep::Prep)]);
        }
    }
}

/// "discourage them from voting", "accused them of hiding rebels": behind a preposition that a verb governs, a bare
/// form in "-ing" is a verb, and a noun right after it is what it does it to.
pub(super) fn gerund_behind_preposition(sentence: &mut Cow<Sentence>, words: &Words) {
    for preposition in 1..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[preposition].dep != Dep::Prep
            || !matches!(&*tokens[preposition].lower, "of" | "for" | "from" | "with")
        {
            continue;
        }
        let Some(object) = sentence.child(preposition, Dep::Pobj) else { continue };
        let gerund = preposition + 1;
        let Some(token) = tokens.get(gerund).filter(|token| token.lower.ends_with("ing") && token.lower.len() > 4)
        else {
            continue;
        };
        let governor = tokens[preposition].head;
        let verb = if tokens[governor].pos == Pos::Verb { governor } else { tokens[governor].head };
        let blames = Classes::ACCUSING | Classes::PREVENTION;
        if tokens[verb].pos != Pos::Verb || !words.verb(&tokens[verb].lemma).any(blames) {
            continue;
        }
        let mut changes = vec![(gerund, preposition, Dep::Pcomp)];
        if object != gerund {
            let modifies = token.dep == Dep::Compound || (token.dep == Dep::Amod && token.tag == Tag::Vbg);
            if token.head != object || !modifies {
                continue;
            }
            changes.push((object, gerund, Dep::Dobj));
        }
        let lemma = match token.tag {
            Tag::Vbg => token.lemma.to_string(),
            _ => super::word::lemma_of_gerund(&token.lower, words),
        };
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(gerund, Tag::Vbg, Pos::Verb, &lemma);
    }
}

/// "started closing branches": what begins, goes on or ends is an act, so the form in "-ing" is a verb.
pub(super) fn gerund_of_aspect(sentence: &mut Cow<Sentence>, words: &Words) {
    for gerund in 1..sentence.len() {
        let tokens = sentence.tokens();
        let token = &tokens[gerund];
        let object = token.head;
        let verb = tokens[object].head;
        if token.tag == Tag::Vbg
            && matches!(token.dep, Dep::Compound | Dep::Amod)
            && tokens[object].dep == Dep::Dobj
            && verb + 1 == gerund
            && words.verb(&tokens[verb].lemma).any(Classes::ASPECT)
        {
            let lemma = token.lemma.to_string();
            let sentence = sentence.to_mut();
            sentence.reattach(&[(gerund, verb, Dep::Xcomp), (object, gerund, Dep::Dobj)]);
            sentence.retag(gerund, Tag::Vbg, Pos::Verb, &lemma);
        }
    }
}

/// "killed 61 people in Brazil": a number of people or things has no place of its own; it is the act that has it.
pub(super) fn place_of_the_act(sentence: &mut Cow<Sentence>, words: &Words) {
    for preposition in 1..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[preposition].dep != Dep::Prep
            || !words.word(&tokens[preposition].lower).any(Classes::PLACE_PREPOSITION)
        {
            continue;
        }
        let mut noun = tokens[preposition].head;
        let bare = !sentence.children(noun).any(|c| matches!(tokens[c].dep, Dep::Det | Dep::Poss));
        let mut counted = bare && sentence.child(noun, Dep::Nummod).is_some();
        // "barrels of oil in the Gulf": neither has a stuff that is only counted.
        for _ in 0..3 {
            let above = tokens[noun].head;
            let of = tokens[noun].dep == Dep::Pobj && matches!(&*tokens[above].lower, "of" | "with");
            if !of || !bare || tokens[noun].pos != Pos::Noun {
                break;
            }
            noun = tokens[above].head;
            counted |= sentence.child(noun, Dep::Nummod).is_some();
        }
        let verb = tokens[noun].head;
        if tokens[noun].dep != Dep::Dobj || noun < verb || !counted || &*tokens[verb].lemma == "have" {
            continue;
        }
        if sentence.child(preposition, Dep::Pobj).is_some_and(|object| is_place(sentence, object)) {
            sentence.to_mut().reattach(&[(preposition, verb, Dep::Prep)]);
        }
    }
}

/// "met refugees at the station on Wednesday", "sold it to a rival in March": a date is when something happens, so one
/// that hangs on a person, a body, a place or what the verb is done to is the verb's.
pub(super) fn date_of_the_act(sentence: &mut Cow<Sentence>, words: &Words) {
    for preposition in 1..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[preposition].dep != Dep::Prep
            || !matches!(&*tokens[preposition].lower, "on" | "in" | "since" | "until" | "between")
        {
            continue;
        }
        let noun = tokens[preposition].head;
        let happens = words.noun(&tokens[noun].lemma).any(Classes::EVENT_NOUN);
        let stands = words
            .noun(&tokens[noun].lemma)
            .any(Classes::PERSON_NOUN | Classes::ORGANIZATION_NOUN | Classes::PLACE_NOUN)
            || sentence
                .entity_at(noun)
                .is_some_and(|e| matches!(e.label, EntityLabel::Person | EntityLabel::Organization | EntityLabel::Gpe));
        // "rejected the appeal on Friday"
        let done = tokens[noun].dep == Dep::Dobj && &*tokens[preposition].lower == "on";
        let day = sentence
            .child(preposition, Dep::Pobj)
            .and_then(|object| sentence.entity_at(object))
            .is_some_and(|entity| matches!(entity.label, EntityLabel::Date | EntityLabel::Time));
        if !day || happens || !(stands || done) || noun > preposition {
            continue;
        }
        let mut above = noun;
        for _ in 0..sentence.len() {
            if tokens[above].pos == Pos::Verb || tokens[above].head == above {
                break;
            }
            above = tokens[above].head;
        }
        let finite = tokens[above].pos == Pos::Verb && above < preposition;
        if finite {
            sentence.to_mut().reattach(&[(preposition, above, Dep::Prep)]);
        }
    }
}
