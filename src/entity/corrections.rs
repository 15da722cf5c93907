//! What a person says about the entities: a TOML file that wins over everything the program finds.
//!
//! ```toml
//! [[same]]                       # these names are one
//! names = ["Andriy Derkach", "Andrii Derkach"]
//!
//! [[different]]                  # in these documents the name is somebody else
//! name = "John Smith"
//! documents = ["b.txt"]
//! label = "John Smith (senator)"
//!
//! [[entity]]                     # how one is called, what it is, and what it is elsewhere
//! name = "Proud Boys"
//! label = "Proud Boys"
//! type = "Organization"
//! identifier = "http://www.wikidata.org/entity/Q42309034"
//! ```

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::EntityKind;
use crate::{Error, Result};

/// All corrections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Corrections {
    /// Names, or IRIs, of one entity.
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
    /// Two or more names or IRIs; the first gives the label.
    pub names: Vec<String>,
}

/// A name that stands for somebody else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Different {
    /// The name, or an alias that is to stand alone.
    pub name: String,
    /// The documents in which it is somebody else; none means in all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
    /// What the other is to be called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// What is set of an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its name, one of its other names, or its IRI.
    pub name: String,
    /// What it is to be called; its IRI follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What kind of thing it is.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntityKind>,
    /// The IRI of the same thing elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
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
    /// When it is not what the head of this module shows.
    pub fn parse(source: &str) -> Result<Self> {
        toml::from_str(source).map_err(|error| {
            Error::new("is not a file of corrections")
                .at(source, error.span().unwrap_or(0..0), error.message().to_owned())
                .hint("tables are [[same]] names, [[different]] name, documents, label and [[entity]] name, label, type, identifier")
        })
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

    #[test]
    fn corrections_are_read_back_as_written() {
        let corrections = Corrections {
            same: vec![Same { names: vec!["A".into(), "B".into()] }],
            different: vec![Different { name: "J".into(), documents: vec!["b.txt".into()], label: None }],
            entity: vec![Setting { name: "X".into(), kind: Some(EntityKind::Place), ..Setting::default() }],
        };
        assert_eq!(Corrections::parse(&corrections.to_toml()).unwrap(), corrections);
        assert!(Corrections::parse("").unwrap().is_empty());
    }

    #[test]
    fn an_error_points_at_its_line() {
        let error = Corrections::parse("[[same]]\nname = \"A\"\n").unwrap_err();
        assert!(error.excerpt().is_some_and(|excerpt| excerpt.line_and_column().0 <= 2), "{error:?}");
    }
}
