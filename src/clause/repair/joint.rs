//! Clauses that were joined to one another in the wrong way.

use std::borrow::Cow;

use crate::syntax::{Dep, Pos, Sentence, Tag};

use crate::clause::find::has_to;
use crate::clause::subject;
use crate::clause::words::{Classes, Words};

/// "The dam broke — two villages were flooded": a sentence that stands before another one is what that one says only
/// if its verb can say or think something; otherwise they stand side by side.
pub(super) fn juxtaposed(sentence: &mut Cow<Sentence>, words: &Words) {
    let mut changes = Vec::new();
    let tokens = sentence.tokens();
    for first in 0..sentence.len() {
        let second = tokens[first].head;
        let before = tokens[first].dep == Dep::Ccomp && first < second;
        if !before || has_to(sentence, first) || subject::own(sentence, first).is_none() {
            continue;
        }
        // "It had a side effect: some men found that": what stands before a colon is not what they found.
        let last = sentence.subtree(first).last().copied().unwrap_or(first);
        let colon = tokens.get(last + 1).is_some_and(|token| &*token.text == ":") && last + 1 < second;
        let quoted = tokens[first..second].iter().any(|t| matches!(&*t.text, "\"" | "”" | "''" | "’"));
        let lemma = &tokens[second].lemma;
        let says = words.verb(lemma).any(
            Classes::REPORTING
                | Classes::CLAIMING
                | Classes::FINDING
                | Classes::DENYING
                | Classes::DOUBTING
                | Classes::SUPPOSING
                | Classes::REQUEST,
        );
        if (!says || colon) && !quoted {
            changes.push((first, second, Dep::Parataxis));
        }
    }
    if !changes.is_empty() {
        sentence.to_mut().reattach(&changes);
    }
}

/// "It was Iran that sent them": what "it is" brings out is what the clause behind it is about.
pub(super) fn clefts(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        let head = tokens[verb].head;
        if !matches!(tokens[verb].dep, Dep::Ccomp | Dep::Advcl | Dep::Relcl) || &*tokens[head].lemma != "be" {
            continue;
        }
        if !subject::is_it(sentence, head) {
            continue;
        }
        let Some(noun) = sentence.child(head, Dep::Attr).filter(|&noun| noun < verb) else {
            // "It was in Geneva that they signed it"
            let that = sentence.child(verb, Dep::Mark).filter(|&mark| &*tokens[mark].lower == "that");
            let phrase = sentence.child(head, Dep::Prep).filter(|&phrase| phrase > head && Some(phrase) < that);
            if let Some(phrase) = phrase.filter(|&phrase| sentence.child(phrase, Dep::Pobj).is_some()) {
                sentence.to_mut().reattach(&[(phrase, verb, Dep::Prep)]);
            }
            continue;
        };
        let pronoun = sentence.children(verb).find(|&c| {
            matches!(&*tokens[c].lower, "that" | "who" | "which")
                && matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Mark)
        });
        if pronoun.is_some_and(|pronoun| noun < pronoun && tokens[noun].pos != Pos::Adj) {
            sentence.to_mut().reattach(&[(verb, noun, Dep::Relcl)]);
        }
    }
}

/// "created accounts in order to discourage": "in order" only leads the infinitive of purpose.
pub(super) fn in_order_to(sentence: &mut Cow<Sentence>) {
    for order in 1..sentence.len() {
        let tokens = sentence.tokens();
        let preposition = tokens[order].head;
        if &*tokens[order].lower != "order" || preposition + 1 != order || &*tokens[preposition].lower != "in" {
            continue;
        }
        let Some(infinitive) = sentence.child(order, Dep::Acl).filter(|&verb| has_to(sentence, verb)) else { continue };
        let governor = tokens[preposition].head;
        let changes = [(infinitive, governor, Dep::Advcl), (preposition, infinitive, Dep::Dep)];
        sentence.to_mut().reattach(&changes);
    }
}

/// "drafted, signed and then withdrew": between verbs of a list a form in "-ed" is one of them, not a participle.
pub(super) fn verb_of_a_list(sentence: &mut Cow<Sentence>) {
    for verb in 2..sentence.len() {
        let tokens = sentence.tokens();
        let head = tokens[verb].head;
        let participle = tokens[verb].tag == Tag::Vbn && tokens[verb].dep == Dep::Advcl;
        if !participle || tokens[head].tag != Tag::Vbd || head + 2 != verb || &*tokens[head + 1].text != "," {
            continue;
        }
        let joined = sentence.child(verb, Dep::Conj).is_some_and(|third| tokens[third].tag == Tag::Vbd);
        if joined && sentence.child(verb, Dep::Agent).is_none() {
            let lemma = tokens[verb].lemma.to_string();
            let sentence = sentence.to_mut();
            sentence.reattach(&[(verb, head, Dep::Conj)]);
            sentence.retag(verb, Tag::Vbd, Pos::Verb, &lemma);
        }
    }
}

