//! The dateline that an agency report opens with: `WASHINGTON, March 16, 2021 (Reuters) - Russian …`.

use super::date;

/// A dateline found at the start of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// How many bytes it takes, dash and spaces included.
    pub length: usize,
    /// The date in it.
    pub date: Option<String>,
}

/// Finds the dateline at the start of a paragraph.
pub(super) fn find(paragraph: &str) -> Option<Dateline> {
    let head = &paragraph[..paragraph.char_indices().nth(90).map_or(paragraph.len(), |(at, _)| at)];
    let dashes = [" — ", " – ", " -- ", " - ", " _ ", "— ", "– ", "—", ")_"];
    let (at, dash) = dashes.iter().filter_map(|dash| Some((head.find(dash)?, *dash))).min_by_key(|(at, _)| *at)?;
    // Of ")_" the bracket still belongs to the agency's name.
    let bracket = usize::from(dash.starts_with(')'));
    let (place, rest) = (&head[..at + bracket], head[at + dash.len()..].trim_start());
    let length = head.len() - rest.len();
    let agency = place.ends_with(')');
    let without_agency = place.split('(').next().unwrap_or(place).trim_end();
    let words: Vec<&str> = without_agency.split([' ', ',', '/']).filter(|word| !word.is_empty()).collect();
    let first = words.first()?;
    let capitals =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 2 && !word.contains(char::is_lowercase);
    let plain = |word: &&str| word.starts_with(char::is_uppercase) || word.starts_with(|c: char| c.is_ascii_digit());
    let of_names = words.len() <= 8 && words.iter().all(|word| plain(word) || matches!(*word, "de" | "of" | "the"));
    let date = date::written(without_agency);
    let opens = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'".contains(c));
    let is_dateline = of_names && opens && ((capitals(first) && words.len() <= 8) || agency);
    is_dateline.then_some(Dateline { length, date })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_told_from_sentences() {
        let table = [
            ("WASHINGTON, March 16, 2021 (Harbor Wire) - Russian President", "Russian President", Some("2021-03-16")),
            ("NEW YORK - Federal prosecutors have", "Federal prosecutors have", None),
            ("WASHINGTON -- The United States", "The United States", None),
            ("MOSCOW, Oct 21 (Reuters) — The Kremlin", "The Kremlin", None),
            ("Washington (CNN) — Iran", "Iran", None),
            ("UNITED NATIONS (AP)_The council", "The council", None),
            ("UNITED NATIONS (AP) _ The council", "The council", None),
            ("KYIV, Ukraine (AP) — Officials", "Officials", None),
            ("NATO — the alliance that Trump dislikes — said", "", None),
            ("He said no - Russia", "", None),
            ("One “highly targeted operation” — the subject", "", None),
            ("Biden – Putin talks failed", "", None),
        ];
        for (paragraph, rest, date) in table {
            let found = find(paragraph);
            let left = found.as_ref().map_or("", |found| &paragraph[found.length..]);
            assert_eq!(left, rest, "{paragraph}");
            assert_eq!(found.and_then(|found| found.date).as_deref(), date, "{paragraph}");
        }
    }
}
