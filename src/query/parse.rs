//! From the text of a query to one that can be asked: parameters, prefixes, graphs, and errors that point at the text.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use indexmap::IndexMap;
use oxigraph::model::NamedNode;
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};

use super::dataset::{self, Scope};
use super::suggest::suggestion;
use super::template::{Filled, Template};
use super::tokens::{Token, depth, star_order, tokens};
use crate::iri::Iris;
use crate::rdf::claims_graph;
use crate::rdf::vocabulary::prefixes;
use crate::{Error, Result};

/// How long a query may be, in bytes.
const LONGEST: usize = 256 * 1024;
/// How deep brackets may be nested.
const DEEPEST: usize = 100;
/// The stack of the threads that parse and evaluate: a long chain of `UNION`s is a deep tree.
pub(super) const STACK: usize = 256 * 1024 * 1024;

/// A query that is ready to be asked.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(super) query: Query,
    pub(super) scope: Scope,
    pub(super) claims: NamedNode,
    /// Whether the query says itself which graphs it reads.
    pub(super) own_dataset: bool,
    pub(super) deadline: Option<(Instant, Duration)>,
}

/// How a query is to be asked.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What of the graph it sees.
    pub scope: Scope,
    /// How long it may take, parsing included; for ever if nothing is said.
    pub timeout: Option<Duration>,
    /// The values of its parameters.
    pub values: IndexMap<String, String>,
}

impl Prepared {
    /// Puts in the parameters of a query and parses it.
    ///
    /// The common prefixes are known without being declared, and relative IRIs such as `<claims>` are resolved against
    /// the base.
    ///
    /// # Errors
    /// A parameter is unknown or its value unfit; the query has a syntax error, calls a server, or is too long or too
    /// deeply nested to be read.
    pub fn new(template: &Template, iris: &Iris, options: &Options) -> Result<Self> {
        let deadline = options.timeout.and_then(|timeout| Some((Instant::now().checked_add(timeout)?, timeout)));
        let filled = template.fill(&options.values, iris)?;
        if filled.text.len() > LONGEST {
            return Err(Error::new(format!("this query is longer than {} KiB", LONGEST / 1024)));
        }
        if depth(&filled.text) > DEEPEST {
            return Err(Error::new(format!("this query nests more than {DEEPEST} brackets")));
        }
        let claims = claims_graph(iris);
        let (sender, receiver) = sync_channel(1);
        let job = Job { filled, written: template.text.clone(), iris: iris.clone(), claims, scope: options.scope };
        // On a thread of its own, because the parser needs a deep stack and for some texts a very long time.
        thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || {
                // Nobody waits any more if the time is up.
                let _ = sender.send(job.run());
            })
            .map_err(|error| Error::new("the query cannot be read: no thread").caused_by(error))?;
        let parsed = match deadline {
            None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some((end, _)) => receiver.recv_timeout(end.saturating_duration_since(Instant::now())),
        };
        match parsed {
            Ok(prepared) => prepared.map(|prepared| Prepared { deadline, ..prepared }),
            Err(RecvTimeoutError::Timeout) => Err(timed_out(options.timeout.unwrap_or_default())),
            Err(RecvTimeoutError::Disconnected) => Err(Error::new("this query cannot be read")),
        }
    }
}

/// The error for a query that took too long.
pub(super) fn timed_out(timeout: Duration) -> Error {
    Error::new(format!("the query was stopped after {} s", timeout.as_secs_f64()))
        .hint("ask for less, add a LIMIT, or give it more time with `--timeout`")
}

struct Job {
    filled: Filled,
    written: String,
    iris: Iris,
    claims: NamedNode,
    scope: Scope,
}

impl Job {
    fn run(self) -> Result<Prepared> {
        let bad_base = |_| Error::new(format!("the base <{}> is no IRI", self.iris.base()));
        let mut parser = SparqlParser::new().with_base_iri(self.iris.base()).map_err(bad_base)?;
        for (prefix, namespace) in prefixes(&self.iris) {
            parser = parser.with_prefix(prefix, namespace).map_err(bad_base)?;
        }
        let query = parser.parse_query(&self.filled.text).map_err(|error| self.explain(&error.to_string()))?;
        let own_dataset = query.dataset().is_some();
        let mut query = dataset::restrict(query, self.scope, &self.claims)?;
        if let Query::Select { pattern, .. } = &mut query
            && let Some(order) = star_order(&self.filled.text)
        {
            reorder(pattern, &order);
        }
        Ok(Prepared { query, scope: self.scope, claims: self.claims, own_dataset, deadline: None })
    }

