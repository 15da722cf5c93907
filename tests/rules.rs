//! Rules do what their examples say, in the library and from the command line.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use actant::document::Document;
use actant::iri::Iris;
use actant::rules::{Extractor, check, describe};
use actant::syntax::Analyzer;
use assert_cmd::Command;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::embedded);
static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::embedded);

/// What is found in a sentence, as rule files write it.
fn found(text: &str) -> Vec<String> {
    let document = Document::from_sentence("example", text);
    let sentences = ANALYZER.analyze(&document);
    EXTRACTOR.statements(&document, &sentences, &Iris::default()).iter().map(describe).collect()
}

#[test]
fn shipped_rules_do_what_their_examples_say() {
    let failures = check(&EXTRACTOR, &ANALYZER, EXTRACTOR.rules().rules());
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn an_act_that_a_noun_tells_is_put_as_the_words_around_it_put_it() {
    for (text, statement) in [
        ("The attack on the base by rebels failed.", "rebels | attack | the base"),
        ("There was no attack on the base by rebels.", "rebels | attack | the base (negated)"),
        ("The alleged attack on the base by rebels angered the town.", "rebels | attack | the base (possible)"),
        ("The planned attack on the base by rebels was cancelled.", "rebels | attack | the base (planned)"),
        ("A failed attack on the base by rebels angered the town.", "rebels | attack | the base (attempted)"),
        ("The country fears an attack on the base by rebels.", "rebels | attack | the base (possible)"),
        ("The army prevented an attack on the base by rebels.", "rebels | attack | the base (negated)"),
        ("The town expects an attack on the base by rebels.", "rebels | attack | the base (possible)"),
        ("There was no evidence of an attack on the base by rebels.", "rebels | attack | the base (negated)"),
        ("The minister called for an attack on the base by rebels.", "rebels | attack | the base (asked)"),
        ("Rebels did not launch an attack on the base.", "Rebels | attack | the base (negated)"),
        ("Rebels will launch an attack on the base.", "Rebels | attack | the base (planned)"),
        (
            "Officials said Russia's attack on the base had failed.",
            "Russia | attack | the base (attributed to Officials)",
        ),
        ("Russia denied an attack on the base.", "Russia | attack | the base (negated; attributed to Russia)"),
    ] {
        let found = found(text);
        assert!(found.iter().any(|one| one == statement), "{text}\n  expected {statement}\n  found {found:#?}");
    }
}

/// The first TOML block of the chapter on rules.
fn rule_of_the_chapter() -> String {
    let chapter = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md")).unwrap();
    let start = chapter.find("```toml\n").unwrap() + "```toml\n".len();
    let length = chapter[start..].find("```").unwrap();
    chapter[start..start + length].to_owned()
}

fn actant() -> Command {
    Command::cargo_bin("actant").unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_rule_that_the_chapter_teaches_works() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("blame.toml"), rule_of_the_chapter()).unwrap();
    let output = actant().args(["rules", "check"]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(text(&output.stdout), "1 rules, 1 examples, 1 counter-examples: nothing differs\n");
}

#[test]
fn a_rule_that_does_not_do_what_it_says_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = rule_of_the_chapter()
        .replace("Iran | send", "Iran | steal")
        .replace("the weather for the delay", "Iran for sending letters");
    fs::write(folder.path().join("blame.toml"), wrong).unwrap();
    let output = actant().args(["rules", "check"]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let report = text(&output.stdout);
    assert!(report.contains("blamed-for-doing does not give: Iran | steal | threatening emails"), "{report}");
    assert!(report.contains("found Iran | send | threatening emails"), "{report}");
    assert!(report.contains("blamed-for-doing matches its counter-example"), "{report}");
}

#[test]
fn an_error_in_a_rule_file_points_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("blame.toml"), rule_of_the_chapter().replace(">prep", ">perp")).unwrap();
    let output = actant().args(["rules", "list", "--rules"]).arg(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = text(&output.stderr);
    assert!(message.contains("there is no relation \"perp\"") && message.contains("blame.toml:8:4"), "{message}");
    assert!(message.contains("^^^^") && message.contains("did you mean prep?"), "{message}");
}

#[test]
fn rules_are_listed_and_shown() {
    let list = actant().args(["rules"]).output().unwrap();
    assert_eq!(list.status.code(), Some(0));
    assert!(text(&list.stdout).contains("act-possessor"));
    let shown = actant().args(["rules", "show", "act-possessor"]).output().unwrap();
    insta::assert_snapshot!(text(&shown.stdout));
    let unknown = actant().args(["rules", "show", "act-posessor"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("did you mean act-possessor?"));
}
