//! `actant model`: Imports a spaCy pipeline as a model file

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Imports a spaCy pipeline as a model file
#[derive(Debug, Args)]
pub(super) struct Model {}

impl Model {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
