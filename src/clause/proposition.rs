//! Clauses to propositions: one actor, one action, at most one target, still as tokens of the tree.

use std::borrow::Cow;

use crate::statement::{CueKind, Modality, Polarity};
use crate::syntax::{Dep, Pos, Sentence, Tag};

use super::attribution::Source;
use super::control::is_aim;
use super::coordination::is_nominal;
use super::model::{Clause, Clauses, Link, SubjectFrom};
use super::predicate::{auxiliaries, is_predicate, verb_group};
use super::role::{is_place, preposition_text, roles, says_when, time};
use super::silent::is_silent;
use super::standing;
use super::subject;
use super::words::{Classes, Words};

/// How many propositions one clause may give, all actors and targets combined.
const MOST_PER_CLAUSE: usize = 24;

/// What fills a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filler {
    /// The noun phrase with this head.
    Phrase(usize),
    /// What the clause of this predicate says.
    Clause(usize),
}

/// A further participant or circumstance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstance {
    /// The preposition, or what kind of role it is.
    pub role: Cow<'static, str>,
    /// What fills it.
    pub filler: Filler,
}

/// Who does what to whom, as tokens of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposition {
    /// The id of the rule that found it.
    pub rule: Cow<'static, str>,
    /// The token that carries the content of the action.
    pub predicate: usize,
    /// The tokens of the action.
    pub group: Vec<usize>,
    /// The lemma of the action with what belongs to it.
    pub lemma: String,
    /// The head of the actor.
    pub actor: Option<usize>,
    /// The target.
    pub target: Option<Filler>,
    /// What else takes part.
    pub roles: Vec<Circumstance>,
    /// Whether it is said to be so.
    pub polarity: Polarity,
    /// How real it is.
    pub modality: Modality,
    /// The tokens that set these.
    pub cues: Vec<(CueKind, Vec<usize>)>,
    /// The head of the source and the tokens of its cue.
    pub attribution: Option<(Option<usize>, Vec<usize>)>,
    /// The tokens that say when.
    pub time: Option<Vec<usize>>,
    /// How likely it is right, from 0 to 1.
    pub confidence: f64,
}

/// What kind of slot the target comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Object,
    Preposition,
    Attribute,
    Content,
    Nothing,
    PassiveAgent,
    Passive,
    Stative,
    Existential,
}

/// What a clause says of its subject: the lemma and its targets.
pub(super) struct Core {
    pub shape: Shape,
    pub lemma: String,
    pub actors: Vec<usize>,
    pub targets: Vec<Filler>,
    /// The oblique that became the target, which is no further role.
    pub used: Option<usize>,
}

/// Makes the propositions of every clause.
pub(crate) fn propositions(sentence: &Sentence, words: &Words, clauses: &Clauses) -> Vec<Proposition> {
    let mut found = Vec::new();
    for clause in clauses.all() {
        if is_silent(sentence, words, clauses, clause) {
            continue;
        }
        from_clause(sentence, words, clauses, clause, &mut found);
    }
    found
}

