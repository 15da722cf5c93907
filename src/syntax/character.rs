//! Classes of characters as Python defines them, because spaCy's attributes and patterns rest on them.
//!
//! Rust's own predicates follow other properties: `char::is_alphabetic` takes in marks and letter numbers that
//! Python's `str.isalpha` leaves out, and `char::is_whitespace` leaves out the four information separators.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Code points that are digits by their numeric type without being decimal digits: superscripts, circled digits and
/// the like (`Numeric_Type=Digit` of the Unicode Character Database), as inclusive ranges.
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xB2, 0xB3),
    (0xB9, 0xB9),
    (0x1369, 0x1371),
    (0x19DA, 0x19DA),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247C),
    (0x2488, 0x2490),
    (0x24EA, 0x24EA),
    (0x24F5, 0x24FD),
    (0x24FF, 0x24FF),
    (0x2776, 0x277E),
    (0x2780, 0x2788),
    (0x278A, 0x2792),
    (0x10A40, 0x10A43),
    (0x10E60, 0x10E68),
    (0x11052, 0x1105A),
    (0x1F100, 0x1F10A),
];

/// Whether Python's `str.isspace` holds for a character.
pub(crate) fn is_space(c: char) -> bool {
    match c {
        ' ' | '\t'..='\r' | '\x1c'..='\x1f' => true,
        c if c.is_ascii() => false,
        c => c.is_whitespace(),
    }
}

/// Whether Python's `str.isalpha` holds for a character.
pub(crate) fn is_alpha(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { c.general_category_group() == GeneralCategoryGroup::Letter }
}

/// Whether Python's `str.isdecimal` holds for a character; `\d` matches the same.
pub(crate) fn is_decimal(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { c.general_category() == GeneralCategory::DecimalNumber }
}

/// Whether Python's `str.isdigit` holds for a character.
pub(crate) fn is_digit(c: char) -> bool {
    is_decimal(c) || (!c.is_ascii() && OTHER_DIGITS.iter().any(|&(first, last)| (first..=last).contains(&(c as u32))))
}

/// Whether `\w` of a Python pattern matches a character: a letter, anything with a numeric value, or `_`.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || c == '_'
    } else {
        matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
    }
}

/// Whether Python's `str.isspace` holds for a string: not empty, and white space only.
pub(crate) fn is_space_only(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_those_of_python() {
        let digits: String = "0٣²①❸ⅷ五x".chars().filter(|&c| is_digit(c)).collect();
        assert_eq!(digits, "0٣²①❸");
        let decimals: String = "0٣²①ⅷ五x".chars().filter(|&c| is_decimal(c)).collect();
        assert_eq!(decimals, "0٣");
        let letters: String = "aéж五ªⅷ\u{301}_9".chars().filter(|&c| is_alpha(c)).collect();
        assert_eq!(letters, "aéж五ª");
        let spaces = " \t\u{1c}\u{a0}\u{3000}\u{200b}\u{85}".chars().filter(|&c| is_space(c)).count();
        assert_eq!(spaces, 6);
        assert!(is_word('½') && is_word('_') && !is_word('-'));
        assert!(!is_space_only("") && is_space_only(" \n"));
    }
}
