//! What is known of a word from its spelling alone.
//!
//! In comes a token's text, out go the numbers that the networks embed: its normal form, first character, last three
//! characters and shape, each as spaCy's 64-bit string number. Which words have a normal form other than their lower
//! case is data: the model's own table ([`Norms`]), the exceptions of the tokenizer, and the punctuation listed here.

use arcstr::ArcStr;
use serde::{Deserialize, Serialize};

use super::character::{is_alpha, is_digit, is_space_only};
use super::symbols;

/// Words as long as this, in code points, have the shape `LONG`.
const LONG: usize = 100;

/// Equal characters in a row after which a shape is cut short.
const SHAPE_RUN: usize = 4;

/// Punctuation and currencies that share a normal form, so that rare spellings are embedded as the common one.
const PUNCTUATION_NORMS: &[(&str, &[&str])] = &[
    ("'s", &["'s", "'S", "’s", "’S"]),
    ("'", &["’", "‘", "´", "`"]),
    ("\"", &["”", "“", "''", "``", "´´", "„", "»", "«", "‘‘", "’’"]),
    ("?", &["？"]),
    ("!", &["！"]),
    (",", &["，"]),
    (";", &["；"]),
    (":", &["："]),
    (".", &["。", "।"]),
    ("...", &["…"]),
    ("-", &["—", "–", "--", "---", "——"]),
    ("$", &["€", "£", "¥", "฿", "US$", "C$", "A$", "₺", "₹", "৳", "₩", "Mex$", "₣", "E£"]),
];

/// The longest key of [`PUNCTUATION_NORMS`] in bytes.
const LONGEST_PUNCTUATION: usize = 6;

/// The dash of old news wires: an underscore between spaces.
pub(super) const WIRE_DASH: &str = "_";

/// The normal form that the tokenizer gives a [`WIRE_DASH`], and the dash that the networks know.
///
/// spaCy embeds "_" as a word it has never met and then takes it for a noun or an object. With this normal form it is
/// embedded as the dash; no other word is embedded as anything but itself.
pub(super) const WIRE_DASH_NORM: &str = "--";

/// The number by which spaCy knows a string: 0 for none, a small one for its fixed symbols, else a 64-bit hash.
pub fn string_id(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let symbol = if text.len() <= symbols::LONGEST { symbols::symbol(text) } else { None };
    symbol.unwrap_or_else(|| murmur_hash_64a(text.as_bytes(), 1))
}

/// Austin Appleby's MurmurHash64A.
fn murmur_hash_64a(bytes: &[u8], seed: u64) -> u64 {
    const FACTOR: u64 = 0xc6a4_a793_5bd1_e995;
    let scramble = |word: u64| {
        let word = word.wrapping_mul(FACTOR);
        (word ^ (word >> 47)).wrapping_mul(FACTOR)
    };
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(FACTOR);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = (hash ^ scramble(u64::from_le_bytes(*word))).wrapping_mul(FACTOR);
    }
    if !rest.is_empty() {
        let mut word = [0; 8];
        word[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(FACTOR);
    hash ^ (hash >> 47)
}

/// The shape of a word: `X`, `x` and `d` for letters and digits, other characters as they are, runs cut at four.
pub(crate) fn shape(text: &str) -> String {
    if text.chars().nth(LONG - 1).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    let (mut last, mut run) = (None, 0);
    for c in text.chars() {
        let class = match c {
            c if is_alpha(c) => {
                if c.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            c if is_digit(c) => 'd',
            c => c,
        };
        run = if last == Some(class) { run + 1 } else { 0 };
        last = Some(class);
        if run < SHAPE_RUN {
            shape.push(class);
        }
    }
    shape
}

/// The last three characters.
fn suffix(text: &str) -> &str {
    text.char_indices().rev().nth(2).map_or(text, |(start, _)| &text[start..])
}

/// The model's table of normal forms: "favourite" is embedded as "favorite".
///
/// The package names the words by their numbers only, so the table keeps numbers too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Norms {
    /// The numbers of the words, ascending.
    words: Vec<u64>,
    /// For each word, the index of its normal form.
    norm_of: Vec<u16>,
    /// The numbers of the normal forms.
    norms: Vec<u64>,
}

impl Norms {
    /// Makes the table from pairs of a word's number and its normal form; of equal words the last counts.
    ///
    /// Returns nothing when there are more than 65,536 different normal forms.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (u64, &'a str)>) -> Option<Self> {
        let pairs: std::collections::BTreeMap<u64, u64> =
            pairs.into_iter().map(|(word, norm)| (word, string_id(norm))).collect();
        let mut norms: Vec<u64> = pairs.values().copied().collect();
        norms.sort_unstable();
        norms.dedup();
        let norm_of = pairs.values().map(|norm| norms.binary_search(norm).ok().and_then(|index| index.try_into().ok()));
        let norm_of = norm_of.collect::<Option<Vec<u16>>>()?;
        Some(Norms { words: pairs.into_keys().collect(), norm_of, norms })
    }

    fn get(&self, word: u64) -> Option<u64> {
        let index = self.words.binary_search(&word).ok()?;
        self.norms.get(*self.norm_of.get(index)? as usize).copied()
    }
}

