//! The words by which a page's furniture is known: share lines, notices, the start of a list of other articles.
//!
//! The words are data (`rules/furniture.toml`); what to do about what is found is left to [`article`](super::article).

use std::path::Path;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::lists;
use crate::Result;

/// Word lists that tell the furniture of a page from the article on it.
#[derive(Clone, Debug, Default)]
pub struct Furniture {
    line: Phrases,
    credit: Phrases,
    end: Phrases,
    notice: Phrases,
    rights: Phrases,
    teaser: Phrases,
    classes: FxHashSet<String>,
}

/// Phrases by where in a line they stand.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Phrases {
    whole: FxHashSet<String>,
    start: Vec<String>,
    within: Vec<String>,
    finish: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    line: Phrases,
    credit: Phrases,
    end: Phrases,
    notice: Phrases,
    rights: Phrases,
    teaser: Phrases,
    class: Classes,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Classes {
    furniture: Vec<String>,
}

static SHIPPED: LazyLock<Furniture> =
    LazyLock::new(|| Furniture::parse(FILE).expect("the shipped lists are tested to be readable"));

/// The lists that are shipped.
const FILE: &str = include_str!("../../rules/furniture.toml");

/// What a file of such lists is called in messages.
const WHAT: &str = "a list of page furniture";

impl Furniture {
    /// The lists that come with the program.
    pub fn shipped() -> &'static Furniture {
        &SHIPPED
    }

    /// Reads lists from TOML as `rules/furniture.toml` has it.
    ///
    /// # Errors
    /// Fails at the place that is not TOML or not such a list.
    pub fn parse(toml: &str) -> Result<Furniture> {
        lists::parse(toml, WHAT).map(Furniture::from_file)
    }

    /// The shipped lists with those of `furniture.toml` in a folder, where a list replaces the shipped one of its name.
    ///
    /// # Errors
    /// Fails when that file is there but cannot be read or holds no such lists.
    pub fn with_folder(folder: &Path) -> Result<Furniture> {
        lists::with_folder(FILE, folder, "furniture.toml", WHAT).map(Furniture::from_file)
    }

    /// Whether a short line is furniture; `key` is the line as [`key`] makes it.
    pub(super) fn is_line(&self, key: &str) -> bool {
        self.line.found_in(key)
    }

    /// Whether a short line credits a picture or a writer.
    pub(super) fn is_credit(&self, key: &str) -> bool {
        self.credit.found_in(key)
    }

    /// Whether the article is over after a short line.
    pub(super) fn is_end(&self, key: &str) -> bool {
        self.end.found_in(key)
    }

    /// Whether a paragraph is the site speaking of itself, or about who may copy it.
    pub(super) fn is_notice(&self, key: &str) -> bool {
        let addresses = ["we", "our", "you", "your", "this site", "this website"];
        let reports = ["said", "says", "told", "wrote", "according to"];
        let has = |words: &[&str]| words.iter().any(|word| contains_words(key, word));
        let personal = || has(&addresses) && !has(&reports);
        let words = key.split(' ').count();
        if words <= 60 {
            return self.rights.found_in(key) || (self.notice.found_in(key) && personal());
        }
        // A long paragraph that comes to speak of cookies is about them; one that opens so is a notice.
        let opening = &key[..key.char_indices().nth(80).map_or(key.len(), |(at, _)| at)];
        words <= 150 && self.notice.found_in(opening) && personal()
    }

    /// Whether a paragraph is the opening of another article.
    pub(super) fn is_teaser(&self, key: &str) -> bool {
        self.teaser.found_in(key)
    }

    /// Whether one of the classes, ids and roles in `names` is that of furniture.
    pub(super) fn is_class(&self, names: &str) -> bool {
        names.split_whitespace().any(|name| {
            let words = class_words(name);
            // A longer id is a heading turned into an address: "sharing-files-with-people-you-trust".
            words.len() <= 4 && words.iter().any(|word| self.classes.contains(word))
        })
    }
}

/// The words of a class name, parted by signs and by capitals, in lower case.
fn class_words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous = ' ';
    for c in name.chars() {
        let starts = !c.is_alphanumeric() || (c.is_uppercase() && previous.is_lowercase());
        if starts && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
        previous = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

impl Furniture {
    fn from_file(file: File) -> Furniture {
        Furniture {
            line: file.line.normalised(),
            credit: file.credit.normalised(),
            end: file.end.normalised(),
            notice: file.notice.normalised(),
            rights: file.rights.normalised(),
            teaser: file.teaser.normalised(),
            classes: file.class.furniture.into_iter().collect(),
        }
    }
}

impl Phrases {
    fn normalised(self) -> Phrases {
        let all = |phrases: Vec<String>| phrases.iter().map(|phrase| key(phrase)).collect();
        Phrases {
            whole: self.whole.iter().map(|phrase| key(phrase)).collect(),
            start: all(self.start),
            within: all(self.within),
            finish: all(self.finish),
        }
    }

    fn found_in(&self, key: &str) -> bool {
        self.whole.contains(key)
            || self.start.iter().any(|phrase| starts_with_words(key, phrase))
            || self.within.iter().any(|phrase| contains_words(key, phrase))
            || self
                .finish
                .iter()
                .any(|phrase| key.strip_suffix(phrase.as_str()).is_some_and(|rest| rest.ends_with(' ')))
    }
}

fn starts_with_words(key: &str, phrase: &str) -> bool {
    key.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn contains_words(key: &str, phrase: &str) -> bool {
    key.match_indices(phrase).any(|(at, _)| {
        let before = at == 0 || key.as_bytes()[at - 1] == b' ';
        before && key[at + phrase.len()..].chars().next().is_none_or(|c| c == ' ' || c.is_ascii_digit())
    })
}

/// A line in lower case with single spaces for everything that is neither letter nor digit.
pub(super) fn key(line: &str) -> String {
    let mut key = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_alphanumeric() || c == '©' {
            key.extend(c.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_by_their_words() {
        let furniture = Furniture::shipped();
        for line in [
            "Share on Facebook",
            "Read more: Biden wins",
            "© 2022 The Source Ltd.",
            "SUBSCRIBE",
            "Follow us on Google News",
        ] {
            assert!(furniture.is_line(&key(line)), "{line}");
        }
        for line in
            ["Russian officials did not respond", "Shared values", "The Iranian Proud Boys email", "Tracking Iran"]
        {
            assert!(!furniture.is_line(&key(line)), "{line}");
        }
        assert!(furniture.is_end(&key("Latest Posts")));
        assert!(furniture.is_notice(&key("This website uses cookies so that we can provide you with the best")));
        assert!(!furniture.is_notice(&key("Facebook said that the pages violated its terms of service.")));
        assert!(!furniture.is_notice(&key("The agency said cookies were found in the suspect's oven.")));
    }

    #[test]
    fn class_names_are_split_into_words() {
        let furniture = Furniture::shipped();
        for class in ["share-buttons", "relatedStories", "article__newsletter", "site-footer", "SideBar sidebar"] {
            assert!(furniture.is_class(class), "{class}");
        }
        for class in [
            "article-body",
            "shareholder",
            "adventure",
            "entry-content",
            "navyblue",
            "sharing-files-with-people-you-trust",
        ] {
            assert!(!furniture.is_class(class), "{class}");
        }
    }

    #[test]
    fn a_wrong_list_is_shown_with_its_place() {
        let error = Furniture::parse("[line]\nwhole = [1]").expect_err("a number is no phrase");
        assert_eq!(error.excerpt().map(|excerpt| excerpt.line_and_column().0), Some(2));
    }
}
