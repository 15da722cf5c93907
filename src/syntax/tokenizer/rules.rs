//! What a model says about splitting text.

use serde::{Deserialize, Serialize};

/// The patterns and exceptions of a tokenizer, as they are kept in a model file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenizerRules {
    /// Searched in a chunk; the length of what it finds is taken off the front.
    pub prefix: Option<String>,
    /// Searched in a chunk; the length of what it finds is taken off the end.
    pub suffix: Option<String>,
    /// All that it finds in a chunk without affixes are tokens of their own.
    pub infix: Option<String>,
    /// What it matches from its start is one token, before affixes are looked for.
    pub token_match: Option<String>,
    /// What it matches from its start is one token, after affixes were taken off.
    pub url_match: Option<String>,
    /// Chunks that are split in a way of their own, sorted by their text.
    pub exceptions: Vec<Exception>,
    /// Whether only exceptions that hold affixes or white space are looked for again at the end.
    pub faster_heuristics: bool,
}

/// A chunk that is split in a way of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The chunk.
    pub text: String,
    /// Its tokens, whose texts make up the chunk.
    pub pieces: Vec<Piece>,
}

/// A token of an [`Exception`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The token as written.
    pub text: String,
    /// Its normal form where that is special.
    pub norm: Option<String>,
}
