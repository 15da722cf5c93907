//! `actant query`: Asks the graph a named question or SPARQL of your own

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Asks the graph a named question or SPARQL of your own
#[derive(Debug, Args)]
pub(super) struct Query {}

impl Query {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
