//! `actant explain`: Shows how a sentence is read: tokens, tree, clauses, statements

use clap::Args;

use super::{Global, Outcome};
use crate::{Error, Result};

/// Shows how a sentence is read: tokens, tree, clauses, statements
#[derive(Debug, Args)]
pub(super) struct Explain {}

impl Explain {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        Err(Error::new("this command is not there yet"))
    }
}
