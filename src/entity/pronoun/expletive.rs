//! The "it" that stands for nothing: "it is clear that", "it seems", "it rained".

use super::super::Knowledge;
use super::super::name::lowered;
use crate::syntax::{Dep, Pos, Sentence};

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
    if !matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj) {
        return false;
    }
    let lemma = lowered(&tokens[verb].lemma);
    let clause = sentence.children(verb).any(|child| {
        matches!(tokens[child].dep, Dep::Ccomp | Dep::Csubj | Dep::Xcomp | Dep::Advcl | Dep::Relcl | Dep::Csubjpass)
            && child > verb
    });
    let predicate =
        sentence.children(verb).find(|&child| matches!(tokens[child].dep, Dep::Acomp | Dep::Attr | Dep::Oprd));
    match &*lemma {
        "be" | "’s" | "'s" | "become" | "remain" => predicate.is_some_and(|predicate| {
            let below = sentence.children(predicate).any(|child| {
                let clause = Dep::Ccomp == tokens[child].dep
                    || matches!(tokens[child].dep, Dep::Xcomp | Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Csubj);
                clause && child > predicate
            });
            // "It was the Iranians who …", "it is possible".
            clause || below || knowledge.is_in("impersonal-predicates", &tokens[predicate].lower)
        }),
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
            let reports = ["reporting-verbs", "claiming-verbs", "finding-verbs", "mental-verbs", "supposing-verbs"];
            token.dep == Dep::Nsubjpass && clause && reports.iter().any(|list| knowledge.is_in(list, &lemma))
        }
    }
}
