//! Corrections that say nothing, and corrections that contradict each other.
//!
//! In come the tables of a file with their places in it, out go the corrections or the error that points at the table.
//! What depends on the entities that were found is told after them, as [`Remark`](super::Remark)s.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::super::directory::typed;
use super::super::name::key;
use super::{Corrections, Different, Same, Setting};
use crate::{Error, Result};

/// The tables of a file of corrections, with their places.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tables {
    #[serde(default)]
    same: Vec<Spanned<Same>>,
    #[serde(default)]
    different: Vec<Spanned<Different>>,
    #[serde(default)]
    entity: Vec<Spanned<Setting>>,
}

/// What is wrong with a table: its place, what it does, and what to do.
type Fault = (Range<usize>, String, &'static str);

impl Tables {
    /// Gives the corrections.
    ///
    /// # Errors
    /// When a table says nothing, or contradicts another.
    pub(super) fn checked(self, source: &str) -> Result<Corrections> {
        let faults = [self.empty_names(), self.lone_names(), self.settings(), self.both(), self.places()];
        if let Some((place, wrong, hint)) = faults.into_iter().flatten().next() {
            return Err(Error::new("has a correction that cannot be followed").at(source, place, wrong).hint(hint));
        }
        fn inner<T>(tables: Vec<Spanned<T>>) -> Vec<T> {
            tables.into_iter().map(Spanned::into_inner).collect()
        }
        Ok(Corrections { same: inner(self.same), different: inner(self.different), entity: inner(self.entity) })
    }

    fn empty_names(&self) -> Option<Fault> {
        let same = self.same.iter().flat_map(|table| table.get_ref().names.iter().map(|name| (table.span(), name)));
        let different = self.different.iter().map(|table| (table.span(), &table.get_ref().name));
        let entity = self.entity.iter().map(|table| (table.span(), &table.get_ref().name));
        let (place, _) = same.chain(different).chain(entity).find(|(_, name)| alike(name).is_empty())?;
        Some((place, "this has a name without a letter".to_owned(), "`actant entities` lists the names"))
    }

    fn lone_names(&self) -> Option<Fault> {
        let is_lone = |same: &Same| same.names.iter().map(|name| alike(name)).collect::<BTreeSet<_>>().len() < 2;
        let table = self.same.iter().find(|table| is_lone(table.get_ref()))?;
        let hint = "add the other name to `names`; to give one entity another name, use [[entity]] with name and label";
        Some((table.span(), "this says of one name alone that it is the same".to_owned(), hint))
    }

    fn settings(&self) -> Option<Fault> {
        let mut before: FxHashMap<String, &Setting> = FxHashMap::default();
        for table in &self.entity {
            let setting = table.get_ref();
            if setting.label.is_none() && setting.kind.is_none() && setting.identifier.is_none() {
                let wrong = format!("this sets nothing of {:?}", setting.name);
                return Some((table.span(), wrong, "add label, type or identifier"));
            }
            let Some(first) = before.insert(alike(&setting.name), setting) else { continue };
            let label = first.label.is_some() && setting.label.is_some() && first.label != setting.label;
            let kind = first.kind.is_some() && setting.kind.is_some() && first.kind != setting.kind;
            if label || kind {
                let what = if label { "label" } else { "type" };
                let wrong = format!("{:?} has another {what} in a table before", setting.name);
                return Some((table.span(), wrong, "keep one of the two tables"));
            }
        }
        None
    }

    /// Names that are said to be the same and different.
    fn both(&self) -> Option<Fault> {
        for table in &self.same {
            let names: BTreeSet<String> = table.get_ref().names.iter().map(|name| alike(name)).collect();
            for different in self.different.iter().map(Spanned::get_ref) {
                let everywhere = different.documents.is_empty() && different.mentions.is_empty();
                let label = different.label.as_ref();
                let label_too = label.map_or(everywhere, |label| names.contains(&alike(label)));
                if names.contains(&alike(&different.name)) && label_too {
                    let wrong = match label {
                        Some(label) => format!("{:?} and {label:?} are different by another table", different.name),
                        None => format!("{:?} stands alone by another table", different.name),
                    };
                    return Some((table.span(), wrong, "keep either the [[same]] or the [[different]] table"));
                }
            }
        }
        None
    }

    /// Documents and mentions that two tables claim for somebody else.
    fn places(&self) -> Option<Fault> {
        let mut taken: BTreeSet<(String, String)> = BTreeSet::new();
        for table in &self.different {
            let different = table.get_ref();
            let mut claims: BTreeSet<(String, String)> = BTreeSet::new();
            let name = alike(&different.name);
            claims.extend(different.documents.iter().map(|document| (name.clone(), document.clone())));
            claims.extend(different.mentions.iter().map(|place| (String::new(), place.clone().into())));
            if claims.is_empty() {
                claims.insert((name, String::new()));
            }
            if let Some((_, place)) = claims.iter().find(|claim| taken.contains(claim)) {
                let place = if place.is_empty() { "everywhere" } else { place };
                let wrong = format!("{:?} is somebody else by a table before, too: {place}", different.name);
                return Some((table.span(), wrong, "keep one of the two tables"));
            }
            taken.extend(claims);
        }
        None
    }
}

/// What two ways to write one reference have in common.
fn alike(reference: &str) -> String {
    match typed(reference) {
        _ if reference.contains("://") => reference.to_owned(),
        Some((name, kind)) => format!("{} ({})", key(name), kind.as_str()),
        None => key(reference),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Corrections;

    #[test]
    fn what_says_nothing_or_contradicts_is_refused_with_its_line() {
        const REFUSED: &[(&str, usize, &str)] = &[
            ("[[same]]\nnames = [\"A\"]\n", 1, "one name alone"),
            ("[[same]]\nnames = []\n", 1, "one name alone"),
            ("\n[[same]]\nnames = [\"Al-Qaeda\", \"al qaeda\"]\n", 2, "one name alone"),
            ("[[same]]\nnames = [\"A\", \"\"]\n", 1, "without a letter"),
            ("[[different]]\nname = \"?\"\n", 1, "without a letter"),
            ("[[entity]]\nname = \"A\"\n", 1, "sets nothing of \"A\""),
            (
                "[[entity]]\nname = \"A\"\ntype = \"Place\"\n\n[[entity]]\nname = \"a\"\ntype = \"Person\"\n",
                5,
                "another type",
            ),
            ("[[entity]]\nname = \"A\"\nlabel = \"B\"\n[[entity]]\nname = \"A\"\nlabel = \"C\"\n", 4, "another label"),
            ("[[different]]\nname = \"A\"\n[[same]]\nnames = [\"A\", \"B\"]\n", 3, "\"A\" stands alone"),
            (
                "[[different]]\nname = \"A\"\ndocuments = [\"b.txt\"]\nlabel = \"B\"\n[[same]]\nnames = [\"A\", \"B\"]\n",
                5,
                "\"A\" and \"B\" are different",
            ),
            (
                "[[different]]\nname = \"A\"\ndocuments = [\"b\"]\n[[different]]\nname = \"A\"\ndocuments = [\"a\", \"b\"]\n",
                4,
                "too: b",
            ),
            (
                "[[different]]\nname = \"A\"\nmentions = [\"b:1-2\"]\n[[different]]\nname = \"B\"\nmentions = [\"b:1-2\"]\n",
                4,
                "too: b:1-2",
            ),
            ("[[different]]\nname = \"A\"\n[[different]]\nname = \"A\"\nlabel = \"B\"\n", 3, "too: everywhere"),
        ];
        for (source, line, wrong) in REFUSED {
            let error = Corrections::parse(source).unwrap_err();
            let excerpt = error.excerpt().unwrap();
            assert_eq!(excerpt.line_and_column().0, *line, "{source}");
            assert!(excerpt.label.contains(wrong), "{source}\n{}", excerpt.label);
            assert!(error.hint_text().is_some());
        }
        for source in [
            "[[same]]\nnames = [\"Moscow (Place)\", \"Moscow (Organization)\"]\n",
            "[[same]]\nnames = [\"A\", \"B\"]\n[[same]]\nnames = [\"B\", \"C\"]\n",
            "[[entity]]\nname = \"A\"\ntype = \"Place\"\n[[entity]]\nname = \"A\"\nlabel = \"B\"\n",
            "[[different]]\nname = \"A\"\ndocuments = [\"b\"]\n[[different]]\nname = \"A\"\ndocuments = [\"c\"]\n",
            "[[different]]\nname = \"A\"\nlabel = \"B\"\n[[same]]\nnames = [\"B\", \"C\"]\n",
            "[[different]]\nname = \"A\"\ndocuments = [\"b\"]\n[[same]]\nnames = [\"A\", \"C\"]\n",
        ] {
            assert!(Corrections::parse(source).is_ok(), "{source}");
        }
    }
}
