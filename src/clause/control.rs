//! Who does what the infinitive or gerund under a verb tells: the subject or object of that verb, whoever a preposition
//! names, or nobody.

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use super::find::has_to;
use super::model::{Clause, Oblique};
use super::phrase::is_time;
use super::subject::is_it;
use super::words::{Classes, Words};

/// Who does what the infinitive or gerund under a verb tells: the object of verbs like "ask", else the subject.
pub(crate) fn controllers(sentence: &Sentence, words: &Words, head: &Clause) -> Vec<usize> {
    let lemma = &sentence.tokens()[head.predicate].lemma;
    let promise = matches!(&**lemma, "promise" | "threaten" | "vow" | "swear" | "pledge");
    let use_to = matches!(&**lemma, "use" | "spend" | "waste" | "take" | "serve");
    if head.passive {
        return head.subjects.clone();
    }
    // "it took rescuers four hours to reach the wreck"
    if is_empty_it(sentence, words, head) {
        let tokens = sentence.tokens();
        let somebody = |&noun: &usize| {
            matches!(tokens[noun].pos, Pos::Pron | Pos::Propn)
                || words.noun(&tokens[noun].lemma).any(Classes::PERSON_NOUN | Classes::ORGANIZATION_NOUN)
                || (tokens[noun].tag == Tag::Nns && !is_time(sentence, words, noun))
        };
        return head.recipients.iter().chain(&head.objects).copied().filter(somebody).take(1).collect();
    }
    if !promise && !use_to && !head.objects.is_empty() && head.objects.iter().all(|&o| o > head.predicate) {
        return head.objects.clone();
    }
    if let Some(oblique) = controlling_oblique(sentence, words, head) {
        return oblique.objects.clone();
    }
    if !promise && !head.recipients.is_empty() && words.verb(lemma).any(Classes::REQUEST | Classes::CAUSE) {
        return head.recipients.clone();
    }
    head.subjects.clone()
}

/// "it took hours to reach it", "it is easier to ask": with an infinitive behind, "it" stands for what that tells.
pub(crate) fn is_empty_it(sentence: &Sentence, words: &Words, clause: &Clause) -> bool {
    let tokens = sentence.tokens();
    let verb = clause.predicate;
    let it = is_it(sentence, verb);
    let mut complements: Vec<usize> = [&clause.attributes, &clause.objects, &clause.recipients, &clause.adverbials]
        .into_iter()
        .flatten()
        .copied()
        .collect();
    complements.sort_unstable();
    let (true, Some(&first), Some(&last)) = (it, complements.first(), complements.last()) else { return false };
    let measures = |&noun: &usize| {
        let label = sentence.entity_at(noun).map(|entity| entity.label);
        is_time(sentence, words, noun)
            || matches!(label, Some(EntityLabel::Money | EntityLabel::Quantity | EntityLabel::Cardinal))
            || matches!(&*tokens[noun].lemma, "effort" | "courage" | "lot" | "more" | "fortune" | "money")
    };
    let infinitive = |c: usize| c > first && has_to(sentence, c);
    let below = |c: usize| infinitive(c) && (tokens[c].dep == Dep::Xcomp || sentence.child(c, Dep::Mark).is_some());
    match &*tokens[verb].lemma {
        "take" | "cost" => complements.iter().any(measures) && sentence.children(verb).any(infinitive),
        "make" => &*tokens[last].lemma == "sense",
        "be" | "become" | "remain" | "require" => {
            let raises =
                matches!(&*tokens[first].lower, "likely" | "unlikely" | "able" | "unable" | "set" | "due" | "ready");
            !raises && sentence.children(verb).any(below)
        }
        _ => false,
    }
}

/// "relied on allies to smear", "called on Iran to stop": who the preposition names does it.
pub(crate) fn controlling_oblique<'a>(sentence: &Sentence, words: &Words, head: &'a Clause) -> Option<&'a Oblique> {
    let tokens = sentence.tokens();
    let infinitive = sentence.child(head.predicate, Dep::Xcomp)?;
    head.obliques.iter().find(|oblique| {
        let preposition = oblique.preposition[0];
        preposition > head.predicate
            && oblique.objects.iter().all(|&o| o < infinitive)
            && matches!(&*tokens[preposition].lower, "on" | "upon" | "for" | "to" | "with")
            && words.verb_with(&tokens[head.predicate], &tokens[preposition]).any(Classes::PREPOSITIONAL)
            // "agreed on Monday to ban it": a day bans nothing.
            && oblique.objects.iter().all(|&object| !is_time(sentence, words, object))
    })
}

/// Whether what a clause with "be" is about is an aim or a way, which an infinitive tells: "the answer is to wait".
pub(crate) fn is_aim(sentence: &Sentence, words: &Words, clause: &Clause) -> bool {
    let Some(&subject) = clause.subjects.first() else { return false };
    if &*sentence.tokens()[clause.predicate].lemma != "be" {
        return false;
    }
    let lemma = &*sentence.tokens()[subject].lemma;
    words.noun(lemma).any(Classes::ATTEMPT_NOUN | Classes::PLAN_NOUN | Classes::ABILITY_NOUN | Classes::REQUEST_NOUN)
        || matches!(
            lemma,
            "answer" | "solution" | "task" | "job" | "purpose" | "objective" | "priority" | "role" | "point"
        )
}
