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

/// What is said of a command that cannot be followed.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::cargo_bin("actant").unwrap().current_dir(folder).args(arguments).output().unwrap();
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap().replace('\r', "")
}

/// Two entities called Moscow: the city and who sits there.
fn two_of_one_name() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("seeds")).unwrap();
    let text = "Moscow accused Kyiv of lying. The Kremlin denied the report. Biden met Putin in Moscow.\n";
    std::fs::write(folder.path().join("seeds/a.txt"), text).unwrap();
    actant(folder.path(), &["build", "-q"]);
    folder
}

#[test]
fn of_several_of_one_name_the_one_that_is_said_is_merged() {
    let folder = two_of_one_name();
    let error = refused(folder.path(), &["entities", "merge", "Kremlin", "Moscow"]);
    assert!(error.contains("\"Moscow (Organization)\"") && error.contains("\"Moscow (Place)\""), "{error}");
    assert!(!folder.path().join("entities.toml").exists());
    actant(folder.path(), &["entities", "merge", "Kremlin", "Moscow (Organization)"]);
    actant(folder.path(), &["build", "-q", "--entities", "entities.toml"]);
    let listed = actant(folder.path(), &["entities"]);
    let line = |name: &str| listed.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace().nth(2);
    assert_eq!((line("Kremlin"), line("Moscow")), (Some("2"), Some("1")), "{listed}");
    // The same again is known to be said.
    actant(folder.path(), &["entities", "merge", "Kremlin", "Moscow (Place)"]);
    let file = std::fs::read_to_string(folder.path().join("entities.toml")).unwrap();
    assert_eq!(file.matches("[[same]]").count(), 2, "{file}");
}

#[test]
fn what_speaks_of_nothing_is_refused_with_what_comes_near() {
    let folder = built();
    for (arguments, wrong) in [
        (&["merge", "Vladimir Putin", "Derkatch"][..], "did you mean Andriy Derkach?"),
        (&["merge", "Vladimir Putin", "Vladimir Putin (Place)"], "did you mean Vladimir Putin?"),
        (&["split", "John Smith", "e.txt"], "no document is called \"e.txt\""),
        (&["split", "John Smith", "reports/d.txt"], "did you mean d.txt?\n"),
        (&["split", "John Smith", "a.txt"], "\"a.txt\" does not speak of \"John Smith\""),
        (&["split", "John Smith", "c.txt:11-19"], "nothing is spoken of at \"c.txt:11-19\""),
        (&["split", "John Smit", "c.txt"], "did you mean John Smith"),
        (&["split", "race", "d.txt"], "is no name"),
    ] {
        let error = refused(folder.path(), &[&["entities"], arguments].concat());
        assert!(error.contains(wrong), "{arguments:?}: {error}");
    }
    assert!(!folder.path().join("entities.toml").exists());
}
