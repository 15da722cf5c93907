//! The way from text to statements, stage by stage, on the sample reports: sentences a second on one core.

use std::hint::black_box;
use std::path::Path;

use actant::document::{self, Document, Options};
use actant::entity::time::TimeResolver;
use actant::entity::{Knowledge, resolve_document};
use actant::iri::Iris;
use actant::pipeline::{Pipeline, Settings};
use actant::rules::Extractor;
use actant::statement::Statement;
use actant::syntax::{Analyzer, Sentence};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

fn seeds() -> Vec<(Vec<u8>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = document::walk([folder]).files;
    files.into_iter().map(|file| (std::fs::read(&file.path).expect("a sample report"), file.id)).collect()
}

fn bench(criterion: &mut Criterion) {
    let files = seeds();
    let read = || -> Vec<Document> {
        let options = Options::default();
        files.iter().map(|(bytes, id)| document::from_bytes(bytes, id, &options).expect("a report")).collect()
    };
    let documents = read();
    let analyzer = Analyzer::embedded();
    let sentences: Vec<Vec<Sentence>> = documents.iter().map(|document| analyzer.analyze(document)).collect();
    let extractor = Extractor::embedded();
    let knowledge = Knowledge::embedded();
    let iris = Iris::default();
    let read_all: Vec<_> = documents.iter().zip(&sentences).collect();
    let statements: Vec<_> = read_all.iter().map(|(d, s)| extractor.statements(d, s, &iris)).collect();

    criterion.bench_function("load model, rules and gazetteer", |bencher| {
        bencher.iter(|| Pipeline::new(&Settings::default()).expect("what is shipped"));
    });

    let mut group = criterion.benchmark_group("sentences");
    group.throughput(Throughput::Elements(sentences.iter().map(|of_one| of_one.len() as u64).sum()));
    group.bench_function("read", |bencher| bencher.iter(read));
    group.bench_function("analyse", |bencher| {
        bencher.iter(|| documents.iter().map(|document| analyzer.analyze(black_box(document)).len()).sum::<usize>());
    });
    group.bench_function("state", |bencher| {
        bencher.iter(|| read_all.iter().map(|(d, s)| extractor.statements(d, s, &iris).len()).sum::<usize>());
    });
    group.bench_function("resolve", |bencher| {
        let resolve = |((document, sentences), statements): (&(&Document, &Vec<Sentence>), &Vec<_>)| {
            resolve_document(&knowledge, document, sentences, statements).len()
        };
        bencher.iter(|| read_all.iter().zip(&statements).map(resolve).sum::<usize>());
    });
    group.bench_function("date", |bencher| {
        let times = TimeResolver::shipped();
        let date = |mut statements: Vec<Vec<Statement>>| {
            for ((document, sentences), statements) in read_all.iter().zip(&mut statements) {
                times.date(statements, sentences, document.date.as_deref());
            }
            statements
        };
        bencher.iter_batched(|| statements.clone(), date, BatchSize::LargeInput);
    });
    group.bench_function("all of it", |bencher| {
        let pipeline = Pipeline::new(&Settings::default()).expect("what is shipped");
        bencher.iter(|| read().into_iter().map(|document| pipeline.analyze(document).statements.len()).sum::<usize>());
    });
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = bench }
criterion_main!(benches);
