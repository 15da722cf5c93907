//! Grouping statements, choosing and laying out what is drawn, and finding chains.

use std::hint::black_box;

use actant::graph::{Drawing, Options, StatementGraph};
use actant::statement::{Action, Argument, Modality, Polarity, Statement};
use criterion::{Criterion, criterion_group, criterion_main};

const LEMMAS: [&str; 7] = ["authorize", "deny", "send", "meet with", "target", "undermine", "carry out"];

/// Statements among a third as many entities; some entities turn up often, most rarely, as in reports.
fn statements(count: u32) -> Vec<Statement> {
    let mut state = 1_u32;
    let mut next = |limit: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % limit
    };
    (0..count)
        .map(|number| {
            let entities = count / 3 + 2;
            let (busy, rare) = (next(entities) % (1 + entities / 10), next(entities));
            let argument = |entity: u32| {
                let name = format!("Entity number {entity}");
                let iri = Some(format!("https://actant.example/entity/{entity}"));
                Some(Argument { text: name.clone(), entity: Some(name), iri, ..Argument::default() })
            };
            let lemma = LEMMAS[next(7) as usize].to_owned();
            Statement {
                id: format!("https://actant.example/document/a.txt#statement-{number}"),
                document: format!("report-{}.txt", number / 50),
                sentence: number % 50 + 1,
                text: "The sentence that the statement stands in, as long as most of them are.".to_owned(),
                start: 0,
                end: 70,
                actor: argument(busy),
                action: Action { text: lemma.clone(), lemma, start: 0, end: 1 },
                target: argument(rare),
                roles: Vec::new(),
                polarity: Polarity::Affirmed,
                modality: Modality::Actual,
                cues: Vec::new(),
                attribution: None,
                time: None,
                rule: "active-object".to_owned(),
                confidence: f64::from(next(100)) / 100.0,
            }
        })
        .collect()
}

fn bench(criterion: &mut Criterion) {
    let many = statements(100_000);
    criterion.bench_function("group 100,000 statements", |bencher| {
        bencher.iter(|| StatementGraph::from_statements(black_box(&many)));
    });
    let graph = StatementGraph::from_statements(&statements(2_000));
    for limit in [8, 60, 400] {
        let options = Options { limit, ..Options::default() };
        criterion.bench_function(&format!("choose {limit} of 2,000 statements and write SVG"), |bencher| {
            bencher.iter(|| Drawing::new(black_box(&graph), &[], &options).to_svg());
        });
    }
    let ends = |name: &str| graph.find(name).map(|found| found.nodes).unwrap_or_default();
    let (from, to) = (ends("Entity number 1"), ends("Entity number 600"));
    criterion.bench_function("find chains among 2,000 statements", |bencher| {
        bencher.iter(|| black_box(&graph).chains(&from, &to, 5));
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
