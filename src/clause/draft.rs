//! Drafts of propositions: what is known of who does what to whom from somewhere else than general grammar.
//!
//! In come [`Draft`]s, each a few tokens that pattern rules found. Grammar fills them up: a drafted verb gets the
//! objects, roles and standing of its clause, a drafted noun those of the phrase it stands in. Out go propositions
//! beside those that grammar found itself; what both found stays one.

use std::borrow::Cow;

use crate::statement::{CueKind, Modality, Polarity};
use crate::syntax::{Dep, Sentence};

use super::argument::is_relative_pronoun;
use super::coordination::{conjuncts, is_nominal};
use super::model::{Clause, Clauses, Link, SubjectFrom};
use super::nominal;
use super::phrase;
use super::proposition::{self, Circumstance, Filler, Proposition};
use super::silent;
use super::standing::Standing;
use super::words::Words;

/// How likely what a rule finds is right: of 91 statements that the shipped rules made of sentences drawn at random
/// from news and an encyclopedia, a reader agreed with 77; by kind, acts of nouns were right in four of five, and what
/// somebody is or has in nine of ten.
const ACT: f64 = 0.8;
const RELATION: f64 = 0.88;
/// How many actors and targets of one draft are combined.
const MOST_PER_DRAFT: usize = 24;
/// How many verbs that only colour another are passed: "accused of trying to help to do".
const MOST_COLOURING_VERBS: usize = 4;

/// Tokens that belong together as one act, each the head of the words that fill a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The id of the rule that found it.
    pub rule: String,
    /// The verb or noun that tells what is done.
    pub action: usize,
    /// Who does it.
    pub actor: Slot,
    /// To whom or what it is done.
    pub target: Slot,
    /// Who says so.
    pub source: Option<usize>,
    /// Further participants, with the names of their roles.
    pub roles: Vec<(String, usize)>,
    /// The words that set polarity, modality or attribution.
    pub cues: Vec<(CueKind, usize)>,
    /// The action's lemma, where it is not that of the action's own clause.
    pub lemma: Option<String>,
    /// The polarity, where it is not what the text around the action says.
    pub polarity: Option<Polarity>,
    /// The modality, where it is not what the text around the action says.
    pub modality: Option<Modality>,
}

/// What a draft says of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Nothing: what the action's own clause has stays.
    Unsaid,
    /// It is empty.
    Empty,
    /// This token fills it.
    Token(usize),
}

impl Slot {
    /// The token, if there is one.
    pub fn token(self) -> Option<usize> {
        match self {
            Slot::Token(token) => Some(token),
            Slot::Unsaid | Slot::Empty => None,
        }
    }
}

/// Fills up drafts and adds them to the propositions of their sentence.
pub(crate) fn join(
    sentence: &Sentence,
    words: &Words,
    clauses: &Clauses,
    drafts: &[Draft],
    found: &mut Vec<Proposition>,
) {
    for draft in drafts {
        if proposition::is_in_light_phrase(sentence, words, clauses, draft.action) {
            continue;
        }
        let filled = match clauses.of(draft.action) {
            Some(clause) => from_verb(sentence, words, clauses, clause, draft),
            None => from_noun(sentence, words, clauses, draft),
        };
        for proposition in filled {
            add(found, proposition, draft);
        }
    }
}

/// Adds a proposition, or lets the one that grammar has of the same act take over what the rule knows better.
fn add(found: &mut Vec<Proposition>, proposition: Proposition, draft: &Draft) {
    let same = found.iter_mut().find(|known| {
        known.predicate == proposition.predicate
            && known.target == proposition.target
            && (known.actor.is_none() || known.actor == proposition.actor)
    });
    let Some(known) = same else {
        found.push(proposition);
        return;
    };
    let knows_better = known.actor.is_none()
        || draft.polarity.is_some()
        || draft.modality.is_some()
        || draft.lemma.is_some()
        || (draft.source.is_some() && known.attribution.is_none());
    if knows_better {
        *known = proposition;
    }
}

