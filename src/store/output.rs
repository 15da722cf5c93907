//! The output folder: what may be written there, and how it is written so that nothing is ever half there.
//!
//! A folder is ours if it is empty but for hidden files, or holds a `graph.nq` that begins as ours do. Every file is
//! written beside its place, and all are renamed together when the last is complete; a run that fails or is killed
//! leaves the earlier files as they were.

use std::fs::{File, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::graph::Graph;
use super::nquads::{self, HEADER_LIMIT, Header};
use crate::files::{Staged, TEMPORARY};
use crate::iri::Iris;
use crate::rdf::{self, Form};
use crate::statement::Statement;
use crate::{Error, Result};

/// The name of the file that holds the graph, as sorted N-Quads.
pub const GRAPH: &str = "graph.nq";
/// The name of the file that holds the statements, a JSON object a line.
pub const STATEMENTS: &str = "statements.ndjson";
/// The name of the file that holds the entities, a JSON object a line.
pub const ENTITIES: &str = "entities.ndjson";
/// The name of the file that describes the terms of our own.
pub const ONTOLOGY: &str = "ontology.ttl";
/// The name of the file that says in SHACL what the graph looks like.
pub const SHAPES: &str = "shapes.ttl";

const LOCK: &str = ".lock";

/// An output folder that is ours to write to, until this value is dropped.
///
/// What is written waits beside its place until [`Output::commit`]; without that, nothing has changed.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    staged: Staged,
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
        let output = Output { _lock: lock(&folder)?, folder, staged: Staged::new() };
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
    /// To be called before the other files are written: a folder with a graph is known as ours.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_graph(&mut self, graph: &Graph) -> Result<usize> {
        let derived = graph.derived();
        let quads = derived.iter().chain(graph.evidence());
        let path = self.folder.join(GRAPH);
        let mut written = 0;
        self.staged.write(&path, |out| {
            written = nquads::write(graph.iris(), quads, out).map_err(|error| Error::write(&path, error))?;
            Ok(())
        })?;
        Ok(written)
    }

    /// Writes the ontology and the shapes beside the graph.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write_vocabulary(&mut self) -> Result<()> {
        for (name, text) in [(ONTOLOGY, rdf::ONTOLOGY), (SHAPES, rdf::SHAPES)] {
            let path = self.folder.join(name);
            self.write(name, |out| out.write_all(text.as_bytes()).map_err(|error| Error::write(&path, error)))?;
        }
        Ok(())
    }

    /// Writes one JSON object a line.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_lines<T: Serialize>(&mut self, name: &str, values: &[T]) -> Result<()> {
        let path = self.folder.join(name);
        self.staged.write(&path, |out| {
            let written = values.iter().try_for_each(|value| {
                serde_json::to_writer(&mut *out, value)?;
                out.write_all(b"\n")
            });
            written.map_err(|error| Error::write(&path, error))
        })
    }

    /// Writes one more file of the folder, such as a drawing.
    ///
    /// # Errors
    /// `content` fails, or the file cannot be written.
    pub fn write(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        self.staged.write(&self.folder.join(name), content)
    }

    /// Moves all files that were written to their places, in the order in which they were written.
    ///
    /// # Errors
    /// A file cannot be moved; those before it have been.
    pub fn commit(self) -> Result<()> {
        self.staged.commit()
    }

    /// Removes the temporary files and folders of runs that were killed; nobody else writes here while the lock is held.
    fn clear_remains(&self) {
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
                // What cannot be removed is in nobody's way.
                let _ = match entry.file_type() {
                    Ok(kind) if kind.is_dir() => std::fs::remove_dir_all(entry.path()),
                    _ => std::fs::remove_file(entry.path()),
                };
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
            file.take(HEADER_LIMIT).read_to_end(&mut head).map_err(|error| Error::read(folder.join(GRAPH), error))?;
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
