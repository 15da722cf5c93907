//! Corrections that change nothing, or more than they say.

use std::fmt;

use super::Place;

/// Something about a correction that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Nothing is called so.
    UnknownName {
        /// The name, as the correction writes it.
        name: String,
        /// Names that come near.
        near: Vec<String>,
    },
    /// Several entities are called so, and all are taken.
    SeveralOfName {
        /// The name, as the correction writes it.
        name: String,
        /// How to write each of them alone.
        candidates: Vec<String>,
    },
    /// No document was read that has this id.
    UnknownDocument {
        /// The document, as the correction writes it.
        document: String,
        /// Documents that come near.
        near: Vec<String>,
    },
    /// The document does not speak of what has this name.
    NotInDocument {
        /// The name, as the correction writes it.
        name: String,
        /// The document's id.
        document: String,
    },
    /// At this place nothing is spoken of.
    NothingAt {
        /// The place.
        place: Place,
    },
}

impl Remark {
    /// The remark on a document that is none of these, with those that come near.
    pub fn unknown_document<'a>(document: &str, ids: impl IntoIterator<Item = &'a str>) -> Self {
        Remark::UnknownDocument { document: document.to_owned(), near: near_documents(document, ids) }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::UnknownName { name, near } => {
                write!(f, "no entity is called {name:?}")?;
                offer(f, near, "`actant entities` lists the names")
            }
            Remark::SeveralOfName { name, candidates } => {
                let candidates: Vec<String> = candidates.iter().map(|name| format!("{name:?}")).collect();
                write!(f, "{name:?} may be each of {}, and all are taken", candidates.join(", "))
            }
            Remark::UnknownDocument { document, near } => {
                write!(f, "no document is called {document:?}")?;
                offer(f, near, "`actant entities show NAME` tells in which documents a name stands")
            }
            Remark::NotInDocument { name, document } => write!(f, "{document:?} does not speak of {name:?}"),
            Remark::NothingAt { place } => {
                write!(f, "nothing is spoken of at {:?}", String::from(place.clone()))?;
                write!(f, "; `actant entities show NAME` prints the places")
            }
        }
    }
}

fn offer(f: &mut fmt::Formatter<'_>, near: &[String], otherwise: &str) -> fmt::Result {
    match near {
        [] => write!(f, "; {otherwise}"),
        _ => write!(f, "; did you mean {}?", near.join(", ")),
    }
}

/// Up to three documents whose ids come near one that is none's: the same file of another folder, or else the beginning
/// of a file's name or some letters off.
fn near_documents<'a>(wrong: &str, ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let file = |id: &str| id.rsplit('/').next().unwrap_or(id).to_lowercase();
    let stem = |id: &str| file(id).split('.').next().unwrap_or_default().to_owned();
    let (same, wanted) = (file(wrong), stem(wrong));
    let likeness = |id: &'a str| {
        let known = stem(id);
        let begins = !wanted.is_empty() && known.starts_with(&wanted);
        let likeness = if begins { BEGINS } else { strsim::jaro_winkler(&known, &wanted) };
        (if file(id) == same { SAME } else { likeness }, id)
    };
    let mut near: Vec<(f64, &str)> = ids.into_iter().map(likeness).filter(|(likeness, _)| *likeness > NEAR).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup_by_key(|(_, id)| *id);
    let best = near.first().map_or(0.0, |(likeness, _)| *likeness);
    near.retain(|(likeness, _)| best < SAME || *likeness == best);
    near.into_iter().take(3).map(|(_, id)| id.to_owned()).collect()
}

/// How like a document's id another is that has the same file name, and one that begins with the words of it.
const SAME: f64 = 2.0;
const BEGINS: f64 = 1.0;

/// How like an id must be to be offered.
const NEAR: f64 = 0.8;
