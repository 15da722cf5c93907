//! The rules and tables of a model: everything but its weights.
//!
//! In come the files of a spaCy package, out go [`LanguageTables`], which a model file keeps. The parts of the
//! pipeline that work by rule are made from them.

mod ruler;
#[cfg(test)]
mod tests;
mod value;

use serde::{Deserialize, Serialize};

use super::attribute_ruler::{AttributeRule, AttributeRuler};
use super::label::Pos;
use super::lemmatizer::{LemmaTable, LemmaTables, Lemmatizer};
use super::lexeme::{Norms, string_id};
use super::morphology::Morphology;
use super::tokenizer::{Exception, Piece, Tokenizer, TokenizerRules};
use crate::Result;
use value::Fields;

/// The numbers by which a package names the attributes of an exception's tokens.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// The rules and tables of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageTables {
    /// How text is split.
    pub tokenizer: TokenizerRules,
    /// Words whose normal form is not their lower case.
    pub norms: Norms,
    /// How coarse tags and features are found.
    pub attribute_rules: Vec<AttributeRule>,
    /// How lemmas are found.
    pub lemmas: LemmaTables,
}

impl LanguageTables {
    /// Reads the tables of a package; `read` gives the bytes of a file by its path in the pipeline's folder.
    ///
    /// # Errors
    ///
    /// When `read` fails, or a file is not what spaCy 3 writes, or asks for what is not supported; the error names
    /// the file.
    pub fn import(mut read: impl FnMut(&str) -> Result<Vec<u8>>) -> Result<Self> {
        let mut file = |path: &'static str| -> Result<Fields> { Fields::read(&read(path)?, path) };
        let tables = LanguageTables {
            tokenizer: tokenizer_rules(&file("tokenizer")?)?,
            norms: norms(&file("vocab/lookups.bin")?)?,
            attribute_rules: ruler::rules(&file("attribute_ruler/patterns")?)?,
            lemmas: lemma_tables(&file("lemmatizer/lookups/lookups.bin")?)?,
        };
        // What cannot be used is better refused here than when the model is loaded.
        tables.clone().into_parts()?;
        Ok(tables)
    }

    /// Makes the parts of the pipeline that work by rule.
    ///
    /// # Errors
    ///
    /// When the tables do not fit together, as in a damaged model file.
    pub fn into_parts(self) -> Result<(Tokenizer, Morphology)> {
        let tokenizer = Tokenizer::new(&self.tokenizer, self.norms)?;
        let ruler = AttributeRuler::new(&self.attribute_rules)?;
        Ok((tokenizer, Morphology::new(ruler, Lemmatizer::new(self.lemmas)?)))
    }
}

fn tokenizer_rules(file: &Fields) -> Result<TokenizerRules> {
    let pattern = |name: &str| file.get(name).and_then(|value| value.as_str().map(str::to_owned));
    let mut exceptions = Vec::new();
    for (text, pieces) in file.map("exceptions")? {
        let text = file.text(text)?;
        let pieces = file.list(pieces)?.iter().map(|piece| {
            let attribute = |number: u64, name: &str| {
                let same = |key: &rmpv::Value| key.as_u64() == Some(number) || key.as_str() == Some(name);
                piece.as_map()?.iter().find(|(key, _)| same(key)).and_then(|(_, value)| value.as_str())
            };
            let text = attribute(ORTH, "ORTH").ok_or_else(|| file.error("an exception has a token without text"))?;
            Ok(Piece { text: text.to_owned(), norm: attribute(NORM, "NORM").map(str::to_owned) })
        });
        let pieces = pieces.collect::<Result<Vec<Piece>>>()?;
        let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        if whole != text || text.is_empty() || pieces.iter().any(|piece| piece.text.is_empty()) {
            return Err(file.error(format!("the tokens of the exception {text:?} do not make up its text")));
        }
        exceptions.push(Exception { text: text.to_owned(), pieces });
    }
    exceptions.sort_by(|a, b| a.text.cmp(&b.text));
    Ok(TokenizerRules {
        prefix: pattern("prefix_search"),
        suffix: pattern("suffix_search"),
        infix: pattern("infix_finditer"),
        token_match: pattern("token_match"),
        url_match: pattern("url_match"),
        exceptions,
        faster_heuristics: file.get("faster_heuristics").and_then(rmpv::Value::as_bool).unwrap_or(true),
    })
}

fn norms(file: &Fields) -> Result<Norms> {
    let Some(table) = file.get("lexeme_norm") else { return Ok(Norms::default()) };
    let pairs = file.entries(table)?.iter().map(|(word, norm)| {
        let word = word.as_u64().or_else(|| word.as_str().map(string_id));
        Ok((word.ok_or_else(|| file.error("a word of lexeme_norm is neither text nor a number"))?, file.text(norm)?))
    });
    let pairs = pairs.collect::<Result<Vec<(u64, &str)>>>()?;
    Norms::new(pairs).ok_or_else(|| file.error("lexeme_norm has too many normal forms"))
}

fn lemma_tables(file: &Fields) -> Result<LemmaTables> {
    let texts = |value: &rmpv::Value| -> Result<Vec<String>> {
        file.list(value)?.iter().map(|text| file.text(text).map(str::to_owned)).collect()
    };
    let mut by_pos = Vec::new();
    for (index, pos) in Pos::ALL.iter().enumerate() {
        let key = pos.as_str().to_lowercase();
        let id = string_id(&key);
        let find = |table: &str| -> Result<Option<&rmpv::Value>> {
            let same = |name: &rmpv::Value| name.as_u64() == Some(id) || name.as_str() == Some(key.as_str());
            Ok(file.map(table)?.iter().find(|(name, _)| same(name)).map(|(_, value)| value))
        };
        let mut rules = Vec::new();
        for rule in find("lemma_rules")?.map_or(Ok(&[][..]), |value| file.list(value))? {
            match &texts(rule)?[..] {
                [ending, replacement] => rules.push((ending.clone(), replacement.clone())),
                _ => return Err(file.error("a rule of lemma_rules is not a pair")),
            }
        }
        let words = find("lemma_index")?.map_or(Ok(Vec::new()), texts)?;
        let mut exceptions = Vec::new();
        for (word, lemmas) in find("lemma_exc")?.map_or(Ok(&[][..]), |value| file.entries(value))? {
            exceptions.push((file.text(word)?.to_owned(), texts(lemmas)?));
        }
        if !(rules.is_empty() && words.is_empty() && exceptions.is_empty()) {
            let table = LemmaTable::new(rules, words, exceptions);
            let table = table.map_err(|cause| file.error("the lemma tables cannot be packed").caused_by(cause))?;
            by_pos.push((index as u8, table));
        }
    }
    Ok(LemmaTables { by_pos })
}
