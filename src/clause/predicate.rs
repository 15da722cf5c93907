//! Which tokens are predicates, and which words go with them.
//!
//! A predicate is a verb that says something of somebody: not an auxiliary, not a participle used as an adjective or
//! a preposition ("including"). Its verb group is the verb with its auxiliaries, negation and particle.

use crate::syntax::{Dep, Pos, Sentence, Tag};

/// Whether token `index` heads a clause.
pub(crate) fn is_predicate(sentence: &Sentence, index: usize) -> bool {
    let token = &sentence.tokens()[index];
    match token.dep {
        Dep::Aux
        | Dep::Auxpass
        | Dep::Amod
        | Dep::Compound
        | Dep::Case
        | Dep::Prep
        | Dep::Mark
        | Dep::Nmod
        | Dep::Agent
        | Dep::Punct
        | Dep::Cc
        | Dep::Det
        | Dep::Prt => return false,
        Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Attr | Dep::Appos | Dep::Poss | Dep::Npadvmod => {
            // A gerund in a noun's place is a clause only if something hangs on it as on a verb.
            return token.pos == Pos::Verb
                && token.tag == Tag::Vbg
                && sentence.children(index).any(|c| matches!(sentence.tokens()[c].dep, Dep::Dobj | Dep::Aux));
        }
        _ => {}
    }
    match token.pos {
        Pos::Verb => !matches!(&*token.lower, "including" | "according" | "regarding" | "concerning" | "following"
            | "compared" | "based" if token.dep != Dep::Root && sentence.child(index, Dep::Dobj).is_none()
                && token.dep != Dep::Conj && token.dep != Dep::Acl && token.dep != Dep::Relcl && token.dep != Dep::Ccomp),
        Pos::Aux => token.tag != Tag::Md && matches!(&*token.lemma, "be" | "have" | "do" | "become" | "get"),
        _ => false,
    }
}

/// The word that carries a verb's tense: its first auxiliary, or the verb itself.
pub(crate) fn finite_form(sentence: &Sentence, verb: usize) -> usize {
    let tokens = sentence.tokens();
    sentence.children(verb).find(|&c| matches!(tokens[c].dep, Dep::Aux | Dep::Auxpass)).unwrap_or(verb)
}

/// Whether a verb is in the plural; none where its form does not tell.
pub(crate) fn is_plural(sentence: &Sentence, verb: usize) -> Option<bool> {
    let finite = &sentence.tokens()[finite_form(sentence, verb)];
    match (finite.tag, &*finite.lower) {
        (_, "was") | (Tag::Vbz, _) => Some(false),
        (_, "were") | (Tag::Vbp, _) => Some(true),
        _ => None,
    }
}

/// The auxiliaries, negation and particle of a verb, and the verb itself, left to right.
pub(crate) fn verb_group(sentence: &Sentence, verb: usize) -> Vec<usize> {
    let mut group = vec![verb];
    group.extend(sentence.children(verb).filter(|&child| {
        let token = &sentence.tokens()[child];
        match token.dep {
            Dep::Aux | Dep::Auxpass | Dep::Prt => true,
            Dep::Neg => child < verb || sentence.tokens()[verb].pos == Pos::Aux,
            _ => false,
        }
    }));
    group.sort_unstable();
    group
}

/// Whether the verb is passive: it has a passive auxiliary or subject, or shares one with the verb it is joined to.
pub(crate) fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    let tokens = sentence.tokens();
    // "is booming", whatever its tag.
    if tokens[verb].lower.ends_with("ing") {
        return false;
    }
    let mut verb = verb;
    // A chain of conjuncts is as long as the sentence at most; the bound only guards against damaged trees.
    for _ in 0..tokens.len() {
        let marked = |c: usize| matches!(tokens[c].dep, Dep::Auxpass | Dep::Nsubjpass | Dep::Csubjpass);
        if sentence.children(verb).any(marked) {
            return true;
        }
        for child in sentence.children(verb) {
            match tokens[child].dep {
                Dep::Nsubj | Dep::Csubj => return false,
                Dep::Aux if tokens[child].tag != Tag::Md && tokens[child].tag != Tag::To => return false,
                _ => {}
            }
        }
        let token = &tokens[verb];
        if token.tag != Tag::Vbn && token.tag != Tag::Vbd {
            return false;
        }
        match token.dep {
            // "cables disclosed in the inquiry": what describes a noun before a phrase is a participle, whatever its tag.
            Dep::Acl
                if sentence.child(verb, Dep::Prep).is_some()
                    && sentence.child(verb, Dep::Dobj).is_none()
                    && sentence.child(verb, Dep::Mark).is_none() =>
            {
                return true;
            }
            Dep::Acl | Dep::Advcl | Dep::Relcl | Dep::Oprd if token.tag == Tag::Vbn => {
                return sentence.child(verb, Dep::Mark).is_none() || sentence.child(verb, Dep::Agent).is_some();
            }
            Dep::Conj if shares_form(sentence, verb) => verb = token.head,
            _ => return sentence.child(verb, Dep::Agent).is_some() && token.tag == Tag::Vbn,
        }
    }
    false
}

/// Whether a verb joined to another has that one's form, so that it shares auxiliaries: "was seen and heard".
pub(crate) fn shares_form(sentence: &Sentence, verb: usize) -> bool {
    let tokens = sentence.tokens();
    let (token, head) = (&tokens[verb], &tokens[tokens[verb].head]);
    let has_own = sentence.children(verb).any(|child| {
        matches!(tokens[child].dep, Dep::Aux | Dep::Auxpass | Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Csubj)
    });
    let participle = |tag| matches!(tag, Tag::Vbn | Tag::Vbd);
    token.dep == Dep::Conj
        && !has_own
        && (token.tag == head.tag || (participle(token.tag) && participle(head.tag) && token.tag == Tag::Vbn))
}

/// The auxiliaries of a verb, its own or those it shares with the verb it is joined to.
pub(crate) fn auxiliaries(sentence: &Sentence, verb: usize) -> Vec<usize> {
    let tokens = sentence.tokens();
    let mut verb = verb;
    for _ in 0..tokens.len() {
        let own: Vec<usize> =
            sentence.children(verb).filter(|&c| matches!(tokens[c].dep, Dep::Aux | Dep::Auxpass)).collect();
        if !own.is_empty() || !shares_form(sentence, verb) {
            return own;
        }
        verb = tokens[verb].head;
    }
    Vec::new()
}
