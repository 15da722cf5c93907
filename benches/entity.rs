//! The time it takes to resolve mentions: within a document, and a million of them across documents.

use std::hint::black_box;

use actant::document::{Block, BlockKind, Document};
use actant::entity::{Corpus, Corrections, DocumentEntities, Knowledge, resolve_document};
use actant::iri::Iris;
use actant::span::{Span, Text};
use actant::syntax::{Analyzer, Sentence};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};

const PARAGRAPH: &str = "Russian President Vladimir Putin authorized influence operations, according to an assessment \
    that the Office of the Director of National Intelligence released. Putin denied it. Iranian officials sent emails \
    to voters in Florida, the report said, and Tehran called the claims baseless. “We never did that,” the Iranian \
    president, Hassan Rouhani, said. He accused Washington of lying, and its allies of helping.";

/// How many people the million mentions are of.
const PEOPLE: usize = 50_000;

/// How many people one report of the million mentions names.
const PEOPLE_A_REPORT: usize = 50;

fn document(number: usize, paragraphs: &[String]) -> Document {
    let mut start = 0;
    let blocks = paragraphs.iter().map(|paragraph| {
        let span = Span::new(start, start + paragraph.chars().count() as u32);
        start = span.end + 2;
        Block { span, kind: BlockKind::Paragraph, speaker: None }
    });
    let blocks = blocks.collect();
    Document { id: format!("{number:06}.txt"), text: Text::new(paragraphs.join("\n\n")), blocks, ..Document::default() }
}

/// Paragraphs that name some of the people, first in full and then by surname or pronoun.
fn report(number: usize) -> Vec<String> {
    const GIVEN: [&str; 20] = [
        "Anna", "Boris", "Carla", "Dmitri", "Elena", "Frank", "Greta", "Henry", "Irina", "Jonas", "Karin", "Leon",
        "Maria", "Niels", "Olga", "Peter", "Rosa", "Stefan", "Tara", "Viktor",
    ];
    const STARTS: [&str; 50] = [
        "Bal", "Ber", "Bor", "Bra", "Dal", "Der", "Dor", "Dra", "Fal", "Fer", "For", "Fra", "Gal", "Ger", "Gor", "Gra",
        "Hal", "Her", "Hor", "Kal", "Ker", "Kor", "Kra", "Lam", "Ler", "Lor", "Mal", "Mer", "Mor", "Nal", "Ner", "Nor",
        "Pal", "Per", "Por", "Pra", "Ral", "Ren", "Ror", "Sal", "Ser", "Sor", "Tal", "Ter", "Tor", "Tra", "Val", "Ver",
        "Vor", "Zor",
    ];
    const ENDS: [&str; 50] = [
        "achev", "aden", "akis", "alski", "amont", "anova", "ardi", "assen", "atti", "avic", "bach", "berg", "dahl",
        "dorf", "eaux", "eira", "elius", "enko", "escu", "etti", "feld", "gaard", "garth", "hagen", "heim", "ides",
        "ikov", "ilde", "inen", "ipov", "ison", "ivic", "kamp", "land", "lund", "mann", "meyer", "oglu", "olini",
        "oshvili", "ovsky", "quist", "rath", "sdottir", "stad", "strom", "ulin", "vald", "wick", "zadeh",
    ];
    let person = |index: usize| {
        let surname = format!("{}{}", STARTS[index / 20 % 50], ENDS[index / 1_000 % 50]);
        (format!("{} {surname}", GIVEN[index % 20]), surname)
    };
    let first = number * PEOPLE_A_REPORT;
    let pairs = (first..first + PEOPLE_A_REPORT).step_by(2);
    let paragraphs = pairs.map(|index| {
        let ((name, surname), (other, _)) = (person(index), person(index + 1));
        format!("{name} met {other} in Kyiv on Tuesday. {surname} denied it, and officials said the report was false.")
    });
    paragraphs.collect()
}

fn within(criterion: &mut Criterion) {
    let (knowledge, analyzer) = (Knowledge::embedded(), Analyzer::embedded());
    let document = document(0, &vec![PARAGRAPH.to_owned(); 20]);
    let sentences: Vec<Sentence> = analyzer.analyze(&document);
    criterion.bench_function("parse 20 paragraphs", |bencher| bencher.iter(|| black_box(analyzer.analyze(&document))));
    criterion.bench_function("resolve 20 paragraphs", |bencher| {
        bencher.iter(|| black_box(resolve_document(&knowledge, &document, &sentences, &[])));
    });
    criterion.bench_function("load gazetteer and lists", |bencher| bencher.iter(|| black_box(Knowledge::embedded())));
}

fn across(criterion: &mut Criterion) {
    let (knowledge, analyzer) = (Knowledge::embedded(), Analyzer::embedded());
    let reports: Vec<DocumentEntities> = (0..PEOPLE / PEOPLE_A_REPORT)
        .map(|number| {
            let document = document(number, &report(number));
            resolve_document(&knowledge, &document, &analyzer.analyze(&document), &[])
        })
        .collect();
    let mentions: usize = reports.iter().map(|report| report.mentions().len()).sum();
    let documents = reports.iter().cycle().take(reports.len() * 1_000_000_usize.div_ceil(mentions));
    let mut group = criterion.benchmark_group("a million mentions of 50,000 people");
    group.sample_size(10);
    group.bench_function("across documents", |bencher| {
        bencher.iter_batched(
            || {
                let mut corpus = Corpus::new(&knowledge);
                for (number, report) in documents.clone().enumerate() {
                    corpus.add(report.clone().renamed(format!("{number:06}.txt")));
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
