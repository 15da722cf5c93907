//! Runs the sentences of `tests/openie/` through `actant extract --format openie` and compares every tuple.

use std::fmt::Write;
use std::fs;

use assert_cmd::Command;

#[test]
fn arguments_apart_make_the_tuples_of_the_table() {
    compare("tests/openie/apart.txt", &[]);
}

#[test]
fn arguments_together_make_the_tuples_of_the_table() {
    compare("tests/openie/together.txt", &["--nary"]);
}

/// Fails with every sentence whose tuples are not those of the table, whatever their order.
fn compare(table: &str, options: &[&str]) {
    let cases = cases(&fs::read_to_string(table).unwrap());
    let sentences: String = cases.iter().map(|(sentence, _)| format!("{sentence}\n")).collect();
    let output = Command::cargo_bin("actant")
        .unwrap()
        .args(["extract", "--lines", "--tokenized", "--format", "openie", "-"])
        .args(options)
        .write_stdin(sentences)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut found = vec![Vec::new(); cases.len()];
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let [number, first, relation, second, confidence] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("five columns are expected: {line}")
        };
        assert!((0.0..=1.0).contains(&confidence.parse::<f64>().unwrap()), "{line}");
        found[number.parse::<usize>().unwrap() - 1].push(format!("{first} | {relation} | {second}"));
    }
    let mut wrong = String::new();
    for ((sentence, expected), mut found) in cases.into_iter().zip(found) {
        let mut expected = expected;
        expected.sort();
        found.sort();
        if found != expected {
            writeln!(wrong, "{sentence}\n  expected {expected:#?}\n  found {found:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The sentences of a table with their tuples.
fn cases(table: &str) -> Vec<(String, Vec<String>)> {
    let mut cases: Vec<(String, Vec<String>)> = Vec::new();
    for line in table.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("    ") {
            Some(tuple) => cases.last_mut().expect("a sentence comes first").1.push(tuple.to_owned()),
            None => cases.push((line.to_owned(), Vec::new())),
        }
    }
    cases
}
