//! Reads the table of sentences and statements and runs every sentence through the program's own pipeline.

use actant::document::Document;
use actant::iri::Iris;
use actant::rules::Extractor;
use actant::statement::{Modality, Polarity, Statement};
use actant::syntax::Analyzer;

/// A statement in one line, as the table writes it.
fn line(statement: &Statement) -> String {
    let slot = |argument: &Option<actant::statement::Argument>| match argument {
        None => "–".to_owned(),
        Some(argument) if argument.statement.is_some() => format!("[{}]", argument.text),
        Some(argument) => argument.text.clone(),
    };
    let mut put = Vec::new();
    if statement.polarity == Polarity::Negated {
        put.push("negated".to_owned());
    }
    if statement.modality != Modality::Actual {
        put.push(statement.modality.as_str().to_owned());
    }
    if let Some(attribution) = &statement.attribution {
        put.push(format!("attributed to {}", attribution.text));
    }
    let put = if put.is_empty() { String::new() } else { format!(" ({})", put.join("; ")) };
    format!("{} | {} | {}{put}", slot(&statement.actor), statement.action.lemma, slot(&statement.target))
}

#[test]
fn sentences_make_the_statements_of_the_table() {
    let analyzer = Analyzer::embedded();
    let extractor = Extractor::embedded();
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in include_str!("clause/statements.txt").lines() {
        match row {
            "" => {}
            _ if row.starts_with('#') || row.starts_with("==") => {}
            _ if row.starts_with(' ') => cases.last_mut().expect("a sentence stands first").1.push(row.trim()),
            _ => cases.push((row, Vec::new())),
        }
    }
    assert!(cases.len() > 30, "the table was read");
    let mut wrong = Vec::new();
    for (sentence, mut expected) in cases {
        let document = Document::from_sentence("case", sentence);
        let sentences = analyzer.analyze(&document);
        let mut found: Vec<String> =
            extractor.statements(&document, &sentences, &Iris::default()).iter().map(line).collect();
        found.sort();
        expected.sort_unstable();
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected:#?}\n  found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
