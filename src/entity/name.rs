//! Names as strings: how they are written to be compared, and when two names of people can be one.
//!
//! Titles and roles are cut off before ([`mention`](super::mention)); what is left to others is which people a text
//! speaks of.

use std::borrow::Cow;

use arcstr::ArcStr;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Knowledge;
use super::gazetteer::Gender;
use super::list::List;
use crate::syntax::Token;

/// Writes a name so that spellings that differ in case, accents and punctuation are equal: "U.S." and "us",
/// "Élysée" and "elysee".
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    if name.is_ascii() {
        plain(name, &mut |byte| key.push(byte.into()));
    } else {
        for c in name.nfkd().filter(|&c| !is_combining_mark(c)) {
            if c.is_alphanumeric() {
                key.extend(c.to_lowercase());
            } else if !matches!(c, '.' | '\'' | '’' | '‘') && !key.is_empty() && !key.ends_with(' ') {
                key.push(' ');
            }
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// The longest name of which the key is written on the stack.
const SHORT: usize = 64;

/// Asks something of a name's key, which for most names needs no memory of its own.
pub(super) fn with_key<R>(name: &str, ask: impl FnOnce(&str) -> R) -> R {
    if name.len() > SHORT || !name.is_ascii() {
        return ask(&key(name));
    }
    let (mut buffer, mut length) = ([0; SHORT], 0);
    plain(name, &mut |byte| {
        buffer[length] = byte;
        length += 1;
    });
    ask(std::str::from_utf8(&buffer[..length]).unwrap_or_default().trim_end())
}

/// Writes the key of a name in ASCII, with a space behind it where something that is no letter ends it.
fn plain(name: &str, write: &mut impl FnMut(u8)) {
    let mut word = false;
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() {
            write(byte.to_ascii_lowercase());
            word = true;
        } else if word && !matches!(byte, b'.' | b'\'') {
            write(b' ');
            word = false;
        }
    }
}

/// Whether something is so of all bytes: in words, asking all is less work than stopping at the first.
fn all(word: &str, so: impl Fn(u8) -> bool) -> bool {
    word.bytes().fold(true, |all, byte| all & so(byte))
}

/// A word in lower case.
pub(super) fn lowered(word: &str) -> Cow<'_, str> {
    let lower = all(word, |byte| byte.is_ascii() & !byte.is_ascii_uppercase());
    if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// The key of a token, which mostly is its text in lower case.
pub(super) fn token_key(token: &Token) -> Cow<'_, str> {
    let plain = all(&token.lower, |byte| byte.is_ascii_lowercase() | byte.is_ascii_digit());
    if plain { Cow::Borrowed(&token.lower) } else { Cow::Owned(key(&token.text)) }
}

/// The same of a word that is kept.
pub(super) fn lowercase(word: &ArcStr) -> ArcStr {
    match lowered(word) {
        Cow::Borrowed(_) => word.clone(),
        Cow::Owned(lower) => lower.into(),
    }
}

/// Writes a name so that common transliterations of it are equal: "Andriy" and "Andrii", "Qassem" and "Kasem".
pub fn skeleton(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let key = key(name);
    // "Al-Adly" and "el-Adli" begin with the same article.
    let key = key.strip_prefix("el ").map(|rest| format!("al {rest}")).unwrap_or(key);
    let pairs = [("kh", "h"), ("ph", "f"), ("ou", "u"), ("ck", "k")];
    let folded =
        pairs.into_iter().fold(key, |key, (pair, one)| if key.contains(pair) { key.replace(pair, one) } else { key });
    for c in folded.chars() {
        let c = match c {
            'y' | 'j' => 'i',
            'q' => 'k',
            'w' => 'v',
            'z' => 's',
            other => other,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// A body's key without "the" and without "inc".
pub(super) fn body_key<'a>(knowledge: &Knowledge, key: &'a str) -> &'a str {
    let mut key = key.strip_prefix("the ").unwrap_or(key);
    while let Some((before, last)) = key.rsplit_once(' ')
        && knowledge.is_in(List::OrganizationSuffixes, last)
    {
        key = before;
    }
    key
}

/// Whether two keys can be transliterations of one name.
fn sound_alike(a: &str, b: &str) -> bool {
    // Most names begin otherwise, which costs less to see.
    let opening = |name: &str| match name.as_bytes() {
        [b'e', b'l', b' ', ..] => b'a',
        [b'k', b'h', ..] => b'h',
        [b'p', b'h', ..] => b'f',
        [b'o', b'u', ..] => b'u',
        [b'y' | b'j', ..] => b'i',
        [b'q', ..] => b'k',
        [b'w', ..] => b'v',
        [b'z', ..] => b's',
        [first, ..] => *first,
        [] => 0,
    };
    opening(a) == opening(b) && skeleton(a) == skeleton(b)
}

/// The name of a person, split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Given names and initials, as keys.
    pub given: Vec<Box<str>>,
    /// The family name with its particles, as a key; for a single word, that word.
    pub family: Box<str>,
    /// "jr", "iii".
    pub suffix: Option<Box<str>>,
}

