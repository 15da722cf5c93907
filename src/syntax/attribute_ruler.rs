//! Tags and relations to coarse tags, features and some lemmas, by the patterns of the model.
//!
//! In come the tokens of a text with their fine tags and relations, out go [`Attributes`]. A rule is one or more
//! patterns, each a run of conditions on neighbouring tokens, and what it sets on one of them. All patterns see the
//! tokens as they came in; where rules set the same attribute, the last in the model's order wins. Lemmas that no rule
//! sets are left to the [`Lemmatizer`](super::lemmatizer::Lemmatizer).

use std::fmt;

use arcstr::ArcStr;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::label::{Dep, Pos, Tag};
use super::lexeme::Lexeme;
use super::tokenizer::{Pattern, Scratch, WordCache, WordId};
use crate::{Error, Result};

/// A condition on one token, as it is kept in a model file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenCondition {
    /// The fine tags that fit, one bit for each of [`Tag::ALL`].
    pub tags: u64,
    /// The relations that fit, one bit for each of [`Dep::ALL`].
    pub deps: u64,
    /// What the token in lower case must be.
    pub lower: TextCondition,
    /// What the token as written must be.
    pub orth: TextCondition,
    /// Whether it must be white space, or must not be.
    pub is_space: Option<bool>,
}

/// A condition on a token's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextCondition {
    /// Any text will do.
    Any,
    /// One of these.
    In(Vec<String>),
    /// None of these.
    NotIn(Vec<String>),
    /// A text in which this pattern is found.
    Found(String),
}

/// What is set on a token, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeRule {
    /// Runs of conditions, any of which will do.
    pub patterns: Vec<Vec<TokenCondition>>,
    /// The token of the run that is set, from its start, or from its end when negative.
    pub index: i32,
    /// The index of the coarse tag in [`Pos::ALL`].
    pub pos: Option<u8>,
    /// The features.
    pub morph: Option<String>,
    /// The lemma.
    pub lemma: Option<String>,
    /// The index of the fine tag in [`Tag::ALL`].
    pub tag: Option<u8>,
    /// The index of the relation in [`Dep::ALL`].
    pub dep: Option<u8>,
}

/// What the rules make of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attributes<'a> {
    /// The fine tag.
    pub tag: Tag,
    /// The relation.
    pub dep: Dep,
    /// The coarse tag, if a rule sets one.
    pub pos: Option<Pos>,
    /// The features, empty if no rule sets any.
    pub morph: &'a ArcStr,
    /// The lemma, if a rule sets one.
    pub lemma: Option<&'a ArcStr>,
}

/// The bit of a tag in [`TokenCondition::tags`].
pub(super) fn tag_bit(tag: Tag) -> u64 {
    1 << tag as u32
}

/// The bit of a relation in [`TokenCondition::deps`].
pub(super) fn dep_bit(dep: Dep) -> u64 {
    1 << dep as u32
}

const _: () = assert!(Tag::ALL.len() <= 64 && Dep::ALL.len() <= 64, "the labels must fit a set of 64 bits");

/// A [`TextCondition`] ready to be tested.
#[derive(Clone, Debug)]
enum Test {
    Any,
    In(Vec<String>, bool),
    Found(Box<Pattern>),
}

impl Test {
    fn new(condition: &TextCondition) -> Result<Self> {
        Ok(match condition {
            TextCondition::Any => Test::Any,
            TextCondition::In(texts) => Test::In(texts.clone(), true),
            TextCondition::NotIn(texts) => Test::In(texts.clone(), false),
            TextCondition::Found(source) => {
                let broken = |cause| Error::new("a pattern of the attribute ruler is not supported").caused_by(cause);
                Test::Found(Box::new(Pattern::new(source).map_err(broken)?))
            }
        })
    }

    fn holds(&self, text: &str) -> bool {
        match self {
            Test::Any => true,
            Test::In(texts, wanted) => texts.iter().any(|one| one == text) == *wanted,
            Test::Found(pattern) => pattern.is_found(text, &mut Scratch::default()),
        }
    }
}

