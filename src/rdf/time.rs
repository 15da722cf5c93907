//! Dates as typed literals, with the precision they have and never more.

use jiff::civil::{Date, DateTime};
use oxigraph::model::Literal;

use super::vocabulary::xsd;

/// The literals of an ISO 8601 date or interval: when it began and when it ended.
///
/// `2020-11` is one month, and only its beginning is given; `2020-10-20/2020-11-03` gives both; `2014/..` has no end.
/// What is no date gives nothing.
pub(super) fn start_and_end(value: &str) -> (Option<Literal>, Option<Literal>) {
    match value.split_once('/') {
        Some((start, end)) => (literal(start), literal(end)),
        None => (literal(value), None),
    }
}

/// A date, month or year as the literal of its own datatype.
pub(super) fn literal(value: &str) -> Option<Literal> {
    let value = value.trim();
    let bytes = value.as_bytes();
    let shaped = |pattern: &[u8]| {
        bytes.len() == pattern.len()
            && bytes.iter().zip(pattern).all(|(byte, mark)| match mark {
                b'0' => byte.is_ascii_digit(),
                mark => byte == mark,
            })
    };
    let datatype = if shaped(b"0000") {
        xsd::G_YEAR
    } else if shaped(b"0000-00") {
        format!("{value}-01").parse::<Date>().ok()?;
        xsd::G_YEAR_MONTH
    } else if shaped(b"0000-00-00") {
        value.parse::<Date>().ok()?;
        xsd::DATE
    } else if bytes.get(10) == Some(&b'T') {
        let moment = value.trim_end_matches('Z').parse::<DateTime>().ok()?;
        let zone = if value.ends_with('Z') { "Z" } else { "" };
        let written = format!("{}{zone}", moment.strftime("%Y-%m-%dT%H:%M:%S"));
        return Some(Literal::new_typed_literal(written, xsd::DATE_TIME));
    } else {
        return None;
    };
    Some(Literal::new_typed_literal(value, datatype))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_their_precision() {
        let table = [
            ("2020", "\"2020\"^^gYear", ""),
            ("2020-11", "\"2020-11\"^^gYearMonth", ""),
            ("2020-11-03", "\"2020-11-03\"^^date", ""),
            ("2020-10-20/2020-11-03", "\"2020-10-20\"^^date", "\"2020-11-03\"^^date"),
            ("2014/..", "\"2014\"^^gYear", ""),
            ("../2020-11", "", "\"2020-11\"^^gYearMonth"),
            ("2020-10-21T19:30", "\"2020-10-21T19:30:00\"^^dateTime", ""),
            ("2020-10-21T19:30:05Z", "\"2020-10-21T19:30:05Z\"^^dateTime", ""),
            ("2020-13", "", ""),
            ("2020-02-30", "", ""),
            ("20200230", "", ""),
            ("last year", "", ""),
            ("", "", ""),
        ];
        let shown = |literal: Option<Literal>| {
            literal.map_or_else(String::new, |l| {
                l.to_string().replace("<http://www.w3.org/2001/XMLSchema#", "").replace('>', "")
            })
        };
        for (value, start, end) in table {
            let (from, to) = start_and_end(value);
            assert_eq!((shown(from).as_str(), shown(to).as_str()), (start, end), "{value}");
        }
    }
}
