//! Relative pronouns: "Iranian hackers who …", "the report, which …".
//!
//! In come grouped names and noun phrases, out go the relative pronouns that speak of what their clause hangs on. One
//! that asks, or that is about a whole clause, is left alone.

use super::draft::{Draft, Link};
use super::list::List;
use super::mention::Form;
use super::name::lowered;
use super::{EntityKind, LinkRule};
use crate::syntax::{Dep, Sentence, Tag};

/// How far up its clause lies above a relative pronoun at most.
const HEIGHT: usize = 6;

/// Joins every relative pronoun with what its clause hangs on.
pub(super) fn link(draft: &mut Draft<'_>) {
    for mention in 0..draft.mentions.len() as u32 {
        let found = &draft.mentions[mention as usize];
        if found.form != Form::Pronoun || draft.assigned[mention as usize].is_some() {
            continue;
        }
        let (sentence, pronoun) = (draft.sentence(mention), found.head as usize);
        let Some(clause) = clause(draft, sentence, pronoun) else { continue };
        let head = sentence.tokens()[clause].head;
        let Some(other) = draft.mention_at(found.sentence, head).filter(|_| head < pronoun) else { continue };
        let Some(cluster) = draft.cluster_of(other) else { continue };
        if fits(draft, sentence, pronoun, clause, cluster) {
            draft.join(mention, cluster, Link { rule: LinkRule::RelativePronoun, certainty: 0.9 });
        }
    }
}

/// The verb of the relative clause that a relative pronoun stands in.
fn clause(draft: &Draft<'_>, sentence: &Sentence, pronoun: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let token = &tokens[pronoun];
    let relative = matches!(&*token.lower, "who" | "whom" | "whose" | "which" | "that");
    // "The story that he fled": a conjunction; "in days to come, during which time": a determiner.
    if !relative || matches!(token.dep, Dep::Mark | Dep::Det) || counts_time(draft, sentence, pronoun) {
        return None;
    }
    let mut index = pronoun;
    for _ in 0..HEIGHT {
        if tokens[index].dep == Dep::Relcl {
            return Some(index);
        }
        // "The emails: who wrote them" asks.
        if tokens[index].head == index || tokens[index].dep == Dep::Ccomp && asks(&token.lower) {
            return None;
        }
        index = tokens[index].head;
    }
    None
}

/// Whether a pronoun stands before the noun that it belongs to: "during which time", "at which point".
fn counts_time(draft: &Draft<'_>, sentence: &Sentence, pronoun: usize) -> bool {
    let tokens = sentence.tokens();
    let next = tokens.get(pronoun + 1).filter(|_| tokens[pronoun].dep == Dep::Pobj);
    next.is_some_and(|next| {
        draft.knowledge.is_in(List::TimeNouns, &next.lower) || matches!(&*next.lower, "case" | "point" | "event")
    })
}

/// Whether a pronoun may open a question that is the complement of a verb.
fn asks(pronoun: &str) -> bool {
    matches!(pronoun, "who" | "whom" | "whose")
}

/// Whether a relative clause can be about what it hangs on.
fn fits(draft: &Draft<'_>, sentence: &Sentence, pronoun: usize, clause: usize, cluster: u32) -> bool {
    let group = &draft.clusters[cluster as usize];
    let kind = group.kind();
    match &*sentence.tokens()[pronoun].lower {
        // "No difference for Iran who wins" asks.
        "who" | "whom" => {
            !matches!(kind, EntityKind::Country | EntityKind::Place | EntityKind::Document | EntityKind::Event)
        }
        "which" if kind == EntityKind::Person => false,
        // "The plan of Brandt, which" is about the plan, "fired at bases in the region, which resulted in" about that.
        "which" => {
            let acts = matches!(kind, EntityKind::Country | EntityKind::Place | EntityKind::Group);
            let something = group.named || acts;
            !(something && (is_outcome(draft, sentence, pronoun, clause) || is_infinitive(sentence, pronoun, clause)))
        }
        _ => true,
    }
}

/// Whether a relative clause tells what came of something: "which resulted in", "which meant that".
fn is_outcome(draft: &Draft<'_>, sentence: &Sentence, pronoun: usize, clause: usize) -> bool {
    let tokens = sentence.tokens();
    let subject = tokens[pronoun].dep == Dep::Nsubj && tokens[pronoun].head == clause;
    subject && draft.knowledge.is_in(List::OutcomeVerbs, &lowered(&tokens[clause].lemma))
}

/// Whether a relative clause says what is to be done: "which is to undermine".
fn is_infinitive(sentence: &Sentence, pronoun: usize, clause: usize) -> bool {
    let tokens = sentence.tokens();
    let copula = tokens[clause].lemma.eq_ignore_ascii_case("be") && tokens[pronoun].head == clause;
    copula
        && tokens[pronoun].dep == Dep::Nsubj
        && sentence.children(clause).any(|child| {
            tokens[child].dep == Dep::Xcomp
                && tokens[child].tag == Tag::Vb
                && sentence.child(child, Dep::Aux).is_some_and(|to| tokens[to].tag == Tag::To)
        })
}
