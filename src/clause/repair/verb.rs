//! Verbs that the parser reads as nouns or adjectives, and lists of gerunds.

use std::borrow::Cow;
use std::ops::Range;

use crate::clause::words::{Classes, Words};
use crate::clause::{find, subject};
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// "to undermine confidence in the vote and harm Trump's prospects": a verb has one direct object, so what stands
/// after "and" before the second is a verb of its own.
pub(super) fn verb_read_as_noun(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if !matches!(tokens[verb].tag, Tag::Vb | Tag::Vbp) {
            continue;
        }
        let objects: Vec<usize> = sentence.children(verb).filter(|&c| tokens[c].dep == Dep::Dobj && c > verb).collect();
        let &[_, second] = &objects[..] else { continue };
        let first_of_second = sentence.subtree(second)[0];
        let Some(noun) = first_of_second.checked_sub(1) else { continue };
        let token = &tokens[noun];
        let after_and = noun > 0 && tokens[noun - 1].dep == Dep::Cc;
        if token.dep != Dep::Conj || !matches!(token.tag, Tag::Nn | Tag::Vbp | Tag::Jj) || !after_and || noun <= verb {
            continue;
        }
        let lemma = token.lower.to_string();
        let changes = [(noun - 1, verb, Dep::Cc), (noun, verb, Dep::Conj), (second, noun, Dep::Dobj)];
        let tag = tokens[verb].tag;
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(noun, tag, Pos::Verb, &lemma);
    }
}

/// "Members work in small cells, the official said": a verb of saying with a subject on either side of a noun has taken
/// the first from that noun, which is a verb.
pub(super) fn verb_between_two_subjects(sentence: &mut Cow<Sentence>, words: &Words) {
    for noun in 1..sentence.len() {
        let tokens = sentence.tokens();
        let says = tokens[noun].head;
        let content = tokens[noun].dep == Dep::Ccomp && matches!(tokens[noun].tag, Tag::Nn | Tag::Nns) && noun < says;
        if !content || !words.verb(&tokens[says].lemma).any(Classes::REPORTING | Classes::CLAIMING) {
            continue;
        }
        let subjects: Vec<usize> = sentence.children(says).filter(|&c| tokens[c].dep == Dep::Nsubj).collect();
        let &[first, second] = &subjects[..] else { continue };
        if first < noun && noun < second && subject::own(sentence, noun).is_none() {
            let (tag, lemma) = match tokens[noun].tag {
                Tag::Nns => (Tag::Vbz, tokens[noun].lemma.to_string()),
                _ => (Tag::Vbp, tokens[noun].lower.to_string()),
            };
            let sentence = sentence.to_mut();
            sentence.reattach(&[(first, noun, Dep::Nsubj)]);
            sentence.retag(noun, tag, Pos::Verb, &lemma);
        }
    }
}

/// "undermining confidence in the election and exacerbating divisions": after "and", inside what another gerund
/// governs, a gerund before a bare noun is a verb with that noun as object, not its adjective.
pub(super) fn gerund_read_as_adjective(sentence: &mut Cow<Sentence>) {
    for gerund in 1..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[gerund].tag != Tag::Vbg || tokens[gerund].dep != Dep::Amod || tokens[gerund - 1].dep != Dep::Cc {
            continue;
        }
        let noun = tokens[gerund].head;
        // "spying on activists or leading lawyers": some only say which.
        let classifies = matches!(&*tokens[gerund].lower, "leading" | "remaining" | "existing" | "visiting");
        if noun <= gerund || classifies {
            continue;
        }
        let and = gerund - 1;
        // The nearest gerund above that governs the whole.
        let mut above = noun;
        let mut governing = None;
        for _ in 0..sentence.len() {
            above = tokens[above].head;
            if tokens[above].tag == Tag::Vbg && above < and && tokens[above].pos == Pos::Verb {
                governing = Some(above);
                break;
            }
            if tokens[above].head == above {
                break;
            }
        }
        let Some(governing) = governing else { continue };
        let left = tokens[and].head;
        let mut changes = vec![(and, governing, Dep::Cc), (gerund, governing, Dep::Conj)];
        if left == noun {
            continue;
        }
        if tokens[left].head == noun {
            // The noun before "and" hung on the one after: it takes that one's place.
            changes.push((left, tokens[noun].head, tokens[noun].dep));
        }
        changes.push((noun, gerund, Dep::Dobj));
        sentence.to_mut().reattach(&changes);
    }
}

