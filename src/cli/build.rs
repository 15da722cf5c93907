//! `actant build`: reads reports and writes the graph, the statements, the entities and a drawing.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::reading::{self, Tally};
use super::{Global, Outcome};
use crate::document::{Furniture, Options};
use crate::entity::Entity;
use crate::graph::Drawing;
use crate::pipeline::{Corpus, Pipeline, Stage};
use crate::rdf::Form;
use crate::statement::Statement;
use crate::store::{ENTITIES, Graph, Output, STATEMENTS};
use crate::{Error, Result};

/// The sample reports, which are read if no input is named.
const SAMPLES: &str = "seeds";

/// Reads reports and writes a graph of who did what to whom, with the words each statement rests on
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  actant build                        read seeds/, write out/
  actant build reports/ -o reports.kg read a folder, write another
  actant build page.html notes.md     read some files

Reads text (.txt), Markdown (.md) and saved web pages (.html), in any common encoding. Writes into the output folder:
  graph.nq            the graph, as sorted N-Quads: one named graph a document
  statements.ndjson   the statements, one JSON object a line
  entities.ndjson     who and what they speak of, one JSON object a line
  graph.dot graph.svg a drawing of the statements that tell most
The folder is made anew from the inputs each time; a run that fails leaves it as it was.

Exit codes: 0 all was read; 2 nothing was; 3 some inputs failed, each named.")]
pub(super) struct Build {
    /// Files and folders to read (default: seeds)
    #[arg(value_name = "FILE|FOLDER")]
    inputs: Vec<PathBuf>,
    /// The folder to write
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Write RDF 1.2, with triple terms; most other programs cannot read it yet
    #[arg(long)]
    rdf12: bool,
    /// The day on which texts that carry no date were written
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
    date: Option<String>,
    /// Corrections of who is who, which win over what is found
    #[arg(long, value_name = "FILE")]
    entities: Option<PathBuf>,
}

impl Build {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let inputs = self.inputs()?;
        // Both can fail, and that is better known before the long work than after.
        let output = Output::open(&self.out)?;
        let pipeline = global.pipeline(self.entities.as_deref())?;

        let furniture = global.rules.as_deref().map(Furniture::with_folder).transpose()?;
        let options = Options { date: self.date.clone(), furniture, ..Options::default() };
        let mut corpus = pipeline.corpus();
        let tally = reading::read(global, &pipeline, &inputs, &options, Stage::Entities, |analysis| {
            corpus.add(analysis);
            Ok(())
        })?;
        let corpus = corpus.resolve();
        super::entities::remark(global, self.entities.as_deref(), &corpus);
        let quads = self.write(output, &pipeline, &corpus)?;
        self.summarise(global, &tally, &corpus, quads);
        Ok(if tally.failed > 0 { Outcome::Partly } else { Outcome::Done })
    }

    fn inputs(&self) -> Result<Vec<PathBuf>> {
        if !self.inputs.is_empty() {
            return Ok(self.inputs.clone());
        }
        if !Path::new(SAMPLES).is_dir() {
            let message = format!("no input is named, and there is no folder {SAMPLES} here");
            return Err(Error::new(message).hint("name the files or folders to read: actant build reports/"));
        }
        Ok(vec![PathBuf::from(SAMPLES)])
    }

    /// Writes every file of the output folder and gives the number of quads.
    fn write(&self, mut output: Output, pipeline: &Pipeline, corpus: &Corpus) -> Result<usize> {
        let form = if self.rdf12 { Form::Rdf12 } else { Form::Rdf11 };
        let mut graph = Graph::new(pipeline.iris().clone(), form);
        let entities: Vec<Entity> = corpus.entities.iter().cloned().collect();
        graph.replace_all(&corpus.documents, &corpus.statements, &entities);
        let quads = output.write_graph(&graph)?;
        output.write_vocabulary()?;
        output.write_lines(STATEMENTS, &corpus.statements)?;
        output.write_lines(ENTITIES, corpus.entities.records())?;
        let drawing = Drawing::from_statements(&corpus.statements, &crate::graph::Options::default());
        for (name, text) in [("graph.dot", drawing.to_dot()), ("graph.svg", drawing.to_svg())] {
            let path = self.out.join(name);
            output.write(name, |out| out.write_all(text.as_bytes()).map_err(|cause| Error::write(&path, cause)))?;
        }
        output.commit()?;
        Ok(quads)
    }

    fn summarise(&self, global: &Global, tally: &Tally, corpus: &Corpus, quads: usize) {
        let out = self.out.display();
        let store = if self.out == Path::new("out") { String::new() } else { format!(" --store {out}") };
        global.note(&format!(
            "{}, {}, {}: {} in {out}/",
            count(corpus.documents.len(), "document"),
            count(corpus.statements.len(), "statement"),
            count(corpus.entities.records().len(), "entity"),
            count(quads, "quad"),
        ));
        if tally.failed > 0 {
            global.note(&format!("{} could not be read", count(tally.failed, "input")));
        }
        let most = most_active(&corpus.statements).unwrap_or("NAME");
        global.note(&format!(
            "\nNext:\n  actant query{store} facts\n  actant query{store} disagreements\n  \
             actant draw{store} --about {most:?} -o drawing.svg\nA drawing of all is in {out}/graph.svg, and `actant query` \
             lists more questions."
        ));
    }
}

/// The name of the entity that most statements have as their actor; of several, the first in the alphabet.
fn most_active(statements: &[Statement]) -> Option<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in statements.iter().filter_map(|statement| statement.actor.as_ref()?.entity.as_deref()) {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(name, count)| (count, Reverse(name))).map(|(name, _)| name)
}

/// A number with its noun, in the plural where it is not one.
fn count(number: usize, noun: &str) -> String {
    match (number, noun) {
        (1, noun) => format!("1 {noun}"),
        (number, "entity") => format!("{number} entities"),
        (number, noun) => format!("{number} {noun}s"),
    }
}
