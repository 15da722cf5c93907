//! Finds where a pattern matches, within a number of steps that grows with the sentence and not with what the pattern
//! could combine.

use super::ast::Operator;
use super::compile::{Formula, Node, Pattern, StringAttribute, TokenTest};
use super::labels::{deep_bit, dep_bit};
use super::relations::DeepRelations;
use crate::syntax::{EntityLabel, Sentence};

/// How many names one pattern may have.
pub(super) const MAX_VARIABLES: usize = 16;
/// How many steps one pattern may take on one sentence: so many at least, …
const STEPS: u32 = 4_096;
/// … and so many more for each token. A pattern that people write takes fewer than ten a token.
const STEPS_A_TOKEN: u32 = 64;
/// How many matches one pattern may have in one sentence.
const MAX_MATCHES: usize = 256;

const UNBOUND: u32 = u32::MAX;

/// The tokens that the names of a pattern stand for in one match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bindings {
    tokens: [u32; MAX_VARIABLES],
}

/// One name with its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding<'a> {
    /// The name.
    pub name: &'a str,
    /// The token's index in the sentence.
    pub token: usize,
}

impl Bindings {
    /// The token of the name at a place among [`Pattern::variables`]; none if an optional part or another
    /// alternative would have had it.
    pub fn get(&self, variable: usize) -> Option<usize> {
        self.tokens.get(variable).filter(|token| **token != UNBOUND).map(|token| *token as usize)
    }
}

impl Pattern {
    /// Finds every match whose first node is one of `roots`, each set of tokens once.
    pub fn matches(
        &self,
        sentence: &Sentence,
        deep: &DeepRelations,
        roots: impl IntoIterator<Item = usize>,
    ) -> Vec<Bindings> {
        let mut found: Vec<Bindings> = Vec::new();
        let steps = STEPS.saturating_add(STEPS_A_TOKEN.saturating_mul(sentence.len() as u32));
        let mut search = Search { sentence, deep, steps, bound: Bindings { tokens: [UNBOUND; MAX_VARIABLES] } };
        for root in roots {
            let flow = search.node(&self.root, root, &mut |search| {
                if !found.contains(&search.bound) {
                    found.push(search.bound);
                }
                if found.len() < MAX_MATCHES { Flow::Continue } else { Flow::Stop }
            });
            if flow == Flow::Stop {
                break;
            }
        }
        found
    }

    /// The names of a match with their tokens.
    pub fn bindings<'a>(&'a self, found: &'a Bindings) -> impl Iterator<Item = Binding<'a>> {
        let bound = |(index, name)| found.get(index).map(|token| Binding { name, token });
        self.variables().enumerate().filter_map(bound)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Continue,
    Stop,
}

/// What is done with each way to match so far: the rest of the pattern.
type Next<'n, 's> = &'n mut dyn FnMut(&mut Search<'s>) -> Flow;

struct Search<'s> {
    sentence: &'s Sentence,
    deep: &'s DeepRelations,
    steps: u32,
    bound: Bindings,
}

impl<'s> Search<'s> {
    /// Spends one step; says whether there was one left.
    fn step(&mut self) -> bool {
        self.steps = self.steps.saturating_sub(1);
        self.steps > 0
    }

    fn node(&mut self, node: &Node, token: usize, next: Next<'_, 's>) -> Flow {
        if !self.step() {
            return Flow::Stop;
        }
        if !self.passes(&node.test, token) {
            return Flow::Continue;
        }
        let Some(variable) = node.variable else {
            return self.formula_or_next(node, token, next);
        };
        let slot = variable as usize;
        if self.bound.tokens[slot] != UNBOUND {
            return match self.bound.tokens[slot] as usize == token {
                true => self.formula_or_next(node, token, next),
                false => Flow::Continue,
            };
        }
        self.bound.tokens[slot] = token as u32;
        let flow = self.formula_or_next(node, token, next);
        self.bound.tokens[slot] = UNBOUND;
        flow
    }

    fn formula_or_next(&mut self, node: &Node, token: usize, next: Next<'_, 's>) -> Flow {
        match &node.formula {
            Some(formula) => self.formula(formula, token, next),
            None => next(self),
        }
    }

    fn formula(&mut self, formula: &Formula, token: usize, next: Next<'_, 's>) -> Flow {
        match formula {
            Formula::All(parts) => self.all(parts, token, next),
            Formula::Any(parts) => {
                for part in parts {
                    if self.formula(part, token, next) == Flow::Stop {
                        return Flow::Stop;
                    }
                }
                Flow::Continue
            }
            Formula::Not(part) => {
                let mut found = false;
                let flow = self.formula(part, token, &mut |_| {
                    found = true;
                    Flow::Stop
                });
                match (found, flow) {
                    (true, _) => Flow::Continue,
                    (false, Flow::Continue) => next(self),
                    (false, Flow::Stop) => Flow::Stop,
                }
            }
            Formula::Optional(part) => {
                let mut found = false;
                let flow = self.formula(part, token, &mut |search| {
                    found = true;
                    next(search)
                });
                if found || flow == Flow::Stop { flow } else { next(self) }
            }
            Formula::Relation { operator, labels, target } => self.relation(*operator, *labels, target, token, next),
        }
    }

    fn all(&mut self, parts: &[Formula], token: usize, next: Next<'_, 's>) -> Flow {
        match parts {
            [] => next(self),
            [first, rest @ ..] => self.formula(first, token, &mut |search| search.all(rest, token, next)),
        }
    }

