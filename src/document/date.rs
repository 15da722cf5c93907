//! The day a document was written, from what it says of itself.
//!
//! Values are ISO 8601 with the precision that is known: `2020-10-21`, `2020-10` or `2020`. The clock is never asked.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month, from its name or an abbreviation of at least three letters, with or without a point.
pub fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    if word == "sept" {
        return Some(9);
    }
    let at = MONTHS.iter().position(|month| word == *month || (word.len() == 3 && month.starts_with(&word)))?;
    Some(at as i8 + 1)
}

/// A date as metadata gives it: `2020-10-21T06:30:00-04:00`, `2020-10-21`, `20201021`, `2020-10`, `2020`, or written out.
pub(super) fn from_metadata(value: &str) -> Option<String> {
    let value = value.trim();
    let head: String = value.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '/')).collect();
    let parts: Vec<&str> = head.trim_end_matches(['-', '/']).split(['-', '/']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => iso(year, month, Some(day)),
        [year, month] if year.len() == 4 => iso(year, month, None),
        [digits] if digits.len() == 8 => iso(&digits[..4], &digits[4..6], Some(&digits[6..])),
        [year] if year.len() == 4 && value.len() == 4 => plausible_year(year).map(|year| format!("{year:04}")),
        _ => written(value),
    }
}

/// The first date that is written out in a line: "Friday, May 20, 2022", "21 October 2020", "Oct. 21, 2020", "May 2020".
pub(super) fn written(line: &str) -> Option<String> {
    let words: Vec<&str> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·' | '•' | ':' | ';' | '[' | ']'))
        .filter(|word| !word.is_empty())
        .take(60)
        .collect();
    let year = |at: usize| words.get(at).and_then(|word| plausible_year(word));
    let day = |at: usize| {
        let word = words.get(at)?;
        let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']);
        digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day))
    };
    for (at, word) in words.iter().enumerate() {
        if let Some(iso) = iso_word(word) {
            return Some(iso);
        }
        let Some(month) = month(word) else { continue };
        if let (Some(day), Some(year)) = (day(at + 1), year(at + 2)) {
            return Date::new(year, month, day).ok().map(|date| date.to_string());
        }
        if let (Some(day), Some(year)) = (at.checked_sub(1).and_then(day), year(at + 1)) {
            return Date::new(year, month, day).ok().map(|date| date.to_string());
        }
        if let Some(year) = year(at + 1) {
            return Some(format!("{year:04}-{month:02}"));
        }
    }
    None
}

/// A date in an address or file name: `/2020/10/21/`, `2020-10-21-foo.txt`, `20201021`.
pub(super) fn from_path(path: &str) -> Option<String> {
    let numbers: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let separated = numbers.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len()) => {
            iso(year, month, Some(day))
        }
        _ => None,
    });
    let named = || {
        let parts: Vec<&str> = path.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        parts.windows(3).find_map(|parts| {
            let (year, month, day) = (plausible_year(parts[0])?, month(parts[1])?, parts[2].parse().ok()?);
            Date::new(year, month, day).ok().map(|date| date.to_string())
        })
    };
    let joined = || {
        let digits = numbers.iter().find(|number| number.len() == 8)?;
        iso(&digits[..4], &digits[4..6], Some(&digits[6..]))
    };
    separated.or_else(named).or_else(joined)
}

/// Checks a date that a user gave.
pub fn is_date(value: &str) -> bool {
    from_metadata(value).as_deref() == Some(value)
}

fn iso_word(word: &str) -> Option<String> {
    let bytes = word.as_bytes();
    let shaped = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let head = word.get(..10).filter(|_| shaped)?;
    iso(&head[..4], &head[5..7], Some(&head[8..]))
}

fn iso(year: &str, month: &str, day: Option<&str>) -> Option<String> {
    let (year, month) = (plausible_year(year)?, month.parse::<i8>().ok()?);
    match day {
        Some(day) => Date::new(year, month, day.parse().ok()?).ok().map(|date| date.to_string()),
        None => (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}")),
    }
}

/// Four digits that can be the year of a document.
fn plausible_year(word: &str) -> Option<i16> {
    let four = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| four && (1400..2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_pages_use() {
        let table = [
            ("2020-10-22T06:30:00-04:00", Some("2020-10-22")),
            ("2020-10-22", Some("2020-10-22")),
            ("2020/10/22", Some("2020-10-22")),
            ("20201022", Some("2020-10-22")),
            ("2020-10", Some("2020-10")),
            ("2020", Some("2020")),
            ("2020-13-01", None),
            ("2020-02-30", None),
            ("October 29, 2020", Some("2020-10-29")),
            ("Friday, May 20, 2022", Some("2022-05-20")),
            ("Friday 23 October 2020 | Tehran desk", Some("2020-10-23")),
            ("Published: Oct. 21st, 2020 at 5:00 pm", Some("2020-10-21")),
            ("Sept. 4, 2019", Some("2019-09-04")),
            ("March 2021", Some("2021-03")),
            ("WASHINGTON, March 16, 2021 (Harbor Wire)", Some("2021-03-16")),
            ("May 19", None),
            ("about 2020 people", None),
            ("", None),
        ];
        for (value, expected) in table {
            assert_eq!(from_metadata(value).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn dates_are_read_from_paths() {
        let table = [
            ("https://example.com/2020/10/21/iran", Some("2020-10-21")),
            ("notes/2020-10-21-iran.txt", Some("2020-10-21")),
            ("https://example.com/world/2020/oct/21/iran", Some("2020-10-21")),
            ("20201021-iran.md", Some("2020-10-21")),
            ("000_4ac918faba80a7cb.txt", None),
            ("https://example.com/article/123456", None),
        ];
        for (path, expected) in table {
            assert_eq!(from_path(path).as_deref(), expected, "{path}");
        }
    }
}
