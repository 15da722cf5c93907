//! The output folder: what may be written there, and how it is written so that nothing is ever half there.
//!
//! A folder is ours if it is empty but for hidden files, or holds a `graph.nq` that begins as ours do. Every file is
//! written beside its place and then renamed, `graph.nq` first; a run that is killed leaves the earlier files as they
//! were.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::graph::Graph;
use super::nquads::{self, Header};
use crate::iri::Iris;
use crate::rdf::{self, Form};
use crate::statement::Statement;
use crate::{Error, Result};

/// The name of the file that holds the graph, as sorted N-Quads.
pub const GRAPH: &str = "graph.nq";
/// The name of the file that holds the statements, a JSON object a line.
pub const STATEMENTS: &str = "statements.ndjson";
/// The name of the file that describes the terms of our own.
pub const ONTOLOGY: &str = "ontology.ttl";
/// The name of the file that says in SHACL what the graph looks like.
pub const SHAPES: &str = "shapes.ttl";

const LOCK: &str = ".lock";
const TEMPORARY_PREFIX: &str = ".actant-";
const TEMPORARY_SUFFIX: &str = ".tmp";

/// An output folder that is ours to write to, until this value is dropped.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// Held, not read: the lock ends with it.
    _lock: Option<File>,
}

impl Output {
    /// Opens a folder for writing and makes it if there is none.
    ///
    /// # Errors
    /// The folder holds something else, is being written by another run, or cannot be made.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self> {
        let folder = folder.into();
        std::fs::create_dir_all(&folder).map_err(|error| match folder.metadata() {
            Ok(metadata) if !metadata.is_dir() => {
                Error::new("this is a file, not a folder to write to").in_file(&folder).hint("name a folder with `-o`")
            }
            _ => Error::write(&folder, error),
        })?;
        refuse_foreign(&folder)?;
        let output = Output { _lock: lock(&folder)?, folder };
        output.clear_remains();
        Ok(output)
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The evidence that is already there, to which documents are to be added, or an empty graph.
    ///
    /// # Errors
    /// The file is damaged, cannot be read, or was built with another base.
    pub fn graph(&self, iris: &Iris, form: Form) -> Result<Graph> {
        let path = self.folder.join(GRAPH);
        if !path.exists() {
            return Ok(Graph::new(iris.clone(), form));
        }
        let graph = Graph::read(&path, form)?;
        if graph.iris() != iris {
            let message = format!("this graph was built with the base <{}>", graph.iris().base());
            let hint = format!("add `--base {}`, or write to another folder with `-o`", graph.iris().base());
            return Err(Error::new(message).in_file(&path).hint(hint));
        }
        Ok(graph)
    }

    /// Derives what may be asserted, writes the whole graph and gives the number of quads.
    ///
    /// # Errors
    /// The file cannot be written; the one that was there is left as it was.
    pub fn write_graph(&self, graph: &Graph) -> Result<usize> {
        let quads = graph.quads();
        let mut written = 0;
        self.write(GRAPH, |out| {
            written = nquads::write(graph.iris(), &quads, out)?;
            Ok(())
        })?;
        Ok(written)
    }

