//! `actant draw`: Draws the graph, or what lies around some entities

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Draws the graph, or what lies around some entities
#[derive(Debug, Args)]
pub(super) struct Draw {}

impl Draw {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
