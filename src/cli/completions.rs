//! `actant completions`: Prints a completion script for a shell

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Prints a completion script for a shell
#[derive(Debug, Args)]
pub(super) struct Completions {}

impl Completions {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
