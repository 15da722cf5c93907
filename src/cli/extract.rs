//! `actant extract`: prints the statements found in files, folders or standard input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;

use super::reading::{self, STDIN};
use super::statements::{Format, Printer};
use super::{Global, Outcome};
use crate::document::{self, Document, Furniture, Options};
use crate::pipeline::{Analysis, Pipeline};
use crate::{Error, Result};

/// How many lines are worked on at a time; enough to keep every thread busy.
const LINES_AT_ONCE: usize = 512;

/// Prints the statements found in files, folders or standard input
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  actant extract report.html                       a table for reading
  actant extract reports/ --format csv > acts.csv  one row a statement
  echo \"Iran denied it.\" | actant extract -        from standard input
  actant extract --lines sentences.txt --tokenized --format openie --nary

`-` stands for standard input, and so does naming no input at all.")]
pub(super) struct Extract {
    /// Files and folders to read; - is standard input
    #[arg(value_name = "FILE|FOLDER")]
    inputs: Vec<PathBuf>,
    /// How statements are written
    #[arg(short, long, value_enum, default_value_t)]
    format: Format,
    /// With openie: one tuple a clause, with all further arguments in arg2
    #[arg(long)]
    nary: bool,
    /// Take every line as one text of its own; its number is the number of the sentence
    #[arg(long)]
    lines: bool,
    /// Take tokens as already split at spaces
    #[arg(long)]
    tokenized: bool,
    /// Leave out who is who: slots keep their words, and no entity
    #[arg(long)]
    no_entities: bool,
    /// The day on which texts that carry no date were written
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
    date: Option<String>,
    /// Corrections of who is who, which win over what is found
    #[arg(long, value_name = "FILE")]
    entities: Option<PathBuf>,
}

impl Extract {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        if self.nary && self.format != Format::Openie {
            return Err(Error::new("--nary has no meaning here").hint("add --format openie"));
        }
        if self.tokenized && !self.lines {
            return Err(Error::new("--tokenized has no meaning here").hint("add --lines: one sentence a line"));
        }
        let pipeline = global.pipeline(self.entities.as_deref())?;
        let mut printer = Printer::new(self.format, self.nary)?;
        let outcome = match self.lines {
            true => self.lines(global, &pipeline, &mut printer)?,
            false => self.documents(global, &pipeline, &mut printer)?,
        };
        printer.finish()?;
        Ok(outcome)
    }

    /// Whole documents, one after the other.
    fn documents(&self, global: &Global, pipeline: &Pipeline, printer: &mut Printer) -> Result<Outcome> {
        let furniture = global.rules.as_deref().map(Furniture::with_folder).transpose()?;
        let options = Options { date: self.date.clone(), furniture, ..Options::default() };
        let mut corpus = pipeline.corpus();
        let tally = reading::read(global, pipeline, &self.inputs(global), &options, |analysis| {
            // Who is who is known only when the last document was read; all else can be printed at once.
            if self.no_entities || self.format == Format::Openie {
                return printer.analysis(pipeline, &analysis, None);
            }
            corpus.add(analysis);
            Ok(())
        })?;
        let corpus = corpus.resolve();
        corpus
            .statements
            .chunk_by(|a, b| a.document == b.document)
            .try_for_each(|of_one| printer.statements(of_one))?;
        Ok(if tally.failed > 0 { Outcome::Partly } else { Outcome::Done })
    }

    /// Every line of the inputs as a text of its own, printed as soon as it is analysed.
    fn lines(&self, global: &Global, pipeline: &Pipeline, printer: &mut Printer) -> Result<Outcome> {
        for path in self.inputs(global) {
            let (reader, id): (Box<dyn BufRead>, _) = match path.to_str() {
                Some("-") => (Box::new(io::stdin().lock()), STDIN.to_owned()),
                _ => {
                    let file = File::open(&path).map_err(|cause| Error::read(&path, cause))?;
                    (Box::new(BufReader::new(file)), path.to_string_lossy().into_owned())
                }
            };
            let mut lines = document::lines(reader, &id);
            loop {
                let some: Vec<_> = lines.by_ref().take(LINES_AT_ONCE).collect::<Result<_>>()?;
                if some.is_empty() {
                    break;
                }
                let analyze = |(number, document)| (number, self.line(pipeline, number, document));
                let analyses: Vec<(u32, Analysis)> = some.into_par_iter().map(analyze).collect();
                for (number, analysis) in &analyses {
                    printer.analysis(pipeline, analysis, Some(*number))?;
                }
            }
        }
        Ok(Outcome::Done)
    }

    /// One line, whose number becomes that of its sentences.
    fn line(&self, pipeline: &Pipeline, number: u32, mut document: Document) -> Analysis {
        document.date.clone_from(&self.date);
        // Places are counted from the start of the line, so each line needs a name of its own.
        document.id = format!("{}:{number}", document.id);
        let mut analysis = if self.tokenized { pipeline.analyze_split(document) } else { pipeline.analyze(document) };
        if !self.no_entities {
            let mut corpus = pipeline.corpus();
            corpus.add(analysis.clone());
            analysis.statements = corpus.resolve().statements;
        }
        for statement in &mut analysis.statements {
            statement.sentence = number;
        }
        analysis
    }

    /// The inputs that were named, or standard input.
    fn inputs(&self, global: &Global) -> Vec<PathBuf> {
        if !self.inputs.is_empty() {
            return self.inputs.clone();
        }
        if io::stdin().is_terminal() {
            global.note("reading from standard input; Ctrl-D ends it");
        }
        vec![PathBuf::from("-")]
    }
}