    /// Turns the parser's message into one that points at the text as it was written.
    fn explain(&self, message: &str) -> Error {
        let text = &self.filled.text;
        let Some((line, column, expected)) = place(message) else {
            return Error::new(format!("this is no SPARQL query: {message}"));
        };
        let at = offset(text, line, column);
        let start = self.filled.origin(at).min(self.written.len());
        let length = self.written[start..].chars().next().filter(|c| !c.is_control()).map_or(0, char::len_utf8);
        let label = match expected {
            _ if text[at..].trim().is_empty() => "the query ends here too early".to_owned(),
            "Prefix not found" => "this prefix is not known".to_owned(),
            expected => expected_list(expected),
        };
        let error = Error::new("this is no SPARQL query").at(&self.written, start..start + length, label);
        match self.hint(text, at, expected) {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }

    fn hint(&self, text: &str, at: usize, expected: &str) -> Option<String> {
        if let Some(unknown) = self.unknown_prefix(text) {
            let known = prefixes(&self.iris);
            let names = known.iter().map(|(prefix, _)| *prefix);
            let near =
                suggestion(unknown, names.clone()).map_or(String::new(), |near| format!("did you mean `{near}:`? "));
            let list: Vec<String> = names.map(|name| format!("{name}:")).collect();
            return Some(format!(
                "{near}write PREFIX {unknown}: <…> first; these need no declaration: {}",
                list.join(" ")
            ));
        }
        let first = tokens(text).find_map(|(token, _)| match token {
            Token::Word(word) => Some(word.to_ascii_uppercase()),
            _ => None,
        });
        if matches!(
            first.as_deref(),
            Some("INSERT" | "DELETE" | "LOAD" | "CLEAR" | "DROP" | "CREATE" | "WITH" | "ADD" | "MOVE" | "COPY")
        ) {
            return Some("queries only read; the graph is changed by `actant build`".to_owned());
        }
        let (mut open, mut close) = (0, 0);
        for (token, _) in tokens(text) {
            match token {
                Token::Mark('{') => open += 1,
                Token::Mark('}') => close += 1,
                _ => {}
            }
        }
        if open > close {
            return Some(format!("{} `{{` {} not closed", open - close, if open - close == 1 { "is" } else { "are" }));
        }
        if close > open {
            return Some("there is a `}` too many".to_owned());
        }
        if expected.contains("SELECT") || at == 0 {
            return Some(
                "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE; `actant query` lists those that have names"
                    .to_owned(),
            );
        }
        None
    }

    /// The first prefix that is used and neither known nor declared.
    fn unknown_prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        let tokens: Vec<_> = tokens(text).collect();
        let known = prefixes(&self.iris);
        let mut declared: Vec<&str> = known.iter().map(|(prefix, _)| *prefix).collect();
        for window in tokens.windows(3) {
            let [(a, _), (b, b_at), (c, c_at)] = window else { continue };
            if matches!(a, Token::Word(word) if word.eq_ignore_ascii_case("prefix")) {
                if let Token::Word(name) = b {
                    declared.push(name);
                }
                continue;
            }
            // A prefix is a word with a colon right behind it.
            if let (Token::Word(name), Token::Mark(':')) = (b, c)
                && b_at.end == c_at.start
                && name.chars().next().is_some_and(char::is_alphabetic)
                && !declared.contains(name)
                && *a != Token::Mark(':')
                && *a != Token::Mark('_')
                && *a != Token::Mark('-')
            {
                return Some(name);
            }
        }
        None
    }
}

/// The columns of `SELECT *` in the order in which the text names them.
fn reorder(pattern: &mut GraphPattern, order: &[&str]) {
    match pattern {
        GraphPattern::Project { variables, .. } => {
            variables.sort_by_key(|variable| order.iter().position(|name| *name == variable.as_str()));
        }
        GraphPattern::Slice { inner, .. } | GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } => {
            reorder(inner, order);
        }
        _ => {}
    }
}

/// Line, column and what was expected, from `error at 1:20: expected …`.
fn place(message: &str) -> Option<(usize, usize, &str)> {
    let (place, expected) = message.strip_prefix("error at ")?.split_once(": expected ")?;
    let (line, column) = place.split_once(':')?;
    Some((line.parse().ok()?, column.parse().ok()?, expected))
}

/// The byte at a line and column, both from 1, the column in code points.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    text[start..].char_indices().nth(column - 1).map_or(text.len(), |(at, _)| start + at)
}

/// The parser's list of what may stand here, without the entries that say nothing to people.
fn expected_list(expected: &str) -> String {
    const SHOWN: usize = 5;
    let list = expected.strip_prefix("one of ").unwrap_or(expected);
    let entries: Vec<&str> = list
        .split(", ")
        .filter(|entry| entry.starts_with('"') && !entry.contains("\\r") && *entry != "\"#\"" && *entry != "\" \"")
        .map(|entry| entry.trim_matches('"'))
        .collect();
    match entries.len() {
        0 => "this is not expected here".to_owned(),
        1..=SHOWN => format!("expected {}", entries.join(" or ")),
        _ => "this is not expected here".to_owned(),
    }
}
