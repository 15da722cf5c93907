//! Rows as an aligned table, as wide as its words or as a terminal.

use std::io::{self, Write};

use oxigraph::model::Term;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::run::Row;
use super::terms::Shortener;

/// What stands between two columns.
const GAP: &str = "  ";
/// The narrowest that a column is made when a terminal is too small.
const NARROWEST: usize = 8;

/// Writes rows as a table under their column names.
///
/// `width` is that of a terminal: longer cells are wrapped at spaces. Without one each row is one line.
///
/// # Errors
/// Writing fails.
pub(super) fn write(
    out: &mut dyn Write,
    columns: &[String],
    rows: &[Row],
    shortener: &Shortener,
    width: Option<usize>,
) -> io::Result<()> {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|term| term.as_ref().map_or_else(String::new, |term| shortener.show(term))).collect())
        .collect();
    let widths = widths(columns, &cells, width);
    let numeric: Vec<bool> = (0..columns.len())
        .map(|column| rows.iter().all(|row| row[column].as_ref().is_none_or(is_number)) && !rows.is_empty())
        .collect();
    write_line(out, &columns.iter().map(|name| vec![name.as_str()]).collect::<Vec<_>>(), &widths, &numeric)?;
    let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    writeln!(out, "{}", rules.join(GAP))?;
    for row in &cells {
        let wrapped: Vec<Vec<&str>> = row.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width)).collect();
        write_line(out, &wrapped, &widths, &numeric)?;
    }
    Ok(())
}

fn is_number(term: &Term) -> bool {
    matches!(term, Term::Literal(literal) if literal.value().parse::<f64>().is_ok())
}

/// The width of each column: that of its longest cell, and where a terminal is too small for all, a fair share.
fn widths(columns: &[String], cells: &[Vec<String>], terminal: Option<usize>) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|name| name.width()).collect();
    for row in cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let Some(terminal) = terminal else { return widths };
    let gaps = GAP.len() * columns.len().saturating_sub(1);
    let mut room = terminal.saturating_sub(gaps);
    // Narrow columns keep their width, from the narrowest on; the wide ones share what is left.
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by_key(|&column| (widths[column], column));
    for (done, &column) in order.iter().enumerate() {
        let share = room / (order.len() - done);
        widths[column] = widths[column].min(share.max(NARROWEST));
        room = room.saturating_sub(widths[column]);
    }
    widths
}

fn write_line(out: &mut dyn Write, cells: &[Vec<&str>], widths: &[usize], numeric: &[bool]) -> io::Result<()> {
    let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
    for line in 0..lines {
        let mut written = String::new();
        for (column, cell) in cells.iter().enumerate() {
            let text = cell.get(line).copied().unwrap_or("");
            let padding = " ".repeat(widths[column].saturating_sub(text.width()));
            if numeric[column] {
                written.push_str(&padding);
                written.push_str(text);
            } else {
                written.push_str(text);
                written.push_str(&padding);
            }
            written.push_str(GAP);
        }
        writeln!(out, "{}", written.trim_end())?;
    }
    Ok(())
}

/// Breaks a text into lines no wider than `width`: at spaces, after slashes, or inside a word that fits no line.
fn wrap(text: &str, width: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while rest.width() > width {
        let (mut used, mut fits, mut break_at) = (0, 0, None);
        for (at, c) in rest.char_indices() {
            used += c.width().unwrap_or(0);
            if c == ' ' && used <= width + 1 {
                break_at = Some((at, at + 1));
            }
            if used > width {
                break;
            }
            fits = at + c.len_utf8();
            if c == '/' {
                break_at = Some((fits, fits));
            }
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let (end, next) = break_at.filter(|(end, _)| *end > 0).unwrap_or((fits.max(first), fits.max(first)));
        lines.push(&rest[..end]);
        rest = &rest[next..];
    }
    lines.push(rest);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_cells_are_wrapped() {
        let table = [
            ("short", 10, "short"),
            ("two words", 5, "two|words"),
            ("exactly ten", 7, "exactly|ten"),
            ("unbreakable", 4, "unbr|eaka|ble"),
            ("a/long/path", 7, "a/long/|path"),
            ("日本語", 4, "日本|語"),
            ("日", 1, "日|"),
            ("", 3, ""),
        ];
        for (text, width, expected) in table {
            assert_eq!(wrap(text, width).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn wide_columns_share_what_narrow_ones_leave() {
        let columns = ["n", "text", "more"].map(str::to_owned);
        let cells = vec![vec!["7".to_owned(), "x".repeat(100), "y".repeat(30)]];
        assert_eq!(widths(&columns, &cells, None), [1, 100, 30]);
        assert_eq!(widths(&columns, &cells, Some(80)), [1, 45, 30]);
        assert_eq!(widths(&columns, &cells, Some(45)), [1, 20, 20]);
        assert_eq!(widths(&columns, &cells, Some(5)), [1, 8, 8]);
    }
}
