//! A RocksDB store beside the graph file, for graphs that are too large to load for every question.
//!
//! `graph.nq` stays the durable form. The database is filled from it when it is first asked, and anew when the file
//! has changed since; a stamp says which file it was filled from.

use std::path::Path;
use std::time::UNIX_EPOCH;

use oxigraph::store::Store as Oxigraph;

use super::load::{Store, load};
use super::nquads;
use super::output::GRAPH;
use crate::{Error, Result};

const FOLDER: &str = ".rocksdb";
const STAMP: &str = ".rocksdb-stamp";

/// Opens the database of an output folder, filled from its graph file.
pub(super) fn open(folder: &Path) -> Result<Store> {
    let (graph, database, stamp_file) = (folder.join(GRAPH), folder.join(FOLDER), folder.join(STAMP));
    let failed = |error| Error::new("the database cannot be used").in_file(&database).caused_by(error);
    let stamp = stamp(&graph)?;
    if std::fs::read_to_string(&stamp_file).is_ok_and(|written| written == stamp) {
        let header = nquads::read_header(&graph)?;
        return Store::over(Oxigraph::open(&database).map_err(failed)?, header.iris).map_err(failed);
    }
    // The stamp goes first: a database that is half filled must not look filled.
    remove(std::fs::remove_file(&stamp_file), &stamp_file)?;
    remove(std::fs::remove_dir_all(&database), &database)?;
    let (header, bytes) = nquads::read(&graph)?;
    let oxigraph = Oxigraph::open(&database).map_err(failed)?;
    let count = load(&oxigraph, &graph, &bytes)?;
    nquads::check_count(&graph, &header, count)?;
    oxigraph.flush().map_err(failed)?;
    std::fs::write(&stamp_file, stamp).map_err(|error| Error::write(&stamp_file, error))?;
    Store::over(oxigraph, header.iris).map_err(failed)
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

fn remove(outcome: std::io::Result<()>, path: &Path) -> Result<()> {
    match outcome {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::write(path, error)),
        _ => Ok(()),
    }
}
