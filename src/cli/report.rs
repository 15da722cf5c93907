//! What the program says on standard error: errors with their place, warnings, notes.
//!
//! In come [`Error`]s and sentences, out go lines on standard error, coloured where it is a terminal. Results are left
//! to [`output`](super::output).

use std::borrow::Cow;
use std::error::Error as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::Global;
use crate::Error;
use crate::error::Excerpt;

/// How many bytes of a line are shown on either side of what is wrong; a line of a file can be longer than memory likes.
const LINE_LIMIT: usize = 200;

/// Prints an error.
pub(super) fn error(error: &Error) {
    print(&render(error, Level::ERROR));
}

/// Prints what went wrong with one of many inputs, the others being done all the same.
pub(super) fn warning(error: &Error) {
    print(&render(error, Level::WARNING));
}

impl Global {
    /// Prints a sentence that a user may want to know, unless asked to be quiet.
    pub(super) fn note(&self, message: &str) {
        if !self.quiet {
            print(message);
        }
    }

    /// Prints a sentence about what is being done, if asked to.
    pub(super) fn detail(&self, message: &str) {
        if self.verbose {
            print(message);
        }
    }
}

fn print(message: &str) {
    anstream::eprintln!("{message}");
}

/// Writes an error out with its place in the text, its cause and its hint.
fn render(error: &Error, level: Level<'_>) -> String {
    let cause = error.source().map_or_else(String::new, |cause| format!(": {cause}"));
    let path = error.file().map(|file| file.display().to_string());
    let hint = error.hint_text().map(|hint| Group::with_title(Level::HELP.secondary_title(hint)));
    let renderer = Renderer::styled();
    let Some(excerpt) = error.excerpt() else {
        let path = path.map_or_else(String::new, |path| format!("{path}: "));
        let title = Group::with_title(level.primary_title(format!("{path}{}{cause}", error.message())));
        // Two reports, not two groups of one: there is no snippet whose margin could tie them together.
        let parts = [Some(title), hint].into_iter().flatten();
        return parts.map(|part| renderer.render(&[part])).collect::<Vec<_>>().join("\n");
    };
    let (line, _) = excerpt.line_and_column();
    let (source, range) = clip(excerpt);
    let annotation = AnnotationKind::Primary.span(range).label(excerpt.label.as_str());
    let snippet = Snippet::source(source).line_start(line).path(path).annotation(annotation);
    let mut groups = vec![level.primary_title(format!("{}{cause}", error.message())).element(snippet)];
    groups.extend(hint);
    renderer.render(&groups)
}

/// Cuts out the line that an excerpt is about, and of that line the part around what is wrong.
fn clip(excerpt: &Excerpt) -> (Cow<'_, str>, Range<usize>) {
    let source = excerpt.source.as_str();
    let start = floor(source, excerpt.range.start);
    let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = source[start..].find('\n').map_or(source.len(), |newline| start + newline);
    let end = floor(source, excerpt.range.end.clamp(start, line_end));
    let from = if start - line_start > LINE_LIMIT { floor(source, start - LINE_LIMIT) } else { line_start };
    let to = if line_end - start > LINE_LIMIT { floor(source, start + LINE_LIMIT) } else { line_end };
    // A tab has no width that every terminal agrees on.
    let cut = source[from..to].trim_end_matches('\r');
    let text = if cut.contains('\t') { Cow::Owned(cut.replace('\t', " ")) } else { Cow::Borrowed(cut) };
    let last = text.len();
    (text, (start - from).min(last)..(end.min(to) - from).min(last))
}

/// The nearest character boundary at or before `byte`.
fn floor(source: &str, byte: usize) -> usize {
    (0..=byte.min(source.len())).rev().find(|&byte| source.is_char_boundary(byte)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(error: &Error) -> String {
        anstream::adapter::strip_str(&render(error, Level::ERROR)).to_string()
    }

    #[test]
    fn an_error_without_a_place_is_one_line_and_its_hint() {
        let error = Error::new("is not a folder").in_file("out").hint("give another one with -o");
        assert_eq!(plain(&error), "error: out: is not a folder\nhelp: give another one with -o");
    }

    #[test]
    fn an_error_with_a_place_shows_line_and_caret() {
        let error =
            Error::new("the query cannot be read").in_file("a.rq").at("SELECT *\nWHER { }", 9..13, "expected WHERE");
        assert_eq!(
            plain(&error),
            "error: the query cannot be read\n --> a.rq:2:1\n  |\n2 | WHER { }\n  | ^^^^ expected WHERE"
        );
    }

    #[test]
    fn a_place_in_a_line_of_any_length_is_shown_in_a_few_words() {
        let source = format!("{}é!{}", "a".repeat(1_000_000), "b".repeat(1_000_000));
        let shown = plain(&Error::new("wrong").at(source, 1_000_002..1_000_003, "here"));
        assert!(shown.len() < 2_000, "{}", shown.len());
        assert!(shown.contains("é!"));
    }

    #[test]
    fn a_place_past_the_end_or_inside_a_character_is_moved() {
        for range in [0..0, 1..1, 1..9, 7..90, 90..91] {
            assert!(plain(&Error::new("wrong").at("é\néé\n", range, "here")).contains("here"));
        }
    }
}
