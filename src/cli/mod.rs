//! The command line: one file a command, and the only place that prints.

mod build;
mod completions;
mod conllu;
mod draw;
mod entities;
mod explain;
mod extract;
mod model;
mod output;
mod path;
mod progress;
mod query;
mod reading;
mod report;
mod rules;
mod statements;
mod table;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::document;
use crate::iri::Iris;
use crate::pipeline::{Pipeline, Settings};
use crate::{Error, Result};

const EXAMPLES: &str = "\
First steps:
  actant build reports/             read a folder of articles, write the graph to out/
  actant query facts                ask it who did what to whom; `actant query` lists more questions
  actant path \"Iran\" \"Joe Biden\"   how two are linked
  actant draw --about Iran -o a.svg draw what lies around somebody
  actant explain \"Iran denied it.\" see how a sentence is read

Exit codes: 0 done; 1 an ASK that is false; 2 wrong usage, or an error in something you wrote; 3 done in part.";

/// Reads reports and builds a knowledge graph of who did what to whom.
#[derive(Debug, Parser)]
#[command(name = "actant", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options that every command takes.
#[derive(Debug, Args)]
struct Global {
    /// Say nothing but errors and results
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more about what is done
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Work on this many threads (default: one a core)
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Use this syntax model instead of the one inside the program
    #[arg(long, global = true, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Add the rules and word lists of this folder; what has the same id or name replaces what is shipped
    #[arg(long, global = true, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Put this before every IRI
    #[arg(long, global = true, value_name = "IRI", default_value = crate::iri::DEFAULT_BASE, value_parser = base)]
    base: String,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Extract(extract::Extract),
    Explain(explain::Explain),
    Query(query::Query),
    Path(path::Path),
    Draw(draw::Draw),
    Entities(entities::Entities),
    Rules(rules::Rules),
    Model(model::Model),
    Completions(completions::Completions),
}

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was done.
    Done,
    /// The answer to a yes-or-no question is no.
    False,
    /// Some inputs failed; each was named.
    Partly,
}

/// Reads the value of `--base`.
fn base(text: &str) -> std::result::Result<String, String> {
    match oxigraph::model::NamedNode::new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("expected an IRI such as https://example.org/news/".to_owned()),
    }
}

/// Parses the arguments, runs the command and maps its outcome to an exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::False) => ExitCode::from(1),
        Ok(Outcome::Partly) => ExitCode::from(3),
        // Whoever reads our output has seen enough.
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&error);
            ExitCode::from(2)
        }
    }
}

impl Global {
    /// Loads what it takes to analyse text.
    fn pipeline(&self, entities: Option<&Path>) -> Result<Pipeline> {
        Pipeline::new(&Settings {
            model: self.model.clone(),
            rules: self.rules.clone(),
            entities: entities.map(Path::to_owned),
            iris: Iris::new(&self.base),
        })
    }
}

/// Checks that an argument is a date, of whatever precision.
fn date(argument: &str) -> std::result::Result<String, String> {
    let hint = "write it as 2020-10-22, or as 2020-10 or 2020 if that is all that is known";
    if document::date::is_date(argument) { Ok(argument.to_owned()) } else { Err(hint.to_owned()) }
}

fn run(cli: &Cli) -> Result<Outcome> {
    if let Some(threads) = cli.global.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
        pool.map_err(|cause| Error::new("cannot start so many threads").caused_by(cause))?;
    }
    match &cli.command {
        Command::Build(command) => command.run(&cli.global),
        Command::Extract(command) => command.run(&cli.global),
        Command::Explain(command) => command.run(&cli.global),
        Command::Query(command) => command.run(&cli.global),
        Command::Path(command) => command.run(&cli.global),
        Command::Draw(command) => command.run(&cli.global),
        Command::Entities(command) => command.run(&cli.global),
        Command::Rules(command) => command.run(&cli.global),
        Command::Model(command) => command.run(&cli.global),
        Command::Completions(command) => command.run(&cli.global),
    }
}
