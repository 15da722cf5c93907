//! What is written as RDF.

use std::collections::BTreeSet;

use actant::iri::Iris;
use actant::query::Shortener;
use actant::rdf::{Entities, Form, claims_graph, evidence};
use actant::statement::{Argument, Statement};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, Quad, Term};
use proptest::prelude::*;

use crate::sample::{Report, entities, first, graph, second};

/// Quads as people read them, sorted, a graph a paragraph.
fn shown(quads: &[Quad]) -> String {
    let iris = Iris::default();
    let shortener = Shortener::new(&iris);
    let claims = GraphName::from(claims_graph(&iris));
    let mut lines: Vec<String> = quads
        .iter()
        .map(|quad| {
            let graph = match &quad.graph_name {
                GraphName::DefaultGraph => "stated".to_owned(),
                graph if *graph == claims => "claimed".to_owned(),
                GraphName::NamedNode(graph) => shortener.show(&graph.clone().into()),
                GraphName::BlankNode(graph) => graph.to_string(),
            };
            let object = match &quad.object {
                Term::Literal(literal) => literal.to_string().replace("http://www.w3.org/2001/XMLSchema#", "xsd:"),
                object => shortener.show(object),
            };
            let subject = shortener.show(&Term::from(quad.subject.clone()));
            format!("{graph}: {subject} {} {object}", shortener.show(&quad.predicate.clone().into()))
        })
        .collect();
    lines.sort();
    lines.dedup();
    lines.join("\n")
}

#[test]
fn the_evidence_of_one_statement() {
    let mut report = first();
    report.statements.truncate(1);
    let quads =
        evidence(&Iris::default(), &report.document, &report.statements, &Entities::new(&entities()), Form::Rdf11);
    insta::assert_snapshot!(shown(&quads));
}

#[test]
fn only_what_is_affirmed_and_actual_is_asserted_and_claims_stand_apart() {
    let derived: Vec<Quad> =
        graph(&[first()], Form::Rdf11).quads().into_iter().filter(|quad| !is_evidence(quad)).collect();
    insta::assert_snapshot!(shown(&derived));
}

#[test]
fn what_one_document_states_is_no_claim_any_more() {
    let direct = |reports: &[Report]| {
        let quads = graph(reports, Form::Rdf11).quads();
        let sent = |quad: &&Quad| quad.predicate.as_str().ends_with("action/send") && !is_evidence(quad);
        quads.iter().filter(sent).map(|quad| shown(std::slice::from_ref(quad))).collect::<Vec<_>>()
    };
    assert_eq!(direct(&[first()]), ["claimed: ent:iran act:send ent:proud-boys-emails"]);
    assert_eq!(direct(&[first(), second()]), ["stated: ent:iran act:send ent:proud-boys-emails"]);
}

#[test]
fn the_default_graph_does_not_depend_on_the_order_of_the_documents() {
    let one_way = graph(&[first(), second()], Form::Rdf11);
    let mut other_way = graph(&[second(), first()], Form::Rdf11);
    assert_eq!(one_way.quads(), other_way.quads());
    other_way.replace_all(&[first().document], &first().statements, &entities());
    assert_eq!(one_way.quads(), other_way.quads());
    assert!(other_way.remove("more/second.txt"));
    assert_eq!(graph(&[first()], Form::Rdf11).quads(), other_way.quads());
}

#[test]
fn triple_terms_stand_for_statements_in_rdf_1_2() {
    let quads = graph(&[first()], Form::Rdf12).quads();
    let reified: Vec<Quad> = quads.into_iter().filter(|quad| quad.predicate.as_str().ends_with("#reifies")).collect();
    insta::assert_snapshot!(shown(&reified));
    let derived =
        |form| graph(&[first(), second()], form).quads().into_iter().filter(|q| !is_evidence(q)).collect::<Vec<_>>();
    assert_eq!(derived(Form::Rdf11), derived(Form::Rdf12));
}

#[test]
fn nothing_is_stated_and_claimed_at_once() {
    let quads = graph(&[first(), second()], Form::Rdf11).quads();
    let triples = |wanted: GraphName| -> BTreeSet<String> {
        let here = quads.iter().filter(|quad| quad.graph_name == wanted);
        here.map(|quad| format!("{} {} {}", quad.subject, quad.predicate, quad.object)).collect()
    };
    let stated = triples(GraphName::DefaultGraph);
    let claimed = triples(claims_graph(&Iris::default()).into());
    assert!(!stated.is_empty() && !claimed.is_empty());
    assert_eq!(stated.intersection(&claimed).count(), 0);
}

fn is_evidence(quad: &Quad) -> bool {
    matches!(&quad.graph_name, GraphName::NamedNode(name) if *name != claims_graph(&Iris::default()))
}

fn argument() -> impl Strategy<Value = Option<Argument>> {
    let words = "\\PC{0,20}|[\\x00-\\x7f]{0,20}";
    let iri = prop_oneof![Just(None), words.prop_map(Some)];
    let made = (words, words, 0u32..500, 0u32..60, iri).prop_map(|(text, head, start, length, iri)| Argument {
        text,
        head,
        start,
        end: start + length,
        iri,
        ..Argument::default()
    });
    prop_oneof![Just(None), made.prop_map(Some)]
}

proptest! {
    #[test]
    fn any_words_give_quads_that_can_be_read_again(
        actor in argument(),
        target in argument(),
        lemma in "\\PC{0,12}",
        text in "\\PC{0,60}|[\\x00-\\x7f]{0,60}",
        id in "\\PC{1,30}",
        time in "[0-9T:/.Z-]{0,20}",
        confidence in proptest::num::f64::ANY,
    ) {
        let mut report = Report::new(&id, &text, &time, "One was here.");
        let mut statement: Statement = report.says("One was here.", ["One", "was", "here"], "be").clone();
        statement.actor = actor;
        statement.target = target;
        statement.action.lemma = lemma;
        statement.text = text;
        statement.confidence = confidence;
        statement.time = Some(actant::statement::Time { text: time.clone(), value: Some(time), start: 0, end: 1 });
        report.statements = vec![statement];
        for form in [Form::Rdf11, Form::Rdf12] {
            let quads = graph(std::slice::from_ref(&report), form).quads();
            let written: String = quads.iter().map(|quad| format!("{quad} .\n")).collect();
            let parser = RdfParser::from_format(RdfFormat::NQuads).for_slice(written.as_bytes());
            let read = parser.collect::<Result<Vec<_>, _>>();
            prop_assert!(read.is_ok(), "{:?}\n{}", read, written);
            prop_assert_eq!(read.unwrap(), quads);
        }
    }
}
