//! What a person says about the entities: a TOML file that wins over everything the program finds.
//!
//! ```toml
//! [[same]]                       # these names are one
//! names = ["Andriy Derkach", "Andrii Derkach"]
//!
//! [[same]]                       # of two entities of one name, the one of this type
//! names = ["Kremlin", "Moscow (Organization)"]
//!
//! [[different]]                  # in these documents, and at these places, the name is somebody else
//! name = "John Smith"
//! documents = ["b.txt"]
//! mentions = ["c.txt:412-422"]   # as `actant entities show` prints them
//! label = "John Smith (senator)"
//!
//! [[entity]]                     # how one is called, what it is, and what it is elsewhere
//! name = "Proud Boys"
//! label = "Proud Boys"
//! type = "Organization"
//! identifier = "http://www.wikidata.org/entity/Q42309034"
//! ```

mod check;
mod referents;
mod remark;

use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize};

use super::EntityKind;
use crate::iri::escape_illegal;
use crate::span::Span;
use crate::{Error, Result};

pub(super) use referents::Referents;
pub use remark::Remark;

/// All corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    /// Names of one entity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same: Vec<Same>,
    /// Names that stand for somebody else in some documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub different: Vec<Different>,
    /// What is set of an entity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entity: Vec<Setting>,
}

/// Names of one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Same {
    /// Two or more names, names with a type as in "Moscow (Organization)", or IRIs; the first name gives the label.
    pub names: Vec<String>,
}

/// A name that stands for somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Different {
    /// The name, with a type where several have it, or an alias that is to stand alone.
    pub name: String,
    /// The documents in which it is somebody else; with no mentions either, none means in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// The single places where it is somebody else, whatever words stand there: the name, "he", "the runner".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Place>,
    /// What the other is to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A place in a document, written as `c.txt:412-422`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Place {
    /// The document's id.
    pub document: String,
    /// The first code point of the words.
    pub start: u32,
    /// The code point after the words.
    pub end: u32,
}

impl Place {
    /// Whether a span of its document has a word of it.
    pub(super) fn meets(&self, span: Span) -> bool {
        self.start < span.end && span.start < self.end
    }
}

impl From<Place> for String {
    fn from(place: Place) -> String {
        format!("{}:{}-{}", place.document, place.start, place.end)
    }
}

impl TryFrom<String> for Place {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Self, String> {
        let parts = || {
            let (document, span) = text.rsplit_once(':')?;
            let (start, end) = span.split_once('-')?;
            let (start, end) = (number(start)?, number(end)?);
            (!document.is_empty() && start < end).then(|| Place { document: document.to_owned(), start, end })
        };
        parts().ok_or_else(|| format!("{text:?} is no place such as \"c.txt:412-422\""))
    }
}

/// A number of nothing but digits.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// What is set of an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its name, with a type where several have it, one of its other names, or its IRI.
    pub name: String,
    /// What it is to be called; its IRI follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What kind of thing it is.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntityKind>,
    /// The IRI of the same thing elsewhere.
    #[serde(default, deserialize_with = "identifier", skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
}

/// Reads an identifier, which must be an absolute IRI.
fn identifier<'de, D: Deserializer<'de>>(source: D) -> std::result::Result<Option<String>, D::Error> {
    let text = String::deserialize(source)?;
    let scheme = |(scheme, rest): (&str, &str)| {
        let word = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
        word && scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.is_empty()
    };
    if text.split_once(':').is_some_and(scheme) && escape_illegal(&text) == text {
        return Ok(Some(text));
    }
    Err(serde::de::Error::custom(format!("{text:?} is no IRI such as \"http://www.wikidata.org/entity/Q159\"")))
}

impl Corrections {
    /// Reads a file of corrections.
    ///
    /// # Errors
    /// When the file cannot be read, or is not what the head of this module shows.
    pub fn read(path: &Path) -> Result<Self> {
        let source = std::fs::read_to_string(path).map_err(|error| Error::read(path, error))?;
        Self::parse(&source).map_err(|error| error.in_file(path))
    }

    /// Reads corrections from a string.
    ///
    /// # Errors
    /// When it is not what the head of this module shows, when a correction says nothing, or when two contradict each
    /// other.
    pub fn parse(source: &str) -> Result<Self> {
        let tables: check::Tables = toml::from_str(source).map_err(|error| {
            Error::new("is not a file of corrections")
                .at(source, error.span().unwrap_or(0..0), error.message().to_owned())
                .hint("tables are [[same]] names, [[different]] name, documents, mentions, label and [[entity]] name, label, type, identifier")
        })?;
        tables.checked(source)
    }

    /// Writes the corrections as TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// Whether nothing is corrected.
    pub fn is_empty(&self) -> bool {
        self.same.is_empty() && self.different.is_empty() && self.entity.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(text: &str) -> Place {
        Place::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn corrections_are_read_back_as_written() {
        let corrections = Corrections {
            same: vec![Same { names: vec!["A".into(), "B".into()] }],
            different: vec![Different {
                name: "J".into(),
                documents: vec!["b.txt".into()],
                mentions: vec![place("https://example.org/a:4-7")],
                label: None,
            }],
            entity: vec![Setting { name: "X".into(), kind: Some(EntityKind::Place), ..Setting::default() }],
        };
        assert_eq!(Corrections::parse(&corrections.to_toml()).unwrap(), corrections);
        assert!(Corrections::parse("").unwrap().is_empty());
    }

    #[test]
    fn an_error_points_at_its_line() {
        for (source, line) in [
            ("[[same]]\nname = \"A\"\n", 2),
            ("[[different]]\nname = \"J\"\nmentions = [\"c.txt\"]\n", 3),
            ("[[different]]\nname = \"J\"\nmentions = [\"c.txt:9-9\"]\n", 3),
            ("[[different]]\nname = \"J\"\nmentions = [\"c.txt:+1-9\"]\n", 3),
            ("[[entity]]\nname = \"J\"\ntype = \"Human\"\n", 3),
            ("[[entity]]\nname = \"J\"\nidentifier = \"Q 1\"\n", 3),
            ("\n\n[[same\n", 3),
        ] {
            let error = Corrections::parse(source).unwrap_err();
            let found = error.excerpt().map(|excerpt| excerpt.line_and_column().0);
            assert_eq!(found, Some(line), "{source}\n{error:?}");
        }
    }

    proptest! {
        #[test]
        fn any_file_is_read_or_refused(source in "\\PC{0,80}") {
            if let Ok(corrections) = Corrections::parse(&source) {
                prop_assert_eq!(Corrections::parse(&corrections.to_toml()).unwrap(), corrections);
            }
        }

        #[test]
        fn any_names_and_documents_are_read_back(
            names in proptest::collection::vec(".{0,12}", 2..4),
            document in ".{1,12}",
            label in ".{0,12}",
            start in 0..1000_u32,
        ) {
            // What says nothing is refused.
            let names: Vec<String> = (0..).zip(names).map(|(number, name)| format!("{name} {number}")).collect();
            let mentions = vec![Place { document: document.clone(), start, end: start + 1 }];
            let (name, label) = (names[0].clone(), Some(label));
            let corrections = Corrections {
                same: vec![Same { names }],
                different: vec![Different { name: name.clone(), documents: vec![document], mentions, label: None }],
                entity: vec![Setting { name, label, ..Setting::default() }],
            };
            prop_assert_eq!(Corrections::parse(&corrections.to_toml()).unwrap(), corrections);
        }
    }
}
