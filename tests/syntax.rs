//! How true the analysis is to spaCy: the embedded model against spaCy's own output on sentences made for it.
//!
//! `tests/syntax/regenerate.py` says how `expected.jsonl` is made. The parts that work by rule must agree exactly; the
//! weights of the embedded model are rounded to 8 bits, so that the rest may differ here and there.

use std::fs;
use std::path::Path;

use actant::document::{Block, Document};
use actant::span::Text;
use actant::syntax::model::Model;
use actant::syntax::morphology::MorphologyCache;
use actant::syntax::tokenizer::WordCache;
use actant::syntax::{Analyzer, Dep, Tag};
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    text: String,
    tokens: Vec<Token>,
}

/// What regenerate.py writes for a token, in its order.
#[derive(Deserialize)]
struct Token {
    text: String,
    space_after: u8,
    tag: String,
    pos: String,
    morph: String,
    lemma: String,
    head: usize,
    dep: String,
    begins_sentence: u8,
    entity: String,
}

fn expected() -> Vec<Expected> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/syntax/expected.jsonl");
    let lines = fs::read_to_string(path).expect("the file of expected output");
    lines.lines().map(|line| serde_json::from_str(line).expect("a line of expected output")).collect()
}

fn model() -> Model {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/en_core_web_sm-3.8.0.actant");
    Model::read(&path).expect("the embedded model")
}

#[test]
fn tokens_coarse_tags_features_and_lemmas_are_exactly_those_of_spacy() {
    let (tokenizer, morphology) = model().tables.into_parts().expect("sound tables");
    let (mut words, mut cache) = (WordCache::default(), MorphologyCache::default());
    for block in expected() {
        let tokens = tokenizer.tokenize(&block.text, &mut words);
        let found = tokens.iter().map(|token| (&*words.word(token.word).text, token.space_after));
        let wanted = block.tokens.iter().map(|token| (token.text.as_str(), token.space_after == 1));
        assert!(found.clone().eq(wanted), "{:?}: {:?}", block.text, found.collect::<Vec<_>>());

        let label = |token: &Token| (token.tag.parse::<Tag>().unwrap(), token.dep.parse::<Dep>().unwrap());
        let labels = block.tokens.iter().map(label);
        let tagged: Vec<_> = tokens.iter().zip(labels).map(|(token, (tag, dep))| (token.word, tag, dep)).collect();
        for (found, token) in morphology.analyse(&tagged, &words, &mut cache).iter().zip(&block.tokens) {
            let found = (found.pos.as_str(), &*found.morph, &*found.lemma);
            let wanted = (token.pos.as_str(), token.morph.as_str(), token.lemma.as_str());
            assert_eq!(found, wanted, "{:?} in {:?}", token.text, block.text);
        }
    }
}

/// How often something was the same.
#[derive(Default)]
struct Agreement {
    same: usize,
    all: usize,
}

impl Agreement {
    fn count(&mut self, same: bool) {
        self.same += usize::from(same);
        self.all += 1;
    }

    fn require(&self, what: &str, percent: f64) {
        let found = 100.0 * self.same as f64 / self.all as f64;
        assert!(found >= percent, "{what}: {found:.2} % of {} agree, not {percent} %", self.all);
    }
}

#[test]
fn the_embedded_model_agrees_with_spacy_as_far_as_eight_bits_allow() {
    let analyzer = Analyzer::embedded();
    let [mut starts, mut tags, mut arcs, mut lemmas] = [(); 4].map(|()| Agreement::default());
    let (mut both, mut ours, mut theirs) = (0, 0, 0);
    for block in expected() {
        let text = Text::from(block.text.as_str());
        let blocks = vec![Block { span: text.span(), ..Block::default() }];
        let sentences = analyzer.analyze(&Document { text, blocks, ..Document::default() });
        let mut first = 0;
        let mut entities = Vec::new();
        for sentence in &sentences {
            for (index, token) in sentence.tokens().iter().enumerate() {
                let wanted = &block.tokens[first + index];
                assert_eq!(*token.text, *wanted.text, "{:?}", block.text);
                starts.count((index == 0) == (wanted.begins_sentence == 1));
                tags.count(token.tag.as_str() == wanted.tag);
                lemmas.count(*token.lemma == *wanted.lemma);
                arcs.count(first + token.head == wanted.head && token.dep.as_str() == wanted.dep);
            }
            let moved = sentence.entities.iter().map(|entity| {
                (first + entity.tokens.start, first + entity.tokens.end, entity.label.as_str().to_owned())
            });
            entities.extend(moved);
            first += sentence.len();
        }
        assert_eq!(first, block.tokens.len(), "{:?}", block.text);
        let wanted = spans(&block.tokens);
        ours += entities.len();
        theirs += wanted.len();
        both += entities.iter().filter(|entity| wanted.contains(entity)).count();
    }
    starts.require("sentence starts", 99.5);
    tags.require("tags", 99.85);
    lemmas.require("lemmas", 99.85);
    arcs.require("heads and labels", 99.3);
    Agreement { same: 2 * both, all: ours + theirs }.require("entities", 99.0);
}

/// The entities as first token, token after the last, and type.
fn spans(tokens: &[Token]) -> Vec<(usize, usize, String)> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.entity.split_once('-') {
            Some(("B", label)) => found.push((index, index + 1, label.to_owned())),
            Some(_) => found.last_mut().expect("an entity begins with B").1 = index + 1,
            None => {}
        }
    }
    found
}
