//! Analyses text files, as often as asked, and prints how many tokens, sentences and entities were found.
//!
//! `cargo run --release --example analyze -- [--no-entities] [--repeat N] FILE…`. `benches/spacy_speed.py` runs it to
//! measure the time from raw text to trees.

use std::path::Path;

use actant::document::{Options, read};
use actant::syntax::{Analyzer, Sentence};

fn main() -> actant::Result<()> {
    let (mut entities, mut repeat, mut files) = (true, 1, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--no-entities" => entities = false,
            "--repeat" => repeat = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(1),
            _ => files.push(argument),
        }
    }
    let analyzer = Analyzer::embedded().with_entities(entities);
    let (mut tokens, mut sentences, mut named) = (0, 0, 0);
    for _ in 0..repeat {
        for file in &files {
            let options = Options { whole: true, ..Options::default() };
            let found = analyzer.analyze(&read(Path::new(file), file, &options)?);
            tokens += found.iter().map(Sentence::len).sum::<usize>();
            named += found.iter().map(|sentence| sentence.entities.len()).sum::<usize>();
            sentences += found.len();
        }
    }
    #[expect(clippy::print_stdout, reason = "an example is a program of its own")]
    {
        println!("{tokens} tokens {sentences} sentences {named} entities");
    }
    Ok(())
}