/// Rebuilds the propositions of a clause with the participants of the draft.
fn from_verb(
    sentence: &Sentence,
    words: &Words,
    clauses: &Clauses,
    clause: &Clause,
    draft: &Draft,
) -> Vec<Proposition> {
    let mut clause = content_verb(sentence, words, clauses, clause).clone();
    if let Some(actors) = participants(sentence, clauses, draft.actor) {
        if clause.subject_from == SubjectFrom::Nowhere {
            clause.subject_from = SubjectFrom::Accused;
        }
        if clause.passive { clause.agents = actors } else { clause.subjects = actors }
    }
    if let Some(targets) = participants(sentence, clauses, draft.target) {
        if clause.passive { clause.subjects = targets } else { clause.objects = targets }
    }
    let mut filled = Vec::new();
    proposition::from_clause(sentence, words, clauses, &clause, &mut filled);
    for proposition in &mut filled {
        apply(proposition, draft);
        proposition.confidence = proposition.confidence.min(ACT);
    }
    filled
}

/// The verb that carries the content: "undermine" in "trying to undermine".
fn content_verb<'a>(sentence: &Sentence, words: &Words, clauses: &'a Clauses, clause: &'a Clause) -> &'a Clause {
    let mut at = clause;
    for _ in 0..MOST_COLOURING_VERBS {
        if !silent::is_silent(sentence, words, clauses, at) {
            break;
        }
        let controlled = sentence.children(at.predicate).find_map(|child| {
            clauses.of(child).filter(|below| below.governor.is_some_and(|governor| governor.link == Link::Controlled))
        });
        match controlled {
            Some(below) => at = below,
            None => break,
        }
    }
    at
}

/// Makes the propositions of a noun, or of a participle that stands before one, that tells an act.
fn from_noun(sentence: &Sentence, words: &Words, clauses: &Clauses, draft: &Draft) -> Vec<Proposition> {
    let tokens = sentence.tokens();
    let Standing { marks, source } = nominal::standing(sentence, words, clauses, draft.action);
    let mut actors = participants(sentence, clauses, draft.actor).unwrap_or_default();
    let targets = participants(sentence, clauses, draft.target).unwrap_or_default();
    // "Ivan Petrov, the owner of the club, and his wife": only the one it stands beside is the owner.
    if let (Dep::Appos, Some(beside)) = (tokens[draft.action].dep, draft.actor.token())
        && tokens[draft.action].head == beside
    {
        actors = vec![beside];
    }
    if actors.is_empty() && targets.is_empty() {
        return Vec::new();
    }
    let (roles, time) = surroundings(sentence, words, draft);
    let or_none = |tokens: Vec<usize>| -> Vec<Option<usize>> {
        if tokens.is_empty() { vec![None] } else { tokens.into_iter().map(Some).collect() }
    };
    let filler = |token: usize| if clauses.of(token).is_some() { Filler::Clause(token) } else { Filler::Phrase(token) };
    let targets = or_none(targets);
    let pairs = or_none(actors).into_iter().flat_map(|actor| targets.iter().map(move |&target| (actor, target)));
    let is_relation = draft.lemma.as_ref().is_some_and(|lemma| lemma.starts_with("be "));
    let fill = |(actor, target): (Option<usize>, Option<usize>)| {
        let mut proposition = Proposition {
            rule: Cow::Owned(draft.rule.clone()),
            predicate: draft.action,
            group: vec![draft.action],
            lemma: tokens[draft.action].lemma.to_lowercase(),
            actor,
            target: target.map(filler),
            roles: roles.clone(),
            polarity: marks.polarity,
            modality: marks.modality,
            cues: marks.cues.clone(),
            attribution: source.as_ref().map(|source| (source.head, source.cue.clone())),
            time: time.clone(),
            confidence: if is_relation { RELATION } else { ACT },
        };
        apply(&mut proposition, draft);
        proposition
    };
    // "our guide (who is the manager)": a pronoun that nothing was found for names nobody.
    let names = |token: &Option<usize>| token.is_none_or(|token| !is_relative_pronoun(sentence, token));
    pairs
        .filter(|(actor, target)| actor != target && names(actor) && names(target))
        .take(MOST_PER_DRAFT)
        .map(fill)
        .collect()
}