/// The number of the normal form of a word that stands for itself.
fn norm(text: &str, orth: u64, lower: &str, norms: &Norms) -> u64 {
    if let Some(norm) = norms.get(orth) {
        return norm;
    }
    if text.len() <= LONGEST_PUNCTUATION
        && let Some((norm, _)) = PUNCTUATION_NORMS.iter().find(|(_, keys)| keys.contains(&text))
    {
        return string_id(norm);
    }
    string_id(lower)
}

/// A word with everything that follows from its spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// The word as written.
    pub text: ArcStr,
    /// The word in lower case.
    pub lower: ArcStr,
    /// The number of the word as written.
    pub orth: u64,
    /// The number of its normal form.
    pub norm: u64,
    /// The number of its first character.
    pub prefix: u64,
    /// The number of its last three characters.
    pub suffix: u64,
    /// The number of its shape.
    pub shape: u64,
    /// Whether it is white space only.
    pub is_space: bool,
    /// Its length in code points.
    pub length: u32,
}

impl Lexeme {
    /// Works a word out; `norm` is the normal form that an exception of the tokenizer gives it, if one does.
    pub fn new(text: &str, norm_from_exception: Option<&str>, norms: &Norms) -> Self {
        let lower = text.to_lowercase();
        let orth = string_id(text);
        let wire_dash = text == WIRE_DASH && norm_from_exception == Some(WIRE_DASH_NORM);
        let embedded = if wire_dash { WIRE_DASH_NORM } else { text };
        let first = embedded.chars().next().map_or(0, char::len_utf8);
        let norm = match norm_from_exception.map(string_id) {
            _ if wire_dash => norm(embedded, string_id(embedded), embedded, norms),
            Some(given) if given != 0 => given,
            _ => norm(text, orth, &lower, norms),
        };
        Lexeme {
            orth,
            norm,
            prefix: string_id(&embedded[..first]),
            suffix: string_id(suffix(embedded)),
            shape: string_id(&shape(embedded)),
            is_space: is_space_only(text),
            length: text.chars().count() as u32,
            lower: lower.into(),
            text: text.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_numbers_that_spacy_gives_them() {
        let table = [
            ("", 0),
            ("coffee", 3_197_928_453_018_144_401),
            ("apple", 8_566_208_034_543_834_098),
            ("num", 431),
            ("_", 456),
        ];
        for (text, id) in table {
            assert_eq!(string_id(text), id, "{text}");
        }
    }

    #[test]
    fn shapes_tell_capitals_letters_and_digits() {
        let table = [
            ("Apple", "Xxxxx"),
            ("apples", "xxxx"),
            ("AT&T", "XX&X"),
            ("1990s", "ddddx"),
            ("Naïveté", "Xxxxx"),
            ("x²½", "xd½"),
            ("中文", "xx"),
            (")))))", "))))"),
        ];
        for (text, expected) in table {
            assert_eq!(shape(text), expected, "{text}");
        }
        assert_eq!(shape(&"x1".repeat(50)), "LONG");
        assert_eq!(shape(&"x1".repeat(49)).len(), 98);
    }

    #[test]
    fn normal_forms_come_from_exceptions_then_tables_then_lower_case() {
        let norms = Norms::new([(string_id("Favourite"), "favorite"), (string_id("€"), "euro")]).unwrap();
        let norm = |text, given| Lexeme::new(text, given, &norms).norm;
        assert_eq!(norm("Favourite", None), string_id("favorite"));
        assert_eq!(norm("Favourite", Some("best")), string_id("best"));
        assert_eq!(norm("€", None), string_id("euro"));
        assert_eq!(norm("£", None), string_id("$"));
        assert_eq!(norm("Other", None), string_id("other"));
    }

    #[test]
    fn words_are_taken_apart_by_characters() {
        let lexeme = Lexeme::new("Éclairs", None, &Norms::default());
        assert_eq!((lexeme.prefix, lexeme.suffix, lexeme.length), (string_id("É"), string_id("irs"), 7));
        assert_eq!(&*lexeme.lower, "éclairs");
        assert!(Lexeme::new("\n ", None, &Norms::default()).is_space);
        let (dash, wire) =
            (Lexeme::new("--", None, &Norms::default()), Lexeme::new("_", Some("--"), &Norms::default()));
        assert_eq!(
            (wire.norm, wire.prefix, wire.suffix, wire.shape),
            (dash.norm, dash.prefix, dash.suffix, dash.shape)
        );
        assert_eq!(&*wire.text, "_");
    }
}
