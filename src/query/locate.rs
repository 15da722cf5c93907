//! Where a query goes wrong.
//!
//! The parser says how far it looked, which may be a word or two behind the mistake. So the place is searched: the first
//! piece of the text after which the parser gives up before the end, however the text goes on.

use std::ops::Range;

use spargebra::SparqlParser;

/// What the parser may look ahead for; no keyword of SPARQL is longer.
const LOOK_AHEAD: usize = 32;

/// The bytes of the piece that cannot stand where it stands; nothing if the text only ends too early.
pub(super) fn culprit(text: &str, parser: &SparqlParser) -> Option<Range<usize>> {
    let pieces = pieces(text);
    // Whether the text up to a piece, that piece included, may begin a query. It may no more once it may not.
    let may_begin = |piece: &Range<usize>| {
        let begun = format!("{}{}", &text[..piece.end], " ".repeat(LOOK_AHEAD));
        match parser.clone().parse_query(&begun) {
            Ok(_) => true,
            Err(error) => place(&error.to_string()).is_some_and(|at| offset(&begun, at) == begun.len()),
        }
    };
    pieces.get(pieces.partition_point(may_begin)).cloned()
}

/// Line and column, both from 1, of a message such as `error at 1:20: expected …`.
fn place(message: &str) -> Option<(usize, usize)> {
    let (place, _) = message.strip_prefix("error at ")?.split_once(": ")?;
    let (line, column) = place.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// The byte at a line and column, the column in code points.
fn offset(text: &str, (line, column): (usize, usize)) -> usize {
    let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    text[start..].char_indices().nth(column - 1).map_or(text.len(), |(at, _)| start + at)
}

/// The pieces of a query that a person would point at: words with their prefixes, variables, strings, IRIs, signs.
pub(super) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match first {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '#' => {
                at += rest.find(['\n', '\r']).unwrap_or(rest.len());
                continue;
            }
            '"' | '\'' => {
                let string = super::tokens::string_length(rest, first);
                string + tag_length(&rest[string..])
            }
            '<' => super::tokens::iri_length(rest).unwrap_or(if rest.starts_with("<=") { 2 } else { 1 }),
            '?' | '$' => 1 + run_length(&rest[1..], |c| c.is_alphanumeric() || c == '_'),
            c if is_name(c) => {
                let run = run_length(rest, is_name);
                // A full stop behind a name ends the triple.
                rest[..run].trim_end_matches('.').len().max(1)
            }
            _ => ["&&", "||", "!=", ">=", "^^"]
                .into_iter()
                .find(|sign| rest.starts_with(sign))
                .map_or(first.len_utf8(), str::len),
        };
        pieces.push(at..at + length);
        at += length;
    }
    pieces
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || "_:.-%\\".contains(c)
}

fn run_length(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// The length of a language tag or datatype behind a string.
fn tag_length(text: &str) -> usize {
    if let Some(tag) = text.strip_prefix('@') {
        1 + run_length(tag, |c| c.is_ascii_alphanumeric() || c == '-')
    } else if let Some(datatype) = text.strip_prefix("^^") {
        2 + match datatype.chars().next() {
            Some('<') => super::tokens::iri_length(datatype).unwrap_or(0),
            _ => run_length(datatype, is_name),
        }
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wrong_piece_is_found() {
        let table = [
            ("SELEC ?who { ?who a ?what }", "SELEC"),
            ("SELECT who WHERE { ?who a ?what }", "who"),
            ("SELECT ?who WHERE { ?who a }", "}"),
            ("SELECT ?who WHERE { ?who a ?what } }", "}"),
            ("SELECT ?who\nWHERE { ?who no:such ?what }", "no:such"),
            ("SELECT ?a { ?a <http://x/y> \"z\"^^<http://x/t> ; , }", ","),
            ("SELECT ?a { FILTER(?a <= 1 ?b) }", "?b"),
            ("SELECT ?a { ?a ?b ?c } LIMIT many", "many"),
            ("SELECT ?a { ?a ?b ?c ", ""),
            ("", ""),
        ];
        for (text, expected) in table {
            let found = culprit(text, &SparqlParser::new()).map_or("", |range| &text[range]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
