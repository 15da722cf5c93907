//! The time it takes to resolve mentions: within a document, and a million of them across documents.

use std::hint::black_box;

use actant::document::{Block, BlockKind, Document};
use actant::entity::{Corpus, Corrections, Knowledge, resolve_document};
use actant::iri::Iris;
use actant::span::Text;
use actant::syntax::{Analyzer, Sentence};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

const PARAGRAPH: &str = "Russian President Vladimir Putin authorized influence operations, according to an assessment \
    that the Office of the Director of National Intelligence released. Putin denied it. Iranian officials sent emails \
    to voters in Florida, the report said, and Tehran called the claims baseless. “We never did that,” the Iranian \
    president, Hassan Rouhani, said. He accused Washington of lying, and its allies of helping.";

fn document(number: usize, paragraphs: usize) -> Document {
    let text = Text::new(vec![PARAGRAPH; paragraphs].join("\n\n"));
    let length = PARAGRAPH.chars().count() as u32;
    let blocks = (0..paragraphs as u32)
        .map(|index| {
            let start = index * (length + 2);
            let span = actant::span::Span::new(start, start + length);
            Block { span, kind: BlockKind::Paragraph, speaker: None }
        })
        .collect();
    Document { id: format!("{number:06}.txt"), text, blocks, ..Document::default() }
}

fn within(criterion: &mut Criterion) {
    let (knowledge, analyzer) = (Knowledge::embedded(), Analyzer::embedded());
    let document = document(0, 20);
    let sentences: Vec<Sentence> = analyzer.analyze(&document);
    criterion.bench_function("parse 20 paragraphs", |bencher| bencher.iter(|| black_box(analyzer.analyze(&document))));
    criterion.bench_function("resolve 20 paragraphs", |bencher| {
        bencher.iter(|| black_box(resolve_document(&knowledge, &document, &sentences, &[])));
    });
    criterion.bench_function("load gazetteer and lists", |bencher| bencher.iter(|| black_box(Knowledge::embedded())));
}

fn across(criterion: &mut Criterion) {
    let (knowledge, analyzer) = (Knowledge::embedded(), Analyzer::embedded());
    let document = document(0, 50);
    let sentences = analyzer.analyze(&document);
    let one = resolve_document(&knowledge, &document, &sentences, &[]);
    let documents = 1_000_000 / one.mentions().len();
    let mut group = criterion.benchmark_group("a million mentions");
    group.sample_size(10);
    group.bench_function("across documents", |bencher| {
        bencher.iter_batched(
            || {
                let mut corpus = Corpus::new(&knowledge);
                for number in 0..documents {
                    corpus.add(one.clone().renamed(format!("{number:06}.txt")));
                }
                corpus
            },
            |corpus| black_box(corpus.finish(&Corrections::default(), &Iris::default())),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, within, across);
criterion_main!(benches);
