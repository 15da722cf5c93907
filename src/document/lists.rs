//! Word lists in TOML: those that are shipped, with those of a folder laid over them.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::{Error, Result};

/// Reads lists from TOML; `what` says what they should be.
///
/// # Errors
/// Fails at the place that is not TOML or not such lists.
pub(crate) fn parse<T: DeserializeOwned>(toml: &str, what: &str) -> Result<T> {
    toml::from_str(toml).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        Error::new(format!("is not {what}")).at(toml, range, error.message().to_owned())
    })
}

/// Reads the shipped lists with those of the file `name` in a folder: a list there replaces the shipped one of its
/// name, and what the file does not have stays as it is shipped.
///
/// # Errors
/// Fails when the file is there but cannot be read or does not hold such lists.
pub(crate) fn with_folder<T: DeserializeOwned>(shipped: &str, folder: &Path, name: &str, what: &str) -> Result<T> {
    let path = folder.join(name);
    let own = match fs::read_to_string(&path) {
        Ok(own) => own,
        Err(error) if error.kind() == ErrorKind::NotFound => return parse(shipped, what),
        Err(error) => return Err(Error::read(&path, error)),
    };
    // By itself first, as the place of an error is known only there.
    parse::<T>(&own, what).map_err(|error| error.in_file(&path))?;
    let mut lists: toml::Table = parse(shipped, what)?;
    for (section, entries) in parse::<toml::Table>(&own, what)? {
        match (lists.get_mut(&section), entries) {
            (Some(toml::Value::Table(shipped)), toml::Value::Table(own)) => shipped.extend(own),
            (_, entries) => {
                lists.insert(section, entries);
            }
        }
    }
    lists.try_into().map_err(|error| Error::new(format!("is not {what}")).in_file(&path).caused_by(error))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    type Lists = BTreeMap<String, BTreeMap<String, Vec<String>>>;

    const SHIPPED: &str = "[line]\nwhole = [\"menu\"]\nstart = [\"share on\"]\n[end]\nwhole = [\"related\"]\n";

    #[test]
    fn a_list_of_the_folder_replaces_that_of_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let read = || with_folder::<Lists>(SHIPPED, folder.path(), "own.toml", "a list");
        assert_eq!(read().expect("the shipped lists")["line"]["whole"], ["menu"]);
        fs::write(folder.path().join("own.toml"), "[line]\nwhole = [\"carte\"]\n").expect("a file");
        let lists = read().expect("lists");
        assert_eq!(lists["line"]["whole"], ["carte"]);
        assert_eq!(lists["line"]["start"], ["share on"]);
        assert_eq!(lists["end"]["whole"], ["related"]);
        fs::write(folder.path().join("own.toml"), "[line]\nwhole = 1\n").expect("a file");
        let error = read().expect_err("a number is no list");
        assert!(error.to_string().contains("own.toml:2:9: is not a list"), "{error}");
    }
}
