//! Whose act a clause tells: its own subject, one it shares, or one that grammar supplies.

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use super::argument::is_relative_pronoun;
use super::control::{controllers, is_empty_it};
use super::coordination::{conjuncts, first_conjunct};
use super::model::{Clause, Clauses, Governor, Link, SubjectFrom};
use super::phrase::is_time;
use super::proposition::base_lemma;
use super::words::{Classes, Words};

/// The subject that hangs on the verb itself; "there" and the empty "it" do not count.
pub(crate) fn own(sentence: &Sentence, verb: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    sentence.children(verb).find(|&c| matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass))
}

/// Whether the subject that hangs on the verb is the word "it".
pub(crate) fn is_it(sentence: &Sentence, verb: usize) -> bool {
    own(sentence, verb).is_some_and(|subject| &*sentence.tokens()[subject].lower == "it")
}

/// Finds the subjects of a clause, given the clauses above it.
pub(crate) fn resolve(sentence: &Sentence, words: &Words, above: &Clauses, clause: &mut Clause) {
    let (subjects, from) = find(sentence, words, above, clause);
    clause.subject_from = if subjects.is_empty() { SubjectFrom::Nowhere } else { from };
    clause.subjects = subjects;
}

fn find(sentence: &Sentence, words: &Words, above: &Clauses, clause: &Clause) -> (Vec<usize>, SubjectFrom) {
    let tokens = sentence.tokens();
    if let Some(subject) = own(sentence, clause.predicate) {
        if let (true, Some(antecedent)) = (is_relative_pronoun(sentence, subject), clause.relative()) {
            return (vec![antecedent], SubjectFrom::Antecedent);
        }
        // "who" and "what" in a question or a free relative name nobody.
        let that = &*tokens[subject].lower == "that" && tokens[subject].tag == Tag::In;
        if matches!(tokens[subject].tag, Tag::Wp | Tag::Wdt) || that {
            return (relative_above(sentence, above, clause), SubjectFrom::Antecedent);
        }
        return (conjuncts(sentence, subject), SubjectFrom::Own);
    }
    if let Some(there) = sentence.child(clause.predicate, Dep::Expl) {
        if &*tokens[there].lower == "there" {
            return (clause.attributes.clone(), SubjectFrom::Existential);
        }
        return (Vec::new(), SubjectFrom::Nowhere);
    }
    if sentence.child(clause.predicate, Dep::Csubj).is_some() {
        return (Vec::new(), SubjectFrom::Nowhere);
    }
    let Some(governor) = clause.governor else { return (Vec::new(), SubjectFrom::Nowhere) };
    shared(sentence, words, above, clause, governor)
}

/// "thousands of people living in tents": those that are counted are as many as is said.
fn counted(sentence: &Sentence, words: &Words, noun: usize) -> usize {
    let tokens = sentence.tokens();
    let of = tokens[noun].head;
    let amount = tokens[of].head;
    let counts = tokens[noun].dep == Dep::Pobj
        && &*tokens[of].lower == "of"
        && amount < noun
        && matches!(tokens[noun].tag, Tag::Nns)
        && words.noun(&tokens[amount].lemma).any(Classes::PARTITIVE_NOUN);
    if counts { amount } else { noun }
}

