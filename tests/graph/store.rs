//! What is kept on disk.

use std::fs;
use std::path::Path;

use actant::Error;
use actant::iri::Iris;
use actant::rdf::Form;
use actant::store::{GRAPH, Graph, ONTOLOGY, Output, SHAPES, STATEMENTS, Store, statements};
use proptest::prelude::*;

use crate::sample::{Report, entities, first, graph, second};

/// Builds some reports into a folder, beside what is there already.
pub fn build(folder: &Path, reports: &[Report]) -> Result<usize, Error> {
    let mut output = Output::open(folder)?;
    let mut graph = output.graph(&Iris::default(), Form::Rdf11)?;
    let documents: Vec<_> = reports.iter().map(|report| report.document.clone()).collect();
    let said: Vec<_> = reports.iter().flat_map(|report| report.statements.clone()).collect();
    graph.replace_all(&documents, &said, &entities());
    let written = output.write_graph(&graph)?;
    output.write_lines(STATEMENTS, &said)?;
    output.write_vocabulary()?;
    output.commit()?;
    Ok(written)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn documents_may_come_one_by_one_or_all_at_once() {
    let (all, one_by_one) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    build(all.path(), &[first(), second()]).unwrap();
    build(one_by_one.path(), &[second()]).unwrap();
    build(one_by_one.path(), &[first()]).unwrap();
    build(one_by_one.path(), &[second()]).unwrap();
    for name in [GRAPH, ONTOLOGY, SHAPES] {
        assert_eq!(read(all.path(), name), read(one_by_one.path(), name), "{name}");
    }
    let expected: Vec<_> = [first(), second()].into_iter().flat_map(|report| report.statements).collect();
    let said = statements(all.path()).unwrap();
    assert_eq!(said.iter().map(|s| &s.id).collect::<Vec<_>>(), expected.iter().map(|s| &s.id).collect::<Vec<_>>());
}

#[test]
fn the_file_is_sorted_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let written = build(folder.path(), &[first()]).unwrap();
    let text = read(folder.path(), GRAPH);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], format!("# actant graph 1, base <https://actant.example/>, {written} quads"));
    assert!(lines.is_sorted() && lines.len() == written + 1);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.counts().unwrap()[0], written);
    assert_eq!(store.documents().len(), 1);
}

#[test]
fn a_graph_knows_its_documents() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &[second(), first()]).unwrap();
    let graph = Graph::read(&folder.path().join(GRAPH), Form::Rdf11).unwrap();
    let known: Vec<_> = graph.documents().into_iter().map(|entry| (entry.id, entry.hash)).collect();
    let expected = [first(), second()].map(|report| (report.document.id, report.document.hash));
    assert_eq!(known, expected);
}

#[test]
fn damage_is_told_with_its_place() {
    let whole = tempfile::tempdir().unwrap();
    build(whole.path(), &[first()]).unwrap();
    let text = read(whole.path(), GRAPH);
    let cut_between_lines = text.lines().take(10).map(|line| format!("{line}\n")).collect::<String>();
    let third = text.match_indices('\n').nth(2).unwrap().0;
    let mut bad_bytes = text.clone().into_bytes();
    bad_bytes[third - 10] = 0xff;
    let table: [(&str, Vec<u8>, &str); 5] = [
        ("another file", b"nonsense\n".to_vec(), "graph.nq: this is not a graph that actant wrote"),
        ("cut inside a line", text.as_bytes()[..third - 5].to_vec(), "graph.nq:3:"),
        ("cut between lines", cut_between_lines.into(), "speaks of"),
        ("bytes that are no text", bad_bytes, "graph.nq:3:"),
        ("empty", Vec::new(), "graph.nq: this is not a graph that actant wrote"),
    ];
    for (what, bytes, expected) in table {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(GRAPH), bytes).unwrap();
        let error = Store::open(folder.path()).unwrap_err();
        let place = error.to_string();
        let place = place.strip_prefix(&format!("{}/", folder.path().display())).unwrap();
        assert!(place.contains(expected), "{what}: {place}");
        assert!(error.hint_text().is_some_and(|hint| hint.contains("actant build")), "{what}");
        let before = fs::read(folder.path().join(GRAPH)).unwrap();
        build(folder.path(), &[second()]).unwrap_err();
        assert_eq!(fs::read(folder.path().join(GRAPH)).unwrap(), before, "{what}: nothing is lost");
    }
}

#[test]
fn folders_that_hold_something_else_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(".gitignore"), "*").unwrap();
    drop(Output::open(folder.path()).unwrap());
    fs::write(folder.path().join("letters.txt"), "Dear").unwrap();
    let error = Output::open(folder.path()).unwrap_err();
    assert!(error.message().contains("letters.txt"), "{error}");
    assert!(error.hint_text().is_some_and(|hint| hint.contains("-o")));
    let error = Output::open(folder.path().join("letters.txt")).unwrap_err();
    assert!(error.message().contains("a file"), "{error}");
    fs::remove_file(folder.path().join("letters.txt")).unwrap();
    build(folder.path(), &[first()]).unwrap();
    fs::write(folder.path().join("letters.txt"), "Dear").unwrap();
    build(folder.path(), &[first()]).unwrap();
    assert_eq!(read(folder.path(), "letters.txt"), "Dear");
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    let writing = Output::open(folder.path()).unwrap();
    assert!(Output::open(folder.path()).unwrap_err().message().contains("another run"));
    drop(writing);
    Output::open(folder.path()).unwrap();
}

#[test]
fn a_run_that_does_not_end_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &[first()]).unwrap();
    let before = read(folder.path(), GRAPH);
    let mut output = Output::open(folder.path()).unwrap();
    output.write_graph(&graph(&[second()], Form::Rdf11)).unwrap();
    output.write("graph.dot", |_| Err(Error::new("no drawing today"))).unwrap_err();
    drop(output);
    assert_eq!(read(folder.path(), GRAPH), before);
    fs::write(folder.path().join(".actant-left-behind"), "half").unwrap();
    drop(Output::open(folder.path()).unwrap());
    assert!(!folder.path().join(".actant-left-behind").exists());
}

#[test]
fn another_base_is_another_graph() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &[first()]).unwrap();
    let output = Output::open(folder.path()).unwrap();
    let error = output.graph(&Iris::new("http://example.org/"), Form::Rdf11).unwrap_err();
    assert!(error.hint_text().is_some_and(|hint| hint.contains("--base https://actant.example/")), "{error}");
}

proptest! {
    #[test]
    fn any_damage_gives_a_store_or_an_error(places in prop::collection::vec((0.0..1.0f64, any::<u8>()), 1..4), cut in 0.0..1.0f64) {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), &[second()]).unwrap();
        let path = folder.path().join(GRAPH);
        let mut bytes = fs::read(&path).unwrap();
        let length = bytes.len() as f64;
        for (place, byte) in places {
            bytes[(place * length) as usize] = byte;
        }
        bytes.truncate((length * (1.0 - cut * cut)) as usize);
        fs::write(&path, &bytes).unwrap();
        if let Err(error) = Store::open(folder.path()) {
            prop_assert!(error.hint_text().is_some());
        }
    }
}
