//! Holds the direction of imports: a module may use what lies on a floor below its own, and nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The modules by floor, the lowest first. Modules of one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["span", "error"],
    &["iri", "statement", "files"],
    &["document", "lexicon"],
    &["syntax"],
    &["clause"],
    &["rules"],
    &["entity"],
    &["pipeline", "rdf"],
    &["store"],
    &["query", "graph"],
    &["cli"],
];

#[test]
fn every_module_imports_only_from_the_floors_below() {
    let floors = floors();
    let mut wrong = Vec::new();
    for (module, text) in sources() {
        let Some(own) = floors.get(module.as_str()) else {
            wrong.push(format!("{module} stands on no floor: add it to the table in tests/imports.rs"));
            continue;
        };
        for used in imports(&text) {
            let below = floors.get(used.as_str()).is_some_and(|floor| floor < own);
            // `crate::Error` and `crate::Result` are re-exports of the lowest floor.
            if used != module && !below && used != "Error" && used != "Result" {
                wrong.push(format!("{module} imports {used}, which is not on a floor below it"));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_found_in_every_form() {
    let text = "use crate::span::Span;\nuse crate::{Error, iri::{Iris, slug}, rdf};\n// crate::comment\nlet x = crate::store::open(); pub(crate) fn f() {}";
    assert_eq!(imports(text), ["span", "Error", "iri", "rdf", "store"]);
}

fn floors() -> BTreeMap<&'static str, usize> {
    let numbered = FLOORS.iter().enumerate();
    numbered.flat_map(|(floor, modules)| modules.iter().map(move |&module| (module, floor))).collect()
}

/// The text of every source file with the top module it belongs to.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let within = path.strip_prefix(&root).unwrap().with_extension("");
                let module = within.iter().next().unwrap().to_str().unwrap().to_owned();
                if module != "lib" && module != "main" {
                    found.push((module, fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    found
}

/// The first names after every `crate::` outside comments.
fn imports(text: &str) -> Vec<String> {
    let code: String = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(names(group)),
            None => found.push(name(rest)),
        }
    }
    found
}

/// The first names of the items of a group, up to the brace that closes it.
fn names(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut item = String::new();
    let mut items = Vec::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(std::mem::take(&mut item)),
            _ => item.push(c),
        }
    }
    items.push(item);
    items.iter().map(|item| name(item.trim())).filter(|name| !name.is_empty()).collect()
}

fn name(rest: &str) -> String {
    rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
