//! The patterns of the attribute ruler, as spaCy's matcher takes them, to [`AttributeRule`]s.

use std::str::FromStr;

use rmpv::Value;

use super::value::Fields;
use crate::Result;
use crate::syntax::attribute_ruler::{AttributeRule, TextCondition, TokenCondition, dep_bit, tag_bit};
use crate::syntax::label::{Dep, Pos, Tag};

/// Reads all rules of the file, which is a list of maps.
pub(super) fn rules(file: &Fields) -> Result<Vec<AttributeRule>> {
    file.list(file.value())?.iter().map(|entry| rule(file, entry)).collect()
}

fn rule(file: &Fields, entry: &Value) -> Result<AttributeRule> {
    let field = |name: &str| -> Result<Option<&Value>> {
        Ok(file.entries(entry)?.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value))
    };
    let missing = |name: &str| file.error(format!("a rule has no {name}"));
    let patterns = file.list(field("patterns")?.ok_or_else(|| missing("patterns"))?)?.iter().map(|pattern| {
        file.list(pattern)?.iter().map(|token| condition(file, token)).collect::<Result<Vec<TokenCondition>>>()
    });
    let index = field("index")?.map_or(Some(0), |index| index.as_i64().and_then(|index| index.try_into().ok()));
    let mut rule = AttributeRule {
        patterns: patterns.collect::<Result<_>>()?,
        index: index.ok_or_else(|| missing("index"))?,
        pos: None,
        morph: None,
        lemma: None,
        tag: None,
        dep: None,
    };
    for (name, value) in file.entries(field("attrs")?.ok_or_else(|| missing("attrs"))?)? {
        let (name, text) = (file.text(name)?, file.text(value)?);
        let unknown = |_| file.error(format!("a rule sets {name} to {text}, which is not supported"));
        match name {
            "POS" => rule.pos = Some(Pos::from_str(text).map_err(unknown)? as u8),
            "TAG" => rule.tag = Some(Tag::from_str(text).map_err(unknown)? as u8),
            "DEP" => rule.dep = Some(Dep::from_str(text).map_err(unknown)? as u8),
            "MORPH" => rule.morph = Some(features(text)),
            "LEMMA" => rule.lemma = Some(text.to_owned()),
            _ => return Err(file.error(format!("a rule sets {name}, which is not supported"))),
        }
    }
    Ok(rule)
}

/// Features in order of their names; `_` stands for none.
fn features(text: &str) -> String {
    if text == "_" {
        return String::new();
    }
    let mut features: Vec<&str> = text.split('|').collect();
    features.sort_unstable_by_key(|feature| feature.to_lowercase());
    features.join("|")
}

fn condition(file: &Fields, token: &Value) -> Result<TokenCondition> {
    let (mut lower, mut orth, mut is_space) = (TextCondition::Any, TextCondition::Any, None);
    let (mut tags, mut deps) = (u64::MAX, u64::MAX);
    for (name, value) in file.entries(token)? {
        let name = file.text(name)?;
        match name {
            "LOWER" => lower = text_condition(file, value)?,
            "ORTH" | "TEXT" => orth = text_condition(file, value)?,
            "TAG" => tags = labels(file, value, Tag::ALL, tag_bit)?,
            "DEP" => deps = labels(file, value, Dep::ALL, dep_bit)?,
            "IS_SPACE" => is_space = Some(value.as_bool().ok_or_else(|| file.error("IS_SPACE is not true or false"))?),
            _ => return Err(file.error(format!("a pattern tests {name}, which is not supported"))),
        }
    }
    Ok(TokenCondition { tags, deps, lower, orth, is_space })
}

fn text_condition(file: &Fields, value: &Value) -> Result<TextCondition> {
    if let Some(text) = value.as_str() {
        return Ok(TextCondition::In(vec![text.to_owned()]));
    }
    let texts = |list: &Value| -> Result<Vec<String>> {
        file.list(list)?.iter().map(|text| file.text(text).map(str::to_owned)).collect()
    };
    match file.entries(value)? {
        [(key, list)] if key.as_str() == Some("IN") => Ok(TextCondition::In(texts(list)?)),
        [(key, list)] if key.as_str() == Some("NOT_IN") => Ok(TextCondition::NotIn(texts(list)?)),
        [(key, pattern)] if key.as_str() == Some("REGEX") => Ok(TextCondition::Found(file.text(pattern)?.to_owned())),
        _ => Err(file.error(format!("the condition {value} is not supported"))),
    }
}

/// The set of labels that fit. Labels that no token can have are left out: they would never match.
fn labels<L: Copy + AsRef<str>>(file: &Fields, value: &Value, all: &[L], bit: fn(L) -> u64) -> Result<u64> {
    let (wanted, texts) = match text_condition(file, value)? {
        TextCondition::In(texts) => (true, texts),
        TextCondition::NotIn(texts) => (false, texts),
        _ => return Err(file.error(format!("the condition {value} is not supported for labels"))),
    };
    let fits = |label: &&L| texts.iter().any(|text| text == label.as_ref()) == wanted;
    Ok(all.iter().filter(fits).fold(0, |bits, &label| bits | bit(label)))
}
