//! `actant build`: Reads reports and writes the graph, the statements and a drawing

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Reads reports and writes the graph, the statements and a drawing
#[derive(Debug, Args)]
pub(super) struct Build {}

impl Build {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