    /// Writes the ontology and the shapes beside the graph.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write_vocabulary(&self) -> Result<()> {
        self.write(ONTOLOGY, |out| out.write_all(rdf::ONTOLOGY.as_bytes()))?;
        self.write(SHAPES, |out| out.write_all(rdf::SHAPES.as_bytes()))
    }

    /// Writes `statements`, a JSON object a line, and keeps those of earlier documents that were not read again.
    ///
    /// `documents` are the ids of all documents that were read, also of those in which nothing was found. The lines
    /// are sorted by document, and in a document stand as they were given.
    ///
    /// # Errors
    /// The file that is there is damaged, or the new one cannot be written.
    pub fn write_statements(&self, documents: &[&str], statements: &[Statement]) -> Result<()> {
        let path = self.folder.join(STATEMENTS);
        let again: BTreeSet<&str> = documents.iter().copied().collect();
        let mut lines = Vec::new();
        for (document, line) in earlier_lines(&path)? {
            if !again.contains(document.as_str()) {
                lines.push((document, line));
            }
        }
        for statement in statements {
            let line = serde_json::to_string(statement)
                .map_err(|error| Error::new("a statement cannot be written").in_file(&path).caused_by(error))?;
            lines.push((statement.document.clone(), line));
        }
        lines.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.write(STATEMENTS, |out| lines.iter().try_for_each(|(_, line)| writeln!(out, "{line}")))
    }

    /// Writes one file of the folder: all of it, or nothing.
    ///
    /// # Errors
    /// `contents` fails, or the file cannot be written; the one that was there is left as it was.
    pub fn write(&self, name: &str, contents: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let path = self.folder.join(name);
        self.replace(&path, contents).map_err(|error| Error::write(&path, error))
    }

    fn replace(&self, path: &Path, contents: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY_PREFIX).suffix(TEMPORARY_SUFFIX);
        #[cfg(unix)]
        {
            // Readable by whom the user's mask allows, as any file that a program writes.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(&self.folder)?;
        let mut out = BufWriter::with_capacity(1 << 18, file);
        contents(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        sync_folder(&self.folder)
    }

    /// Removes the temporary files of runs that were killed; nobody else writes here while the lock is held.
    fn clear_remains(&self) {
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with(TEMPORARY_PREFIX) && name.ends_with(TEMPORARY_SUFFIX) {
                // What cannot be removed is in nobody's way.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

/// Reads back the statements of an output folder, in their order.
///
/// # Errors
/// There is no such file, it cannot be read, or a line is no statement.
pub fn statements(folder: &Path) -> Result<Vec<Statement>> {
    let path = folder.join(STATEMENTS);
    if !path.exists() {
        return Err(Error::new("there are no statements here").in_file(&path).hint("run `actant build` first"));
    }
    let parse = |(number, line): (usize, String)| {
        serde_json::from_str(&line).map_err(|error| damaged_line(&path, number, &line, &error))
    };
    numbered_lines(&path)?.into_iter().map(parse).collect()
}

fn earlier_lines(path: &Path) -> Result<Vec<(String, String)>> {
    #[derive(Deserialize)]
    struct OfDocument {
        document: String,
    }
    if !path.exists() {
        return Ok(Vec::new());
    }
    let parse = |(number, line): (usize, String)| match serde_json::from_str::<OfDocument>(&line) {
        Ok(of) => Ok((of.document, line)),
        Err(error) => Err(damaged_line(path, number, &line, &error)),
    };
    numbered_lines(path)?.into_iter().map(parse).collect()
}

fn numbered_lines(path: &Path) -> Result<Vec<(usize, String)>> {
    let file = File::open(path).map_err(|error| Error::read(path, error))?;
    let mut lines = Vec::new();
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| Error::read(path, error))?;
        if !line.trim().is_empty() {
            lines.push((index + 1, line));
        }
    }
    Ok(lines)
}

fn damaged_line(path: &Path, number: usize, line: &str, error: &serde_json::Error) -> Error {
    // The lines before stand for themselves, so that the place is that in the file.
    let before = "\n".repeat(number - 1);
    let at = before.len() + error.column().saturating_sub(1).min(line.len());
    Error::new("this line is no statement")
        .in_file(path)
        .at(format!("{before}{line}"), at..at, error.to_string())
        .hint("move the folder away and run `actant build` on all your documents again")
}

/// Fails if a folder holds anything that we did not write, and no graph of ours.
fn refuse_foreign(folder: &Path) -> Result<()> {
    let mut head = Vec::new();
    match File::open(folder.join(GRAPH)) {
        Ok(file) => {
            file.take(4096).read_to_end(&mut head).map_err(|error| Error::read(folder.join(GRAPH), error))?;
            if Header::parse(&head).is_some() {
                return Ok(());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Error::read(folder.join(GRAPH), error)),
    }
    let entries = std::fs::read_dir(folder).map_err(|error| Error::read(folder, error))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !name.starts_with('.'));
    names.sort();
    match names.first() {
        None => Ok(()),
        Some(name) => Err(Error::new(format!("this folder holds something else: {name}"))
            .in_file(folder)
            .hint("name a new or empty folder with `-o`")),
    }
}

fn lock(folder: &Path) -> Result<Option<File>> {
    let path = folder.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| Error::write(folder, error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Error::new("another run is writing to this folder")
            .in_file(folder)
            .hint("wait for it to end, or name another folder with `-o`")),
        // Some file systems know no locks; then nobody can hold one.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Makes a rename durable; only Unix lets folders be opened for that.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