/// Writes what the draft says over what grammar says.
fn apply(proposition: &mut Proposition, draft: &Draft) {
    proposition.rule = Cow::Owned(draft.rule.clone());
    if let Some(lemma) = &draft.lemma {
        proposition.lemma.clone_from(lemma);
    }
    let mut replace = |kind: CueKind| {
        proposition.cues.retain(|(known, _)| *known != kind);
        let cues = draft.cues.iter().filter(|(cue, _)| *cue == kind);
        proposition.cues.extend(cues.map(|&(kind, token)| (kind, vec![token])));
    };
    if let Some(polarity) = draft.polarity {
        replace(CueKind::Polarity);
        proposition.polarity = polarity;
    }
    if let Some(modality) = draft.modality {
        replace(CueKind::Modality);
        proposition.modality = modality;
    }
    if let Some(source) = draft.source {
        let cue = draft.cues.iter().filter(|(kind, _)| *kind == CueKind::Attribution).map(|(_, token)| *token);
        proposition.attribution = Some((Some(source), cue.collect()));
    }
    for (role, token) in &draft.roles {
        proposition.roles.push(Circumstance { role: Cow::Owned(role.clone()), filler: Filler::Phrase(*token) });
    }
}

/// The tokens that fill a slot, conjuncts included; none if the draft leaves the slot to grammar.
fn participants(sentence: &Sentence, clauses: &Clauses, slot: Slot) -> Option<Vec<usize>> {
    match slot {
        Slot::Unsaid => None,
        Slot::Empty => Some(Vec::new()),
        Slot::Token(token) => {
            let token = antecedent(sentence, clauses, token);
            Some(if is_nominal(sentence, token) { conjuncts(sentence, token) } else { vec![token] })
        }
    }
}

/// What a relative pronoun stands for; any other token stands for itself.
fn antecedent(sentence: &Sentence, clauses: &Clauses, token: usize) -> usize {
    if !is_relative_pronoun(sentence, token) {
        return token;
    }
    let mut at = token;
    for _ in 0..sentence.len() {
        if let Some(antecedent) = clauses.of(at).and_then(Clause::relative) {
            return antecedent;
        }
        let head = sentence.tokens()[at].head;
        if head == at {
            break;
        }
        at = head;
    }
    token
}

/// The prepositional phrases of a noun that fill no slot yet: its further roles, and when.
fn surroundings(sentence: &Sentence, words: &Words, draft: &Draft) -> (Vec<Circumstance>, Option<Vec<usize>>) {
    let tokens = sentence.tokens();
    let taken: Vec<usize> = [draft.actor.token(), draft.target.token(), draft.source]
        .into_iter()
        .flatten()
        .chain(draft.roles.iter().map(|(_, token)| *token))
        .collect();
    let mut roles = Vec::new();
    let mut time = None;
    for preposition in sentence.children(draft.action).filter(|&child| tokens[child].dep == Dep::Prep) {
        let Some(object) = sentence.child(preposition, Dep::Pobj).filter(|object| !taken.contains(object)) else {
            continue;
        };
        if phrase::is_time_phrase(sentence, words, preposition, object) {
            let mut tokens = phrase::whole(sentence, object);
            tokens.push(preposition);
            tokens.sort_unstable();
            time.get_or_insert(tokens);
        } else {
            let role: Cow<'static, str> = Cow::Owned(tokens[preposition].lower.to_string());
            let fillers = conjuncts(sentence, object).into_iter().map(Filler::Phrase);
            roles.extend(fillers.map(|filler| Circumstance { role: role.clone(), filler }));
        }
    }
    (roles, time)
}
