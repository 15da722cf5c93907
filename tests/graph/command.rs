//! `actant query` as it is typed.

use assert_cmd::Command;

use crate::sample::{first, second};
use crate::store::build;

fn run(folder: &std::path::Path, arguments: &[&str]) -> (i32, String, String) {
    let output =
        Command::cargo_bin("actant").unwrap().current_dir(folder).arg("query").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace('\r', "");
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_list_names_every_query_with_its_parameters() {
    let folder = tempfile::tempdir().unwrap();
    let (code, listed, said) = run(folder.path(), &[]);
    assert_eq!((code, said.as_str()), (0, ""));
    insta::assert_snapshot!(listed);
}

#[test]
fn exit_codes_tell_yes_from_no_and_both_from_mistakes() {
    let folder = tempfile::tempdir().unwrap();
    build(&folder.path().join("out"), &[first(), second()]).unwrap();
    let table: [(&[&str], i32, &str, &str); 9] = [
        (&["ASK { ent:iran act:send ?what }"], 0, "true\n", ""),
        (&["ASK { ent:china act:send ?what }"], 1, "false\n", ""),
        (&["ASK { ent:china act:deploy ?what }", "--stated"], 1, "false\n", ""),
        (
            &["SELECT ?who { ?who act:authorize ?what }", "--format", "csv"],
            0,
            "who\nhttps://actant.example/entity/vladimir-putin\n",
            "",
        ),
        (
            &["evidence", "--set", "actor=Iran", "--set", "action=send", "--format", "tsv"],
            0,
            "Iran sent the emails.",
            "",
        ),
        (&["nothing-of-this-name"], 2, "", "there is no query"),
        (&["missing.rq"], 2, "", "missing.rq"),
        (&["SELECT ?who { ?who act:send"], 2, "", "this is no SPARQL query"),
        (&["facts", "--store", "elsewhere"], 2, "", "run `actant build` first"),
    ];
    for (arguments, code, printed, said) in table {
        let (found, stdout, stderr) = run(folder.path(), arguments);
        assert_eq!(found, code, "{arguments:?}: {stderr}");
        assert!(stdout.contains(printed), "{arguments:?}: {stdout}");
        assert!(stderr.contains(said) && stderr.is_empty() == said.is_empty(), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_query() {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;
    use std::time::{Duration, Instant};

    let folder = tempfile::tempdir().unwrap();
    build(&folder.path().join("out"), &[first(), second()]).unwrap();
    // More rows than could be printed in a lifetime: only the closed pipe can end this.
    let query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }";
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_actant"))
        .current_dir(folder.path())
        .args(["query", query, "--format", "csv"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line.trim_end(), "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r");
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(120) {
            child.kill().unwrap();
            panic!("the query went on although nobody reads its answer");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn a_query_may_come_from_a_file_or_standard_input() {
    let folder = tempfile::tempdir().unwrap();
    build(&folder.path().join("out"), &[first()]).unwrap();
    let query = "# param who=ent:iran — who\nSELECT ?what { $who act:send ?what }";
    std::fs::write(folder.path().join("sent.rq"), query).unwrap();
    let expected = "what\nhttps://actant.example/entity/proud-boys-emails\n";
    assert_eq!(run(folder.path(), &["sent.rq", "--format", "csv"]), (0, expected.to_owned(), String::new()));
    let mut command = Command::cargo_bin("actant").unwrap();
    let output = command.current_dir(folder.path()).args(["query", "-", "--format", "csv"]).write_stdin(query).output();
    assert_eq!(String::from_utf8(output.unwrap().stdout).unwrap().replace('\r', ""), expected);
}
