//! `actant query`: Asks the graph a named question or SPARQL of your own

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use indexmap::IndexMap;

use super::{Global, Outcome, output};
use crate::query::{self, Answer, Format, Options, Prepared, Scope, Shortener, Template, WriteError};
use crate::store::Store;
use crate::{Error, Result};

/// Asks the graph a named question or SPARQL of your own
///
/// Without a query, lists the questions that have names. The prefixes ent: act: role: doc: actant: schema: prov: nif:
/// itsrdf: rdf: rdfs: owl: skos: foaf: xsd: wd: need no declaration. GRAPH ?document { … } reaches what each document
/// says; GRAPH <claims> { … } what is only attributed to somebody.
#[derive(Debug, Args)]
pub(super) struct Query {
    /// A name from the list, a file that ends in .rq, SPARQL, or `-` for standard input
    #[arg(value_name = "NAME|FILE.rq|SPARQL")]
    query: Option<String>,
    /// The folder that `actant build` wrote
    #[arg(long, value_name = "DIR", default_value = "out")]
    store: PathBuf,
    /// Leave out what is only attributed to somebody
    #[arg(long)]
    stated: bool,
    /// Give a parameter of the query a value; may come several times
    #[arg(long = "set", value_name = "NAME=VALUE")]
    values: Vec<String>,
    /// How the answer is written
    #[arg(long, value_enum, default_value_t = FormatName::Table)]
    format: FormatName,
    /// Stop a query that takes longer than this many seconds; 0 lets it run
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    timeout: Duration,
}

/// The formats, as they are spelt in `--format`.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    /// For people: an aligned table, or Turtle
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values, with terms as in SPARQL
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
    /// Triples of CONSTRUCT and DESCRIBE as Turtle
    Turtle,
    /// Triples of CONSTRUCT and DESCRIBE as N-Triples
    Ntriples,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Table => Format::Table,
            FormatName::Csv => Format::Csv,
            FormatName::Tsv => Format::Tsv,
            FormatName::Json => Format::Json,
            FormatName::Xml => Format::Xml,
            FormatName::Turtle => Format::Turtle,
            FormatName::Ntriples => Format::NTriples,
        }
    }
}

fn seconds(text: &str) -> std::result::Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "expected a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "expected a number of seconds, 0 or more".to_owned())
}

impl Query {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let Some(text) = &self.query else {
            let mut out = output::stdout();
            out.write_all(list()?.as_bytes()).map_err(output::failed)?;
            return out.finish().map(|()| Outcome::Done);
        };
        let (template, file) = find(text)?;
        let store = Store::open(&self.store)?;
        let resolved = query::resolve_names(&store, &template, &self.values()?)?;
        let options = Options {
            scope: if self.stated { Scope::Stated } else { Scope::All },
            timeout: (!self.timeout.is_zero()).then_some(self.timeout),
            values: resolved.values,
        };
        let named = |error: Error| match &file {
            Some(file) if error.excerpt().is_some() => error.in_file(file),
            _ => error,
        };
        let prepared = Prepared::new(&template, store.iris(), &options).map_err(named)?;
        let answer = query::ask(&store, &prepared)?;
        let outcome = if matches!(answer, Answer::Boolean(false)) { Outcome::False } else { Outcome::Done };
        let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        let width = terminal.map(|(width, _)| width.0.into());
        let mut out = output::stdout();
        let written = query::write_answer(&mut out, answer, self.format.into(), &Shortener::new(store.iris()), width);
        // A store of a million quads takes its time to be taken apart, and the program ends here anyway.
        std::mem::forget(store);
        match written {
            Ok(found) => {
                out.finish()?;
                if found == 0 {
                    global.note("nothing found");
                    resolved.unknown.iter().for_each(|unknown| global.note(unknown));
                }
                Ok(outcome)
            }
            Err(WriteError::Query(error)) => Err(error),
            Err(WriteError::Output(error)) => Err(output::failed(error)),
        }
    }

    fn values(&self) -> Result<IndexMap<String, String>> {
        let mut values = IndexMap::new();
        for value in &self.values {
            let (name, value) = value
                .split_once('=')
                .ok_or_else(|| Error::new(format!("\"{value}\" sets nothing")).hint("write `--set name=value`"))?;
            values.insert(name.trim().to_owned(), value.to_owned());
        }
        Ok(values)
    }
}

/// The query that the user means, and the file it was read from.
fn find(text: &str) -> Result<(Template, Option<PathBuf>)> {
    if text == "-" {
        let mut read = String::new();
        io::stdin().read_to_string(&mut read).map_err(|error| Error::read("standard input", error))?;
        return Ok((Template::parse(&read)?, None));
    }
    if text.ends_with(".rq") && !text.contains(['{', '\n']) {
        let path = Path::new(text);
        let bytes = std::fs::read(path).map_err(|error| Error::read(path, error))?;
        let read = String::from_utf8(bytes)
            .map_err(|_| Error::new("this query is not UTF-8").in_file(path).hint("save it as UTF-8"))?;
        let template = Template::parse(&read).map_err(|error| error.in_file(path))?;
        return Ok((template, Some(path.to_owned())));
    }
    if text.contains(|c: char| c.is_whitespace() || "{}?$<>#:".contains(c)) {
        return Ok((Template::parse(text)?, None));
    }
    Ok((query::named(text)?, None))
}

/// The named queries with their parameters, for people.
fn list() -> Result<String> {
    let mut text = String::from("Questions with a name; ask one with `actant query NAME`:\n");
    for named in query::library()? {
        let template = &named.template;
        let _ = write!(text, "\n{}\n", named.name);
        for line in [&template.title, &template.description].into_iter().flatten() {
            let _ = writeln!(text, "    {line}");
        }
        let width = template.parameters.iter().map(|parameter| parameter.name.len() + parameter.default.len()).max();
        for parameter in &template.parameters {
            let setting = format!("{}={}", parameter.name, quoted(&parameter.default));
            let _ = writeln!(
                text,
                "      --set {setting:<width$}  {}",
                parameter.description,
                width = width.unwrap_or(0) + 3
            );
        }
    }
    text.push_str("\nOr ask in SPARQL: actant query 'SELECT ?who ?what { ?who act:authorize ?what }'\n");
    Ok(text)
}

fn quoted(value: &str) -> String {
    if value.is_empty() || value.contains(char::is_whitespace) { format!("'{value}'") } else { value.to_owned() }
}
