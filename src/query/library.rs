//! The queries that have names: those shipped in `queries/`.

use super::suggest::suggestion;
use super::template::Template;
use crate::{Error, Result};

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        /// The names of the shipped queries with their texts, sorted.
        const SHIPPED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../queries/", $name, ".rq")))),*];
    };
}

shipped![
    "about",
    "actors",
    "attempts",
    "between",
    "claims",
    "common",
    "denials",
    "disagreements",
    "documents",
    "evidence",
    "facts",
    "mentions",
    "sources",
    "targets",
    "timeline",
];

/// A query that has a name.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name: that of its file, without `.rq`.
    pub name: &'static str,
    /// The query.
    pub template: Template,
}

/// All queries that have names, sorted.
///
/// # Errors
/// A header cannot be read; a test holds that none is so.
pub fn library() -> Result<Vec<Named>> {
    SHIPPED.iter().map(|(name, text)| Ok(Named { name, template: Template::parse(text)? })).collect()
}

/// The query of a name.
///
/// # Errors
/// There is none; the hint names the nearest.
pub fn named(name: &str) -> Result<Template> {
    match SHIPPED.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => Template::parse(text),
        None => {
            let near = suggestion(name, SHIPPED.iter().map(|(known, _)| *known));
            Err(Error::new(format!("there is no query \"{name}\"")).hint(match near {
                Some(near) => format!("did you mean `{near}`? `actant query` lists all"),
                None => "`actant query` lists all; SPARQL and files that end in .rq are taken as well".to_owned(),
            }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_shipped_and_says_what_it_asks() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".rq").map(str::to_owned))
            .collect();
        files.sort();
        assert_eq!(files, SHIPPED.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for query in library().unwrap() {
            assert!(query.template.title.is_some_and(|title| !title.is_empty()), "{}", query.name);
            assert!(query.template.description.is_some_and(|text| text.ends_with('.')), "{}", query.name);
            for parameter in query.template.parameters {
                assert!(!parameter.description.is_empty(), "{} {}", query.name, parameter.name);
            }
        }
    }
}
