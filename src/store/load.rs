//! Loading a graph into oxigraph, as fast as it takes quads.

use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::thread;

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad};
use oxigraph::store::{BulkLoader, StorageError, Store as Oxigraph};

use super::nquads;
use crate::iri::Iris;
use crate::rdf;
use crate::{Error, Result};

/// How many quads a parser hands over at a time.
const BATCH: usize = 10_000;

/// A graph that can be questioned.
#[derive(Clone)]
pub struct Store {
    oxigraph: Oxigraph,
    iris: Iris,
    documents: Vec<NamedNode>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("iris", &self.iris).field("documents", &self.documents.len()).finish()
    }
}

impl Store {
    /// Opens the graph of an output folder: in memory, or with the feature `disk` in RocksDB.
    ///
    /// # Errors
    /// There is no graph, it cannot be read, or it is damaged.
    pub fn open(folder: &Path) -> Result<Self> {
        if !folder.is_dir() {
            return Err(Error::new("there is no graph here").in_file(folder).hint("run `actant build` first"));
        }
        #[cfg(feature = "disk")]
        return super::disk::open(folder);
        #[cfg(not(feature = "disk"))]
        Self::read(&folder.join(super::output::GRAPH))
    }

    /// Reads a graph file into memory.
    ///
    /// # Errors
    /// There is no such file, it cannot be read, or it is damaged.
    pub fn read(path: &Path) -> Result<Self> {
        let oxigraph = Oxigraph::new().map_err(|error| broken(path, error))?;
        let (header, bytes) = nquads::read(path)?;
        let count = load(&oxigraph, path, &bytes)?;
        nquads::check_count(path, &header, count)?;
        Self::over(oxigraph, header.iris).map_err(|error| broken(path, error))
    }

    /// Keeps quads in memory.
    ///
    /// # Errors
    /// oxigraph fails; in memory it does not.
    pub fn from_quads(iris: Iris, quads: impl IntoIterator<Item = Quad>) -> Result<Self> {
        let fill = || -> std::result::Result<Store, StorageError> {
            let oxigraph = Oxigraph::new()?;
            let mut loader = oxigraph.bulk_loader();
            loader.load_quads(quads)?;
            loader.commit()?;
            Self::over(oxigraph, iris)
        };
        fill().map_err(|error| Error::new("the graph cannot be kept in memory").caused_by(error))
    }

    /// Takes an oxigraph store that is filled already.
    pub(super) fn over(oxigraph: Oxigraph, iris: Iris) -> std::result::Result<Self, StorageError> {
        let claims = rdf::claims_graph(&iris);
        let mut documents = Vec::new();
        for graph in oxigraph.named_graphs() {
            match graph? {
                NamedOrBlankNode::NamedNode(name) if name != claims => documents.push(name),
                _ => {}
            }
        }
        documents.sort_by(|a, b| a.as_str().cmp(b.as_str()));
        Ok(Store { oxigraph, iris, documents })
    }

    /// The store underneath.
    pub fn oxigraph(&self) -> &Oxigraph {
        &self.oxigraph
    }

    /// The base of the IRIs, as the graph was built with.
    pub fn iris(&self) -> &Iris {
        &self.iris
    }

    /// The graph names of the documents, sorted.
    pub fn documents(&self) -> &[NamedNode] {
        &self.documents
    }

    /// The number of quads, and of those that are not evidence: stated and claimed.
    ///
    /// # Errors
    /// oxigraph fails; in memory it does not.
    pub fn counts(&self) -> Result<[usize; 3]> {
        let claims = rdf::claims_graph(&self.iris);
        let count = |graph: GraphName| self.oxigraph.quads_for_pattern(None, None, None, Some(graph.as_ref())).count();
        let all = self.oxigraph.len().map_err(|error| Error::new("the graph cannot be read").caused_by(error))?;
        Ok([all, count(GraphName::DefaultGraph), count(claims.into())])
    }
}

/// Parses on threads of its own while this one fills the store, which takes quads one at a time.
///
/// Quads come in no fixed order from several parsers, and oxigraph's answers may then come in another order too; so
/// the parts of the file are loaded one after the other, as they stand in it.
pub(super) fn load(oxigraph: &Oxigraph, path: &Path, bytes: &[u8]) -> Result<usize> {
    let parsers = thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).clamp(1, 4);
    let parts = nquads::parser().split_slice_for_parallel_parsing(bytes, parsers);
    let mut loader = oxigraph.bulk_loader();
    let parsed = thread::scope(|scope| {
        let mut receivers = Vec::with_capacity(parts.len());
        for part in parts {
            let (sender, receiver) = sync_channel(16);
            receivers.push(receiver);
            scope.spawn(move || {
                let mut batch = Vec::with_capacity(BATCH);
                for quad in part {
                    let Ok(quad) = quad else {
                        // The place is found by reading again from the start; here it is that of the part.
                        let _ = sender.send(None);
                        return;
                    };
                    batch.push(quad);
                    if batch.len() == BATCH
                        && sender.send(Some(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)))).is_err()
                    {
                        return;
                    }
                }
                let _ = sender.send(Some(batch));
            });
        }
        fill(&mut loader, receivers.into_iter().flatten()).map_err(|error| broken(path, error))
    })?;
    match parsed {
        Some(count) => {
            loader.commit().map_err(|error| broken(path, error))?;
            Ok(count)
        }
        None => match nquads::parser().for_slice(bytes).find_map(std::result::Result::err) {
            Some(error) => Err(nquads::damaged(path, bytes, &error.into())),
            None => Err(Error::new("the graph cannot be read").in_file(path)),
        },
    }
}

/// Loads batches until one is missing because its part could not be parsed.
fn fill(
    loader: &mut BulkLoader<'_>,
    batches: impl Iterator<Item = Option<Vec<Quad>>>,
) -> std::result::Result<Option<usize>, StorageError> {
    let mut count = 0;
    for batch in batches {
        let Some(batch) = batch else { return Ok(None) };
        count += batch.len();
        loader.load_quads(batch)?;
    }
    Ok(Some(count))
}

fn broken(path: &Path, error: StorageError) -> Error {
    Error::new("the graph cannot be loaded").in_file(path).caused_by(error)
}
