//! `actant extract`: Prints the statements found in files, folders or standard input

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Prints the statements found in files, folders or standard input
#[derive(Debug, Args)]
pub(super) struct Extract {}

impl Extract {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