/// "aimed at denigrating Biden, boosting Trump, undermining …": gerunds in a row are one list, also where the parser
/// hangs those after the first comma on the main verb.
pub(super) fn gerunds_in_a_row(sentence: &mut Cow<Sentence>) {
    for gerund in 0..sentence.len() {
        let tokens = sentence.tokens();
        let token = &tokens[gerund];
        if token.tag != Tag::Vbg || token.dep != Dep::Advcl || gerund == 0 || &*tokens[gerund - 1].text != "," {
            continue;
        }
        // Only a list that goes on: a lone ", boosting" may well go with the main verb.
        let goes_on = sentence.children(gerund).any(|c| tokens[c].dep == Dep::Conj && tokens[c].tag == Tag::Vbg);
        let before = (0..gerund - 1).rev().find(|&i| tokens[i].tag == Tag::Vbg && tokens[i].dep == Dep::Pcomp);
        let Some(before) = before.filter(|&before| goes_on && before > token.head && gerund - before <= 12) else {
            continue;
        };
        if holds_finite_verb(sentence, before..gerund) {
            continue;
        }
        sentence.to_mut().reattach(&[(gerund, before, Dep::Conj)]);
    }
}

/// "criticism for avoiding and not responding": a gerund cannot be joined to a finite verb, so it goes with the gerund
/// that stands between them.
pub(super) fn gerund_joined_to_finite_verb(sentence: &mut Cow<Sentence>) {
    for gerund in 0..sentence.len() {
        let tokens = sentence.tokens();
        let token = &tokens[gerund];
        let has_auxiliary = |i: usize| sentence.children(i).any(|c| tokens[c].dep == Dep::Aux);
        if token.tag != Tag::Vbg || token.dep != Dep::Conj || token.head > gerund || has_auxiliary(gerund) {
            continue;
        }
        let finite = &tokens[token.head];
        if finite.pos != Pos::Verb || finite.tag == Tag::Vbg || subject::own(sentence, gerund).is_some() {
            continue;
        }
        let first = (token.head + 1..gerund)
            .rev()
            .find(|&i| tokens[i].tag == Tag::Vbg && matches!(tokens[i].dep, Dep::Pcomp | Dep::Xcomp));
        let Some(first) = first.filter(|&first| gerund - first <= 12) else { continue };
        if holds_finite_verb(sentence, first..gerund) {
            continue;
        }
        let and: Vec<(usize, usize, Dep)> = (first + 1..gerund)
            .filter(|&i| tokens[i].dep == Dep::Cc && tokens[i].head == token.head)
            .map(|i| (i, first, Dep::Cc))
            .collect();
        let mut changes = vec![(gerund, first, Dep::Conj)];
        changes.extend(and);
        sentence.to_mut().reattach(&changes);
    }
}

/// "to protect consumers and punish agents": a word in a verb's bare form is no adjective, so after "and" it is joined
/// to the infinitive before and takes the noun as its object.
pub(super) fn bare_verb_read_as_adjective(sentence: &mut Cow<Sentence>) {
    for verb in 1..sentence.len() {
        let tokens = sentence.tokens();
        let noun = tokens[verb].head;
        let modifies = matches!(tokens[verb].dep, Dep::Amod | Dep::Compound) && noun > verb;
        if tokens[verb].tag != Tag::Vb || !modifies || tokens[verb - 1].dep != Dep::Cc {
            continue;
        }
        let before = (0..verb - 1).rev().find(|&i| tokens[i].tag == Tag::Vb && tokens[i].pos == Pos::Verb);
        let Some(before) = before.filter(|&before| verb - before <= 15) else { continue };
        if holds_finite_verb(sentence, before..verb) {
            continue;
        }
        // "and deflect and counter criticism": what is joined to it is a verb too.
        let joined = sentence.child(verb, Dep::Conj).filter(|&joined| joined > verb && joined < noun);
        let lemma = tokens[verb].lower.to_string();
        let changes =
            [(verb - 1, before, Dep::Cc), (verb, before, Dep::Conj), (noun, joined.unwrap_or(verb), Dep::Dobj)];
        let second = joined.map(|joined| (joined, tokens[joined].lower.to_string()));
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(verb, Tag::Vb, Pos::Verb, &lemma);
        if let Some((joined, lemma)) = second {
            sentence.retag(joined, Tag::Vb, Pos::Verb, &lemma);
        }
    }
}

