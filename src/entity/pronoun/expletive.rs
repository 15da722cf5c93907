//! The "it" that stands for nothing: "it is clear that", "it seems", "it rained".

use super::super::Knowledge;
use super::super::list::List;
use super::super::name::lowered;
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// Whether an "it" stands for nothing.
pub(super) fn expletive(knowledge: &Knowledge, sentence: &Sentence, index: usize) -> bool {
    let tokens = sentence.tokens();
    let token = &tokens[index];
    if &*token.lower != "it" {
        return false;
    }
    if token.dep == Dep::Expl {
        return true;
    }
    let verb = token.head;
    // "What he did was wrong, but it did not stop them": it is what he did.
    let joined = token.dep == Dep::Nsubj && tokens[verb].dep == Dep::Conj;
    if joined && sentence.child(tokens[verb].head, Dep::Csubj).is_some() {
        return true;
    }
    if !matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj) {
        return false;
    }
    // "Makes it hard to tell".
    if token.dep == Dep::Nsubj && tokens[verb].pos == Pos::Adj {
        return sentence
            .children(verb)
            .any(|child| child > verb && matches!(tokens[child].dep, Dep::Xcomp | Dep::Ccomp | Dep::Advcl));
    }
    let lemma = lowered(&tokens[verb].lemma);
    let clause = sentence.children(verb).any(|child| {
        matches!(tokens[child].dep, Dep::Ccomp | Dep::Csubj | Dep::Xcomp | Dep::Advcl | Dep::Relcl | Dep::Csubjpass)
            && child > verb
    });
    let predicate =
        sentence.children(verb).find(|&child| matches!(tokens[child].dep, Dep::Acomp | Dep::Attr | Dep::Oprd));
    match &*lemma {
        "be" | "’s" | "'s" | "become" | "remain" => {
            predicate.is_some_and(|predicate| {
                let below = sentence.children(predicate).any(|child| {
                    let clause = Dep::Ccomp == tokens[child].dep
                        || matches!(tokens[child].dep, Dep::Xcomp | Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Csubj);
                    clause && child > predicate
                });
                // "They were sure it was Iranian hackers".
                let many = tokens[predicate].dep == Dep::Attr && tokens[predicate].tag == Tag::Nns;
                // "It was the Iranians who …", "it is possible".
                clause || below || many || knowledge.is_in(List::ImpersonalPredicates, &tokens[predicate].lower)
            }) || (predicate.is_none() && clause && in_a_state(sentence, verb))
        }
        // "It depends on whom you ask".
        "depend" => sentence.children(verb).any(|on| sentence.child(on, Dep::Pcomp).is_some()),
        "do" => token.dep == Dep::Dobj,
        "seem" | "appear" | "happen" | "turn" | "matter" | "follow" => clause,
        "rain" | "snow" => true,
        // "It takes a year to build", "how long will it take".
        "take" => {
            let next = tokens.get(verb + 1);
            let how_long =
                sentence.children(verb).any(|child| child < verb && matches!(&*tokens[child].lower, "long" | "longer"));
            how_long
                || (clause && next.is_some_and(|next| matches!(next.pos, Pos::Num | Pos::Det | Pos::Adj | Pos::Noun)))
        }
        "make" | "find" | "think" | "consider" if token.dep == Dep::Dobj => clause,
        // "It is said that …", "it was found that …".
        _ => {
            let reports = [
                List::ReportingVerbs,
                List::ClaimingVerbs,
                List::FindingVerbs,
                List::MentalVerbs,
                List::SupposingVerbs,
            ];
            token.dep == Dep::Nsubjpass && clause && knowledge.lists(&lemma).hold_any(&reports)
        }
    }
}

/// Whether a verb says in what state something is: "it is in the interest of all to".
fn in_a_state(sentence: &Sentence, verb: usize) -> bool {
    let tokens = sentence.tokens();
    sentence.children(verb).any(|child| child == verb + 1 && tokens[child].dep == Dep::Prep)
        && sentence.children(verb).any(|child| {
            matches!(tokens[child].dep, Dep::Xcomp | Dep::Advcl | Dep::Ccomp)
                && sentence.child(child, Dep::Aux).is_some_and(|to| tokens[to].tag == Tag::To)
        })
}
