//! How wide words are when nobody has opened a font, and where to break them into lines.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The advance widths of U+0020 to U+007E in thousandths of the font size: the metrics of Helvetica, which Arial and
/// Liberation Sans share.
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
];

/// What is added for readers whose fonts run wider than Helvetica.
const ALLOWANCE: f64 = 1.06;

/// The width of a line in a sans-serif font of that size, in the same unit; on the generous side.
pub(super) fn width(line: &str, size: f64) -> f64 {
    let thousandths: f64 = line.graphemes(true).map(|grapheme| f64::from(advance(grapheme))).sum();
    thousandths / 1000.0 * size * ALLOWANCE
}

fn advance(grapheme: &str) -> u16 {
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some('\u{A0}'), None) => ADVANCES[0],
        (Some(c @ ' '..='~'), None) => ADVANCES[c as usize - 0x20],
        _ => match grapheme.width() {
            0 => 0,
            1 => 640,
            _ => 1050,
        },
    }
}

/// Whether a name is nothing but a personal pronoun, of which nobody knows whom it speaks of.
pub(super) fn is_pronoun(name: &str) -> bool {
    const PRONOUNS: [&str; 17] = [
        "i", "me", "you", "he", "him", "she", "her", "it", "we", "us", "they", "them", "one", "who", "this", "that",
        "these",
    ];
    // "US" and "IT" are names.
    let capitals = name.len() > 1 && !name.bytes().any(|byte| byte.is_ascii_lowercase());
    !capitals && PRONOUNS.iter().any(|pronoun| name.eq_ignore_ascii_case(pronoun))
}

/// Breaks words into lines no wider than `limit`, at most `most` of them; what does not fit ends in an ellipsis.
///
/// White space, except no-break spaces, and control characters count as a space. A word that is wider than a line is broken inside.
pub(super) fn wrap(words: &str, size: f64, limit: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut line_width = 0.0;
    for word in words.split(breaks).filter(|word| !word.is_empty()) {
        // One line more than asked for is enough to know that something was left out.
        if lines.len() > most {
            break;
        }
        if !line.is_empty() {
            // Measured together: a mark that opens the word combines with the space.
            let spaced = format!(" {word}");
            let spaced_width = width(&spaced, size);
            if line_width + spaced_width <= limit {
                line.push_str(&spaced);
                line_width += spaced_width;
                continue;
            }
            lines.push(std::mem::take(&mut line));
            line_width = 0.0;
        }
        let word_width = width(word, size);
        if word_width <= limit {
            line.push_str(word);
            line_width = word_width;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let grapheme_width = width(grapheme, size);
            if !line.is_empty() && line_width + grapheme_width > limit {
                lines.push(std::mem::take(&mut line));
                line_width = 0.0;
                if lines.len() > most {
                    break;
                }
            }
            line.push_str(grapheme);
            line_width += grapheme_width;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            end_in_ellipsis(last, size, limit);
        }
    }
    lines
}

/// Whether a line may be broken in place of the character; a no-break space keeps its neighbours together.
fn breaks(c: char) -> bool {
    (c.is_whitespace() && c != '\u{A0}') || c.is_control()
}

fn end_in_ellipsis(line: &mut String, size: f64, limit: f64) {
    while !line.is_empty() && width(line, size) + width("…", size) > limit {
        let last = line.graphemes(true).next_back().map_or(0, str::len);
        line.truncate(line.len() - last);
    }
    line.truncate(line.trim_end().len());
    line.push('…');
}

/// The first `most` characters of a text on one line, with an ellipsis where more would follow.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let mut short = String::new();
    let mut count = 0;
    for word in text.split(breaks).filter(|word| !word.is_empty()) {
        if count > 0 {
            short.push(' ');
            count += 1;
        }
        for grapheme in word.graphemes(true) {
            if count >= most {
                short.push('…');
                return short;
            }
            short.push_str(grapheme);
            count += 1;
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pronouns_are_no_names() {
        for name in ["We", "I", "he", "They", "this"] {
            assert!(is_pronoun(name), "{name}");
        }
        for name in ["US", "IT", "Iran", "We Company", "Ian", ""] {
            assert!(!is_pronoun(name), "{name}");
        }
    }

    #[test]
    fn breaks_at_spaces_and_inside_long_words() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("", 3, &[]),
            ("Iran", 3, &["Iran"]),
            ("public confidence in the vote", 3, &["public", "confidence in", "the vote"]),
            ("public confidence in the vote", 2, &["public", "confidence i…"]),
            ("a\nb\t\u{7}c", 3, &["a b c"]),
            ("Donaudampfschifffahrt", 3, &["Donaudampf", "schifffahrt"]),
        ];
        for (words, most, lines) in cases {
            assert_eq!(wrap(words, 12.0, 78.0, *most), *lines, "{words}");
        }
    }

    #[test]
    fn shortens_to_a_line() {
        assert_eq!(shorten("one  two\nthree", 20), "one two three");
        assert_eq!(shorten("one two three", 7), "one two …");
        assert_eq!(shorten("onetwothree", 6), "onetwo…");
    }

    #[test]
    fn a_mark_that_opens_a_word_widens_the_space_before_it() {
        for line in wrap("#0 Ca \u{3fffe}u0A\u{e000}\u{3fffe} \u{93e}00<\u{3fffe}", 12.0, 90.0, 3) {
            assert!(width(&line, 12.0) <= 90.0, "{line:?}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide(words in ".{0,200}", most in 1usize..5) {
            let lines = wrap(&words, 12.0, 90.0, most);
            prop_assert!(lines.len() <= most);
            for line in lines {
                prop_assert!(width(&line, 12.0) <= 90.0 || line.graphemes(true).count() <= 2, "{line:?}");
            }
        }
    }
}
