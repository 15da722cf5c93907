//! `actant draw` and `actant path` on a small graph: what they print, how they end and what they leave behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::json;
use tempfile::TempDir;

fn actant(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_actant")).args(arguments).current_dir(folder).output().unwrap()
}

fn words(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A folder with the statements of a build in `out/`.
fn built() -> TempDir {
    let lines = [
        ("Vladimir Putin", "Person", "authorize", "influence operations", "affirmed", "actual", None),
        ("influence operations", "Thing", "denigrate", "Joe Biden", "affirmed", "attempted", None),
        ("China", "Country", "deploy", "influence operations", "negated", "actual", Some("the assessment")),
        ("Iran", "Country", "send", "emails", "affirmed", "actual", Some("US officials")),
        ("Hunter Biden", "Person", "serve on", "the board", "affirmed", "actual", None),
    ];
    let mut ndjson = String::new();
    for (number, (actor, kind, lemma, target, polarity, modality, source)) in lines.into_iter().enumerate() {
        let argument = |name: &str, kind: &str| {
            let iri = format!("https://actant.example/entity/{}", name.replace(' ', "-").to_lowercase());
            json!({ "text": name, "head": name, "start": 0, "end": 0, "entity": name, "iri": iri, "type": kind,
                    "statement": null })
        };
        let attribution = source
            .map(|name| json!({ "text": name, "entity": name, "iri": null, "cue": "said", "start": 0, "end": 0 }));
        let statement = json!({
            "id": format!("https://actant.example/document/a.txt#statement-{number}"), "document": "seeds/a.txt",
            "sentence": number + 1, "text": format!("The sentence with {actor} and {target}."), "start": 0, "end": 9,
            "actor": argument(actor, kind),
            "action": { "text": lemma, "lemma": lemma, "start": 0, "end": 0 },
            "target": argument(target, "Thing"),
            "roles": [], "polarity": polarity, "modality": modality, "cues": [], "attribution": attribution,
            "time": null, "rule": "active-object", "confidence": 0.9,
        });
        ndjson.push_str(&format!("{statement}\n"));
    }
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("out")).unwrap();
    fs::write(folder.path().join("out/statements.ndjson"), ndjson).unwrap();
    folder
}

#[test]
fn a_chain_is_told_with_its_quotations() {
    let folder = built();
    let output = actant(&["path", "putin", "china"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(words(&output.stdout), @r"
    1. Vladimir Putin · influence operations · China (2 steps)
       Vladimir Putin —authorize→ influence operations
          “The sentence with Vladimir Putin and influence operations.” — seeds/a.txt, sentence 1
       influence operations ←✗ not deploy (per the assessment)— China
          “The sentence with China and influence operations.” — seeds/a.txt, sentence 3
    ");
    let output = actant(&["path", "putin", "joe biden", "--format", "json"], folder.path());
    let chains: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(chains[0]["length"], 2);
    assert_eq!(chains[0]["steps"][1]["to"]["name"], "Joe Biden");
    assert_eq!(chains[0]["steps"][1]["statements"][0]["modality"], "attempted");
}

#[test]
fn no_chain_is_an_answer_and_not_an_error() {
    let output = actant(&["path", "Putin", "Iran"], built().path());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(words(&output.stdout), "no chain of statements links Vladimir Putin and Iran\n");
    let output = actant(&["path", "Putin", "Iran", "--format", "json"], built().path());
    assert_eq!((output.status.code(), words(&output.stdout)), (Some(1), "[]\n"));
}

#[test]
fn a_name_that_fits_several_is_told() {
    let output = actant(&["path", "putin", "biden"], built().path());
    assert_eq!(output.status.code(), Some(0));
    let expected = "“biden” is taken for “Joe Biden”; it could also be “Hunter Biden”\n";
    assert_eq!(words(&output.stderr), expected);
    assert_eq!(words(&actant(&["-q", "path", "putin", "biden"], built().path()).stderr), "");
}

#[test]
fn what_a_user_got_wrong_is_told_with_a_hint() {
    let folder = built();
    let empty = tempfile::tempdir().unwrap();
    let cases: &[(&[&str], &Path, &[&str])] = &[
        (&["path", "putin", "yeltsin"], folder.path(), &["nothing in the graph is called “yeltsin”"]),
        (&["path", "Vladmir Puttin", "iran"], folder.path(), &["did you mean “Vladimir Putin”?"]),
        (&["path", "putin", "Vladimir Putin"], folder.path(), &["both Vladimir Putin"]),
        (&["draw", "--about", "nobody"], folder.path(), &["nothing in the graph is called “nobody”"]),
        (&["draw", "-o", "graph.pdf"], folder.path(), &["graph.pdf", "--format"]),
        (&["draw", "-o", "nowhere/graph.svg"], folder.path(), &["nowhere/graph.svg: cannot be written"]),
        (&["draw", "--hops", "2"], folder.path(), &["--about"]),
        (&["draw"], empty.path(), &["out", "actant build"]),
        (&["path", "a", "b", "--store", "elsewhere"], empty.path(), &["elsewhere", "actant build"]),
    ];
    for (arguments, folder, expected) in cases {
        let output = actant(arguments, folder);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(words(&output.stdout), "", "{arguments:?}");
        for part in *expected {
            assert!(words(&output.stderr).contains(part), "{arguments:?}: {}", words(&output.stderr));
        }
    }
}

#[test]
fn statements_that_were_damaged_are_named_by_line() {
    let folder = built();
    let path = folder.path().join("out/statements.ndjson");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 40]).unwrap();
    let output = actant(&["draw"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    let told = words(&output.stderr);
    assert!(told.contains("out/statements.ndjson:5"), "{told}");
}

#[test]
fn a_file_gets_the_format_of_its_extension() {
    let folder = built();
    for (name, start) in [("a.svg", "<?xml"), ("a.dot", "digraph"), ("a.gv", "digraph"), ("a.graphml", "<?xml")] {
        let output = actant(&["draw", "--about", "Iran", "-o", name], folder.path());
        assert_eq!((output.status.code(), words(&output.stdout)), (Some(0), ""));
        let written = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(written.starts_with(start) && written.contains("Iran") && !written.contains("Putin"), "{written}");
    }
    let output = actant(&["draw", "--format", "dot", "--limit", "2", "--title", "A & B"], folder.path());
    assert!(words(&output.stdout).contains("A &amp; B"));
    assert!(words(&output.stderr).contains("the 2 most telling of 5 actions"), "{}", words(&output.stderr));
}
