//! What can go wrong, told so that a person knows what to do.
//!
//! Analysis never fails. Reading, writing and parsing what a user wrote can; those give an [`Error`] that names the
//! file and, where there is one, the place in it.

use std::error::Error as StdError;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The result of anything that reads, writes or parses what a user wrote.
pub type Result<T> = std::result::Result<T, Error>;

/// An error with its place, its cause and a hint.
#[derive(Debug)]
pub struct Error {
    message: String,
    file: Option<PathBuf>,
    // Boxed, since every result carries the room that an error takes.
    excerpt: Option<Box<Excerpt>>,
    hint: Option<String>,
    cause: Option<Box<dyn StdError + Send + Sync>>,
}

/// The place in a text that an error is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The whole text that was being read.
    pub source: String,
    /// The bytes of `source` that are wrong.
    pub range: Range<usize>,
    /// What stands beside the caret, such as "expected a list name".
    pub label: String,
}

impl Excerpt {
    /// The line and column of the range's start, both from 1, the column in code points.
    pub fn line_and_column(&self) -> (usize, usize) {
        let start = (0..=self.range.start.min(self.source.len())).rev().find(|&b| self.source.is_char_boundary(b));
        let before = &self.source[..start.unwrap_or(0)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

impl Error {
    /// Makes an error from one sentence that says what is wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Error { message: message.into(), file: None, excerpt: None, hint: None, cause: None }
    }

    /// Makes the error for a file or folder that could not be read.
    pub fn read(path: impl AsRef<Path>, cause: std::io::Error) -> Self {
        Error::new("cannot be read").in_file(path).caused_by(cause)
    }

    /// Makes the error for a file or folder that could not be written.
    pub fn write(path: impl AsRef<Path>, cause: std::io::Error) -> Self {
        Error::new("cannot be written").in_file(path).caused_by(cause)
    }

    /// Names the file that the error is about.
    #[must_use]
    pub fn in_file(mut self, path: impl AsRef<Path>) -> Self {
        self.file = Some(path.as_ref().to_owned());
        self
    }

    /// Points at the bytes of a text that are wrong; `label` says what was expected there.
    #[must_use]
    pub fn at(mut self, source: impl Into<String>, range: Range<usize>, label: impl Into<String>) -> Self {
        self.excerpt = Some(Box::new(Excerpt { source: source.into(), range, label: label.into() }));
        self
    }

    /// Says what the user can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Keeps the error underneath.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// What is wrong, without place or cause.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The file it is about, if it is about one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The place in the text it is about, if it is about one.
    pub fn excerpt(&self) -> Option<&Excerpt> {
        self.excerpt.as_deref()
    }

    /// Whether the reader of what was written went away, as `head` does once it has seen enough.
    pub fn is_closed_pipe(&self) -> bool {
        let cause = self.cause.as_ref().and_then(|cause| cause.downcast_ref::<std::io::Error>());
        cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// What the user can do about it, if anything is known.
    pub fn hint_text(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}", file.display())?;
            if let Some(excerpt) = &self.excerpt {
                let (line, column) = excerpt.line_and_column();
                write!(f, ":{line}:{column}")?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{}", self.message)?;
        match &self.cause {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn StdError + 'static))
    }
}
