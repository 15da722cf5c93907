//! From the text of a query to one that can be asked: parameters, prefixes, graphs, and errors that point at the text.

use std::ops::Range;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use indexmap::IndexMap;
use oxigraph::model::NamedNode;
use spargebra::algebra::GraphPattern;
use spargebra::{Query, SparqlParser};

use super::dataset::{self, Scope};
use super::locate::{culprit, pieces};
use super::suggest::suggestion;
use super::template::{Filled, Template};
use super::tokens::{Token, depth, links, star_order, tokens};
use crate::iri::Iris;
use crate::rdf::claims_graph;
use crate::rdf::vocabulary::prefixes;
use crate::{Error, Result};

/// How long a query may be, in bytes.
const LONGEST: usize = 256 * 1024;
/// How deep brackets may be nested.
const DEEPEST: usize = 100;
/// How many operators and groups there may be: a chain of them is a tree as deep as it is long.
const MOST_LINKS: usize = 2000;
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
        if links(&filled.text) > MOST_LINKS {
            return Err(Error::new(format!("this query has more than {MOST_LINKS} operators and groups"))
                .hint("write long lists with VALUES or IN"));
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
        let query = match parser.clone().parse_query(&self.filled.text) {
            Ok(query) => query,
            Err(_) => return Err(self.explain(&parser)),
        };
        let own_dataset = query.dataset().is_some();
        let mut query = dataset::restrict(query, self.scope, &self.claims)?;
        if let Query::Select { pattern, .. } = &mut query
            && let Some(order) = star_order(&self.filled.text)
        {
            reorder(pattern, &order);
        }
        Ok(Prepared { query, scope: self.scope, claims: self.claims, own_dataset, deadline: None })
    }

    /// Says what is wrong with a query that is none, and where in the text as it was written.
    fn explain(&self, parser: &SparqlParser) -> Error {
        let text = &self.filled.text;
        let culprit = culprit(text, parser);
        let range = culprit.clone().unwrap_or(text.trim_end().len()..text.trim_end().len());
        let start = self.filled.origin(range.start);
        let end = if range.is_empty() { start } else { self.filled.origin(range.end - 1) + 1 };
        let end = (start..=self.written.len()).find(|&at| at >= end && self.written.is_char_boundary(at));
        let label = match &culprit {
            None => "the query ends here, and something is missing".to_owned(),
            Some(_) => "this cannot stand here".to_owned(),
        };
        let error = Error::new("this is no SPARQL query").at(&self.written, start..end.unwrap_or(start), label);
        match self.hint(text, culprit) {
            Some(hint) => error.hint(hint),
            None => error,
        }
    }

    fn hint(&self, text: &str, culprit: Option<Range<usize>>) -> Option<String> {
        const FORMS: [&str; 6] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE"];
        const UPDATES: [&str; 10] =
            ["INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "WITH", "ADD", "MOVE", "COPY"];
        let pieces = pieces(text);
        let first = pieces.first().map_or("", |piece| &text[piece.clone()]).to_ascii_uppercase();
        if UPDATES.contains(&first.as_str()) {
            return Some("queries only read; the graph is changed by `actant build`".to_owned());
        }
        if !FORMS.contains(&first.as_str()) {
            let near = suggestion(&first.to_lowercase(), ["select", "ask", "construct", "describe", "prefix", "base"]);
            return Some(match near {
                Some(near) => format!("did you mean {}?", near.to_ascii_uppercase()),
                None => "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE; `actant query` lists those that have \
                         names"
                    .to_owned(),
            });
        }
        if let Some(unknown) = self.unknown_prefix(text) {
            let known = prefixes(&self.iris);
            let names = known.iter().map(|(prefix, _)| *prefix);
            let near =
                suggestion(unknown, names.clone()).map_or(String::new(), |near| format!("did you mean {near}: ? Or "));
            let list: Vec<String> = names.map(|name| format!("{name}:")).collect();
            return Some(format!(
                "{near}declare it with PREFIX {unknown}: <…>; these need no declaration: {}",
                list.join(" ")
            ));
        }
        let braces = |brace| tokens(text).filter(|(token, _)| *token == Token::Mark(brace)).count();
        let (open, close) = (braces('{'), braces('}'));
        let Some(culprit) = culprit else {
            return (open > close).then(|| format!("{} `{{` not closed by `}}`", open - close));
        };
        let before =
            pieces.iter().rev().find(|piece| piece.end <= culprit.start).map_or("", |piece| &text[piece.clone()]);
        match &text[culprit] {
            "}" if close > open => Some("there is a `}` too many".to_owned()),
            "}" | "." | ";" => Some("a triple has three parts: subject, predicate and object".to_owned()),
            word if before.eq_ignore_ascii_case("select") && word.chars().all(char::is_alphanumeric) => {
                Some(format!("a variable begins with `?`: ?{word}"))
            }
            _ => None,
        }
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