/// Makes the propositions of one clause.
pub(crate) fn from_clause(
    sentence: &Sentence,
    words: &Words,
    clauses: &Clauses,
    clause: &Clause,
    found: &mut Vec<Proposition>,
) {
    let mut core = core(sentence, words, clauses, clause);
    // "who", "what" and "which" name nobody and nothing; a dash, or an article without its noun, is a wrong tree.
    let names = |head: usize| {
        let token = &sentence.tokens()[head];
        let pronoun =
            matches!(token.tag, Tag::Wp | Tag::Wdt | Tag::Wrb) || (token.tag == Tag::In && &*token.lower == "that");
        let dash = token.text.chars().all(|c| matches!(c, '_' | '-' | '–' | '—' | '*' | '.' | '…' | '•' | '|'));
        !pronoun && !dash && !matches!(&*token.lower, "the" | "a" | "an")
    };
    // "Russia's goal was to win": the goal does nothing; whose it is does.
    if let Some(aim) = clause.governor.filter(|g| g.link == Link::Controlled).and_then(|g| clauses.of(g.token))
        && is_aim(sentence, words, aim)
        && core.actors == aim.subjects
    {
        core.actors = subject::possessors(sentence, aim.subjects[0]).unwrap_or_default();
    }
    let asked = core.actors.len() + core.targets.len();
    core.actors.retain(|&head| names(head));
    core.targets.retain(|&target| !matches!(target, Filler::Phrase(head) if !names(head)));
    if core.actors.len() + core.targets.len() < asked && (core.actors.is_empty() || core.targets.is_empty()) {
        return;
    }
    if core.actors.is_empty() && (core.targets.is_empty() || !clause.passive) {
        return;
    }
    // A verb that tells nothing without an object has lost it in a tree that is wrong.
    if core.shape == Shape::Nothing && words.verb(&core.lemma).any(Classes::TRANSITIVE) {
        return;
    }
    let standing = standing::of(sentence, words, clauses, clause);
    let roles = roles(sentence, words, clauses, clause, &core);
    let time = time(sentence, words, clauses, clause);
    let group = action_group(sentence, clauses, clause);
    let rule = rule_id(clause, core.shape);
    let confidence = super::confidence::of(clause, core.targets.is_empty());
    let actors: Vec<Option<usize>> =
        if core.actors.is_empty() { vec![None] } else { core.actors.iter().copied().map(Some).collect() };
    let targets: Vec<Option<Filler>> =
        if core.targets.is_empty() { vec![None] } else { core.targets.iter().copied().map(Some).collect() };
    let itself = |actor: Option<usize>, target: Option<Filler>| matches!((actor, target), (Some(actor), Some(Filler::Phrase(target))) if actor == target);
    let pairs = actors.iter().flat_map(|&actor| targets.iter().map(move |&target| (actor, target)));
    for (actor, target) in pairs.filter(|&(actor, target)| !itself(actor, target)).take(MOST_PER_CLAUSE) {
        // "The army and the police denied it": each speaks of itself.
        let attribution = standing.source.as_ref().map(|Source { head, cue, .. }| {
            let own = actor.filter(|_| head.is_some_and(|head| core.actors.contains(&head)));
            (own.or(*head), cue.clone())
        });
        found.push(Proposition {
            rule: rule.clone(),
            predicate: clause.predicate,
            group: group.clone(),
            lemma: core.lemma.clone(),
            actor,
            target,
            roles: roles.clone(),
            polarity: standing.marks.polarity,
            modality: standing.marks.modality,
            cues: standing.marks.cues.clone(),
            attribution,
            time: time.clone(),
            confidence,
        });
    }
}

