//! Reading MessagePack with errors that name the file.

use rmpv::Value;

use crate::{Error, Result};

/// A file whose top level is a map.
pub(super) struct Fields {
    path: &'static str,
    value: Value,
}

/// Lists and maps nested deeper than this are refused.
const DEEPEST: usize = 64;

impl Fields {
    pub(super) fn read(mut bytes: &[u8], path: &'static str) -> Result<Self> {
        let value = rmpv::decode::read_value_with_max_depth(&mut bytes, DEEPEST);
        let value = value.map_err(|cause| Error::new("is not MessagePack").in_file(path).caused_by(cause))?;
        Ok(Fields { path, value })
    }

    pub(super) fn error(&self, message: impl Into<String>) -> Error {
        Error::new(message).in_file(self.path)
    }

    /// The whole content.
    pub(super) fn value(&self) -> &Value {
        &self.value
    }

    /// A field of the top level.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.value.as_map()?.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value)
    }

    /// A field of the top level that is a map.
    pub(super) fn map(&self, name: &str) -> Result<&[(Value, Value)]> {
        self.entries(self.get(name).ok_or_else(|| self.error(format!("holds no {name}")))?)
    }

    pub(super) fn entries<'a>(&self, value: &'a Value) -> Result<&'a [(Value, Value)]> {
        value.as_map().map(Vec::as_slice).ok_or_else(|| self.error(format!("{} should be a map", brief(value))))
    }

    pub(super) fn list<'a>(&self, value: &'a Value) -> Result<&'a [Value]> {
        value.as_array().map(Vec::as_slice).ok_or_else(|| self.error(format!("{} should be a list", brief(value))))
    }

    pub(super) fn text<'a>(&self, value: &'a Value) -> Result<&'a str> {
        value.as_str().ok_or_else(|| self.error(format!("{} should be text", brief(value))))
    }
}

/// A value as a message shows it.
fn brief(value: &Value) -> String {
    let mut text = value.to_string();
    if let Some((end, _)) = text.char_indices().nth(60) {
        text.truncate(end);
        text.push('…');
    }
    text
}
