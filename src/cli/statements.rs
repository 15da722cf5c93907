//! Statements as people and other programs read them: a table, JSON lines, CSV.
//!
//! In come [`Statement`]s, document by document, out go lines of text. The names of the JSON fields are those of
//! [`Statement`]; the columns of the CSV are [`COLUMNS`].

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use super::output::{self, Output};
use super::table::{Cell, Table};
use crate::pipeline::{Analysis, Pipeline, Stage};
use crate::statement::{Argument, Modality, Polarity, Statement};

/// The columns of the CSV, in their order.
pub(super) const COLUMNS: [&str; 9] =
    ["actor", "action", "target", "polarity", "modality", "source", "time", "quotation", "document"];

/// How statements are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Aligned columns for reading
    #[default]
    Table,
    /// One JSON object a line, with every field
    Ndjson,
    /// Comma-separated values: actor, action, target, polarity, modality, source, time, quotation, document
    Csv,
    /// Open IE tuples, separated by tabs: sentence, arg1, relation, arg2, confidence
    Openie,
}

/// Writes statements and tuples in one form; threads can share it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    format: Format,
    nary: bool,
    width: usize,
}

impl Form {
    /// Writes in a format; `nary` is for Open IE.
    pub(super) fn new(format: Format, nary: bool) -> Self {
        Form { format, nary, width: output::width() }
    }

    /// How far texts are to be analysed for what is written.
    pub(super) fn stage(self, entities: bool) -> Stage {
        match self.format {
            Format::Openie => Stage::Sentences,
            _ if entities => Stage::Entities,
            _ => Stage::Statements,
        }
    }

    /// Standard output, as the format wants it.
    pub(super) fn output(self) -> Output {
        match self.format {
            // Its control characters are escaped, so that there are no colours to be looked for.
            Format::Ndjson => output::plain_stdout(),
            _ => output::stdout(),
        }
    }

    /// Writes what stands before the first statement.
    pub(super) fn begin(self, out: &mut impl Write) -> io::Result<()> {
        if self.format == Format::Csv { csv_lines(out, [COLUMNS]) } else { Ok(()) }
    }

    /// Writes what was found in one document.
    ///
    /// `line` is the number of the line that the document is, if it is one.
    pub(super) fn analysis(
        self,
        out: &mut impl Write,
        pipeline: &Pipeline,
        analysis: &Analysis,
        line: Option<u32>,
    ) -> io::Result<()> {
        match self.format {
            Format::Openie => self.tuples(out, pipeline, analysis, line),
            _ => self.statements(out, &analysis.statements),
        }
    }

    /// Writes the statements of one document.
    pub(super) fn statements(self, out: &mut impl Write, statements: &[Statement]) -> io::Result<()> {
        match self.format {
            Format::Table => write_table(out, statements, self.width),
            Format::Csv => csv_lines(out, statements.iter().map(columns)),
            Format::Ndjson | Format::Openie => statements.iter().try_for_each(|statement| {
                serde_json::to_writer(&mut *out, statement)?;
                out.write_all(b"\n")
            }),
        }
    }

    /// Writes the Open IE tuples of a document's sentences, with the number of the sentence that each was found in.
    fn tuples(
        self,
        out: &mut impl Write,
        pipeline: &Pipeline,
        analysis: &Analysis,
        line: Option<u32>,
    ) -> io::Result<()> {
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            let number = line.unwrap_or(index as u32 + 1);
            let words = |tokens: &[usize]| {
                let word = |&token: &usize| analysis.document.text.slice(sentence.tokens()[token].span);
                tokens.iter().map(word).collect::<Vec<_>>().join(" ")
            };
            for tuple in pipeline.tuples(sentence, self.nary) {
                let relation = tuple.implied.map_or_else(|| words(&tuple.relation), str::to_owned);
                let parts = [words(&tuple.first), relation, words(&tuple.second)];
                writeln!(out, "{number}\t{}\t{:.3}", parts.join("\t"), tuple.confidence)?;
            }
        }
        Ok(())
    }
}

fn csv_lines<'a, const N: usize>(
    out: &mut impl Write,
    lines: impl IntoIterator<Item = [&'a str; N]>,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for line in lines {
        writer.write_record(line)?;
    }
    writer.flush()
}

/// The fields of a statement in the order of [`COLUMNS`]; what is absent is empty.
fn columns(statement: &Statement) -> [&str; 9] {
    let attribution = statement.attribution.as_ref();
    [
        statement.actor.as_ref().map_or("", named),
        &statement.action.lemma,
        statement.target.as_ref().map_or("", named),
        statement.polarity.as_str(),
        statement.modality.as_str(),
        attribution.map_or("", |source| source.entity.as_deref().unwrap_or(&source.text)),
        statement.time.as_ref().map_or("", |time| time.value.as_deref().unwrap_or(&time.text)),
        &statement.text,
        &statement.document,
    ]
}

/// The name of the entity if the words were tied to one, else the words.
fn named(argument: &Argument) -> &str {
    argument.entity.as_deref().unwrap_or(&argument.text)
}

fn write_table(out: &mut impl Write, statements: &[Statement], width: usize) -> io::Result<()> {
    let Some(first) = statements.first() else { return Ok(()) };
    let heading = Style::new().bold();
    writeln!(out, "{heading}{}{heading:#}", first.document)?;
    let mut table = Table::new([6, 28, 20, 32, 40]);
    for statement in statements {
        let struck = statement.polarity == Polarity::Negated || statement.modality != Modality::Actual;
        let action = if struck { AnsiColor::Yellow.on_default() } else { AnsiColor::Green.on_default() };
        table.push([
            Cell::right(statement.sentence.to_string()),
            Cell::new(statement.actor.as_ref().map_or("–", |actor| &actor.text)),
            Cell::new(&statement.action.lemma).styled(action),
            Cell::new(statement.target.as_ref().map_or("–", |target| &target.text)),
            Cell::new(standing(statement)).styled(Style::new().dimmed()),
        ]);
    }
    table.write(out, width)?;
    writeln!(out)
}

/// How the text puts it, in a few words: "not · attempted · in June · said by officials".
pub(super) fn standing(statement: &Statement) -> String {
    let mut parts = Vec::new();
    if statement.polarity == Polarity::Negated {
        parts.push("not".to_owned());
    }
    if statement.modality != Modality::Actual {
        parts.push(statement.modality.as_str().to_owned());
    }
    if let Some(time) = &statement.time {
        parts.push(time.text.clone());
    }
    if let Some(source) = &statement.attribution {
        parts.push(format!("says {}", source.text));
    }
    parts.join(" · ")
}
