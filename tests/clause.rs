//! Runs every sentence of the tables in `tests/clause/` through the program's own pipeline.
//!
//! A table is a text file named by its construction; `tests/clause/README.md` tells how one is written.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use actant::document::{Document, Options, from_bytes};
use actant::iri::Iris;
use actant::rules::Extractor;
use actant::statement::{Argument, Modality, Polarity, Statement};
use actant::syntax::Analyzer;

/// The least number of sentences that a construction is shown by.
const FEWEST: usize = 8;

/// One known miss in this many sentences is the most that stands in the tables.
const ONE_MISS_IN: usize = 25;

/// A sentence with what a careful reader marks in it.
struct Case {
    construction: String,
    sentence: String,
    rows: Vec<Row>,
    /// Why the program does not find what it should.
    known_miss: Option<String>,
}

/// One line of a table.
struct Row {
    /// Whether a reader may leave it out.
    optional: bool,
    /// Actor, lemma and target with the bars between them.
    core: String,
    /// Polarity, modality, attribution, time and place, in alphabetical order.
    put: Vec<String>,
    /// Further roles, each as "name: words"; only those that are listed are looked for.
    roles: Vec<String>,
}

#[test]
fn sentences_make_the_statements_of_the_tables() {
    let analyzer = Analyzer::embedded();
    let extractor = Extractor::embedded();
    let mut wrong = String::new();
    for case in cases() {
        let document = document(&case.sentence);
        let sentences = analyzer.analyze(&document);
        let found: Vec<Row> =
            extractor.statements(&document, &sentences, &Iris::default()).iter().map(found_row).collect();
        let complaint = compare(&case.rows, &found);
        match (&case.known_miss, complaint.is_empty()) {
            (None, false) => writeln!(wrong, "{}: {}\n{complaint}", case.construction, case.sentence).unwrap(),
            (Some(_), true) => {
                writeln!(wrong, "{}: {}\n  is right now: take its \"!\" line away", case.construction, case.sentence)
                    .unwrap();
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_construction_has_its_sentences_and_few_known_misses() {
    let cases = cases();
    let mut constructions: Vec<&str> = cases.iter().map(|case| &*case.construction).collect();
    constructions.dedup();
    for construction in constructions {
        let sentences = cases.iter().filter(|case| case.construction == construction).count();
        assert!(sentences >= FEWEST, "{construction} has only {sentences} sentences");
    }
    let missed = cases.iter().filter(|case| case.known_miss.is_some()).count();
    assert!(missed * ONE_MISS_IN < cases.len(), "{missed} known misses in {} sentences", cases.len());
}

#[test]
fn no_sentence_says_the_same_twice_or_contradicts_itself() {
    let analyzer = Analyzer::embedded();
    let extractor = Extractor::embedded();
    for case in cases() {
        let document = document(&case.sentence);
        let sentences = analyzer.analyze(&document);
        let statements = extractor.statements(&document, &sentences, &Iris::default());
        let place = |argument: &Option<Argument>| argument.as_ref().map(|argument| (argument.start, argument.end));
        for (index, one) in statements.iter().enumerate() {
            let same = statements[..index].iter().any(|other| {
                one.sentence == other.sentence
                    && one.action.lemma == other.action.lemma
                    && place(&one.actor) == place(&other.actor)
                    && place(&one.target) == place(&other.target)
            });
            assert!(!same, "{} is said twice in {}", one.action.lemma, case.sentence);
        }
    }
}

#[test]
fn spans_slice_the_text_that_slots_hold() {
    let analyzer = Analyzer::embedded();
    let extractor = Extractor::embedded();
    let document = Document::from_sentence(
        "case",
        "“Élites” in Kraków – the mayor said – blamed Iran’s envoy for sending e-mails.",
    );
    let sentences = analyzer.analyze(&document);
    let statements = extractor.statements(&document, &sentences, &Iris::default());
    assert!(!statements.is_empty());
    check_spans(&document, &statements);
}

/// Makes sure that the words of slots and cues are those that their spans slice.
fn check_spans(document: &Document, statements: &[Statement]) {
    for statement in statements {
        for argument in [&statement.actor, &statement.target].into_iter().flatten() {
            assert_eq!(document.text.slice(argument.span()), argument.text);
        }
        for cue in &statement.cues {
            assert_eq!(document.text.slice(actant::span::Span::new(cue.start, cue.end)), cue.text);
        }
    }
}

#[test]
fn long_and_odd_sentences_take_bounded_time() {
    let analyzer = Analyzer::embedded();
    let extractor = Extractor::embedded();
    let many = |word: &str, count: usize| vec![word; count].join(", ");
    let texts = [
        format!("{} and Iran attacked {} and Peru.", many("Russia", 400), many("Ukraine", 400)),
        vec!["the man who saw"; 300].join(" "),
        "buffalo ".repeat(5_000),
        "He said that she said that ".repeat(200) + "it rained.",
        format!("The house {}burned.", "of the friend ".repeat(1_500)),
        format!("{}Iran lied.{}", "He said \"".repeat(500), "\"".repeat(500)),
        format!("{}lied{}", "Iran (".repeat(1_000), ")".repeat(1_000)),
    ];
    for text in texts {
        let document = Document::from_sentence("case", &text);
        let sentences = analyzer.analyze(&document);
        let tokens: usize = sentences.iter().map(actant::syntax::Sentence::len).sum();
        assert!(tokens * 12 >= document.text.len() as usize, "no text is lost: {tokens} tokens");
        let statements = extractor.statements(&document, &sentences, &Iris::default());
        assert!(statements.len() <= 2 * tokens, "{} statements of {tokens} tokens", statements.len());
        check_spans(&document, &statements);
    }
}

/// The sentences of all tables, in the order of the file names.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clause");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut cases: Vec<Case> = Vec::new();
    for file in files {
        let construction = file.file_stem().unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let Some(row) = line.strip_prefix("    ") else {
                let sentence = line.to_owned();
                cases.push(Case { construction: construction.clone(), sentence, rows: Vec::new(), known_miss: None });
                continue;
            };
            let case = cases.last_mut().expect("a sentence stands before its statements");
            match row.strip_prefix("! ") {
                Some(reason) => case.known_miss = Some(reason.to_owned()),
                None => case.rows.push(expected_row(row)),
            }
        }
    }
    cases
}

/// The sentence as a document; "¶" parts paragraphs.
fn document(sentence: &str) -> Document {
    if sentence.contains('¶') {
        let text = sentence.replace(" ¶ ", "\n\n");
        from_bytes(text.as_bytes(), "case.txt", &Options::default()).expect("plain text can be read")
    } else {
        Document::from_sentence("case", sentence)
    }
}

/// Reads "actor | lemma | target (negated; time on Friday; to: voters)".
fn expected_row(row: &str) -> Row {
    let (optional, row) = row.strip_prefix("? ").map_or((false, row), |row| (true, row));
    let (core, put) = match row.split_once(" (") {
        Some((core, put)) => (core, put.strip_suffix(')').unwrap_or_else(|| panic!("no “)” at the end of {row}"))),
        None => (row, ""),
    };
    assert_eq!(core.matches(" | ").count(), 2, "actor | lemma | target in {row}");
    let (roles, mut put): (Vec<String>, Vec<String>) =
        put.split("; ").filter(|item| !item.is_empty()).map(str::to_owned).partition(|item| is_role(item));
    put.sort();
    Row { optional, core: core.to_owned(), put, roles }
}

/// Whether an item names a role: "to: voters", and not "time at 10:30".
fn is_role(item: &str) -> bool {
    item.split_once(": ").is_some_and(|(name, _)| name.chars().all(|c| c.is_lowercase() || c == ' '))
}

fn found_row(statement: &Statement) -> Row {
    let slot = |argument: &Option<Argument>| match argument {
        None => "–".to_owned(),
        Some(argument) if argument.statement.is_some() => format!("[{}]", argument.text),
        Some(argument) => argument.text.clone(),
    };
    let core = format!("{} | {} | {}", slot(&statement.actor), statement.action.lemma, slot(&statement.target));
    let mut put = Vec::new();
    if statement.polarity == Polarity::Negated {
        put.push("negated".to_owned());
    }
    if statement.modality != Modality::Actual {
        put.push(statement.modality.as_str().to_owned());
    }
    if let Some(attribution) = &statement.attribution {
        let source = if attribution.text.is_empty() { "–" } else { &attribution.text };
        put.push(format!("attributed to {source}"));
    }
    put.extend(statement.time.iter().map(|time| format!("time {}", time.text)));
    let mut roles = Vec::new();
    for role in statement.roles.iter().filter(|role| role.role != "time") {
        match &*role.role {
            "place" => put.push(format!("place {}", role.text)),
            name => roles.push(format!("{name}: {}", role.text)),
        }
    }
    put.sort();
    Row { optional: false, core, put, roles }
}

/// What is missing and what is too much; empty if nothing is.
fn compare(expected: &[Row], found: &[Row]) -> String {
    let mut left: Vec<&Row> = found.iter().collect();
    let mut complaint = String::new();
    for row in expected {
        let fits = |other: &&Row| {
            other.core == row.core && other.put == row.put && row.roles.iter().all(|role| other.roles.contains(role))
        };
        match left.iter().position(fits) {
            Some(position) => drop(left.remove(position)),
            None if row.optional => {}
            None => writeln!(complaint, "  missing {}", shown(row)).unwrap(),
        }
    }
    for row in left {
        writeln!(complaint, "  too much {}", shown(row)).unwrap();
    }
    complaint
}

fn shown(row: &Row) -> String {
    let items: Vec<&str> = row.put.iter().chain(&row.roles).map(|item| &**item).collect();
    if items.is_empty() { row.core.clone() } else { format!("{} ({})", row.core, items.join("; ")) }
}
