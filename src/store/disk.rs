//! A RocksDB store beside the graph file, for graphs that are too large to load for every question.
//!
//! `graph.nq` stays the durable form. The database is filled from it when it is first asked, and anew when the file
//! has changed since; a stamp says which file it was filled from. It is filled aside and then renamed, so that a run
//! that is stopped leaves no half of it.

use std::path::Path;
use std::time::UNIX_EPOCH;

use oxigraph::store::Store as Oxigraph;
use tempfile::TempDir;

use super::load::{Store, load};
use super::nquads;
use super::output::GRAPH;
use crate::files::TEMPORARY;
use crate::{Error, Result};

/// The folder of the database beside the graph file.
const FOLDER: &str = ".rocksdb";
/// The database inside that folder.
const DATABASE: &str = "database";
/// The file inside that folder that says which graph file the database was filled from.
const STAMP: &str = "stamp";

/// Opens the database of an output folder, filled from its graph file.
///
/// It is opened for reading, so that several questions can be asked at once.
pub(super) fn open(folder: &Path) -> Result<Store> {
    let (graph, filled) = (folder.join(GRAPH), folder.join(FOLDER));
    let stamp = stamp(&graph)?;
    let is_current = || std::fs::read_to_string(filled.join(STAMP)).is_ok_and(|written| written == stamp);
    if !is_current() {
        let fresh = fill(folder, &graph, &stamp)?;
        // Whoever asks at the same time may have been quicker; its database is as good.
        if !is_current() {
            remove(&filled)?;
            match std::fs::rename(fresh.path(), &filled) {
                Ok(()) => _ = fresh.keep(),
                Err(_) if is_current() => {}
                Err(error) => return Err(Error::write(&filled, error)),
            }
        }
    }
    let header = nquads::read_header(&graph)?;
    let failed = |error| Error::new("the database cannot be used").in_file(&filled).caused_by(error);
    Store::over(Oxigraph::open_read_only(filled.join(DATABASE)).map_err(failed)?, header.iris).map_err(failed)
}

/// Fills a database in a folder of its own, which is gone again unless it is kept.
fn fill(folder: &Path, graph: &Path, stamp: &str) -> Result<TempDir> {
    let unwritten = |error| Error::write(folder, error);
    let fresh = tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(folder).map_err(unwritten)?;
    let failed = |error| Error::new("the database cannot be filled").in_file(fresh.path()).caused_by(error);
    let (header, bytes) = nquads::read(graph)?;
    let oxigraph = Oxigraph::open(fresh.path().join(DATABASE)).map_err(failed)?;
    let count = load(&oxigraph, graph, &bytes)?;
    nquads::check_count(graph, &header, count)?;
    oxigraph.flush().map_err(failed)?;
    std::fs::write(fresh.path().join(STAMP), stamp).map_err(unwritten)?;
    Ok(fresh)
}

/// What tells one graph file from the next: its length and the moment it was written.
fn stamp(graph: &Path) -> Result<String> {
    let unread = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            Error::new("there is no graph here").in_file(graph).hint("run `actant build` first")
        }
        _ => Error::read(graph, error),
    };
    let metadata = graph.metadata().map_err(unread)?;
    let written = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok(format!("{} {}", metadata.len(), written.map_or(0, |since| since.as_nanos())))
}

/// Removes a folder that may not be there.
fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::write(folder, error)),
        _ => Ok(()),
    }
}
