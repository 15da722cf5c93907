//! What questions see, and how answers look.

use std::time::{Duration, Instant};

use actant::iri::Iris;
use actant::query::{
    Format, Options, Prepared, Scope, Shortener, Template, WriteError, ask, library, named, resolve_names, write_answer,
};
use actant::rdf::Form;
use actant::store::Store;
use actant::{Error, Result};
use indexmap::IndexMap;
use proptest::prelude::*;

use crate::sample::{first, graph, second};

fn store() -> Store {
    Store::from_quads(Iris::default(), graph(&[first(), second()], Form::Rdf11).quads()).unwrap()
}

fn answer(store: &Store, template: &Template, options: &Options, format: Format) -> Result<String> {
    let prepared = Prepared::new(template, store.iris(), options)?;
    let mut out = Vec::new();
    match write_answer(&mut out, ask(store, &prepared)?, format, &Shortener::new(store.iris()), None) {
        Ok(_) => Ok(String::from_utf8(out).unwrap()),
        Err(WriteError::Query(error)) => Err(error),
        Err(WriteError::Output(error)) => panic!("{error}"),
    }
}

fn asked(query: &str, scope: Scope, format: Format) -> Result<String> {
    answer(&store(), &Template::parse(query)?, &Options { scope, ..Options::default() }, format)
}

fn table(query: &str) -> String {
    asked(query, Scope::All, Format::Table).unwrap()
}

/// An error as its message, place and hint.
fn told(error: &Error) -> String {
    let place = error.excerpt().map_or_else(String::new, |excerpt| {
        let (line, column) = excerpt.line_and_column();
        format!(" at {line}:{column} [{}]: {}", &excerpt.source[excerpt.range.clone()], excerpt.label)
    });
    format!("{}{place}; {}", error.message(), error.hint_text().unwrap_or("-"))
}

#[test]
fn every_named_query_answers() {
    let store = store();
    for named in library().unwrap() {
        let answer = answer(&store, &named.template, &Options::default(), Format::Table);
        insta::assert_snapshot!(named.name, answer.unwrap_or_else(|error| told(&error)));
    }
}

#[test]
fn claims_are_seen_unless_left_out_and_documents_by_graph() {
    let who = "SELECT ?who { ?who act:deploy ?what }";
    assert!(asked(who, Scope::All, Format::Csv).unwrap().contains("entity/china"));
    assert!(!asked(who, Scope::Stated, Format::Csv).unwrap().contains("entity/china"));
    let claimed = "SELECT ?who { GRAPH <claims> { ?who act:deploy ?what } }";
    assert!(asked(claimed, Scope::All, Format::Csv).unwrap().contains("entity/china"));
    assert!(!asked(claimed, Scope::Stated, Format::Csv).unwrap().contains("entity/china"));
    let documents = "SELECT DISTINCT ?document { GRAPH ?document { ?s ?p ?o } } ORDER BY ?document";
    for scope in [Scope::All, Scope::Stated] {
        let expected =
            "document\nhttps://actant.example/document/first.txt\nhttps://actant.example/document/more/second.txt\n";
        assert_eq!(asked(documents, scope, Format::Csv).unwrap().replace("\r\n", "\n"), expected);
    }
    let nested = "SELECT ?g { FILTER EXISTS { GRAPH ?g { ?who act:deploy ?what } } BIND(1 AS ?g) }";
    assert_eq!(asked(nested, Scope::All, Format::Csv).unwrap().lines().count(), 1);
}

#[test]
fn columns_come_in_the_order_of_the_query() {
    assert_eq!(
        table("SELECT * { ?z act:authorize ?a }").lines().next().unwrap().split_whitespace().collect::<Vec<_>>(),
        ["z", "a"]
    );
    assert_eq!(
        table("SELECT ?a ?z { ?z act:authorize ?a }").lines().next().unwrap().split_whitespace().collect::<Vec<_>>(),
        ["a", "z"]
    );
}

