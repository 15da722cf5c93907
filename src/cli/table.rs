//! Aligned columns that fit a width.

use std::io::{self, Write};

use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands between two columns.
const GAP: &str = "  ";

/// Rows of cells; columns are as wide as their content, up to a limit and the width of the page.
pub(super) struct Table<const N: usize> {
    limits: [usize; N],
    rows: Vec<[Cell; N]>,
}

/// One cell: a single line of text.
pub(super) struct Cell {
    text: String,
    style: Style,
    right: bool,
}

impl Cell {
    /// Makes a cell from words; line breaks and tabs become spaces.
    pub(super) fn new(text: impl AsRef<str>) -> Self {
        let text = text.as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
        Cell { text, style: Style::new(), right: false }
    }

    /// Makes a cell whose text stands at its right side, as numbers do.
    pub(super) fn right(text: impl AsRef<str>) -> Self {
        Cell { right: true, ..Cell::new(text) }
    }

    /// Colours the cell where colours are shown.
    pub(super) fn styled(mut self, style: Style) -> Self {
        self.style = style;
        self
    }
}

impl<const N: usize> Table<N> {
    /// Starts an empty table whose columns are at most so wide.
    pub(super) fn new(limits: [usize; N]) -> Self {
        Table { limits, rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: [Cell; N]) {
        self.rows.push(row);
    }

    /// Writes the rows in lines of at most `width` columns, cutting what is too long.
    pub(super) fn write(&self, out: &mut impl Write, width: usize) -> io::Result<()> {
        let widths = self.widths(width);
        for row in &self.rows {
            let last = row.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or(0);
            for (column, cell) in row.iter().enumerate().take(last + 1) {
                let text = shorten(&cell.text, widths[column]);
                let padding = " ".repeat(widths[column].saturating_sub(text.width()));
                let style = cell.style;
                match cell.right {
                    true => write!(out, "{padding}{style}{text}{style:#}")?,
                    false if column == last => write!(out, "{style}{text}{style:#}")?,
                    false => write!(out, "{style}{text}{style:#}{padding}")?,
                }
                if column < last {
                    out.write_all(GAP.as_bytes())?;
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// As wide as the content up to the limits; if that does not fit, the widest columns give way.
    fn widths(&self, width: usize) -> [usize; N] {
        let mut widths: [usize; N] = std::array::from_fn(|column| {
            let content = self.rows.iter().map(|row| row[column].text.width()).max().unwrap_or(0);
            content.min(self.limits[column])
        });
        let room = width.saturating_sub(GAP.len() * (N - 1));
        while widths.iter().sum::<usize>() > room {
            let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > 8) else { break };
            *widest -= 1;
        }
        widths
    }
}

/// Cuts a text to a number of columns, with an ellipsis where something is lost.
pub(super) fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > width {
            break;
        }
        short.push_str(grapheme);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let mut table = Table::new([4, 20, 20]);
        table.push([Cell::right("9"), Cell::new("東京"), Cell::new("a")]);
        table.push([Cell::right("10"), Cell::new("Zoë\nQ"), Cell::new("")]);
        let mut out = Vec::new();
        table.write(&mut out, 80).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), " 9  東京   a\n10  Zoë Q\n");
    }

    #[test]
    fn the_widest_columns_give_way() {
        let mut table = Table::new([50, 50]);
        table.push([Cell::new("x".repeat(40)), Cell::new("short")]);
        let mut out = Vec::new();
        table.write(&mut out, 20).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "xxxxxxxxxxxx…  short\n");
    }

    #[test]
    fn texts_are_cut_between_graphemes() {
        assert_eq!(shorten("one two", 7), "one two");
        assert_eq!(shorten("one two", 5), "one…");
        assert_eq!(shorten("🇩🇪🇩🇪🇩🇪", 3), "🇩🇪…");
    }
}