/// "says olives grown in Tasmania produce oil": of two clauses that one verb of saying governs, the first without an
/// auxiliary and in the participle, the second without a subject, the first only describes the second's subject.
pub(super) fn reduced_relative_read_as_clause(sentence: &mut Cow<Sentence>) {
    for finite in 0..sentence.len() {
        let tokens = sentence.tokens();
        let bare = |verb: usize| {
            !sentence.children(verb).any(|c| {
                matches!(
                    tokens[c].dep,
                    Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Expl | Dep::Aux | Dep::Auxpass | Dep::Mark
                )
            })
        };
        let is_finite = matches!(tokens[finite].tag, Tag::Vbz | Tag::Vbp | Tag::Vbd);
        if tokens[finite].dep != Dep::Ccomp || !is_finite || !bare(finite) {
            continue;
        }
        let above = tokens[finite].head;
        let participle = sentence.children(above).find(|&c| {
            c < finite
                && tokens[c].dep == Dep::Ccomp
                && tokens[c].tag == Tag::Vbn
                && !sentence.children(c).any(|a| matches!(tokens[a].dep, Dep::Aux | Dep::Auxpass | Dep::Dobj))
        });
        let Some(participle) = participle else { continue };
        let Some(subject) = subject::own(sentence, participle) else { continue };
        let mut changes = vec![(subject, finite, Dep::Nsubj), (participle, subject, Dep::Acl)];
        let mark = sentence.child(participle, Dep::Mark);
        changes.extend(mark.map(|mark| (mark, finite, Dep::Mark)));
        sentence.to_mut().reattach(&changes);
    }
}

/// "has been building ties to weaken the pact, divide the bloc and win": a bare verb without a subject cannot be joined
/// to a form in "-ing" or "-ed", and goes on with the infinitive between.
pub(super) fn infinitive_joined_to_main_verb(sentence: &mut Cow<Sentence>) {
    for verb in 3..sentence.len() {
        let tokens = sentence.tokens();
        let main = tokens[verb].head;
        let bare = tokens[verb].dep == Dep::Conj && matches!(tokens[verb].tag, Tag::Vb | Tag::Vbp) && main < verb;
        let cannot = matches!(tokens[main].tag, Tag::Vbg | Tag::Vbn | Tag::Vbd | Tag::Vbz);
        let alone = !sentence
            .children(verb)
            .any(|c| matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Aux | Dep::Auxpass | Dep::Expl));
        if !bare || !cannot || !alone {
            continue;
        }
        let infinitive = (main + 1..verb)
            .rev()
            .find(|&i| tokens[i].tag == Tag::Vb && find::has_to(sentence, i) && tokens[i].dep != Dep::Conj);
        if let Some(infinitive) = infinitive.filter(|&infinitive| verb - infinitive <= 20) {
            let lemma = tokens[verb].lower.to_string();
            let sentence = sentence.to_mut();
            sentence.reattach(&[(verb, infinitive, Dep::Conj)]);
            sentence.retag(verb, Tag::Vb, Pos::Verb, &lemma);
        }
    }
}

/// "agreed to sanction the president": behind "to" a word that takes an object is a verb, however it is tagged.
pub(super) fn infinitive_read_as_noun(sentence: &mut Cow<Sentence>) {
    for verb in 1..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].tag != Tag::Nn || !matches!(tokens[verb].dep, Dep::Xcomp | Dep::Advcl | Dep::Acl) {
            continue;
        }
        let to = find::has_to(sentence, verb) && &*tokens[verb - 1].lower == "to";
        if to && sentence.child(verb, Dep::Dobj).is_some_and(|object| object > verb) {
            let lemma = tokens[verb].lower.to_string();
            sentence.to_mut().retag(verb, Tag::Vb, Pos::Verb, &lemma);
        }
    }
}

/// "weaken our courts and quietly influence judges": an adverb in "-ly" behind "and" opens a verb, not a noun.
pub(super) fn verb_behind_adverb(sentence: &mut Cow<Sentence>) {
    for verb in 3..sentence.len() {
        let tokens = sentence.tokens();
        let object = tokens[verb].head;
        let first = tokens[object].head;
        let noun = tokens[verb].tag == Tag::Nn && tokens[verb].dep == Dep::Compound && object == verb + 1;
        let adverb = verb - 1;
        let manner = tokens[adverb].tag == Tag::Rb
            && tokens[adverb].lower.ends_with("ly")
            && matches!(tokens[adverb].head, head if head == verb || head == object)
            && tokens[adverb - 1].dep == Dep::Cc;
        let governor = tokens[first].head;
        let joined = tokens[object].dep == Dep::Conj && tokens[first].dep == Dep::Dobj && governor < first;
        if !noun || !manner || !joined || !matches!(tokens[governor].tag, Tag::Vb | Tag::Vbp) {
            continue;
        }
        let lemma = tokens[verb].lower.to_string();
        let tag = tokens[governor].tag;
        let changes = [
            (adverb - 1, governor, Dep::Cc),
            (verb, governor, Dep::Conj),
            (adverb, verb, Dep::Advmod),
            (object, verb, Dep::Dobj),
        ];
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(verb, tag, Pos::Verb, &lemma);
    }
}

