//! `actant extract`: prints the statements found in files, folders or standard input.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;

use super::output::{self, Output};
use super::reading::{self, Tally};
use super::statements::{Form, Format};
use super::{Global, Outcome};
use crate::document::{self, Document, Furniture, Lines, Options};
use crate::pipeline::{Pipeline, Stage};
use crate::{Error, Result};

/// How many lines are analysed together, which is faster than one by one.
const LINES_TOGETHER: usize = 64;
/// How many times as many lines each thread has to work on before anything is printed.
const PARTS_A_THREAD: usize = 4;

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
        let form = Form::new(self.format, self.nary);
        let mut out = form.output();
        form.begin(&mut out).map_err(output::failed)?;
        let outcome = match self.lines {
            true => self.lines(global, &pipeline, form, &mut out)?,
            false => self.documents(global, &pipeline, form, &mut out)?,
        };
        out.finish()?;
        Ok(outcome)
    }

    /// Whole documents, one after the other.
    fn documents(&self, global: &Global, pipeline: &Pipeline, form: Form, out: &mut Output) -> Result<Outcome> {
        let furniture = global.rules.as_deref().map(Furniture::with_folder).transpose()?;
        let options = Options { date: self.date.clone(), furniture, ..Options::default() };
        let mut corpus = pipeline.corpus();
        let last = form.stage(!self.no_entities);
        let tally = reading::read(global, pipeline, &self.inputs(global), &options, last, |analysis| {
            // Who is who is known only when the last document was read; all else can be printed at once.
            if last < Stage::Entities {
                return form.analysis(out, pipeline, &analysis, None).map_err(output::failed);
            }
            corpus.add(analysis);
            Ok(())
        })?;
        let corpus = corpus.resolve();
        super::entities::remark(global, self.entities.as_deref(), &corpus);
        let mut by_document = corpus.statements.chunk_by(|a, b| a.document == b.document);
        by_document.try_for_each(|of_one| form.statements(out, of_one)).map_err(output::failed)?;
        Ok(if tally.failed > 0 { Outcome::Partly } else { Outcome::Done })
    }

    /// Every line of the inputs as a text of its own, printed as soon as it is analysed.
    fn lines(&self, global: &Global, pipeline: &Pipeline, form: Form, out: &mut Output) -> Result<Outcome> {
        let mut tally = Tally::default();
        for source in reading::sources(global, &self.inputs(global), &mut tally) {
            match source.open() {
                Ok(reader) => {
                    self.stream(pipeline, form, document::lines(reader, source.id()), out)?;
                    tally.read += 1;
                }
                Err(error) => tally.fail(&error),
            }
        }
        match (tally.read, tally.failed) {
            (0, _) => Err(Error::new("nothing could be read").hint("name files with one sentence a line")),
            (_, 0) => Ok(Outcome::Done),
            _ => Ok(Outcome::Partly),
        }
    }

    /// The lines of one stream, some hundreds at a time.
    fn stream<R: BufRead>(&self, pipeline: &Pipeline, form: Form, mut lines: Lines<R>, out: &mut Output) -> Result<()> {
        let at_once = LINES_TOGETHER * PARTS_A_THREAD * rayon::current_num_threads();
        loop {
            let some: Vec<_> = lines.by_ref().take(at_once).collect::<Result<_>>()?;
            if some.is_empty() {
                return Ok(());
            }
            let parts = some.into_par_iter().chunks(LINES_TOGETHER);
            let written: Vec<_> = parts.map(|part| self.write_lines(pipeline, form, part)).collect();
            for written in written {
                written.and_then(|written| out.write_all(&written)).map_err(output::failed)?;
            }
        }
    }

    /// What is found in some lines, each with its number, which becomes that of its sentences.
    fn write_lines(&self, pipeline: &Pipeline, form: Form, lines: Vec<(u32, Document)>) -> io::Result<Vec<u8>> {
        let numbers: Vec<u32> = lines.iter().map(|(number, _)| *number).collect();
        let documents = lines.into_iter().map(|(number, mut document)| {
            document.date.clone_from(&self.date);
            // Places are counted from the start of the line, so each line needs a name of its own.
            document.id = format!("{}:{number}", document.id);
            document
        });
        let last = form.stage(!self.no_entities);
        let analyses = match self.tokenized {
            true => pipeline.analyze_all_split(last, documents.collect()),
            false => pipeline.analyze_all(last, documents.collect()),
        };
        let mut written = Vec::new();
        for (number, mut analysis) in numbers.into_iter().zip(analyses) {
            if last == Stage::Entities {
                let mut corpus = pipeline.corpus();
                corpus.add(analysis);
                let mut statements = corpus.resolve().statements;
                statements.iter_mut().for_each(|statement| statement.sentence = number);
                form.statements(&mut written, &statements)?;
            } else {
                analysis.statements.iter_mut().for_each(|statement| statement.sentence = number);
                form.analysis(&mut written, pipeline, &analysis, Some(number))?;
            }
        }
        Ok(written)
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
