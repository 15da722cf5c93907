//! Turns a pattern as it is written into one that can be matched: labels into bits, lists into sets, names into slots.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};
use rustc_hash::FxHashSet;

use super::PatternError;
use super::ast::{self, Label, Operator, Test, Value, Word};
use super::labels::{self, NO_ENTITY};
use super::parse;
use super::search::MAX_VARIABLES;
use crate::syntax::{EntityLabel, Pos, Tag};

/// A word list, shared by the patterns that refer to it.
pub type Words = Arc<FxHashSet<Box<str>>>;

/// Where patterns find the lists that `@name` refers to.
pub trait WordLists {
    /// The words of a list.
    fn words(&self, name: &str) -> Option<Words>;

    /// The names of all lists, for the hint after a wrong one.
    fn names(&self) -> Vec<&str>;
}

/// No lists at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoLists;

impl WordLists for NoLists {
    fn words(&self, _name: &str) -> Option<Words> {
        None
    }

    fn names(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// A pattern ready for matching.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub(super) root: Node,
    variables: Vec<Box<str>>,
}

/// A node: what a token must be, and how it must stand to others.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub test: TokenTest,
    pub variable: Option<u8>,
    pub formula: Option<Formula>,
}

/// What a token must be.
#[derive(Clone, Debug)]
pub(super) struct TokenTest {
    pub negated: bool,
    pub root: bool,
    pub tags: u64,
    pub pos: u64,
    pub deps: u64,
    /// The last bit stands for "part of no entity"; all bits set means that nothing is asked.
    pub entities: u64,
    pub strings: Vec<StringTest>,
}

#[derive(Clone, Debug)]
pub(super) struct StringTest {
    pub attribute: StringAttribute,
    pub negated: bool,
    pub matcher: StringMatcher,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StringAttribute {
    Word,
    Lower,
    Lemma,
    /// One of the token's features, `Tense=Past`.
    Morph,
}

#[derive(Clone, Debug)]
pub(super) enum StringMatcher {
    One(Box<str>),
    Words(Words),
    Regex(Regex),
}

impl StringMatcher {
    pub fn matches(&self, text: &str) -> bool {
        match self {
            StringMatcher::One(word) => **word == *text,
            StringMatcher::Words(words) => words.contains(text),
            StringMatcher::Regex(regex) => regex.is_match(text),
        }
    }
}

#[derive(Clone, Debug)]
pub(super) enum Formula {
    All(Vec<Formula>),
    Any(Vec<Formula>),
    Not(Box<Formula>),
    Optional(Box<Formula>),
    Relation { operator: Operator, labels: u64, target: Box<Node> },
}

impl Pattern {
    /// Reads a pattern; `lists` resolves its references to word lists.
    pub fn parse(text: &str, lists: &dyn WordLists) -> Result<Pattern, PatternError> {
        let ast = parse::parse(text)?;
        let mut compiler = Compiler { lists, variables: Vec::new() };
        let root = compiler.node(&ast, false)?;
        Ok(Pattern { root, variables: compiler.variables })
    }

    /// The names in the pattern, in the order in which they first stand there.
    pub fn variables(&self) -> impl ExactSizeIterator<Item = &str> {
        self.variables.iter().map(|name| &**name)
    }

    /// The place of a name among [`variables`](Pattern::variables).
    pub fn variable(&self, name: &str) -> Option<usize> {
        self.variables.iter().position(|known| **known == *name)
    }

    /// The lemmas that the first node can have, where the pattern says so.
    pub fn root_lemmas(&self) -> Option<Vec<&str>> {
        self.root.test.lemmas()
    }

    /// The smallest set of lemmas of which every sentence that matches holds one, where there is such a set.
    pub fn required_lemmas(&self) -> Option<Vec<&str>> {
        self.root.required().into_iter().min_by_key(Vec::len)
    }
}

impl Node {
    /// The sets of lemmas that this node and those it cannot do without ask for.
    fn required(&self) -> Vec<Vec<&str>> {
        let mut sets: Vec<_> = self.test.lemmas().into_iter().collect();
        if let Some(formula) = &self.formula {
            formula.required(&mut sets);
        }
        sets
    }
}

impl Formula {
    fn required<'a>(&'a self, sets: &mut Vec<Vec<&'a str>>) {
        match self {
            Formula::All(parts) => parts.iter().for_each(|part| part.required(sets)),
            Formula::Relation { target, .. } => sets.extend(target.required()),
            Formula::Any(_) | Formula::Not(_) | Formula::Optional(_) => {}
        }
    }
}