fn core(sentence: &Sentence, words: &Words, clauses: &Clauses, clause: &Clause) -> Core {
    let tokens = sentence.tokens();
    let verb = clause.predicate;
    let base = base_lemma(sentence, verb);
    let make = |shape, lemma: String, actors: &[usize], targets: Vec<Filler>, used| Core {
        shape,
        lemma,
        actors: actors.to_vec(),
        targets,
        used,
    };
    let phrases = |heads: &[usize]| heads.iter().copied().map(Filler::Phrase).collect::<Vec<_>>();
    if clause.passive {
        if clause.agents.is_empty() {
            for (index, oblique) in clause.obliques.iter().enumerate() {
                let lemma = format!("{base} {}", preposition_text(sentence, oblique));
                if words.verb(&lemma).any(Classes::STATIVE_PASSIVE) && !says_when(sentence, words, oblique) {
                    return make(Shape::Stative, lemma, &clause.subjects, phrases(&oblique.objects), Some(index));
                }
            }
            if let Some((preposition, gerund)) = gerund_complement(sentence, clause) {
                let lemma = format!("{base} {}", tokens[preposition].lower);
                if words.verb(&lemma).any(Classes::STATIVE_PASSIVE) {
                    return make(Shape::Stative, lemma, &clause.subjects, vec![Filler::Clause(gerund)], None);
                }
            }
        }
        let shape = if clause.agents.is_empty() { Shape::Passive } else { Shape::PassiveAgent };
        // "it has been noted that": what is noted is what the clause says.
        let empty = clause.subjects.iter().all(|&subject| &*tokens[subject].lower == "it");
        if let Some(content) = clause.content.filter(|_| empty && clause.objects.is_empty()) {
            return make(shape, base, &clause.agents, vec![Filler::Clause(content)], None);
        }
        if !clause.objects.is_empty() {
            return make(shape, base, &clause.agents, phrases(&clause.objects), None);
        }
        return make(shape, base, &clause.agents, phrases(&clause.subjects), None);
    }
    if clause.subject_from == SubjectFrom::Existential {
        return make(Shape::Existential, "exist".to_owned(), &clause.subjects, Vec::new(), None);
    }
    if let Some(content) = clause.content.filter(|_| is_told(sentence, words, clause)) {
        return make(Shape::Content, base, &clause.subjects, vec![Filler::Clause(content)], None);
    }
    if !clause.objects.is_empty() {
        if let Some(core) = light_phrase(sentence, words, clause, &base) {
            return core;
        }
        return make(Shape::Object, base, &clause.subjects, phrases(&clause.objects), None);
    }
    if !clause.attributes.is_empty() {
        return attribute_core(sentence, words, clause, base);
    }
    if let Some(content) = clause.content.or_else(|| spoken_complement(sentence, words, clauses, clause)) {
        return make(Shape::Content, base, &clause.subjects, vec![Filler::Clause(content)], None);
    }
    if let Some(asked) = asked_for(sentence, clauses, clause) {
        return make(Shape::Content, format!("{base} for"), &clause.subjects, vec![Filler::Clause(asked)], None);
    }
    for (index, oblique) in clause.obliques.iter().enumerate() {
        let lemma = format!("{base} {}", preposition_text(sentence, oblique));
        if !says_when(sentence, words, oblique) && (words.verb(&lemma).any(Classes::PREPOSITIONAL)) {
            return make(Shape::Preposition, lemma, &clause.subjects, phrases(&oblique.objects), Some(index));
        }
    }
    if let Some((preposition, gerund)) = gerund_complement(sentence, clause) {
        let lemma = format!("{base} {}", tokens[preposition].lower);
        if words.verb(&lemma).any(Classes::PREPOSITIONAL) {
            return make(Shape::Preposition, lemma, &clause.subjects, vec![Filler::Clause(gerund)], None);
        }
    }
    for (index, oblique) in clause.obliques.iter().enumerate() {
        let head = oblique.objects[0];
        let first = &*tokens[oblique.preposition[0]].lower;
        let place = words.word(first).any(Classes::PLACE_PREPOSITION) && is_place(sentence, head);
        let circumstance = matches!(
            first,
            "during"
                | "since"
                | "until"
                | "till"
                | "after"
                | "before"
                | "despite"
                | "according"
                | "because"
                | "due"
                | "like"
                | "as"
                | "by"
                | "without"
                | "amid"
                | "per"
                | "including"
                | "than"
                | "while"
                | "when"
                | "though"
        );
        let after_verb = oblique.preposition[0] > verb;
        let manner = says_how(sentence, words, head) && &*tokens[verb].lemma != "be";
        if after_verb && !circumstance && !place && !manner && !says_when(sentence, words, oblique) {
            let lemma = format!("{base} {}", preposition_text(sentence, oblique));
            return make(Shape::Preposition, lemma, &clause.subjects, phrases(&oblique.objects), Some(index));
        }
    }
    make(Shape::Nothing, base, &clause.subjects, Vec::new(), None)
}

/// Whether a noun, or it and its adjective, says how something is done: "in secret", "behind closed doors".
fn says_how(sentence: &Sentence, words: &Words, noun: usize) -> bool {
    let tokens = sentence.tokens();
    let lemma = &tokens[noun].lemma;
    words.noun(lemma).any(Classes::CIRCUMSTANCE_NOUN)
        || sentence.child(noun, Dep::Amod).is_some_and(|adjective| {
            words.noun(&format!("{} {lemma}", tokens[adjective].lower)).any(Classes::CIRCUMSTANCE_NOUN)
        })
}

/// "told parliament that …", "warned them that …": what is told is the target, and who is told receives it.
pub(super) fn is_told(sentence: &Sentence, words: &Words, clause: &Clause) -> bool {
    let lemma = &sentence.tokens()[clause.predicate].lemma;
    !clause.passive && clause.objects.len() + clause.recipients.len() > 0 && words.verb(lemma).any(Classes::TELLING)
}