#[test]
fn every_format_holds_what_it_can() {
    let rows = "SELECT ?who ?name { ?who act:authorize ?what ; rdfs:label ?name }";
    let triples = "CONSTRUCT { ?who act:authorize ?what } WHERE { ?who act:authorize ?what }";
    let boolean = "ASK { ?who act:authorize ?what }";
    let mut shown = String::new();
    for query in [rows, triples, boolean] {
        for format in
            [Format::Table, Format::Csv, Format::Tsv, Format::Json, Format::Xml, Format::Turtle, Format::NTriples]
        {
            let answer = asked(query, Scope::All, format).unwrap_or_else(|error| told(&error)).replace('\r', "");
            shown.push_str(&format!("## {format:?}: {query}\n{}\n\n", answer.trim_end()));
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn wrong_queries_are_told_where_and_what() {
    let mut shown = String::new();
    for query in [
        "SELECT ?who WHERE { ?who act:send ?what",
        "SELECT ?who WHERE { ?who act:send ?what } }",
        "SELECT ?who\nWHERE { ?who acts:send ?what }",
        "SELEC ?who { ?who act:send ?what }",
        "SELECT ?who WHERE { ?who act:send }",
        "SELECT who WHERE { ?who act:send ?what }",
        "DELETE WHERE { ?a ?b ?c }",
        "SELECT * { SERVICE <http://example.org/sparql> { ?a ?b ?c } }",
        "SELECT * { FILTER EXISTS { SERVICE SILENT ?s { ?a ?b ?c } } }",
        "# param limit=5 — rows\nSELECT ?who { ?who act:send $limit ?x }",
        "# param =5\nSELECT * {}",
        "# param a=1\n# param a=2\nSELECT * {}",
        "",
        "SELECT ?x { BIND(<http://example.org/f>(1) AS ?x) }",
    ] {
        let told = asked(query, Scope::All, Format::Table).unwrap_or_else(|error| told(&error));
        shown.push_str(&format!("{query}\n    → {told}\n"));
    }
    for query in [
        "(".repeat(5000),
        format!("SELECT * {{ FILTER({}1) }}", "!".repeat(5000)),
        format!("SELECT (1{} AS ?x) {{}}", "+1".repeat(50_000)),
        "#".repeat(300_000),
    ] {
        let told = asked(&query, Scope::All, Format::Table).unwrap_or_else(|error| told(&error));
        shown.push_str(&format!("{}…\n    → {told}\n", &query[..20]));
    }
    insta::assert_snapshot!(shown);
}

fn with(values: &[(&str, &str)]) -> Options {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Options { values, ..Options::default() }
}

#[test]
fn parameters_take_values_of_their_kind() {
    let store = store();
    let query = "# param who=ent:iran — who\n# param name=\"\" — a name\n# param limit=10 — rows\n\
                 SELECT ($who AS ?a) ($name AS ?b) { } LIMIT $limit";
    let template = Template::parse(query).unwrap();
    let table: [(&[(&str, &str)], &str); 9] = [
        (&[], "ent:iran"),
        (&[("who", "ent:china")], "ent:china"),
        (&[("who", "Vladimir Putin")], "ent:vladimir-putin"),
        (&[("who", "<http://example.org/x>")], "<http://example.org/x>"),
        (&[("who", "http://example.org/x")], "<http://example.org/x>"),
        (&[("who", "> } DROP ALL #"), ("name", "x")], "ent:drop-all  x"),
        (&[("name", "\") } INSERT DATA { <a> <b> <c> } #\\")], "ent:iran  \") } INSERT DATA { <a> <b> <c> } #\\"),
        (&[("limit", "5 } DELETE")], "\"5 } DELETE\" is no value for `limit`; write a whole number"),
        (&[("hwo", "x")], "this query has no parameter \"hwo\"; did you mean `who`?"),
    ];
    for (values, expected) in table {
        let told = match answer(&store, &template, &with(values), Format::Table) {
            Ok(answer) => answer
                .lines()
                .nth(2)
                .unwrap_or_default()
                .split("  ")
                .map(str::trim)
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join("  "),
            Err(error) => told(&error),
        };
        assert_eq!(told, expected, "{values:?}");
    }
}

#[test]
fn queries_without_header_may_be_given_values_too() {
    let template = Template::parse("SELECT ($x AS ?y) ($z AS ?w) {}").unwrap();
    let answer = answer(&store(), &template, &with(&[("x", "ent:iran"), ("z", "7 days")]), Format::Tsv).unwrap();
    assert_eq!(answer, "?y\t?w\n<https://actant.example/entity/iran>\t\"7 days\"\n");
}

#[test]
fn things_are_found_by_any_of_their_names() {
    let (store, template) = (store(), named("about").unwrap());
    let resolved = |value: &str| {
        let resolved = resolve_names(&store, &template, &with(&[("entity", value)]).values).unwrap();
        (resolved.values["entity"].clone(), resolved.unknown.join(" "))
    };
    let table = [
        ("ent:iran", "ent:iran", ""),
        ("Iran", "Iran", ""),
        ("putin", "<https://actant.example/entity/vladimir-putin>", ""),
        ("Irann", "Irann", "the graph knows nothing called Irann (entity); did you mean \"iran\"?"),
        ("ent:moscwo", "ent:moscwo", "the graph knows nothing called ent:moscwo (entity); did you mean \"moscow\"?"),
    ];
    for (value, expected, unknown) in table {
        assert_eq!(resolved(value), (expected.to_owned(), unknown.to_owned()), "{value}");
    }
}

#[test]
fn unknown_names_are_met_with_the_nearest() {
    assert_eq!(
        told(&named("denial").unwrap_err()),
        "there is no query \"denial\"; did you mean `denials`? `actant query` lists all"
    );
    assert!(told(&named("zzz").unwrap_err()).contains("lists all"));
}

#[test]
fn a_long_query_is_stopped() {
    let template = Template::parse(
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j . ?k ?l ?m . ?n ?o ?p } }",
    );
    let options = Options { timeout: Some(Duration::from_millis(200)), ..Options::default() };
    let begun = Instant::now();
    let error = answer(&store(), &template.unwrap(), &options, Format::Table).unwrap_err();
    assert!(error.message().contains("stopped after 0.2 s"), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

proptest! {
    #[test]
    fn any_value_stays_one_term(value in "\\PC{0,40}|[\\x00-\\x7f]{0,40}") {
        let template = Template::parse("# param v=\"x\" — a value\nSELECT ?v { VALUES ?v { $v } }").unwrap();
        let values = IndexMap::from([("v".to_owned(), value.clone())]);
        let prepared = Prepared::new(&template, &Iris::default(), &Options { values, ..Options::default() }).unwrap();
        let store = Store::from_quads(Iris::default(), []).unwrap();
        let actant::query::Answer::Solutions(rows) = ask(&store, &prepared).unwrap() else { panic!("rows") };
        let rows = rows.collect::<Result<Vec<_>>>().unwrap();
        prop_assert_eq!(rows.len(), 1);
        let Some(oxigraph::model::Term::Literal(literal)) = &rows[0][0] else { panic!("a literal") };
        prop_assert_eq!(literal.value(), value);
    }

    #[test]
    fn any_text_is_a_query_or_an_error(text in "\\PC{0,80}|[ {}()?$a-z:.#'\"<>\\\\\n*!]{0,80}", value in "\\PC{0,10}") {
        let options = Options { values: IndexMap::from([("a".to_owned(), value)]), ..Options::default() };
        if let Ok(template) = Template::parse(&text)
            && let Err(error) = Prepared::new(&template, &Iris::default(), &options)
                && let Some(excerpt) = error.excerpt()
            {
                prop_assert!(excerpt.source.get(excerpt.range.clone()).is_some(), "{:?}", excerpt);
            }
    }
}
