//! The inputs of a command: found, read on many threads, each counted once, each failure named.
//!
//! In come paths as a user gave them, out go [`Analysis`]es in the order of the inputs.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::progress::Progress;
use super::{Global, report};
use crate::document::{self, Document, Options};
use crate::pipeline::{Analysis, Pipeline, Stage};
use crate::{Error, Result};

/// The id of what comes from standard input.
const STDIN: &str = "stdin";

/// What became of the inputs.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// How many documents were read.
    pub read: usize,
    /// How many inputs could not be; each was named.
    pub failed: usize,
    /// The first document of each text, by the hash of the text.
    seen: HashMap<String, PathBuf>,
}

/// A file, or standard input.
pub(super) enum Source {
    File(document::Input),
    Stdin,
}

/// Reads all inputs and analyses them up to a stage; `-` is standard input. Every text is handed over once, in the order
/// of the inputs.
///
/// What cannot be read is named on standard error and counted.
///
/// # Errors
/// Those of `take`, and one when nothing at all could be read.
pub(super) fn read(
    global: &Global,
    pipeline: &Pipeline,
    paths: &[PathBuf],
    options: &Options,
    last: Stage,
    mut take: impl FnMut(Analysis) -> Result<()>,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let sources = sources(global, paths, &mut tally);
    let progress = Progress::new(global, sources.len(), "reading");
    let read = |source: &Source| {
        let document = source.read(options);
        progress.step(&source.path().display().to_string());
        document
    };
    pipeline.each(last, &sources, read, |source, analysis| match analysis {
        Err(error) => {
            progress.suspend(|| tally.fail(&error));
            Ok(())
        }
        Ok(analysis) if progress.suspend(|| tally.is_new(global, source.path(), &analysis)) => take(analysis),
        Ok(_) => Ok(()),
    })?;
    progress.finish();
    match (tally.read, tally.failed) {
        (0, 0) => Err(Error::new("there is nothing to read in these folders").hint(KINDS)),
        (0, _) => Err(Error::new("nothing could be read").hint(KINDS)),
        _ => Ok(tally),
    }
}

const KINDS: &str = "name text (.txt), Markdown (.md) or HTML files, or folders of them";

/// The files under the given paths, and standard input where it is one of them; what cannot be looked into is named
/// and counted.
pub(super) fn sources(global: &Global, paths: &[PathBuf], tally: &mut Tally) -> Vec<Source> {
    let (streams, paths): (Vec<_>, Vec<_>) = paths.iter().partition(|path| path.as_os_str() == "-");
    let found = document::walk(paths);
    found.errors.iter().for_each(|error| tally.fail(error));
    for skipped in &found.skipped {
        global.detail(&format!("skipped {}: not a kind of file that is read", skipped.display()));
    }
    let mut sources: Vec<Source> = found.files.into_iter().map(Source::File).collect();
    sources.extend(streams.first().map(|_| Source::Stdin));
    sources
}

impl Source {
    /// The name of the document that comes from it.
    pub(super) fn id(&self) -> &str {
        match self {
            Source::File(file) => &file.id,
            Source::Stdin => STDIN,
        }
    }

    /// Opens it to be read line by line.
    pub(super) fn open(&self) -> Result<Box<dyn BufRead>> {
        match self {
            Source::File(file) => match File::open(&file.path) {
                Ok(opened) => Ok(Box::new(BufReader::new(opened))),
                Err(cause) => Err(Error::read(&file.path, cause)),
            },
            Source::Stdin => Ok(Box::new(std::io::stdin().lock())),
        }
    }

    fn read(&self, options: &Options) -> Result<Document> {
        match self {
            Source::File(file) => document::read(&file.path, &file.id, options),
            Source::Stdin => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().read_to_end(&mut bytes);
                read.map_err(|cause| Error::read("-", cause))?;
                document::from_bytes(&bytes, STDIN, options).map_err(|error| error.in_file("-"))
            }
        }
    }

    fn path(&self) -> &Path {
        match self {
            Source::File(file) => &file.path,
            Source::Stdin => Path::new("-"),
        }
    }
}

impl Tally {
    /// Names what could not be read and counts it.
    pub(super) fn fail(&mut self, error: &Error) {
        self.failed += 1;
        report::warning(error);
    }

    /// Counts a document unless its text was read before, and says what a user should know of it.
    fn is_new(&mut self, global: &Global, path: &Path, analysis: &Analysis) -> bool {
        let document = &analysis.document;
        if let Some(first) = self.seen.get(&document.hash) {
            global.note(&format!("skipped {}: the same text as {}", path.display(), first.display()));
            return false;
        }
        self.seen.insert(document.hash.clone(), path.to_owned());
        self.read += 1;
        for diagnostic in &document.diagnostics {
            global.note(&format!("{}: {diagnostic}", path.display()));
        }
        let [sentences, statements] = [analysis.sentences.len(), analysis.statements.len()];
        global.detail(&format!("{}: {sentences} sentences, {statements} statements", path.display()));
        true
    }
}
