//! `actant entities`: Lists who and what the graph speaks of, and corrects it

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Lists who and what the graph speaks of, and corrects it
#[derive(Debug, Args)]
pub(super) struct Entities {}

impl Entities {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
