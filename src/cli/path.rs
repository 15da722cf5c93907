//! `actant path`: Finds the shortest chains of statements between two entities

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use petgraph::graph::{EdgeIndex, NodeIndex};
use serde_json::{Value, json};

use super::draw::tell_choice;
use super::{Global, Outcome, output};
use crate::graph::{Chain, Direction, Edge, EdgeKind, StatementGraph, Step};
use crate::statement::{Modality, Polarity};
use crate::{Error, Result, store};

/// Finds the shortest chains of statements between two entities
///
/// Ends with exit code 1 when no chain links them.
#[derive(Debug, Args)]
pub(super) struct Path {
    /// The entity to start from, by name or IRI
    #[arg(value_name = "A")]
    from: String,
    /// The entity to reach, by name or IRI
    #[arg(value_name = "B")]
    to: String,
    /// Show at most this many chains
    #[arg(long, value_name = "N", default_value_t = 5)]
    max: usize,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// The folder that `actant build` wrote
    #[arg(long, value_name = "DIR", default_value = "out")]
    store: PathBuf,
}

/// How chains are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// For programs
    Json,
}

/// How many statements are shown of a step, and how many quotations of each.
const SHOWN: usize = 3;
const QUOTATIONS: usize = 2;

impl Path {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let graph = StatementGraph::from_statements(&store::statements(&self.store)?);
        let (from, to) = (graph.find(&self.from)?, graph.find(&self.to)?);
        tell_choice(global, &self.from, &from);
        tell_choice(global, &self.to, &to);
        if from.nodes.iter().any(|node| to.nodes.contains(node)) {
            return Err(Error::new(format!("“{}” and “{}” are both {}", self.from, self.to, from.label))
                .hint("name two different entities; `actant draw --about` shows what lies around one"));
        }
        let chains = graph.chains(&from.nodes, &to.nodes, self.max.max(1));
        let mut words = String::new();
        match self.format {
            Format::Json => {
                let chains: Vec<Value> = chains.iter().map(|chain| chain_json(&graph, chain)).collect();
                words = format!("{:#}\n", Value::Array(chains));
            }
            Format::Table if chains.is_empty() => {
                words = format!("no chain of statements links {} and {}\n", from.label, to.label);
            }
            Format::Table => {
                for (index, chain) in chains.iter().enumerate() {
                    tell_chain(&mut words, &graph, chain, index + 1);
                }
            }
        }
        let mut out = output::stdout();
        out.write_all(words.as_bytes()).map_err(output::failed)?;
        out.finish()?;
        Ok(if chains.is_empty() { Outcome::False } else { Outcome::Done })
    }
}

fn tell_chain(words: &mut String, graph: &StatementGraph, chain: &Chain, number: usize) {
    let bold = Style::new().bold();
    let labels: Vec<&str> = std::iter::once(chain.steps[0].from)
        .chain(chain.steps.iter().map(|step| step.to))
        .map(|node| label(graph, node))
        .collect();
    let steps = match chain.steps.len() {
        1 => "1 step".to_owned(),
        count => format!("{count} steps"),
    };
    // Writing to a string cannot fail.
    let _ = writeln!(words, "{bold}{number}. {}{bold:#} ({steps})", labels.join(" · "));
    for step in &chain.steps {
        for &(edge, direction) in step.edges.iter().take(SHOWN) {
            tell_edge(words, graph, step, edge, direction);
        }
        if step.edges.len() > SHOWN {
            let _ = writeln!(words, "   and {} more between the two", step.edges.len() - SHOWN);
        }
    }
    words.push('\n');
}

fn tell_edge(words: &mut String, graph: &StatementGraph, step: &Step, index: EdgeIndex, direction: Direction) {
    let edge = &graph.petgraph()[index];
    let color = match (edge.polarity, edge.modality) {
        (Polarity::Negated, _) => AnsiColor::Red,
        (_, Modality::Actual) => AnsiColor::Green,
        _ => AnsiColor::Yellow,
    };
    let style = Style::new().fg_color(Some(color.into()));
    let action = told_action(edge);
    let arrow = match direction {
        Direction::Forward => format!("—{action}→"),
        Direction::Backward => format!("←{action}—"),
    };
    let (from, to) = (label(graph, step.from), label(graph, step.to));
    let _ = writeln!(words, "   {from} {style}{arrow}{style:#} {to}");
    let dimmed = Style::new().dimmed();
    for evidence in edge.evidence.iter().take(QUOTATIONS) {
        let quotation = evidence.quotation.split_whitespace().collect::<Vec<_>>().join(" ");
        let (document, sentence) = (&evidence.document, evidence.sentence);
        let _ = writeln!(words, "      {dimmed}“{quotation}” — {document}, sentence {sentence}{dimmed:#}");
    }
    if edge.evidence.len() > QUOTATIONS {
        let _ = writeln!(words, "      {dimmed}and {} more{dimmed:#}", edge.evidence.len() - QUOTATIONS);
    }
}

/// The action with its marks: "✗ not deploy (attempted; per US officials)".
fn told_action(edge: &Edge) -> String {
    let action = match edge.kind {
        EdgeKind::About => return "speaks of".to_owned(),
        EdgeKind::Action | EdgeKind::Role => edge.action(),
    };
    let not = if edge.polarity == Polarity::Negated { "✗ not " } else { "" };
    let mut marks = Vec::new();
    if edge.modality != Modality::Actual {
        marks.push(edge.modality.as_str().to_owned());
    }
    if !edge.sources.is_empty() {
        let sources: Vec<&str> = edge.sources.keys().take(3).map(String::as_str).collect();
        marks.push(format!("per {}", sources.join(", ")));
    }
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) };
    format!("{not}{action}{marks}")
}

fn label(graph: &StatementGraph, node: NodeIndex) -> &str {
    match graph.petgraph()[node].label.as_str() {
        "" => "…",
        label => label,
    }
}

fn chain_json(graph: &StatementGraph, chain: &Chain) -> Value {
    let node = |index: NodeIndex| {
        let node = &graph.petgraph()[index];
        json!({ "name": node.label, "iri": node.iri })
    };
    let statement = |&(index, direction): &(EdgeIndex, Direction)| {
        let edge = &graph.petgraph()[index];
        let evidence: Vec<Value> = edge
            .evidence
            .iter()
            .map(|e| {
                json!({ "statement": e.statement, "document": e.document, "sentence": e.sentence, "text": e.quotation })
            })
            .collect();
        json!({
            "direction": if direction == Direction::Forward { "forward" } else { "backward" },
            "tie": match edge.kind {
                EdgeKind::Action => "action",
                EdgeKind::Role => "role",
                EdgeKind::About => "about",
            },
            "action": edge.action(),
            "lemma": edge.lemma,
            "polarity": edge.polarity.as_str(),
            "modality": edge.modality.as_str(),
            "sources": edge.sources.keys().collect::<Vec<_>>(),
            "support": edge.support(),
            "evidence": evidence,
        })
    };
    let steps: Vec<Value> = chain
        .steps
        .iter()
        .map(|step| {
            let statements: Vec<Value> = step.edges.iter().map(statement).collect();
            json!({ "from": node(step.from), "to": node(step.to), "statements": statements })
        })
        .collect();
    json!({ "length": chain.steps.len(), "steps": steps })
}
