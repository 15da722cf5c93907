//! `actant entities` as it is typed: the list, the reasons, and corrections that the next build follows.

use std::path::Path;

use assert_cmd::Command;

const REPORTS: &[(&str, &str)] = &[
    (
        "a.txt",
        "Russian President Vladimir Putin authorized the operation. Putin said he was proud of it. Moscow denied that \
         it had interfered.\n",
    ),
    ("b.txt", "The Treasury sanctioned Andriy Derkach. The Department of the Treasury said Putin knew him.\n"),
    ("c.txt", "John Smith resigned. He thanked voters.\n"),
    ("d.txt", "John Smith won the race.\n"),
];

fn actant(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("actant").unwrap();
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().replace('\r', "")
}

fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("seeds")).unwrap();
    for (name, text) in REPORTS {
        std::fs::write(folder.path().join("seeds").join(name), text).unwrap();
    }
    actant(folder.path(), &["build", "-q"]);
    folder
}

#[test]
fn entities_are_listed_with_the_link_that_is_least_sure() {
    insta::assert_snapshot!(actant(built().path(), &["entities"]));
}

#[test]
fn every_mention_is_shown_with_its_reason() {
    insta::assert_snapshot!(actant(built().path(), &["entities", "show", "Putin"]));
}

#[test]
fn a_merge_holds_in_the_next_build() {
    let folder = built();
    actant(folder.path(), &["entities", "merge", "Vladimir Putin", "Andriy Derkach"]);
    actant(folder.path(), &["build", "-q", "--entities", "entities.toml"]);
    let shown = actant(folder.path(), &["entities", "show", "Andriy Derkach"]);
    assert!(shown.starts_with("Vladimir Putin"), "{shown}");
}

#[test]
fn a_split_holds_in_the_next_build() {
    let folder = built();
    let one = actant(folder.path(), &["entities"]);
    assert_eq!(one.matches("John Smith").count(), 1, "{one}");
    let document = actant(folder.path(), &["entities", "show", "John Smith"]);
    let document = document.split_whitespace().find(|word| word.contains("d.txt")).unwrap().trim_end_matches(':');
    let document = document.split(':').next().unwrap();
    actant(folder.path(), &["entities", "split", "John Smith", document, "--label", "John Smith (runner)"]);
    actant(folder.path(), &["build", "-q", "--entities", "entities.toml"]);
    let two = actant(folder.path(), &["entities"]);
    assert_eq!((two.matches("John Smith").count(), two.matches("(runner)").count()), (2, 1), "{two}");
}
