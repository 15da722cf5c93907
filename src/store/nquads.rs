//! N-Quads as bytes: sorted lines under a comment that says whose they are.
//!
//! The first line tells our files from others, keeps the base of the IRIs and the number of quads, so that a file cut
//! short between two lines is noticed too:
//!
//! ```text
//! # actant graph 1, base <https://actant.example/>, 1234 quads
//! ```

use std::io::{self, Write};
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::Quad;
use rayon::slice::ParallelSliceMut;

use crate::iri::Iris;
use crate::{Error, Result};

/// What the first line of a graph file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The base of the IRIs.
    pub iris: Iris,
    /// The number of quads.
    pub quads: usize,
}

/// No first line of ours is longer than this many bytes.
pub(super) const HEADER_LIMIT: u64 = 4096;

const MARK: &str = "# actant graph 1, base <";

impl Header {
    /// Reads the first line of a file, if it is one of ours.
    pub fn parse(bytes: &[u8]) -> Option<Header> {
        let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len());
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let (base, rest) = line.trim_end().strip_prefix(MARK)?.split_once(">, ")?;
        let quads = rest.strip_suffix(" quads")?.parse().ok()?;
        Some(Header { iris: Iris::new(base), quads })
    }

    fn line(&self) -> String {
        format!("{MARK}{}>, {} quads\n", self.iris.base(), self.quads)
    }
}

/// Writes quads as sorted lines, each once, under their header, and gives their number.
pub(super) fn write<'q>(iris: &Iris, quads: impl Iterator<Item = &'q Quad>, mut out: impl Write) -> io::Result<usize> {
    let (mut buffer, mut ends) = (Vec::new(), Vec::new());
    for quad in quads {
        writeln!(buffer, "{quad} .")?;
        ends.push(buffer.len());
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let mut lines: Vec<&[u8]> = starts.zip(&ends).map(|(start, &end)| &buffer[start..end]).collect();
    lines.par_sort_unstable();
    lines.dedup();
    out.write_all(Header { iris: iris.clone(), quads: lines.len() }.line().as_bytes())?;
    for line in &lines {
        out.write_all(line)?;
    }
    Ok(lines.len())
}

/// Reads a graph file whole.
pub(super) fn read(path: &Path) -> Result<(Header, Vec<u8>)> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::new("there is no graph here").in_file(path).hint("run `actant build` first"),
        _ => Error::read(path, error),
    })?;
    let header = Header::parse(&bytes).ok_or_else(|| foreign(path))?;
    Ok((header, bytes))
}

fn foreign(path: &Path) -> Error {
    Error::new("this is not a graph that actant wrote, or its first line is damaged").in_file(path).hint(REBUILD)
}

/// Reads the first line of a graph file.
#[cfg(feature = "disk")]
pub(super) fn read_header(path: &Path) -> Result<Header> {
    use std::io::Read;
    let mut head = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| Error::read(path, error))?;
    file.take(HEADER_LIMIT).read_to_end(&mut head).map_err(|error| Error::read(path, error))?;
    Header::parse(&head).ok_or_else(|| foreign(path))
}

/// A parser for graph files.
pub(super) fn parser() -> RdfParser {
    RdfParser::from_format(RdfFormat::NQuads)
}

/// Reads all quads of a graph file.
pub(super) fn quads(path: &Path) -> Result<(Header, Vec<Quad>)> {
    let (header, bytes) = read(path)?;
    let mut quads = Vec::with_capacity(header.quads);
    for quad in parser().for_slice(&bytes) {
        quads.push(quad.map_err(|error| damaged(path, &bytes, &error.into()))?);
    }
    check_count(path, &header, quads.len())?;
    Ok((header, quads))
}

/// Fails if a file holds another number of quads than its header says.
pub(super) fn check_count(path: &Path, header: &Header, found: usize) -> Result<()> {
    if found == header.quads {
        return Ok(());
    }
    let message =
        format!("the graph is damaged: its first line speaks of {} quads, and it holds {found}", header.quads);
    Err(Error::new(message).in_file(path).hint(REBUILD))
}

const REBUILD: &str = "move the file away and run `actant build` on all your documents again";

/// The error for a line that is no quad, with its place.
pub(super) fn damaged(path: &Path, bytes: &[u8], error: &RdfParseError) -> Error {
    let message = format!("the graph is damaged: {error}");
    let found = match error {
        RdfParseError::Syntax(syntax) => syntax.location(),
        RdfParseError::Io(_) => None,
    };
    let Some(location) = found else {
        return Error::new(message).in_file(path).hint(REBUILD);
    };
    let start = (location.start.offset as usize).min(bytes.len());
    let end = (location.end.offset as usize).clamp(start, bytes.len());
    let line_end = bytes[end..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| end + length);
    // Counted in the lossy text, so that bytes that are no UTF-8 do not move the caret off the line.
    let before = String::from_utf8_lossy(&bytes[..start]).into_owned();
    let wrong = String::from_utf8_lossy(&bytes[start..end]);
    let range = before.len()..before.len() + wrong.len();
    let source = format!("{before}{wrong}{}", String::from_utf8_lossy(&bytes[end..line_end]));
    Error::new("the graph is damaged").in_file(path).at(source, range, format!("{error}")).hint(REBUILD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_our_files_from_others() {
        let header = Header { iris: Iris::new("http://example.org/news"), quads: 7 };
        assert_eq!(Header::parse(header.line().as_bytes()), Some(header));
        for other in [
            "",
            "\n",
            "<s> <p> <o> .\n",
            "# actant graph 2, base <x>, 7 quads",
            "# actant graph 1, base <x>, many quads",
        ] {
            assert_eq!(Header::parse(other.as_bytes()), None, "{other}");
        }
    }
}
