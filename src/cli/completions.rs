//! `actant completions`: prints a completion script for a shell.

use std::io::Write;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Global, Outcome, output};
use crate::Result;

/// Prints a completion script for a shell
#[derive(Debug, Args)]
#[command(
    after_help = "Example, for bash:\n  actant completions bash > ~/.local/share/bash-completion/completions/actant"
)]
pub(super) struct Completions {
    /// The shell that the script is for
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, _global: &Global) -> Result<Outcome> {
        // The generator has no way to report a closed pipe, so it writes to memory first.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "actant", &mut script);
        let mut out = output::stdout();
        out.write_all(&script).map_err(output::failed)?;
        out.finish()?;
        Ok(Outcome::Done)
    }
}
