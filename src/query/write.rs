//! Answers in the formats that people and programs read.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{Triple, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use super::run::{Answer, Solutions};
use super::table;
use super::terms::Shortener;
use crate::{Error, Result};

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: rows as a table, triples as Turtle, `true` or `false`.
    #[default]
    Table,
    /// SPARQL 1.1 results as CSV.
    Csv,
    /// SPARQL 1.1 results as TSV.
    Tsv,
    /// SPARQL 1.1 results as JSON.
    Json,
    /// SPARQL 1.1 results as XML.
    Xml,
    /// Triples as Turtle.
    Turtle,
    /// Triples as N-Triples.
    NTriples,
}

impl Format {
    fn results(self) -> Option<QueryResultsFormat> {
        match self {
            Format::Csv => Some(QueryResultsFormat::Csv),
            Format::Tsv => Some(QueryResultsFormat::Tsv),
            Format::Json => Some(QueryResultsFormat::Json),
            Format::Xml => Some(QueryResultsFormat::Xml),
            Format::Table | Format::Turtle | Format::NTriples => None,
        }
    }
}

/// What went wrong while an answer was written.
#[derive(Debug)]
pub enum WriteError {
    /// The query failed under way, or its answer has no such format.
    Query(Error),
    /// Writing failed.
    Output(io::Error),
}

impl From<Error> for WriteError {
    fn from(error: Error) -> Self {
        WriteError::Query(error)
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        WriteError::Output(error)
    }
}

/// Writes an answer and gives the number of its rows or triples; `width` is that of the terminal that a table is to fit.
///
/// # Errors
/// The query fails under way, its answer has no such format, or writing fails.
pub fn write_answer(
    out: &mut dyn Write,
    answer: Answer,
    format: Format,
    shortener: &Shortener,
    width: Option<usize>,
) -> std::result::Result<usize, WriteError> {
    match (answer, format) {
        (Answer::Solutions(_), Format::Turtle | Format::NTriples) => {
            Err(unfit("rows", "table, csv, tsv, json or xml").into())
        }
        (Answer::Solutions(solutions), format) => match format.results() {
            Some(format) => write_solutions(out, solutions, format),
            None => {
                let columns = solutions.columns().to_vec();
                let rows = solutions.collect::<Result<Vec<_>>>()?;
                table::write(out, &columns, &rows, shortener, width)?;
                Ok(rows.len())
            }
        },
        (Answer::Boolean(value), Format::Json | Format::Xml) => {
            let serializer = QueryResultsSerializer::from_format(format.results().unwrap_or(QueryResultsFormat::Json));
            serializer.serialize_boolean_to_writer(&mut *out, value)?;
            writeln!(out)?;
            Ok(1)
        }
        (Answer::Boolean(value), _) => {
            writeln!(out, "{value}")?;
            Ok(1)
        }
        (Answer::Graph(triples), Format::Table | Format::Turtle | Format::NTriples) => {
            let syntax = if format == Format::NTriples { RdfFormat::NTriples } else { RdfFormat::Turtle };
            write_triples(out, &triples, syntax, shortener)?;
            Ok(triples.len())
        }
        (Answer::Graph(_), _) => Err(unfit("triples", "turtle or ntriples").into()),
    }
}

fn unfit(what: &str, formats: &str) -> Error {
    Error::new(format!("the answer to this query is {what}, which this format cannot hold"))
        .hint(format!("use `--format` with {formats}"))
}

fn write_solutions(
    mut out: &mut dyn Write,
    solutions: Solutions,
    format: QueryResultsFormat,
) -> std::result::Result<usize, WriteError> {
    let mut count = 0;
    let variables: Vec<Variable> =
        solutions.columns().iter().map(|name| Variable::new_unchecked(name.as_str())).collect();
    let serializer = QueryResultsSerializer::from_format(format);
    let mut serializer = serializer.serialize_solutions_to_writer(&mut out, variables.clone())?;
    for row in solutions {
        let row = row?;
        let bound = variables.iter().zip(&row).filter_map(|(variable, term)| Some((variable, term.as_ref()?)));
        serializer.serialize(bound)?;
        count += 1;
    }
    serializer.finish()?;
    if matches!(format, QueryResultsFormat::Json | QueryResultsFormat::Xml) {
        writeln!(out)?;
    }
    Ok(count)
}

fn write_triples(out: &mut dyn Write, triples: &[Triple], format: RdfFormat, shortener: &Shortener) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    if format == RdfFormat::Turtle {
        let written: Vec<String> = triples.iter().map(ToString::to_string).collect();
        for (prefix, namespace) in shortener.namespaces() {
            if written.iter().any(|triple| triple.contains(&format!("<{namespace}"))) {
                serializer = serializer.with_prefix(*prefix, namespace.as_str()).map_err(io::Error::other)?;
            }
        }
    }
    let mut serializer = serializer.for_writer(Vec::new());
    for triple in triples {
        serializer.serialize_triple(triple)?;
    }
    let bytes = serializer.finish()?;
    // The serializer keeps its prefixes in no fixed order, and writes them first.
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
    let prefixes = lines.iter().take_while(|line| line.starts_with(b"@prefix")).count();
    lines[..prefixes].sort_unstable();
    lines.into_iter().try_for_each(|line| out.write_all(line))
}