/// "The two sides carried on talking but could not agree": a conjunction before the main verb's auxiliary joins that
/// verb to one before it, so the form in "-ed" after the subject is a verb and no participle.
pub(super) fn first_verb_read_as_participle(sentence: &mut Cow<Sentence>) {
    for first in 1..sentence.len() {
        let tokens = sentence.tokens();
        let noun = tokens[first].head;
        let second = tokens[noun].head;
        let participle = tokens[first].dep == Dep::Acl && tokens[first].tag == Tag::Vbn && noun < first;
        let subject = tokens[noun].dep == Dep::Nsubj && first < second && tokens[second].pos == Pos::Verb;
        if !participle || !subject || sentence.child(first, Dep::Agent).is_some() {
            continue;
        }
        let stray = sentence.children(noun).find(|&c| tokens[c].dep == Dep::Cc && c > first && c < second);
        let Some(and) = stray.filter(|_| sentence.child(noun, Dep::Conj).is_none()) else { continue };
        let above = if tokens[second].head == second { first } else { tokens[second].head };
        let dep = tokens[second].dep;
        let lemma = tokens[first].lemma.to_string();
        let mut changes =
            vec![(first, above, dep), (second, first, Dep::Conj), (and, first, Dep::Cc), (noun, first, Dep::Nsubj)];
        changes
            .extend(sentence.children(second).filter(|&c| c < first && c != noun).map(|c| (c, first, tokens[c].dep)));
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(first, Tag::Vbd, Pos::Verb, &lemma);
    }
}

/// "called him a puppet": whoever is called something is the object, not who receives it.
pub(super) fn object_that_is_named(sentence: &mut Cow<Sentence>) {
    for attribute in 2..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[attribute].head;
        if tokens[attribute].dep != Dep::Oprd
            || tokens[verb].pos != Pos::Verb
            || sentence.child(verb, Dep::Dobj).is_some()
        {
            continue;
        }
        let object = sentence.child(verb, Dep::Dative).filter(|&object| tokens[object].pos != Pos::Adp);
        if let Some(object) = object.filter(|&object| object > verb && object < attribute) {
            sentence.to_mut().reattach(&[(object, verb, Dep::Dobj)]);
        }
    }
}

/// "reported that the envoy had left": before the subject of a clause "that" is its conjunction, not its object.
pub(super) fn that_before_subject(sentence: &mut Cow<Sentence>) {
    for that in 0..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[that].head;
        let object = &*tokens[that].lower == "that" && tokens[that].tag == Tag::In && tokens[that].dep == Dep::Dobj;
        if object && tokens[verb].dep == Dep::Ccomp && subject::own(sentence, verb).is_some_and(|s| that < s) {
            sentence.to_mut().reattach(&[(that, verb, Dep::Mark)]);
        }
    }
}

/// "got the court to order it", "ordered the commission to recount": whom a verb asks or makes to do something is its
/// object, as in "asked them to", also where the parser gives it to the infinitive.
pub(super) fn object_of_request(sentence: &mut Cow<Sentence>, words: &Words) {
    for infinitive in 2..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[infinitive].head;
        if tokens[infinitive].dep != Dep::Ccomp || verb > infinitive || !has_to(sentence, infinitive) {
            continue;
        }
        let asks = words.verb(&tokens[verb].lemma).any(Classes::REQUEST | Classes::CAUSE)
            && !matches!(
                &*tokens[verb].lemma,
                "want" | "see" | "hear" | "watch" | "find" | "show" | "demand" | "leave"
            );
        let Some(subject) = subject::own(sentence, infinitive).filter(|&s| asks && s > verb && s < infinitive) else {
            continue;
        };
        let to = sentence.children(infinitive).find(|&c| tokens[c].tag == Tag::To);
        let marked = sentence.child(infinitive, Dep::Mark).is_some();
        if !marked && sentence.child(verb, Dep::Dobj).is_none() && to.is_some_and(|to| subject < to) {
            sentence.to_mut().reattach(&[(subject, verb, Dep::Dobj), (infinitive, verb, Dep::Xcomp)]);
        }
    }
}