impl PersonName {
    /// Splits a name whose titles are cut off.
    pub fn parse(knowledge: &Knowledge, name: &str) -> Self {
        with_key(name, |key| PersonName::parse_key(knowledge, name, key))
    }

    fn parse_key(knowledge: &Knowledge, name: &str, key: &str) -> Self {
        let mut words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
        // What is joined is one name: "Weber-Lindqvist", "Al-Zahrani".
        let parts = |word| with_key(word, |key| key.split(' ').filter(|part| !part.is_empty()).count());
        let mut joined = name.split_whitespace().rev().map(parts).filter(|&parts| parts > 0);
        let mut last = joined.next().unwrap_or(0);
        let mut suffix = None;
        if let [.., word] = words[..]
            && last == 1
            && words.len() > 1
            && knowledge.is_in(List::NameSuffixes, word)
        {
            suffix = Some(word.into());
            words.pop();
            last = joined.next().unwrap_or(0);
        }
        let mut first = words.len() - last;
        while first > 1 && knowledge.is_in(List::NameParticles, words[first - 1]) {
            first -= 1;
        }
        if first == 1
            && words.len() > 2
            && matches!(words[0], "al" | "el" | "bin" | "ibn" | "abu" | "de" | "van" | "von")
        {
            first = 0;
        }
        PersonName {
            given: words[..first].iter().map(|&word| word.into()).collect(),
            family: words[first..].join(" ").into(),
            suffix,
        }
    }

    /// Whether there is more than one word to go by.
    pub fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// How sure it is, from 0 to 1, that two full names are one person's; `None` when they cannot be.
    pub fn same(&self, other: &Self, knowledge: &Knowledge) -> Option<f32> {
        if self.suffix.is_some() && other.suffix.is_some() && self.suffix != other.suffix {
            return None;
        }
        let family = if self.family == other.family {
            1.0
        } else if sound_alike(&self.family, &other.family) {
            0.9
        } else if self.whole() == other.whole() {
            return Some(1.0);
        } else if self.family.len() > 5 && other.family.len() > 5 && one_edit(&self.family, &other.family) {
            0.7
        } else {
            return None;
        };
        let (Some(a), Some(b)) = (self.given.first(), other.given.first()) else { return None };
        let given = if a == b {
            1.0
        } else if a.len() == 1 || b.len() == 1 {
            if a.chars().next() == b.chars().next() { 0.85 } else { return None }
        } else if knowledge.gazetteer().nicknames_of(a, b) {
            0.95
        } else if sound_alike(a, b) {
            0.9
        } else if family == 1.0 && a.len() > 5 && b.len() > 5 && one_edit(a, b) && of_one_sex(knowledge, a, b) {
            // "Kristen Wilkins" and "Kristin Wilkins".
            0.7
        } else if family == 1.0 && (self.given[1..].contains(b) || other.given[1..].contains(a)) {
            // "Mohammed Javad Zarif" and "Javad Zarif".
            0.85
        } else {
            return None;
        };
        // Two that both differ a little are more likely two people.
        let middle = match (self.given.get(1), other.given.get(1)) {
            (Some(a), Some(b)) if a.chars().next() != b.chars().next() && given == 1.0 => return None,
            _ => 1.0,
        };
        (family * given * middle >= 0.62).then_some(family * given * middle)
    }

    /// Whether it is another's name with "Jr." behind it, as a known leader's son has; "Joseph R. Biden Jr." is Joe Biden.
    pub(super) fn is_junior_of(&self, other: &Self) -> bool {
        let same = self.given == other.given && self.family == other.family;
        self.suffix.is_some() && other.suffix.is_none() && same
    }

    /// All its words: "Anna Weber-Lindqvist" and "Anna Weber Lindqvist" differ in where the family name begins only.
    pub(super) fn whole(&self) -> String {
        let mut words: Vec<&str> = self.given.iter().map(|word| &**word).collect();
        words.push(&self.family);
        words.join(" ")
    }