/// "be", with the noun it equates or the adjective and what that is about: "be aware of".
fn attribute_core(sentence: &Sentence, words: &Words, clause: &Clause, base: String) -> Core {
    let tokens = sentence.tokens();
    let attribute = clause.attributes[0];
    let actors = clause.subjects.clone();
    if is_nominal(sentence, attribute) && tokens[attribute].pos != Pos::Adj {
        let targets =
            clause.attributes.iter().copied().filter(|&a| is_nominal(sentence, a)).map(Filler::Phrase).collect();
        return Core { shape: Shape::Attribute, lemma: base, actors, targets, used: None };
    }
    let about = clause.obliques.iter().enumerate().find(|(_, oblique)| {
        tokens[oblique.preposition[0]].head == attribute
            && !says_when(sentence, words, oblique)
            && !matches!(&*tokens[oblique.preposition[0]].lower, "than" | "as" | "in" | "at" | "during")
    });
    match about {
        Some((index, oblique)) => Core {
            shape: Shape::Attribute,
            lemma: format!("{base} {} {}", tokens[attribute].lower, preposition_text(sentence, oblique)),
            actors,
            targets: oblique.objects.iter().copied().map(Filler::Phrase).collect(),
            used: Some(index),
        },
        None => {
            Core { shape: Shape::Attribute, lemma: base, actors, targets: vec![Filler::Phrase(attribute)], used: None }
        }
    }
}

/// Whether a noun is one act with its verb, so that it tells none of its own: "take control of".
pub(crate) fn is_in_light_phrase(sentence: &Sentence, words: &Words, clauses: &Clauses, noun: usize) -> bool {
    let head = sentence.tokens()[noun].head;
    let clause = clauses.of(head).filter(|clause| !clause.passive && clause.objects.first() == Some(&noun));
    clause.is_some_and(|clause| light_phrase(sentence, words, clause, &base_lemma(sentence, head)).is_some())
}

/// "get hold of the data": verb and noun are one act, the target follows.
fn light_phrase(sentence: &Sentence, words: &Words, clause: &Clause, base: &str) -> Option<Core> {
    let tokens = sentence.tokens();
    let &noun = clause.objects.first()?;
    // "set the fire" is no "set fire".
    if sentence.children(noun).any(|c| tokens[c].dep == Dep::Det && &*tokens[c].lower == "the") {
        return None;
    }
    let lemma = format!("{base} {}", tokens[noun].lemma);
    if clause.objects.len() > 1 || noun < clause.predicate || !words.verb(&lemma).any(Classes::LIGHT_PHRASE) {
        return None;
    }
    let on_noun = sentence.children(noun).find_map(|child| {
        let object = (tokens[child].dep == Dep::Prep).then(|| sentence.child(child, Dep::Pobj))??;
        Some((child, super::coordination::conjuncts(sentence, object)))
    });
    let (lemma, targets, used) = match on_noun {
        Some((preposition, objects)) => (format!("{lemma} {}", tokens[preposition].lower), objects, None),
        None => {
            let oblique = clause.obliques.iter().enumerate().find(|(_, oblique)| {
                oblique.preposition[0] > noun
                    && !says_when(sentence, words, oblique)
                    && !(is_place(sentence, oblique.objects[0]) && &*tokens[noun].lemma == "place")
                    && matches!(
                        &*tokens[oblique.preposition[0]].lower,
                        "of" | "in" | "to" | "on" | "for" | "with" | "at" | "from" | "over"
                    )
            });
            match oblique {
                Some((index, oblique)) => {
                    (format!("{lemma} {}", preposition_text(sentence, oblique)), oblique.objects.clone(), Some(index))
                }
                None => (lemma, Vec::new(), None),
            }
        }
    };
    let targets = targets.into_iter().map(Filler::Phrase).collect();
    Some(Core { shape: Shape::Object, lemma, actors: clause.subjects.clone(), targets, used })
}

/// An infinitive or gerund that is said rather than done: "denied interfering", "claimed to have won".
fn spoken_complement(sentence: &Sentence, words: &Words, clauses: &Clauses, clause: &Clause) -> Option<usize> {
    let classes = words.verb(&sentence.tokens()[clause.predicate].lemma);
    if !classes.any(Classes::DENYING | Classes::REPORTING | Classes::CLAIMING) {
        return None;
    }
    sentence.children(clause.predicate).find(|&child| {
        clauses.of(child).is_some_and(|c| {
            c.governor
                .is_some_and(|g| g.token == clause.predicate && matches!(g.link, Link::Controlled | Link::Content))
        })
    })
}

