//! `actant path`: Finds the shortest chains of statements between two entities

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Finds the shortest chains of statements between two entities
#[derive(Debug, Args)]
pub(super) struct Path {}

impl Path {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