    /// Whether a single word can be a short form of this full name.
    pub fn fits(&self, word: &str) -> bool {
        *self.family == *word || self.family.rsplit(' ').next() == Some(word) || self.given.iter().any(|g| **g == *word)
    }
}

/// Whether two given names can be one person's.
fn of_one_sex(knowledge: &Knowledge, a: &str, b: &str) -> bool {
    let sex = |name| knowledge.gazetteer().given_name(name).filter(|&sex| sex != Gender::Unknown);
    sex(a).zip(sex(b)).is_none_or(|(a, b)| a == b)
}

/// Whether one letter put in, left out or changed makes one word of the other.
fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let start = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let rest = if short.len() == long.len() { start + 1 } else { start };
    short.get(rest..).unwrap_or_default() == long.get(start + 1..).unwrap_or_default()
}

/// Whether `short` is made of the first letters of the words of `long`: "ODNI" of "Office of the Director of National
/// Intelligence".
pub fn is_acronym_of(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.len() < 2 || letters.len() > 10 || short.chars().filter(|c| c.is_lowercase()).count() > 1 {
        return false;
    }
    initials(long).contains(&letters)
}

/// The first letters of the words of a name: of all, and of those that carry meaning.
pub(super) fn initials(name: &str) -> [String; 2] {
    initials_of_key(&key(name))
}

/// The same of a name as compared.
pub(super) fn initials_of_key(key: &str) -> [String; 2] {
    let content = |word: &&str| !matches!(*word, "of" | "the" | "for" | "and" | "in" | "on" | "to" | "a" | "us");
    let all = key.split(' ').filter_map(|word| word.chars().next()).collect();
    let main = key.split(' ').filter(content).filter_map(|word| word.chars().next()).collect();
    [all, main]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_accents_and_points() {
        for (name, expected) in [
            ("U.S.", "us"),
            ("Élysée Palace", "elysee palace"),
            ("People's  Republic", "peoples republic"),
            ("Al-Qaeda", "al qaeda"),
            ("(FSB)", "fsb"),
            ("…", ""),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
    }

    #[test]
    fn full_names_of_one_person() {
        let knowledge = Knowledge::embedded();
        let same = |a: &str, b: &str| {
            PersonName::parse(&knowledge, a).same(&PersonName::parse(&knowledge, b), &knowledge).is_some()
        };
        for (a, b, expected) in [
            ("Vladimir Putin", "Vladimir Putin", true),
            ("Joe Biden", "Joseph Biden", true),
            ("Joe Biden", "Hunter Biden", false),
            ("Joe Biden", "Joseph R. Biden", true),
            ("Andriy Derkach", "Andrii Derkach", true),
            ("Qasem Soleimani", "Qassem Suleimani", true),
            ("George H. Bush", "George W. Bush", false),
            ("George W. Bush", "George Bush", true),
            ("Ahmed el-Maghrabi", "Ahmed al-Maghrabi", true),
            ("Martin Luther King Jr", "Martin Luther King Sr", false),
            ("J. Smith", "John Smith", true),
            ("John Smith", "Jane Smith", false),
            ("Ursula von der Leyen", "Ursula von der Leyen", true),
            ("Mohammed bin Salman", "Mohammed Salman", false),
            ("Anna Weber-Lindqvist", "Anna Weber Lindqvist", true),
            ("Kristen Wilkins", "Kristin Wilkins", true),
            ("Daniel Wilkins", "Daniela Wilkins", false),
        ] {
            assert_eq!(same(a, b), expected, "{a} / {b}");
        }
        assert_eq!(&*PersonName::parse(&knowledge, "Ursula von der Leyen").family, "von der leyen");
        assert!(PersonName::parse(&knowledge, "Ursula von der Leyen").fits("leyen"));
        assert!(PersonName::parse(&knowledge, "Fatima Al-Zahrani").fits("al zahrani"));
        assert!(!PersonName::parse(&knowledge, "Al-Zahrani").is_full());
        assert!(PersonName::parse(&knowledge, "Al Gore").is_full());
    }

    #[test]
    fn acronyms_are_first_letters() {
        assert!(is_acronym_of("ODNI", "Office of the Director of National Intelligence"));
        assert!(is_acronym_of("IC", "intelligence community"));
        assert!(is_acronym_of("CDU", "Christian Democratic Union"));
        assert!(!is_acronym_of("FBI", "Central Intelligence Agency"));
        assert!(!is_acronym_of("Fbi", "x"));
    }
}