/// "calls for the government to act": what is called for is what the infinitive tells.
pub(super) fn asked_for(sentence: &Sentence, clauses: &Clauses, clause: &Clause) -> Option<usize> {
    let below = |child: &usize| {
        clauses.of(*child).and_then(|below| below.governor).is_some_and(|governor| governor.link == Link::Controlled)
            && sentence.child(*child, Dep::Mark).is_some_and(|mark| &*sentence.tokens()[mark].lower == "for")
    };
    sentence.children(clause.predicate).find(below)
}

/// The preposition and predicate of a gerund that follows the verb.
pub(super) fn gerund_complement(sentence: &Sentence, clause: &Clause) -> Option<(usize, usize)> {
    let tokens = sentence.tokens();
    sentence.children(clause.predicate).filter(|&c| tokens[c].dep == Dep::Prep && c > clause.predicate).find_map(|c| {
        let gerund = sentence.child(c, Dep::Pcomp)?;
        is_predicate(sentence, gerund).then_some((c, gerund))
    })
}

/// The lemma of a verb with its particle.
pub(crate) fn base_lemma(sentence: &Sentence, verb: usize) -> String {
    let tokens = sentence.tokens();
    let mut lemma = tokens[verb].lemma.to_lowercase();
    for particle in sentence.children(verb).filter(|&c| tokens[c].dep == Dep::Prt) {
        lemma.push(' ');
        lemma.push_str(&tokens[particle].lower);
    }
    lemma
}

/// The tokens of the action: the verb group and the verbs that only colour it ("sought to undermine").
pub(crate) fn action_group(sentence: &Sentence, clauses: &Clauses, clause: &Clause) -> Vec<usize> {
    let mut group = verb_group(sentence, clause.predicate);
    let shared = auxiliaries(sentence, clause.predicate);
    if shared.iter().all(|&a| a + 6 > clause.predicate && a < clause.predicate) {
        let near = shared.iter().all(|&a| (a..clause.predicate).all(|i| sentence.tokens()[i].dep != Dep::Dobj));
        if near && sentence.tokens()[clause.predicate].dep != Dep::Conj {
            group.extend(shared);
        }
    }
    let mut at = clause;
    for _ in 0..8 {
        let Some(governor) = at.governor.filter(|g| g.link == Link::Controlled) else { break };
        let Some(above) = clauses.of(governor.token) else {
            // "able to", "likely to"
            if governor.token < clause.predicate && clause.predicate - governor.token <= 3 {
                group.push(governor.token);
                let verb = sentence.tokens()[governor.token].head;
                if verb < governor.token && governor.token - verb <= 3 {
                    group.extend(verb_group(sentence, verb));
                }
            }
            break;
        };
        if !above.objects.is_empty()
            || !above.recipients.is_empty()
            || above.predicate > clause.predicate
            || clause.predicate - above.predicate > 6
            || subject::own(sentence, at.predicate).is_some()
        {
            break;
        }
        group.extend(verb_group(sentence, above.predicate));
        at = above;
    }
    group.sort_unstable();
    group.dedup();
    group
}

/// The name of the grammar that found a proposition.
fn rule_id(clause: &Clause, shape: Shape) -> Cow<'static, str> {
    let shape = match shape {
        Shape::Object => "active-object",
        Shape::Preposition => "active-preposition",
        Shape::Attribute => "copula",
        Shape::Content => "active-content",
        Shape::Nothing => "active-intransitive",
        Shape::PassiveAgent => "passive-agent",
        Shape::Passive => "passive-object",
        Shape::Stative => "stative-passive",
        Shape::Existential => "existential",
    };
    match clause.subject_from {
        SubjectFrom::Own | SubjectFrom::Nowhere | SubjectFrom::Existential => Cow::Borrowed(shape),
        SubjectFrom::Coordination => Cow::Owned(format!("coordination-{shape}")),
        SubjectFrom::Antecedent => Cow::Owned(format!("relative-{shape}")),
        SubjectFrom::Participle => Cow::Owned(format!("participle-{shape}")),
        SubjectFrom::Control => Cow::Owned(format!("control-{shape}")),
        SubjectFrom::Possessor => Cow::Owned(format!("possessor-{shape}")),
        SubjectFrom::Noun => Cow::Owned(format!("noun-infinitive-{shape}")),
        SubjectFrom::Accused => Cow::Owned(format!("implied-{shape}")),
    }
}