impl TokenTest {
    fn anything() -> Self {
        TokenTest {
            negated: false,
            root: false,
            tags: u64::MAX,
            pos: u64::MAX,
            deps: u64::MAX,
            entities: u64::MAX,
            strings: Vec::new(),
        }
    }

    /// The lemmas that pass, if these can be counted.
    fn lemmas(&self) -> Option<Vec<&str>> {
        let countable = |test: &&StringTest| !self.negated && !test.negated && test.attribute == StringAttribute::Lemma;
        let sets = self.strings.iter().filter(countable).filter_map(|test| match &test.matcher {
            StringMatcher::One(word) => Some(vec![&**word]),
            StringMatcher::Words(words) => Some(words.iter().map(|word| &**word).collect()),
            StringMatcher::Regex(_) => None,
        });
        sets.min_by_key(Vec::len)
    }
}

struct Compiler<'a> {
    lists: &'a dyn WordLists,
    variables: Vec<Box<str>>,
}

const ATTRIBUTES: [&str; 9] = ["word", "text", "lower", "lemma", "tag", "pos", "dep", "ner", "morph"];

impl Compiler<'_> {
    fn node(&mut self, ast: &ast::Node, under_not: bool) -> Result<Node, PatternError> {
        let mut test = TokenTest::anything();
        test.negated = ast.negated;
        for written in ast.tests.iter().flatten() {
            match written {
                Test::Root => test.root = true,
                Test::Attribute { attribute, negated, value } => {
                    self.attribute(&mut test, attribute, *negated, value)?;
                }
            }
        }
        let variable = match &ast.name {
            Some(name) => Some(self.variable(name, ast.tests.is_none(), under_not)?),
            None => None,
        };
        let formula = ast.formula.as_ref().map(|formula| self.formula(formula, under_not)).transpose()?;
        Ok(Node { test, variable, formula })
    }

    fn variable(&mut self, name: &Word, bare: bool, under_not: bool) -> Result<u8, PatternError> {
        if let Some(index) = self.variables.iter().position(|known| **known == *name.text) {
            return Ok(index as u8);
        }
        if bare {
            let message = format!("the name {:?} is used before a node has it", name.text);
            let expected = format!("a node with this name further left, such as {{}}={}", name.text);
            return Err(PatternError::new(message, name.range.clone(), expected));
        }
        if under_not {
            let message = format!("the name {:?} stands under a negation, so nothing can ever have it", name.text);
            return Err(PatternError::new(message, name.range.clone(), "a node without a name"));
        }
        if self.variables.len() == MAX_VARIABLES {
            let message = format!("more than {MAX_VARIABLES} names");
            return Err(PatternError::new(message, name.range.clone(), "a node without a name"));
        }
        self.variables.push(name.text.as_str().into());
        Ok(self.variables.len() as u8 - 1)
    }

    fn attribute(
        &self,
        test: &mut TokenTest,
        attribute: &Word,
        negated: bool,
        value: &Value,
    ) -> Result<(), PatternError> {
        let label = |labels: &[&str], what: &str| -> Result<u64, PatternError> {
            let bits = self.label_bits(labels, what, value)?;
            Ok(if negated { !bits } else { bits })
        };
        let string = match attribute.text.as_str() {
            "word" | "text" => StringAttribute::Word,
            "lower" => StringAttribute::Lower,
            "lemma" => StringAttribute::Lemma,
            "morph" => StringAttribute::Morph,
            "tag" => {
                let names: Vec<_> = Tag::ALL.iter().map(|tag| tag.as_str()).collect();
                test.tags &= label(&names, "tag")?;
                return Ok(());
            }
            "pos" => {
                let names: Vec<_> = Pos::ALL.iter().map(|pos| pos.as_str()).collect();
                test.pos &= label(&names, "part of speech")?;
                return Ok(());
            }
            "dep" => {
                let names = labels::relation_labels();
                let in_tree = &names[..crate::syntax::Dep::ALL.len()];
                test.deps &= label(in_tree, "relation")?;
                return Ok(());
            }
            "ner" => {
                let mut names: Vec<_> = EntityLabel::ALL.iter().map(|label| label.as_str()).collect();
                names.push(NO_ENTITY);
                test.entities &= label(&names, "entity type")?;
                return Ok(());
            }
            other => {
                let message = format!("there is no attribute {other:?}");
                return Err(labels::unknown(message, other, &ATTRIBUTES, attribute.range.clone()));
            }
        };
        let matcher = self.matcher(value)?;
        test.strings.push(StringTest { attribute: string, negated, matcher });
        Ok(())
    }

    fn label_bits(&self, labels: &[&str], what: &str, value: &Value) -> Result<u64, PatternError> {
        match value {
            Value::Plain(word) => labels::one_of(&word.text, labels, what, word.range.clone()),
            Value::Regex(word) => labels::matching(&expression(word)?, labels, what, word.range.clone()),
            Value::List(word) => Err(PatternError::new(
                format!("a {what} cannot come from a word list"),
                word.range.clone(),
                "a label or a /regular expression/",
            )),
        }
    }

    fn matcher(&self, value: &Value) -> Result<StringMatcher, PatternError> {
        match value {
            Value::Plain(word) => Ok(StringMatcher::One(word.text.as_str().into())),
            Value::Regex(word) => {
                let regex = expression(word)?;
                // `/blame|accuse/` is a list of two words, and a list can be looked up.
                let plain = |c: char| c.is_alphanumeric() || matches!(c, '|' | '-' | ' ' | '\'');
                if word.text.chars().all(plain) {
                    return Ok(StringMatcher::Words(Arc::new(word.text.split('|').map(Into::into).collect())));
                }
                Ok(StringMatcher::Regex(regex))
            }
            Value::List(name) => match self.lists.words(&name.text) {
                Some(words) => Ok(StringMatcher::Words(words)),
                None => {
                    let message = format!("there is no word list {:?}", name.text);
                    Err(labels::unknown(message, &name.text, &self.lists.names(), name.range.clone()))
                }
            },
        }
    }

    fn formula(&mut self, ast: &ast::Formula, under_not: bool) -> Result<Formula, PatternError> {
        Ok(match ast {
            ast::Formula::All(parts) => Formula::All(self.formulas(parts, under_not)?),
            ast::Formula::Any(parts) => Formula::Any(self.formulas(parts, under_not)?),
            ast::Formula::Not(part) => Formula::Not(Box::new(self.formula(part, true)?)),
            ast::Formula::Optional(part) => Formula::Optional(Box::new(self.formula(part, under_not)?)),
            ast::Formula::Relation(relation) => {
                let names = labels::relation_labels();
                let labels = match &relation.label {
                    Label::Any => labels::tree_bits(),
                    Label::Plain(word) => labels::one_of(&word.text, &names, "relation", word.range.clone())?,
                    Label::Regex(word) => labels::matching(&expression(word)?, &names, "relation", word.range.clone())?,
                };
                let target = Box::new(self.node(&relation.target, under_not)?);
                Formula::Relation { operator: relation.operator, labels, target }
            }
        })
    }

    fn formulas(&mut self, parts: &[ast::Formula], under_not: bool) -> Result<Vec<Formula>, PatternError> {
        parts.iter().map(|part| self.formula(part, under_not)).collect()
    }
}

/// A regular expression that matches whole values, as Semgrex has it.
fn expression(word: &Word) -> Result<Regex, PatternError> {
    RegexBuilder::new(&format!("^(?:{})$", word.text)).size_limit(1 << 20).build().map_err(|error| {
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
        PatternError::new(
            format!("this is no regular expression: {reason}"),
            word.range.clone(),
            "a regular expression",
        )
    })
}