/// What a relative pronoun stands for that is the subject of a clause further in: "who came and who saw".
fn relative_above(sentence: &Sentence, above: &Clauses, clause: &Clause) -> Vec<usize> {
    match clause.governor {
        Some(Governor { token, link: Link::Joined }) => match above.of(token) {
            Some(first) if first.relative().is_some() && sentence.tokens()[token].dep == Dep::Relcl => {
                first.relative().map(|antecedent| vec![antecedent]).unwrap_or_default()
            }
            _ => Vec::new(),
        },
        // "an effort that officials say was approved": the pronoun stands for what the outer clause is about.
        Some(Governor { token, link: Link::Content }) => {
            let outer = above.of(token).and_then(|outer| outer.governor);
            let about = outer.filter(|outer| matches!(outer.link, Link::Relative | Link::NounContent));
            about.map(|outer| vec![outer.token]).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn shared(
    sentence: &Sentence,
    words: &Words,
    above: &Clauses,
    clause: &Clause,
    governor: Governor,
) -> (Vec<usize>, SubjectFrom) {
    let tokens = sentence.tokens();
    let nothing = (Vec::new(), SubjectFrom::Nowhere);
    let head = above.of(governor.token);
    match governor.link {
        Link::Joined => match head {
            Some(head) => {
                let from = match head.subject_from {
                    SubjectFrom::Own => SubjectFrom::Coordination,
                    other => other,
                };
                (head.subjects.clone(), from)
            }
            None => nothing,
        },
        Link::Relative => (vec![governor.token], SubjectFrom::Antecedent),
        // "making progress rooting out abuse": whoever makes it does it.
        Link::Participle
            if tokens[clause.predicate].tag == Tag::Vbg
                && matches!(
                    &*tokens[governor.token].lemma,
                    "progress" | "trouble" | "difficulty" | "success" | "time"
                )
                && let Some(whose) = nearest_clause(sentence, above, governor.token)
                && whose.objects.contains(&governor.token) =>
        {
            (whose.subjects.clone(), SubjectFrom::Control)
        }
        Link::Participle => (vec![counted(sentence, words, governor.token)], SubjectFrom::Participle),
        Link::NounInfinitive => of_noun(sentence, words, above, governor.token, true),
        Link::NounContent => nothing,
        // "is worth seeing": whoever would see it is not named.
        Link::Controlled if &*tokens[governor.token].lower == "worth" => nothing,
        Link::Controlled => match head {
            Some(head) => (controllers(sentence, words, head), SubjectFrom::Control),
            // "made it easier to win": whoever made it is not who wins.
            None if own(sentence, governor.token).is_some() => nothing,
            // "expensive to build": the machine is not what builds.
            None if clause.objects.is_empty()
                && words.word(&tokens[governor.token].lower).any(Classes::EVALUATIVE_ADJECTIVE) =>
            {
                nothing
            }
            // "likely to win", "able to track": the adjective's clause is above it.
            None => match nearest_clause(sentence, above, governor.token) {
                // "it is fair to say": nobody is named.
                Some(head)
                    if words.word(&tokens[governor.token].lower).any(Classes::EVALUATIVE_ADJECTIVE)
                        && head.subjects.iter().all(|&s| matches!(&*tokens[s].lower, "it" | "this" | "that")) =>
                {
                    nothing
                }
                Some(head) => (head.subjects.clone(), SubjectFrom::Control),
                None => nothing,
            },
        },
        Link::Gerund(preposition) => match head {
            Some(head) => {
                let lemma = &tokens[head.predicate].lemma;
                let classes = words.verb(lemma) | words.verb(&base_lemma(sentence, head.predicate));
                let instead = sentence.children(preposition).any(|c| tokens[c].dep == Dep::Advmod && c < preposition);
                let of_object = tokens[preposition].head == governor.token
                    && !instead
                    && classes.any(Classes::ACCUSING | Classes::PREVENTION | Classes::CAUSE)
                    && matches!(
                        &*tokens[preposition].lower,
                        "for" | "of" | "from" | "with" | "into" | "over" | "against"
                    );
                if let Some(punished) = punished(sentence, words, head.predicate, preposition) {
                    return (conjuncts(sentence, punished), SubjectFrom::Accused);
                }
                match (of_object, head.passive) {
                    (true, false) if !head.objects.is_empty() => (head.objects.clone(), SubjectFrom::Accused),
                    (true, true) => (head.subjects.clone(), SubjectFrom::Accused),
                    (_, true) if classes.any(Classes::ATTEMPT) || &*tokens[preposition].lower != "by" => {
                        (head.subjects.clone(), SubjectFrom::Control)
                    }
                    (_, true) if !head.agents.is_empty() => (head.agents.clone(), SubjectFrom::Control),
                    (_, true) => nothing,
                    _ => (head.subjects.clone(), SubjectFrom::Control),
                }
            }
            None => {
                let before = punished(sentence, words, 0, preposition).filter(|&punished| punished == governor.token);
                match before {
                    Some(punished) => (conjuncts(sentence, punished), SubjectFrom::Accused),
                    None => of_noun(sentence, words, above, governor.token, false),
                }
            }
        },
        Link::Adverbial(_) | Link::Purpose | Link::Accompanying => {
            let head = head.or_else(|| nearest_clause(sentence, above, governor.token));
            match head {
                // "hired guards to protect": whoever is hired does it.
                Some(head)
                    if governor.link == Link::Purpose
                        && words.verb(&tokens[head.predicate].lemma).any(Classes::ENGAGING)
                        && !(if head.passive { &head.subjects } else { &head.objects }).is_empty()
                        // "pay more to borrow": an amount does nothing.
                        && !head.objects.iter().any(|&object| tokens[object].tag == Tag::Jjr) =>
                {
                    let engaged = if head.passive { &head.subjects } else { &head.objects };
                    (engaged.clone(), SubjectFrom::Control)
                }
                // "views them as opposed to it": what is viewed is the object.
                Some(head)
                    if matches!(governor.link, Link::Adverbial(mark) if &*tokens[mark].lower == "as")
                        && matches!(tokens[clause.predicate].tag, Tag::Vbn | Tag::Vbg)
                        && !head.objects.is_empty()
                        && matches!(
                            &*tokens[head.predicate].lemma,
                            "view" | "see" | "regard" | "describe" | "portray" | "depict" | "present" | "perceive"
                        ) =>
                {
                    (head.objects.clone(), SubjectFrom::Control)
                }
                // "gave it a month to respond"
                Some(head) if governor.link == Link::Purpose && !head.recipients.is_empty() && !head.passive => {
                    (head.recipients.clone(), SubjectFrom::Control)
                }
                Some(head) if head.passive && governor.link == Link::Purpose => {
                    // "the time taken to travel": whoever travels is not named.
                    let spent = |subject: &usize| is_time(sentence, words, *subject);
                    let doers = if head.agents.is_empty() { &head.subjects } else { &head.agents };
                    (doers.iter().copied().filter(|doer| !spent(doer)).collect(), SubjectFrom::Control)
                }
                Some(head) => (head.subjects.clone(), SubjectFrom::Control),
                None => nothing,
            }
        }
        // "an effort that officials say was approved": the antecedent is the subject of what they say.
        Link::Content if head.is_some_and(|head| head.relative().is_some()) => match head.and_then(Clause::relative) {
            Some(antecedent) => (vec![antecedent], SubjectFrom::Antecedent),
            None => nothing,
        },
        Link::Content | Link::Other => match (tokens[clause.predicate].tag, head) {
            // "denied interfering", "keeps saying": gerunds that the parser calls clausal complements.
            (Tag::Vbg, Some(head)) if tokens[clause.predicate].dep == Dep::Ccomp => {
                (head.subjects.clone(), SubjectFrom::Control)
            }
            _ => nothing,
        },
    }
}

/// The clause whose predicate is nearest above a token.
pub(crate) fn nearest_clause<'a>(sentence: &Sentence, above: &'a Clauses, token: usize) -> Option<&'a Clause> {
    let tokens = sentence.tokens();
    let mut index = token;
    for _ in 0..tokens.len() {
        if let Some(clause) = above.of(index) {
            return Some(clause);
        }
        if tokens[index].head == index {
            return None;
        }
        index = tokens[index].head;
    }
    None
}

/// Whose act an infinitive or gerund after a noun tells: "Iran's efforts to", "efforts by Iran to", "made a bid to".
fn of_noun(
    sentence: &Sentence,
    words: &Words,
    above: &Clauses,
    noun: usize,
    infinitive: bool,
) -> (Vec<usize>, SubjectFrom) {
    let tokens = sentence.tokens();
    // "reliance on proxies to", "calls for Iran to", "pressure on them to".
    if infinitive {
        let on = sentence
            .children(noun)
            .find(|&c| tokens[c].dep == Dep::Prep && c > noun && matches!(&*tokens[c].lower, "on" | "for" | "upon"));
        if let Some(object) = on.and_then(|on| sentence.child(on, Dep::Pobj)) {
            return (conjuncts(sentence, object), SubjectFrom::Possessor);
        }
    }
    // "the only New York congressman to oppose it": whoever is the only or the first one does it.
    if infinitive
        && is_singled_out(sentence, noun)
        && sentence.child(noun, Dep::Poss).is_none()
        && tokens[noun].pos == Pos::Noun
    {
        return (vec![noun], SubjectFrom::Noun);
    }
    let classes = words.noun(&tokens[noun].lemma);
    let act = Classes::ATTEMPT_NOUN
        | Classes::PLAN_NOUN
        | Classes::REQUEST_NOUN
        | Classes::ABILITY_NOUN
        | Classes::REFUSAL_NOUN;
    // "the New York meeting of lifting": a place before a noun that is no act of its own has nothing to do with it.
    let owned = infinitive || classes.any(act | Classes::CLAIM_NOUN | Classes::DOUBT_NOUN | Classes::EVIDENCE_NOUN);
    if let Some(owners) = possessors(sentence, noun).filter(|owners| {
        owned || owners.iter().any(|&owner| matches!(tokens[owner].dep, Dep::Poss | Dep::Pobj | Dep::Conj))
    }) {
        return (owners, SubjectFrom::Possessor);
    }
    let accused = accusing(sentence, words, above, noun)
        .map(|clause| if clause.passive { clause.subjects.clone() } else { clause.objects.clone() });
    if let Some(accused) = accused.filter(|accused| infinitive && !accused.is_empty()) {
        return (accused, SubjectFrom::Accused);
    }
    // "lowered taxes in an attempt to attract them": whoever does the one tries the other.
    let within = tokens[noun].head;
    if infinitive
        && tokens[noun].dep == Dep::Pobj
        && &*tokens[within].lower == "in"
        && classes.any(Classes::ATTEMPT_NOUN)
        && sentence.children(noun).any(|c| matches!(&*tokens[c].lower, "a" | "an" | "another"))
        && let Some(clause) = above.of(tokens[within].head)
    {
        let doers = if clause.passive { &clause.agents } else { &clause.subjects };
        return (doers.clone(), SubjectFrom::Control);
    }
    // "in talks to merge", "in a race to finish": whoever is in it does it.
    if infinitive
        && tokens[noun].dep == Dep::Pobj
        && &*tokens[within].lower == "in"
        && classes.any(Classes::PLAN_NOUN | Classes::ATTEMPT_NOUN)
        && let Some(clause) = above.of(tokens[within].head)
        && matches!(&*tokens[clause.predicate].lemma, "be" | "enter" | "remain" | "engage")
    {
        return (clause.subjects.clone(), SubjectFrom::Control);
    }
    if let Some(clause) = nearest_clause(sentence, above, noun) {
        let first = first_conjunct(sentence, noun);
        if infinitive && is_empty_it(sentence, words, clause) {
            return (Vec::new(), SubjectFrom::Nowhere);
        }
        let is_object = clause.objects.contains(&first) || clause.objects.contains(&noun);
        // "gave it a month to respond"
        if is_object && infinitive && !clause.recipients.is_empty() && !clause.passive {
            return (clause.recipients.clone(), SubjectFrom::Control);
        }
        // "rejected a proposal to raise": whoever rejects it is not the one who would do it.
        let rejects = words.verb(&tokens[clause.predicate].lemma).any(Classes::DENYING);
        if is_object && rejects && classes.any(Classes::PLAN_NOUN | Classes::REQUEST_NOUN) && infinitive {
            return (Vec::new(), SubjectFrom::Nowhere);
        }
        let supports = words.verb(&tokens[clause.predicate].lemma).any(Classes::SUPPORT);
        if is_object
            && (supports || classes.any(act))
            && !clause.subjects.is_empty()
            && !clause.passive
            && (supports || !classes.any(Classes::ATTEMPT_NOUN | Classes::REQUEST_NOUN | Classes::REFUSAL_NOUN))
        {
            return (clause.subjects.clone(), SubjectFrom::Control);
        }
        // "had an interest in undermining": the noun is the object of a light verb.
        if !infinitive && is_object && supports {
            return (clause.subjects.clone(), SubjectFrom::Control);
        }
    }
    if infinitive && (classes.any(Classes::ATTEMPT_NOUN) || is_somebody(sentence, noun)) {
        return (vec![noun], SubjectFrom::Noun);
    }
    (Vec::new(), SubjectFrom::Nowhere)
}

/// "called for sanctions against Russia for interfering": whom what the verb is about is directed at.
fn punished(sentence: &Sentence, words: &Words, verb: usize, preposition: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    if &*tokens[preposition].lower != "for" || verb > preposition {
        return None;
    }
    let against = (verb + 1..preposition).rev().find(|&i| {
        let noun = &tokens[tokens[i].head];
        let answers = words.noun(&noun.lemma).any(Classes::REACTION_NOUN);
        answers && tokens[i].dep == Dep::Prep && matches!(&*tokens[i].lower, "against" | "on" | "of")
    })?;
    sentence.child(against, Dep::Pobj).filter(|&object| object < preposition)
}

/// The clause of "accused Iran of" where `noun` is what somebody is accused of: "a plot to kill him".
pub(crate) fn accusing<'a>(sentence: &Sentence, words: &Words, above: &'a Clauses, noun: usize) -> Option<&'a Clause> {
    let tokens = sentence.tokens();
    let preposition = tokens[noun].head;
    let of = matches!(&*tokens[preposition].lower, "of" | "over" | "for" | "with");
    if tokens[noun].dep != Dep::Pobj || tokens[preposition].dep != Dep::Prep || !of {
        return None;
    }
    let verb = tokens[preposition].head;
    above.of(verb).filter(|_| words.verb(&tokens[verb].lemma).any(Classes::ACCUSING))
}