#[derive(Clone, Debug)]
struct Condition {
    tags: u64,
    deps: u64,
    lower: Test,
    orth: Test,
    is_space: Option<bool>,
}

impl Condition {
    fn new(condition: &TokenCondition) -> Result<Self> {
        Ok(Condition {
            tags: condition.tags,
            deps: condition.deps,
            lower: Test::new(&condition.lower)?,
            orth: Test::new(&condition.orth)?,
            is_space: condition.is_space,
        })
    }

    fn holds(&self, tag: Tag, dep: Dep, word: &Lexeme) -> bool {
        self.tags & tag_bit(tag) != 0
            && self.deps & dep_bit(dep) != 0
            && self.is_space.is_none_or(|wanted| wanted == word.is_space)
            && self.lower.holds(&word.lower)
            && self.orth.holds(&word.text)
    }
}

/// What a token has where no rule sets features.
static NO_FEATURES: ArcStr = ArcStr::new();

/// What a rule sets.
#[derive(Clone, Debug, Default)]
struct Setting {
    tag: Option<Tag>,
    dep: Option<Dep>,
    pos: Option<Pos>,
    morph: Option<ArcStr>,
    lemma: Option<ArcStr>,
}

/// For each attribute, the rule that sets it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Winners {
    tag: Option<u16>,
    dep: Option<u16>,
    pos: Option<u16>,
    morph: Option<u16>,
    lemma: Option<u16>,
}

impl Winners {
    fn add(&mut self, rule: u16, setting: &Setting) {
        let later = |winner: &mut Option<u16>, sets: bool| {
            if sets {
                *winner = (*winner).max(Some(rule));
            }
        };
        later(&mut self.tag, setting.tag.is_some());
        later(&mut self.dep, setting.dep.is_some());
        later(&mut self.pos, setting.pos.is_some());
        later(&mut self.morph, setting.morph.is_some());
        later(&mut self.lemma, setting.lemma.is_some());
    }
}

/// A pattern of more than one token.
#[derive(Clone, Debug)]
struct Run {
    rule: u16,
    conditions: Vec<Condition>,
    /// The token that is set, from the start of the run.
    index: usize,
}

/// The rules of a model, ready to be applied.
#[derive(Clone, Debug)]
pub struct AttributeRuler {
    settings: Vec<Setting>,
    /// Patterns of one token for each fine tag, in order of the rules.
    single: Vec<Vec<(u16, Condition)>>,
    runs: Vec<Run>,
}

impl AttributeRuler {
    /// Makes the ruler from a model's rules.
    ///
    /// # Errors
    ///
    /// When a rule names a token outside its pattern, or a pattern of text is not understood.
    pub fn new(rules: &[AttributeRule]) -> Result<Self> {
        let mut ruler =
            AttributeRuler { settings: Vec::new(), single: vec![Vec::new(); Tag::ALL.len()], runs: Vec::new() };
        for (number, rule) in rules.iter().enumerate() {
            let number = u16::try_from(number).map_err(|_| Error::new("the attribute ruler has too many rules"))?;
            for pattern in &rule.patterns {
                ruler.add_pattern(number, rule.index, pattern)?;
            }
            let label = |index: Option<u8>, what: &str| match index.map(usize::from) {
                Some(index) if index >= 64 => Err(Error::new(format!("the attribute ruler sets an unknown {what}"))),
                index => Ok(index),
            };
            ruler.settings.push(Setting {
                tag: label(rule.tag, "tag")?.and_then(|index| Tag::ALL.get(index).copied()),
                dep: label(rule.dep, "relation")?.and_then(|index| Dep::ALL.get(index).copied()),
                pos: label(rule.pos, "coarse tag")?.and_then(|index| Pos::ALL.get(index).copied()),
                morph: rule.morph.as_deref().map(Into::into),
                lemma: rule.lemma.as_deref().map(Into::into),
            });
        }
        Ok(ruler)
    }