    /// Tries every token that stands to `token` as the relation asks.
    fn relation(&mut self, operator: Operator, labels: u64, target: &Node, token: usize, next: Next<'_, 's>) -> Flow {
        use Operator::*;
        let sentence = self.sentence;
        let deep = self.deep;
        let labelled = move |child: usize| labels & dep_bit(sentence.tokens()[child].dep) != 0;
        let children = move |token: usize| sentence.children(token).filter(move |child| labelled(*child));
        let parent = move |token: usize| parent_of(sentence, token).filter(move |_| labelled(token));
        let arguments = deep.arguments(token).filter(move |(label, _)| labels & deep_bit(*label) != 0);
        let predicates = deep.predicates(token).filter(move |(label, _)| labels & deep_bit(*label) != 0);
        let below = children(token).chain(arguments.map(|(_, argument)| argument));
        let above = parent(token).into_iter().chain(predicates.map(|(_, predicate)| predicate));
        let sisters =
            move |token: usize| parent_of(sentence, token).into_iter().flat_map(move |p| sentence.children(p));
        let is_sister = move |other: usize| parent_of(sentence, token) == parent_of(sentence, other);
        match operator {
            Governs => self.each(below, target, next),
            GovernsRight => self.each(below.filter(|other| *other > token), target, next),
            GovernsLeft => self.each(below.filter(|other| *other < token), target, next),
            Depends => self.each(above, target, next),
            DependsRight => self.each(above.filter(|other| *other > token), target, next),
            DependsLeft => self.each(above.filter(|other| *other < token), target, next),
            Connected => self.each(above.chain(below), target, next),
            Above(least, most) => self.descendants(token, least, most, labels, target, next),
            Below(least, most) => self.ancestors(token, least, most, labels, target, next),
            Same => self.node(target, token, next),
            RightBefore => self.each((token + 1..sentence.len()).take(1), target, next),
            Before => self.each(token + 1..sentence.len(), target, next),
            RightAfter => self.each(token.checked_sub(1), target, next),
            After => self.each(0..token, target, next),
            SisterAfter => self.each(sisters(token).filter(|other| *other > token), target, next),
            SisterBefore => self.each(sisters(token).filter(|other| *other < token), target, next),
            SisterRightAfter => {
                let next_token = (token + 1..sentence.len()).take(1).filter(|other| is_sister(*other));
                self.each(next_token, target, next)
            }
            SisterRightBefore => self.each(token.checked_sub(1).filter(|other| is_sister(*other)), target, next),
        }
    }

    fn each(&mut self, tokens: impl IntoIterator<Item = usize>, target: &Node, next: Next<'_, 's>) -> Flow {
        for token in tokens {
            if self.node(target, token, next) == Flow::Stop {
                return Flow::Stop;
            }
        }
        Flow::Continue
    }

    /// Everything below a token; the label is that of the last step.
    fn descendants(
        &mut self,
        token: usize,
        least: u32,
        most: u32,
        labels: u64,
        target: &Node,
        next: Next<'_, 's>,
    ) -> Flow {
        let sentence = self.sentence;
        let mut open: Vec<_> = sentence.children(token).rev().map(|child| (child, 1)).collect();
        while let Some((token, depth)) = open.pop() {
            if !self.step() {
                return Flow::Stop;
            }
            let labelled = labels & dep_bit(sentence.tokens()[token].dep) != 0;
            if depth >= least && labelled && self.node(target, token, next) == Flow::Stop {
                return Flow::Stop;
            }
            if depth < most {
                open.extend(sentence.children(token).rev().map(|child| (child, depth + 1)));
            }
        }
        Flow::Continue
    }

    /// Everything above a token; the label is that of the first step.
    fn ancestors(
        &mut self,
        token: usize,
        least: u32,
        most: u32,
        labels: u64,
        target: &Node,
        next: Next<'_, 's>,
    ) -> Flow {
        if labels & dep_bit(self.sentence.tokens()[token].dep) == 0 {
            return Flow::Continue;
        }
        let mut at = token;
        let mut depth = 0;
        while let Some(parent) = parent_of(self.sentence, at) {
            depth += 1;
            if depth > most {
                break;
            }
            if !self.step() || (depth >= least && self.node(target, parent, next) == Flow::Stop) {
                return Flow::Stop;
            }
            at = parent;
        }
        Flow::Continue
    }

    fn passes(&self, test: &TokenTest, index: usize) -> bool {
        let token = &self.sentence.tokens()[index];
        let all = || {
            test.tags & 1 << token.tag as u64 != 0
                && test.pos & 1 << token.pos as u64 != 0
                && test.deps & dep_bit(token.dep) != 0
                && (!test.root || token.head == index)
                && (test.entities == u64::MAX || test.entities & self.entity_bit(index) != 0)
                && test.strings.iter().all(|string| {
                    let matcher = &string.matcher;
                    let found = match string.attribute {
                        StringAttribute::Word => matcher.matches(&token.text),
                        StringAttribute::Lower => matcher.matches(&token.lower),
                        StringAttribute::Lemma => matcher.matches(&token.lemma),
                        StringAttribute::Morph => token.morph.split('|').any(|feature| matcher.matches(feature)),
                    };
                    found != string.negated
                })
        };
        all() != test.negated
    }

    fn entity_bit(&self, index: usize) -> u64 {
        match self.sentence.entity_at(index) {
            Some(entity) => 1 << entity.label as u64,
            None => 1 << EntityLabel::ALL.len() as u64,
        }
    }
}

fn parent_of(sentence: &Sentence, token: usize) -> Option<usize> {
    Some(sentence.tokens()[token].head).filter(|head| *head != token)
}