/// "citing worsening violence", "produce debilitating effects": behind a verb that governs no gerund, a form in "-ing"
/// before a bare noun says what the noun is like; behind a verb of saying only a few do.
pub(super) fn change_read_as_act(sentence: &mut Cow<Sentence>, words: &Words) {
    for participle in 1..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[participle].head;
        if verb + 1 != participle
            || tokens[participle].tag != Tag::Vbg
            || !matches!(tokens[participle].dep, Dep::Xcomp | Dep::Ccomp)
        {
            continue;
        }
        let changes = matches!(
            &*tokens[participle].lower,
            "worsening" | "rising" | "growing" | "mounting" | "increasing" | "escalating" | "deepening" | "declining"
        );
        let classes = words.verb(&tokens[verb].lemma);
        let says = Classes::REPORTING | Classes::CLAIMING | Classes::FINDING | Classes::MENTAL;
        // "delivered using old equipment": that tells how.
        let no_gerund = tokens[verb].pos == Pos::Verb
            && !classes.any(Classes::GERUND | says)
            && &*tokens[participle].lower != "using";
        let describes = no_gerund || (changes && classes.any(Classes::REPORTING));
        if !describes {
            continue;
        }
        let Some(noun) = sentence.child(participle, Dep::Dobj).filter(|&noun| noun > participle) else { continue };
        let bare = sentence.subtree(noun)[0] == participle + 1
            && sentence.children(noun).all(|c| !matches!(tokens[c].dep, Dep::Det | Dep::Poss))
            && tokens[noun].pos == Pos::Noun;
        if !bare || sentence.children(participle).any(|c| c != noun && tokens[c].dep != Dep::Punct) {
            continue;
        }
        let lemma = tokens[participle].lower.to_string();
        let sentence = sentence.to_mut();
        sentence.reattach(&[(noun, verb, Dep::Dobj), (participle, noun, Dep::Amod)]);
        sentence.retag(participle, Tag::Jj, Pos::Adj, &lemma);
    }
}

/// "Senators visiting the region to discuss the crisis called for sanctions": in a sentence without another verb, a
/// form in "-ed" whose object stands behind its preposition is no participle of the noun before it, but the main verb.
pub(super) fn main_verb_read_as_participle(sentence: &mut Cow<Sentence>, words: &Words) {
    let tokens = sentence.tokens();
    let Some(root) = (0..tokens.len()).find(|&i| tokens[i].head == i) else { return };
    let stop = tokens.last().is_some_and(|token| matches!(&*token.text, "." | "”" | "\""));
    let nominal = matches!(tokens[root].tag, Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Nn | Tag::Prp);
    if !nominal || !stop || holds_finite_verb(sentence, 0..tokens.len()) {
        return;
    }
    let main = (root + 1..tokens.len()).find(|&i| {
        let preposition = sentence
            .children(i)
            .find(|&c| c == i + 1 && tokens[c].dep == Dep::Prep && sentence.child(c, Dep::Pobj).is_some());
        tokens[i].dep == Dep::Acl
            && tokens[i].tag == Tag::Vbn
            && sentence.child(i, Dep::Agent).is_none()
            && preposition.is_some_and(|preposition| {
                let classes = words.verb_with(&tokens[i], &tokens[preposition]);
                classes.any(Classes::PREPOSITIONAL)
                    && !classes.any(Classes::STATIVE_PASSIVE | Classes::OBJECT_PREPOSITION)
            })
    });
    let Some(main) = main else { return };
    let mut changes = vec![(main, main, Dep::Root), (root, main, Dep::Nsubj)];
    changes.extend(sentence.children(root).filter(|&c| c > main).map(|c| (c, main, tokens[c].dep)));
    let lemma = tokens[main].lemma.to_string();
    let sentence = sentence.to_mut();
    sentence.reattach(&changes);
    sentence.retag(main, Tag::Vbd, Pos::Verb, &lemma);
}

/// Whether a finite verb stands among some tokens, so that what lies on its two sides is not one list.
///
/// The verb of a relative clause does not part a list.
fn holds_finite_verb(sentence: &Sentence, mut range: Range<usize>) -> bool {
    let tokens = sentence.tokens();
    range.any(|i| matches!(tokens[i].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md) && tokens[i].dep != Dep::Relcl)
}