/// "The fire, which officials blamed on wiring, destroyed": a verb with both a relative pronoun and a noun for subject
/// has taken the noun from the verb between, and stands outside the relative clause itself.
pub(super) fn verb_behind_relative(sentence: &mut Cow<Sentence>) {
    for main in 3..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[main].dep != Dep::Relcl || &*tokens[main - 1].text != "," {
            continue;
        }
        let noun = tokens[main].head;
        let subjects: Vec<usize> =
            sentence.children(main).filter(|&c| matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass)).collect();
        let &[pronoun, subject] = &subjects[..] else { continue };
        let relative =
            matches!(tokens[pronoun].tag, Tag::Wdt | Tag::Wp) && subject == pronoun + 1 + leading(sentence, subject);
        let Some(inner) = sentence.child(subject, Dep::Acl).filter(|&inner| relative && inner < main) else { continue };
        if tokens[noun].head != noun || !matches!(tokens[main].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp) {
            continue;
        }
        let mut changes = vec![
            (main, main, Dep::Root),
            (noun, main, Dep::Nsubj),
            (inner, noun, Dep::Relcl),
            (subject, inner, Dep::Nsubj),
            (pronoun, inner, Dep::Dobj),
        ];
        let last = sentence.children(noun).filter(|&c| c > main).map(|c| (c, main, tokens[c].dep));
        changes.extend(last);
        sentence.to_mut().reattach(&changes);
    }
}

/// How many words stand before a noun in its own phrase.
fn leading(sentence: &Sentence, noun: usize) -> usize {
    noun - sentence.subtree(noun)[0].min(noun)
}

/// "The minister will, it seems, survive": what hangs on an auxiliary hangs on its verb.
pub(super) fn subject_of_auxiliary(sentence: &mut Cow<Sentence>) {
    for subject in 0..sentence.len() {
        let tokens = sentence.tokens();
        let auxiliary = tokens[subject].head;
        let verb = tokens[auxiliary].head;
        let misplaced = matches!(tokens[subject].dep, Dep::Nsubj | Dep::Nsubjpass) && tokens[auxiliary].dep == Dep::Aux;
        if misplaced && auxiliary < verb && subject::own(sentence, verb).is_none() {
            sentence.to_mut().reattach(&[(subject, verb, Dep::Nsubj)]);
        }
    }
}

/// "That the ministry hid the figures surprised nobody": a clause that opens the sentence with "that" is the subject of
/// the verb behind it, and keeps its own object.
pub(super) fn clause_as_subject(sentence: &mut Cow<Sentence>) {
    for main in 2..sentence.len() {
        let tokens = sentence.tokens();
        let inner = tokens[main].head;
        let opens = sentence.child(inner, Dep::Mark).is_some_and(|that| that == 0 && &*tokens[that].lower == "that");
        if tokens[main].dep != Dep::Ccomp || inner > main || !opens || sentence.child(main, Dep::Mark).is_some() {
            continue;
        }
        let Some(object) = subject::own(sentence, main).filter(|&object| object > inner && object < main) else {
            continue;
        };
        let mut changes = vec![
            (main, if tokens[inner].head == inner { main } else { tokens[inner].head }, tokens[inner].dep),
            (inner, main, Dep::Csubj),
            (object, inner, Dep::Dobj),
        ];
        changes.extend(sentence.children(inner).filter(|&c| c > main).map(|c| (c, main, tokens[c].dep)));
        sentence.to_mut().reattach(&changes);
    }
}

/// "What angered the unions was the bonus": a verb whose subject is a clause has no other; the noun behind that
/// clause's verb is its object.
pub(super) fn object_of_subject_clause(sentence: &mut Cow<Sentence>) {
    for noun in 1..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[noun].head;
        if tokens[noun].dep != Dep::Nsubj || noun > verb {
            continue;
        }
        if let Some(clause) = sentence.child(verb, Dep::Csubj).filter(|&clause| clause < noun) {
            sentence.to_mut().reattach(&[(noun, clause, Dep::Dobj)]);
        }
    }
}

/// "a fund which the family controls": what has a subject and a relative pronoun is a verb, not a noun in "-s".
pub(super) fn relative_verb_read_as_noun(sentence: &mut Cow<Sentence>) {
    for verb in 1..sentence.len() {
        let token = &sentence.tokens()[verb];
        if token.dep == Dep::Relcl && token.tag == Tag::Nns && subject::own(sentence, verb).is_some() {
            let lemma = token.lemma.to_string();
            sentence.to_mut().retag(verb, Tag::Vbz, Pos::Verb, &lemma);
        }
    }
}