    fn add_pattern(&mut self, rule: u16, index: i32, pattern: &[TokenCondition]) -> Result<()> {
        let from_start = if index < 0 { index + pattern.len() as i32 } else { index };
        let index = usize::try_from(from_start).ok().filter(|&index| index < pattern.len());
        let index = index.ok_or_else(|| {
            Error::new(format!("rule {rule} of the attribute ruler sets a token outside of its pattern"))
        })?;
        let conditions = pattern.iter().map(Condition::new).collect::<Result<Vec<_>>>()?;
        match &conditions[..] {
            [condition] => {
                for &tag in Tag::ALL.iter().filter(|&&tag| condition.tags & tag_bit(tag) != 0) {
                    self.single[tag as usize].push((rule, condition.clone()));
                }
            }
            _ => self.runs.push(Run { rule, conditions, index }),
        }
        Ok(())
    }

    /// The rules that win on a token taken by itself.
    fn winners(&self, tag: Tag, dep: Dep, word: &Lexeme) -> Winners {
        let mut winners = Winners::default();
        for (rule, condition) in &self.single[tag as usize] {
            if condition.holds(tag, dep, word) {
                winners.add(*rule, &self.settings[*rule as usize]);
            }
        }
        winners
    }

    fn attributes(&self, tag: Tag, dep: Dep, winners: Winners) -> Attributes<'_> {
        let setting = |rule: Option<u16>| rule.map(|rule| &self.settings[rule as usize]);
        Attributes {
            tag: setting(winners.tag).and_then(|setting| setting.tag).unwrap_or(tag),
            dep: setting(winners.dep).and_then(|setting| setting.dep).unwrap_or(dep),
            pos: setting(winners.pos).and_then(|setting| setting.pos),
            morph: setting(winners.morph).and_then(|setting| setting.morph.as_ref()).unwrap_or(&NO_FEATURES),
            lemma: setting(winners.lemma).and_then(|setting| setting.lemma.as_ref()),
        }
    }

    /// Applies the rules to a text; `cache` is the one that its words come from.
    pub fn apply(
        &self,
        tokens: &[(WordId, Tag, Dep)],
        words: &WordCache,
        cache: &mut AttributeCache,
    ) -> Vec<Attributes<'_>> {
        cache.follow(words);
        let mut found: Vec<(Winners, bool)> = Vec::with_capacity(tokens.len());
        for &(word, tag, dep) in tokens {
            let fresh = || {
                let lexeme = words.word(word);
                let begins = self.runs.iter().any(|run| run.conditions[0].holds(tag, dep, lexeme));
                (self.winners(tag, dep, lexeme), begins)
            };
            found.push(*cache.known.entry((word, tag, dep)).or_insert_with(fresh));
        }
        for start in 0..tokens.len() {
            if found[start].1 {
                self.apply_runs(&tokens[start..], words, &mut found[start..]);
            }
        }
        let result = tokens.iter().zip(found);
        result.map(|(&(_, tag, dep), (winners, _))| self.attributes(tag, dep, winners)).collect()
    }

    /// Applies the patterns of several tokens that match from the first token on.
    fn apply_runs(&self, tokens: &[(WordId, Tag, Dep)], words: &WordCache, found: &mut [(Winners, bool)]) {
        for run in self.runs.iter().filter(|run| run.conditions.len() <= tokens.len()) {
            let mut pairs = run.conditions.iter().zip(tokens);
            if pairs.all(|(condition, &(word, tag, dep))| condition.holds(tag, dep, words.word(word))) {
                found[run.index].0.add(run.rule, &self.settings[run.rule as usize]);
            }
        }
    }
}

/// Remembers what the rules make of words, for one thread and beside one [`WordCache`].
#[derive(Default)]
pub struct AttributeCache {
    known: FxHashMap<(WordId, Tag, Dep), (Winners, bool)>,
    generation: u64,
}

