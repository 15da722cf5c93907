//! What the syntax of one sentence says about a pronoun: what it cannot speak of, and what it may speak of ahead.
//!
//! In come a pronoun and a candidate of the same sentence, out comes whether the tree keeps the two apart. The rules
//! are those of binding theory as far as a dependency tree shows them: a reflexive speaks of the subject of its clause,
//! any other pronoun of nothing that fills a slot beside it.

use super::super::draft::Draft;
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// How far up a tree is walked, which bounds the work in broken trees.
const HEIGHT: usize = 64;

/// Whether a word is "himself", "itself", "themselves".
pub(super) fn reflexive(sentence: &Sentence, pronoun: usize) -> bool {
    let word = &sentence.tokens()[pronoun].lower;
    word.ends_with("self") || word.ends_with("selves")
}

/// Whether a reflexive only stresses the noun before it: "Galois himself".
pub(super) fn emphatic(draft: &Draft<'_>, mention: u32) -> bool {
    let (found, sentence) = (&draft.mentions[mention as usize], draft.sentence(mention));
    let pronoun = found.head as usize;
    let token = &sentence.tokens()[pronoun];
    let stresses = matches!(token.dep, Dep::Appos | Dep::Npadvmod)
        && matches!(sentence.tokens()[token.head].pos, Pos::Noun | Pos::Propn);
    // A name before it that the tagger took for a verb is one all the same: "Trump himself".
    let name = || draft.mention_at(found.sentence, token.head).is_some_and(|name| draft.cluster_of(name).is_some());
    reflexive(sentence, pronoun) && (stresses || (token.head + 1 == pronoun && name()))
}

/// Whether a pronoun has the form of an object, even where it is the subject of what follows: "considered them illegal".
fn objective(word: &str) -> bool {
    matches!(word, "him" | "them" | "me" | "us" | "whom")
}

/// The token of the clause that a token stands in: the nearest verb above it.
pub(super) fn clause(sentence: &Sentence, mut index: usize) -> usize {
    let tokens = sentence.tokens();
    for _ in 0..HEIGHT {
        let head = tokens[index].head;
        if head == index || matches!(tokens[head].pos, Pos::Verb | Pos::Aux) {
            return head;
        }
        index = head;
    }
    index
}

/// Whether a word stands in a clause that is part of another: "said that Putin knew".
pub(super) fn subordinate(sentence: &Sentence, index: usize) -> bool {
    let verb = &sentence.tokens()[clause(sentence, index)];
    matches!(verb.dep, Dep::Ccomp | Dep::Advcl | Dep::Relcl | Dep::Acl | Dep::Pcomp | Dep::Xcomp)
}

/// The subject of a verb, its own or the one it shares: "Putin met Xi and told …", "tried to tell …", "after telling …".
pub(super) fn subject_of(sentence: &Sentence, mut verb: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    for _ in 0..HEIGHT {
        let subject = sentence
            .children(verb)
            .find(|&child| child < verb && matches!(tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass));
        if subject.is_some() {
            return subject;
        }
        let token = &tokens[verb];
        if token.head == verb {
            return None;
        }
        match token.dep {
            Dep::Xcomp => {
                let object = sentence.child(token.head, Dep::Dobj).or_else(|| called_on(sentence, token.head));
                if object.is_some_and(|object| object < verb) {
                    return object;
                }
                verb = token.head;
            }
            Dep::Conj | Dep::Advcl | Dep::Dep => verb = token.head,
            Dep::Pcomp | Dep::Acl => verb = clause(sentence, token.head),
            Dep::Relcl => return Some(token.head),
            _ => return None,
        }
        if !matches!(tokens[verb].pos, Pos::Verb | Pos::Aux) {
            return None;
        }
    }
    None
}

/// The subject of the clause to which the clause of a subject is joined: "the bureau warned the firm and it …".
pub(super) fn subject_before(sentence: &Sentence, subject: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let verb = tokens[subject].head;
    let joined = tokens[subject].dep == Dep::Nsubj && tokens[verb].dep == Dep::Conj;
    sentence.child(tokens[verb].head, Dep::Nsubj).filter(|&before| joined && before < subject)
}

/// Who is asked to do something behind a preposition: "called on Russia to stop".
fn called_on(sentence: &Sentence, verb: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let on = sentence.children(verb).find(|&child| {
        child == verb + 1 && tokens[child].dep == Dep::Prep && matches!(&*tokens[child].lower, "on" | "upon")
    })?;
    sentence.child(on, Dep::Pobj)
}

/// The object of the verb to which the verb of an object is joined: "fined the clubs and closed them".
pub(super) fn twin(sentence: &Sentence, object: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let verb = tokens[object].head;
    let small = tokens[object].dep == Dep::Nsubj && objective(&tokens[object].lower);
    let verb = if small && tokens[verb].dep == Dep::Ccomp { tokens[verb].head } else { verb };
    let joined = tokens[verb].dep == Dep::Conj && (tokens[object].dep == Dep::Dobj || small);
    if !joined {
        return None;
    }
    let first = sentence.child(tokens[verb].head, Dep::Dobj).filter(|&first| first < verb)?;
    let plural = |noun: usize| matches!(tokens[noun].tag, Tag::Nns | Tag::Nnps);
    if &*tokens[object].lower != "them" || plural(first) {
        return Some(first);
    }
    // "Condemned any striving for sanctions and considered them illegal": "them" are several.
    let inside = |noun: usize| {
        let preposition = &tokens[tokens[noun].head];
        tokens[noun].dep == Dep::Pobj && plural(noun) && [first, tokens[verb].head].contains(&preposition.head)
    };
    (first + 1..verb).rev().find(|&noun| inside(noun)).or(Some(first))
}

