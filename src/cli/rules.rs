//! `actant rules`: Lists, checks and shows the rules

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Lists, checks and shows the rules
#[derive(Debug, Args)]
pub(super) struct Rules {}

impl Rules {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