impl AttributeCache {
    /// Forgets everything when the words have been forgotten.
    fn follow(&mut self, words: &WordCache) {
        if self.generation != words.generation() {
            self.generation = words.generation();
            self.known.clear();
        }
    }
}

impl fmt::Debug for AttributeCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AttributeCache").field("len", &self.known.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::lexeme::Norms;
    use crate::syntax::tokenizer::{Tokenizer, TokenizerRules};

    fn any() -> TokenCondition {
        TokenCondition {
            tags: u64::MAX,
            deps: u64::MAX,
            lower: TextCondition::Any,
            orth: TextCondition::Any,
            is_space: None,
        }
    }

    fn lower(text: &str) -> TokenCondition {
        TokenCondition { lower: TextCondition::In(vec![text.to_owned()]), ..any() }
    }

    fn rule(patterns: Vec<Vec<TokenCondition>>, index: i32, lemma: Option<&str>, pos: Option<Pos>) -> AttributeRule {
        let lemma = lemma.map(str::to_owned);
        AttributeRule { patterns, index, pos: pos.map(|pos| pos as u8), morph: None, lemma, tag: None, dep: None }
    }

    /// Applies rules to words that are all of one tag and relation; gives coarse tags and lemmas.
    fn apply(rules: &[AttributeRule], text: &str) -> Vec<(Option<Pos>, Option<String>)> {
        let tokenizer = Tokenizer::new(&TokenizerRules::default(), Norms::default()).unwrap();
        let mut words = WordCache::default();
        let tokens = tokenizer.tokenize(text, &mut words);
        let tokens: Vec<_> = tokens.iter().map(|token| (token.word, Tag::Vbp, Dep::Aux)).collect();
        let ruler = AttributeRuler::new(rules).unwrap();
        let found = ruler.apply(&tokens, &words, &mut AttributeCache::default());
        found.iter().map(|one| (one.pos, one.lemma.map(ToString::to_string))).collect()
    }

    #[test]
    fn the_last_rule_wins_attribute_by_attribute() {
        let tagged = TokenCondition { tags: tag_bit(Tag::Vbp), ..any() };
        let other = TokenCondition { tags: tag_bit(Tag::Nn), ..any() };
        let rules = [
            rule(vec![vec![tagged.clone()]], 0, Some("first"), Some(Pos::Verb)),
            rule(vec![vec![lower("do")]], 0, None, Some(Pos::Aux)),
            rule(vec![vec![other]], 0, Some("never"), None),
        ];
        let first = Some("first".to_owned());
        assert_eq!(apply(&rules, "Do it"), [(Some(Pos::Aux), first.clone()), (Some(Pos::Verb), first)]);
    }

    #[test]
    fn runs_of_conditions_set_one_of_their_tokens() {
        let nt = TokenCondition { lower: TextCondition::Found("^n'?t$".to_owned()), ..any() };
        let rules = [
            rule(vec![vec![lower("gon"), lower("na")]], 1, Some("to"), None),
            rule(vec![vec![lower("ai"), nt.clone()]], -2, Some("be"), None),
            rule(vec![vec![nt]], 0, Some("not"), None),
            rule(vec![vec![lower("gon")], vec![lower("na")]], 0, Some("go"), None),
        ];
        let lemmas = |text| apply(&rules, text).into_iter().map(|(_, lemma)| lemma.unwrap_or_default()).collect();
        let found: Vec<String> = lemmas("Ai n't gon na ai");
        // The last rule comes after the first, and so takes its token.
        assert_eq!(found, ["be", "not", "go", "go", ""]);
    }

    #[test]
    fn rules_that_make_no_sense_are_an_error() {
        assert!(AttributeRuler::new(&[rule(vec![vec![any()]], 1, None, None)]).is_err());
        assert!(AttributeRuler::new(&[rule(vec![Vec::new()], 0, None, None)]).is_err());
        let broken = TokenCondition { orth: TextCondition::Found("(".to_owned()), ..any() };
        assert!(AttributeRuler::new(&[rule(vec![vec![broken]], 0, None, None)]).is_err());
    }
}
