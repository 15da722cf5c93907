//! Raw text to trees: the tokenizer, tagger and parser, the whole chain, and loading the model.

use std::hint::black_box;

use actant::document::{Document, Options, from_bytes};
use actant::syntax::Analyzer;
use actant::syntax::model::Model;
use actant::syntax::tokenizer::WordCache;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const MODEL: &[u8] = include_bytes!("../models/en_core_web_sm-3.8.0.actant");
const TEXT: &str = include_str!("../tests/syntax/blocks.txt");

fn document() -> Document {
    let text = TEXT.replace('\n', "\n\n");
    from_bytes(text.as_bytes(), "blocks.txt", &Options { whole: true, ..Options::default() }).expect("it is text")
}

fn syntax(criterion: &mut Criterion) {
    let document = document();
    let count = Analyzer::embedded().analyze(&document).iter().map(|sentence| sentence.len() as u64).sum();
    let mut group = criterion.benchmark_group("syntax");
    group.sample_size(20).throughput(Throughput::Elements(count));
    let (tokenizer, _) = Model::from_bytes(MODEL).and_then(|model| model.tables.into_parts()).expect("it is sound");
    let mut words = WordCache::default();
    group.bench_function("tokens", |bencher| {
        bencher.iter(|| {
            for block in 0..document.blocks.len() {
                black_box(tokenizer.tokenize(document.block_text(block), &mut words));
            }
        });
    });
    let analyzer = Analyzer::embedded().with_entities(false);
    group.bench_function("tags and trees", |bencher| bencher.iter(|| black_box(analyzer.analyze(&document))));
    let analyzer = analyzer.with_entities(true);
    group.bench_function("with entities", |bencher| bencher.iter(|| black_box(analyzer.analyze(&document))));
    group.finish();
    criterion.bench_function("load the model", |bencher| bencher.iter(|| black_box(Analyzer::embedded())));
}

criterion_group!(benches, syntax);
criterion_main!(benches);
