//! A light look at SPARQL text: enough to tell variables and brackets from strings, comments and IRIs.
//!
//! The grammar itself is left to `spargebra`; what is found here is where parameters stand, in which order variables
//! come, and how deep brackets are nested.

use std::ops::Range;

/// A piece of SPARQL text that matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `?name` or `$name`, without its mark.
    Variable {
        /// The name.
        name: &'a str,
        /// Whether it is written with `$`.
        dollar: bool,
    },
    /// A keyword or the part of a prefixed name before or after its colon.
    Word(&'a str),
    /// One other character outside strings, comments and IRIs.
    Mark(char),
}

/// The tokens of a SPARQL text with the bytes they stand at.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (Token<'_>, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let first = rest.chars().next()?;
            let start = at;
            match first {
                '#' => at += rest.find(['\n', '\r']).unwrap_or(rest.len()),
                '"' | '\'' => at += string_length(rest, first),
                '<' => match iri_length(rest) {
                    Some(length) => at += length,
                    None => {
                        at += 1;
                        return Some((Token::Mark('<'), start..at));
                    }
                },
                '?' | '$' => {
                    let name = word(&rest[1..]);
                    at += 1 + name.len();
                    if name.is_empty() {
                        return Some((Token::Mark(first), start..at));
                    }
                    return Some((Token::Variable { name, dollar: first == '$' }, start..at));
                }
                c if c.is_whitespace() => at += c.len_utf8(),
                c if is_word(c) => {
                    let word = word(rest);
                    at += word.len();
                    return Some((Token::Word(word), start..at));
                }
                c => {
                    at += c.len_utf8();
                    return Some((Token::Mark(c), start..at));
                }
            }
        }
    })
}

/// How deep brackets and unary operators are nested, at the most.
pub(super) fn depth(text: &str) -> usize {
    let (mut open, mut unary, mut deepest) = (0_usize, 0_usize, 0);
    for (token, _) in tokens(text) {
        match token {
            Token::Mark('(' | '{' | '[') => open += 1,
            Token::Mark(')' | '}' | ']') => open = open.saturating_sub(1),
            Token::Mark('!' | '-' | '+' | '^') => {
                unary += 1;
                deepest = deepest.max(open + unary);
                continue;
            }
            Token::Mark('<') => open += 1,
            Token::Mark('>') => open = open.saturating_sub(1),
            _ => {}
        }
        unary = 0;
        deepest = deepest.max(open);
    }
    deepest
}

/// How many operators and groups there are, each of which may make the tree of the query one step deeper.
pub(super) fn links(text: &str) -> usize {
    let mut links = 0;
    let mut last_end = 0;
    for (token, range) in tokens(text) {
        links += match token {
            // A hyphen inside a name is none.
            Token::Mark('-') => usize::from(last_end != range.start),
            Token::Mark('{' | '+' | '*' | '/' | '|' | '&' | '!' | '^') => 1,
            _ => 0,
        };
        last_end = range.end;
    }
    links
}

/// The variables that `SELECT *` shows, in the order in which the text names them; nothing if it does not say `*`.
pub(super) fn star_order(text: &str) -> Option<Vec<&str>> {
    let mut tokens = tokens(text).map(|(token, _)| token);
    tokens.find(|token| is_keyword(*token, "select"))?;
    let mut next = tokens.next()?;
    if is_keyword(next, "distinct") || is_keyword(next, "reduced") {
        next = tokens.next()?;
    }
    if next != Token::Mark('*') {
        return None;
    }
    let mut names = Vec::new();
    for token in tokens {
        if let Token::Variable { name, .. } = token
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    Some(names)
}

fn is_keyword(token: Token<'_>, keyword: &str) -> bool {
    matches!(token, Token::Word(word) if word.eq_ignore_ascii_case(keyword))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '\u{b7}'
}

fn word(text: &str) -> &str {
    &text[..text.find(|c| !is_word(c)).unwrap_or(text.len())]
}

/// The length of a string with its quotes; one that does not end runs to the end of its line, or of the text.
pub(super) fn string_length(text: &str, quote: char) -> usize {
    let long: String = [quote; 3].iter().collect();
    let (opening, ending) = if text.starts_with(&long) { (3, long.as_str()) } else { (1, &long[..1]) };
    let mut at = opening;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(ending) {
            return at + ending.len();
        }
        let c = rest.chars().next().unwrap_or(quote);
        if opening == 1 && matches!(c, '\n' | '\r') {
            return at;
        }
        at += c.len_utf8();
        if c == '\\' {
            at += text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    text.len()
}

/// The length of `<…>` if it is an IRI and not a comparison.
pub(super) fn iri_length(text: &str) -> Option<usize> {
    let end = text[1..].find(|c: char| c <= ' ' || "<>\"{}|^`\\".contains(c))? + 1;
    text[end..].starts_with('>').then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |(token, _): (Token<'_>, _)| match token {
            Token::Variable { name, dollar } => format!("{}{name}", if dollar { '$' } else { '?' }),
            Token::Word(word) => word.to_owned(),
            Token::Mark(c) => c.to_string(),
        };
        tokens(text).map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn strings_comments_and_iris_are_passed_over() {
        let table = [
            ("SELECT ?a { $b <http://x/$c> \"$d\" '''$e\n$f''' } # $g", "SELECT ? a { $ b }"),
            ("FILTER(?a < $b && $c > 1)", "FILTER ( ?a < $b & & $c > 1 )"),
            ("\"a\\\"$b\" $c", "$c"),
            ("\"open\n$c", "$c"),
            ("ent:vladimir-putin?x", "ent : vladimir - putin ?x"),
            ("$", "$"),
            ("'", ""),
            ("\"\\", ""),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected.replace("? a", "?a").replace("$ b", "$b"), "{text}");
        }
    }

    #[test]
    fn a_star_shows_variables_in_the_order_of_the_text() {
        assert_eq!(star_order("SELECT DISTINCT * { ?z a ?b . ?a ?z ?b }"), Some(vec!["z", "b", "a"]));
        assert_eq!(star_order("SELECT ?x { SELECT * { ?x ?y ?z } }"), None);
        assert_eq!(star_order("ASK {}"), None);
    }
}