/// The noun that a subject is said to be: "it is the only cycle".
pub(super) fn predicate(sentence: &Sentence, subject: usize) -> Option<usize> {
    let token = &sentence.tokens()[subject];
    let copula = token.dep == Dep::Nsubj && sentence.tokens()[token.head].lemma.eq_ignore_ascii_case("be");
    sentence.child(token.head, Dep::Attr).filter(|_| copula)
}

/// Whether a pronoun stands above a name that comes later, which then is somebody else's: "he said Putin knew".
pub(super) fn commands(draft: &Draft<'_>, pronoun: u32, later: u32) -> bool {
    let (own, other) = (&draft.mentions[pronoun as usize], &draft.mentions[later as usize]);
    let sentence = draft.sentence(pronoun);
    let tokens = sentence.tokens();
    let (dep, index) = draft.relation(pronoun);
    // "It will protect US personnel": a state's name before a noun is little more than an adjective.
    let modifier = matches!(tokens[other.head as usize].dep, Dep::Compound | Dep::Amod | Dep::Nmod);
    if tokens[own.head as usize].tag == Tag::PrpPoss
        || modifier
        || !matches!(dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Dative)
    {
        return false;
    }
    let verb = tokens[index].head;
    let mut below = other.head as usize;
    for _ in 0..HEIGHT {
        let head = tokens[below].head;
        if head == verb {
            return below > own.head as usize && !parted(sentence, below);
        }
        if head == below {
            break;
        }
        below = head;
    }
    false
}

/// Whether a word is what the subject of the verb above it is said to be, or only stands beside that verb: "he left, and
/// Putin stayed".
fn parted(sentence: &Sentence, below: usize) -> bool {
    let tokens = sentence.tokens();
    match tokens[below].dep {
        Dep::Conj => sentence.children(below).any(|child| matches!(tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass)),
        Dep::Attr | Dep::Oprd | Dep::Parataxis => true,
        _ => false,
    }
}

/// Whether the syntax of one sentence keeps a pronoun or noun phrase from speaking of a mention.
pub(in crate::entity) fn bound(draft: &Draft<'_>, pronoun: u32, other: u32) -> bool {
    let (own, candidate) = (&draft.mentions[pronoun as usize], &draft.mentions[other as usize]);
    if own.sentence != candidate.sentence {
        return false;
    }
    let sentence = draft.sentence(pronoun);
    let tokens = sentence.tokens();
    let (p, c) = (own.head as usize, candidate.head as usize);
    // A pronoun inside a phrase cannot speak of that phrase: "its head" of "its".
    let mut above = p;
    for _ in 0..HEIGHT {
        if above == c {
            return true;
        }
        if tokens[above].head == above {
            break;
        }
        above = tokens[above].head;
        // A relative clause on the candidate may speak of it: "the man who lost his job".
        if tokens[above].dep == Dep::Relcl && tokens[above].head == c {
            return false;
        }
    }
    if reflexive(sentence, p) {
        return clause(sentence, p) != clause(sentence, c);
    }
    if tokens[p].tag == Tag::PrpPoss {
        return false;
    }
    // Two arguments of one verb speak of two things: "Putin told him".
    let owner = |index: usize| matches!(tokens[index].dep, Dep::Poss | Dep::Compound | Dep::Amod | Dep::Nmod);
    if owner(c) {
        return false;
    }
    let (first, second) = (draft.relation(pronoun).1, draft.relation(other).1);
    let verb = clause(sentence, first);
    if verb == clause(sentence, second) {
        return true;
    }
    // "Putin met Xi and told him": the subject of the second verb is that of the first.
    let subject = matches!(tokens[first].dep, Dep::Nsubj | Dep::Nsubjpass) && !objective(&tokens[p].lower);
    !subject && matches!(tokens[verb].dep, Dep::Conj | Dep::Xcomp) && subject_of(sentence, verb) == Some(second)
}

/// The subject that comes after a pronoun whose part of the sentence stands before it: "Despite its denials, Tehran".
pub(super) fn fronted(sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let mut index = pronoun;
    for _ in 0..HEIGHT {
        let head = tokens[index].head;
        if head == index {
            return None;
        }
        if matches!(tokens[head].pos, Pos::Verb | Pos::Aux)
            && matches!(tokens[index].dep, Dep::Prep | Dep::Advcl)
            // "Among them are two ministers" tells of people known before.
            && &*tokens[index].lower != "among"
            && head > index
        {
            let subject =
                sentence.children(head).find(|&child| matches!(tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass))?;
            // "For his services his second son": that subject hangs on the same person itself.
            let owned = sentence.children(subject).any(|child| tokens[child].tag == Tag::PrpPoss);
            return (subject > pronoun && !owned).then_some(subject);
        }
        index = head;
    }
    None
}
