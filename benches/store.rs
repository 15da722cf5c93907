//! How fast the graph is written, loaded and questioned, beside oxigraph alone on the same file.
//!
//! `cargo bench --bench store`; with `QUADS=1000000` in the environment for another size (default 100,000).

use std::fs;
use std::hint::black_box;

use actant::document::Document;
use actant::iri::Iris;
use actant::query::{Options, Prepared, Solutions, ask, named};
use actant::rdf::Form;
use actant::span::Text;
use actant::statement::{Action, Argument, Attribution, Modality, Polarity, Statement};
use actant::store::{GRAPH, Graph, Output, Store};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use oxigraph::io::{RdfFormat, RdfParser};

/// About as many quads as one statement gives, with its share of descriptions.
const QUADS_A_STATEMENT: usize = 50;
const STATEMENTS_A_DOCUMENT: usize = 40;

fn argument(text: &str, start: usize, iri: Option<String>) -> Option<Argument> {
    let (start, end) = (start as u32, (start + text.len()) as u32);
    Some(Argument { text: text.to_owned(), head: text.to_owned(), start, end, iri, ..Argument::default() })
}

/// The n-th of a series of statements: names come back as they do in reports, things are of their document.
fn statement(iris: &Iris, document: &str, number: usize) -> Statement {
    let actor = format!("Actor {}", number * 7919 % 500);
    let verb = format!("verb{}", number * 31 % 200);
    let target = format!("thing {}", number * 17 % 3000);
    let text = format!("{actor} {verb} {target} when something else had happened already.");
    let start = number % STATEMENTS_A_DOCUMENT * 100;
    let (verb_at, target_at) = (start + actor.len() + 1, start + actor.len() + verb.len() + 2);
    let named = number.is_multiple_of(3).then(|| iris.entity(&target));
    let source = Attribution { text: actor.clone(), cue: "said".to_owned(), ..Attribution::default() };
    Statement {
        id: iris.statement(document, [Some(start as u32), Some(verb_at as u32), Some(target_at as u32)]),
        document: document.to_owned(),
        sentence: (number % STATEMENTS_A_DOCUMENT) as u32 + 1,
        start: start as u32,
        end: (start + text.len()) as u32,
        actor: argument(&actor, start, Some(iris.entity(&actor))),
        action: Action {
            text: verb.clone(),
            lemma: verb.clone(),
            start: verb_at as u32,
            end: (verb_at + verb.len()) as u32,
        },
        target: argument(&target, target_at, named),
        roles: Vec::new(),
        polarity: if number.is_multiple_of(11) { Polarity::Negated } else { Polarity::Affirmed },
        modality: if number.is_multiple_of(5) { Modality::Attempted } else { Modality::Actual },
        cues: Vec::new(),
        attribution: number.is_multiple_of(4).then_some(source),
        time: None,
        rule: "clause".to_owned(),
        confidence: 0.8,
        text,
    }
}

fn graph(quads: usize) -> Graph {
    let iris = Iris::default();
    let mut graph = Graph::new(iris.clone(), Form::Rdf11);
    for document in 0..quads.div_ceil(QUADS_A_STATEMENT * STATEMENTS_A_DOCUMENT) {
        let id = format!("reports/{document}.txt");
        let first = document * STATEMENTS_A_DOCUMENT;
        let statements: Vec<Statement> =
            (first..first + STATEMENTS_A_DOCUMENT).map(|number| statement(&iris, &id, number)).collect();
        let document = Document { id, text: Text::from("A report."), ..Document::default() };
        graph.replace_all(&[document], &statements, &[]);
    }
    graph
}

fn store(c: &mut Criterion) {
    let quads = std::env::var("QUADS").ok().and_then(|quads| quads.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let graph = graph(quads);
    let mut output = Output::open(folder.path()).expect("an empty folder");
    let written = output.write_graph(&graph).expect("a graph");
    output.commit().expect("a graph");
    let path = folder.path().join(GRAPH);

    let mut group = c.benchmark_group("store");
    group.sample_size(10).throughput(Throughput::Elements(written as u64));
    group.bench_function("load", |b| b.iter_with_large_drop(|| Store::read(&path).expect("a graph")));
    group.bench_function("load, oxigraph alone", |b| {
        b.iter_with_large_drop(|| {
            let store = oxigraph::store::Store::new().expect("a store");
            let mut loader = store.bulk_loader();
            let bytes = fs::read(&path).expect("a graph");
            loader.load_from_slice(RdfParser::from_format(RdfFormat::NQuads), &bytes).expect("quads");
            loader.commit().expect("a store");
            store
        });
    });
    group.bench_function("derive", |b| b.iter_with_large_drop(|| graph.derived()));
    group.bench_function("write", |b| {
        b.iter(|| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let mut output = Output::open(folder.path()).expect("an empty folder");
            output.write_graph(&graph).expect("a graph")
        });
    });
    group.bench_function("read the evidence", |b| {
        b.iter_with_large_drop(|| Graph::read(&path, Form::Rdf11).expect("a graph"));
    });
    group.finish();

    let store = Store::read(&path).expect("a graph");
    let mut group = c.benchmark_group("query");
    group.sample_size(10);
    for name in ["facts", "targets", "evidence", "denials", "disagreements"] {
        let template = named(name).expect("a named query");
        let prepared = Prepared::new(&template, store.iris(), &Options::default()).expect("a query");
        group.bench_function(name, |b| {
            b.iter(|| match ask(&store, &prepared) {
                Ok(actant::query::Answer::Solutions(rows)) => black_box(Solutions::count(rows)),
                other => panic!("rows expected, got {other:?}"),
            });
        });
    }
    group.finish();
}

criterion_group!(benches, store);
criterion_main!(benches);
