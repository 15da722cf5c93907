//! A spaCy v3 pipeline, as its package ships it, to actant's own model.
//!
//! In comes the path of a wheel or an unpacked folder, out goes what the model file holds. No Python is needed. How
//! the file is laid out is left to [`model`](super::model).

mod config;
mod package;

pub use config::Config;
pub use package::Package;