/// Whose it is: "Iran's", "its", "Iranian", "by Iran", and for a few nouns "of Iran".
pub(crate) fn possessors(sentence: &Sentence, noun: usize) -> Option<Vec<usize>> {
    let tokens = sentence.tokens();
    if let Some(owner) = sentence.child(noun, Dep::Poss) {
        return Some(conjuncts(sentence, owner));
    }
    for child in sentence.children(noun) {
        let token = &tokens[child];
        if matches!(token.dep, Dep::Prep | Dep::Agent)
            && &*token.lower == "by"
            && let Some(owner) = sentence.child(child, Dep::Pobj)
        {
            return Some(conjuncts(sentence, owner));
        }
    }
    sentence
        .children(noun)
        .find(|&child| {
            let label = sentence.entity_at(child).map(|entity| entity.label);
            matches!(tokens[child].dep, Dep::Amod | Dep::Compound)
                && matches!(label, Some(EntityLabel::Norp | EntityLabel::Gpe | EntityLabel::Organization))
                && matches!(tokens[child].pos, Pos::Adj | Pos::Propn | Pos::Noun)
        })
        .map(|owner| vec![owner])
}

/// Whether a noun is said to be the only, first or best one.
pub(crate) fn is_singled_out(sentence: &Sentence, noun: usize) -> bool {
    let tokens = sentence.tokens();
    sentence.children(noun).any(|c| {
        tokens[c].tag == Tag::Jjs || matches!(&*tokens[c].lower, "first" | "last" | "only" | "lone" | "sole" | "next")
    })
}

/// Whether a noun most likely names a person or body that can act.
fn is_somebody(sentence: &Sentence, noun: usize) -> bool {
    let token = &sentence.tokens()[noun];
    let label = sentence.entity_at(noun).map(|entity| entity.label);
    token.pos == Pos::Propn
        || matches!(label, Some(EntityLabel::Person | EntityLabel::Organization | EntityLabel::Norp | EntityLabel::Gpe))
        || is_singled_out(sentence, noun)
}
