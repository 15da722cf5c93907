//! Clauses and phrases that hang on the wrong word.

use std::borrow::Cow;

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use crate::clause::words::{Classes, Words};

/// "used that stolen data to target voters": a clause with "that" has no infinitive, so "that" points at the noun,
/// which is the object.
pub(super) fn demonstrative_that(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].dep != Dep::Ccomp || tokens[verb].tag != Tag::Vb || !crate::clause::find::has_to(sentence, verb)
        {
            continue;
        }
        let that = sentence.children(verb).find(|&c| tokens[c].dep == Dep::Mark && &*tokens[c].lower == "that");
        let (Some(that), Some(noun)) = (that, crate::clause::subject::own(sentence, verb)) else { continue };
        let first = sentence.subtree(noun)[0];
        if first != that + 1 {
            continue;
        }
        let governor = tokens[verb].head;
        let changes = [(that, noun, Dep::Det), (noun, governor, Dep::Dobj), (verb, governor, Dep::Advcl)];
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(that, Tag::Dt, Pos::Det, "that");
    }
}

/// "the ire of some Democrats, who accuse": a relative clause agrees in number with what it is about.
pub(super) fn antecedents_that_disagree(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].dep != Dep::Relcl {
            continue;
        }
        let Some(subject) = crate::clause::subject::own(sentence, verb) else { continue };
        if !matches!(&*tokens[subject].lower, "who" | "which" | "that") {
            continue;
        }
        let auxiliary = sentence.children(verb).find(|&c| matches!(tokens[c].dep, Dep::Aux | Dep::Auxpass));
        let finite = auxiliary.unwrap_or(verb);
        let plural = match (tokens[finite].tag, &*tokens[finite].lower) {
            (_, "was") | (Tag::Vbz, _) => false,
            (_, "were") | (Tag::Vbp, _) => true,
            _ => continue,
        };
        let antecedent = tokens[verb].head;
        let agrees = |i: usize| match tokens[i].tag {
            Tag::Nns | Tag::Nnps => plural,
            Tag::Nn | Tag::Nnp => !plural,
            _ => false,
        };
        let joined = sentence.child(antecedent, Dep::Conj).is_some() || tokens[antecedent].dep == Dep::Conj;
        if agrees(antecedent) || joined || !matches!(tokens[antecedent].tag, Tag::Nn | Tag::Nns) {
            continue;
        }
        let below = sentence.subtree(antecedent);
        let nearer = below.iter().rev().copied().find(|&i| {
            i > antecedent
                && i < subject
                && matches!(tokens[i].dep, Dep::Pobj | Dep::Appos | Dep::Conj)
                && agrees(i)
                && !matches!(sentence.entity_at(i).map(|e| e.label), Some(EntityLabel::Date | EntityLabel::Time))
        });
        let above = Some(tokens[tokens[antecedent].head].head).filter(|&i| {
            tokens[antecedent].dep == Dep::Pobj && i < antecedent && agrees(i) && tokens[i].pos == Pos::Noun
        });
        if let Some(better) = nearer.or(above) {
            sentence.to_mut().reattach(&[(verb, better, Dep::Relcl)]);
        }
    }
}

/// "accuse the director of seeking to": the gerund hangs on the verb of blame, not on its object.
pub(super) fn gerund_of_the_accused(sentence: &mut Cow<Sentence>, words: &Words) {
    for gerund in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[gerund].dep != Dep::Pcomp {
            continue;
        }
        let preposition = tokens[gerund].head;
        let noun = tokens[preposition].head;
        let verb = tokens[noun].head;
        let blames = words.verb(&tokens[verb].lemma).any(Classes::ACCUSING | Classes::PREVENTION);
        let fits = matches!(&*tokens[preposition].lower, "of" | "for" | "from");
        if tokens[noun].dep == Dep::Dobj && blames && fits && tokens[preposition].dep == Dep::Prep && noun > verb {
            sentence.to_mut().reattach(&[(preposition, verb, Dep::Prep)]);
        }
    }
}
