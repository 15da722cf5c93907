//! The model file: a short header, then sections.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `\x89ACTANT\n`, which no text begins with |
//! | 4 | the version of the format |
//! | 4 | CRC-32 of everything after it |
//! | for each of three sections | 4: stored length, 4: length, then the section: LZ4 block where the two differ |
//!
//! The sections are the model's origin, the network and the language's tables, each in the `postcard` format. All
//! numbers are little-endian. Weights hardly compress and are stored as they are.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::data::{NetworkData, Origin};
use crate::syntax::tables::LanguageTables;
use crate::{Error, Result};

const MAGIC: &[u8; 8] = b"\x89ACTANT\n";
const VERSION: u32 = 1;
const HEADER: usize = MAGIC.len() + 8;
/// The most bytes that a section may unpack to.
const LARGEST: usize = 1 << 28;

/// A model: a network and what the steps around it need.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Where it comes from.
    pub origin: Origin,
    /// The weights and labels.
    pub network: NetworkData,
    /// Rules of the tokenizer, norms, tag rules, lemma tables.
    pub tables: LanguageTables,
}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// When the file cannot be read, is no model, is of another version, or is damaged.
    pub fn read(path: &Path) -> Result<Model> {
        let bytes = std::fs::read(path).map_err(|cause| Error::read(path, cause))?;
        Model::from_bytes(&bytes).map_err(|error| error.in_file(path))
    }

    /// Reads the bytes of a model file.
    ///
    /// # Errors
    /// When the bytes are no model, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model> {
        let Some(rest) = bytes.strip_prefix(MAGIC) else {
            return Err(Error::new("is no actant model").hint(HINT));
        };
        let mut rest = Reader { rest };
        if rest.number()? != VERSION {
            return Err(Error::new("is a model for another version of actant").hint(HINT));
        }
        if rest.number()? != crc32fast::hash(rest.rest) {
            return Err(damaged());
        }
        let model = Model { origin: rest.section()?, network: rest.section()?, tables: rest.section()? };
        if rest.rest.is_empty() { Ok(model) } else { Err(damaged()) }
    }

    /// Writes the bytes of a model file; equal models give equal bytes.
    ///
    /// # Errors
    /// When a part is larger than the format can hold.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = vec![0; HEADER];
        write_section(&self.origin, false, &mut bytes)?;
        write_section(&self.network, false, &mut bytes)?;
        write_section(&self.tables, true, &mut bytes)?;
        let checksum = crc32fast::hash(&bytes[HEADER..]);
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..12].copy_from_slice(&VERSION.to_le_bytes());
        bytes[12..16].copy_from_slice(&checksum.to_le_bytes());
        Ok(bytes)
    }
}

const HINT: &str = "make one with `actant model import`";

fn damaged() -> Error {
    Error::new("is a damaged model file: it was cut short or changed").hint(HINT)
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or_else(damaged)?;
        self.rest = rest;
        Ok(bytes)
    }

    fn number(&mut self) -> Result<u32> {
        let bytes = self.bytes(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn section<T: DeserializeOwned>(&mut self) -> Result<T> {
        let (stored, length) = (self.number()? as usize, self.number()? as usize);
        let bytes = self.bytes(stored)?;
        let decoded = if stored == length {
            postcard::from_bytes(bytes)
        } else if length <= LARGEST {
            let unpacked = lz4_flex::block::decompress(bytes, length).map_err(|cause| damaged().caused_by(cause))?;
            postcard::from_bytes(&unpacked)
        } else {
            return Err(damaged());
        };
        decoded.map_err(|cause| damaged().caused_by(cause))
    }
}

fn write_section(part: &impl Serialize, compress: bool, bytes: &mut Vec<u8>) -> Result<()> {
    let too_large = || Error::new("the model is too large for a model file");
    let plain = postcard::to_stdvec(part).map_err(|cause| too_large().caused_by(cause))?;
    let packed = if compress { lz4_flex::block::compress(&plain) } else { Vec::new() };
    let stored = if compress && packed.len() < plain.len() { &packed } else { &plain };
    if plain.len() > LARGEST {
        return Err(too_large());
    }
    for length in [stored.len(), plain.len()] {
        bytes.extend_from_slice(&(length as u32).to_le_bytes());
    }
    bytes.extend_from_slice(stored);
    Ok(())
}
