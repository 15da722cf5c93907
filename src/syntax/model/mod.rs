//! Everything that the analyser needs to know about a language, as one compact file.
//!
//! In come the bytes of a model file, out goes a [`Model`]; and back. What the numbers do is left to
//! [`network`](super::network), where they come from to [`import`](super::import).

mod data;
mod file;
mod weights;

pub use data::{AffineData, EncoderData, MaxoutData, NetworkData, Origin, TableData, TaggerData, TransitionData};
pub use file::Model;
pub use weights::{Matrix, Precision};
