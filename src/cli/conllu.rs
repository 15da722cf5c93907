//! Sentences in CoNLL-U, ten columns a token, as treebank tools read them.
//!
//! Relations are the model's own (CLEAR style), not Universal Dependencies'; named entities stand in the last column.
//! `tests/fidelity/compare_spacy.py` reads it, and puts blocks together again from `# newpar` and `SpaceAfter=No`.

use std::io::{self, Write};

use crate::syntax::Sentence;

/// Writes one sentence with its number and text as comments, and an empty line after it; `begins_block` says whether a
/// new block of the document begins with it.
pub(super) fn write(
    out: &mut impl Write,
    number: usize,
    begins_block: bool,
    text: &str,
    sentence: &Sentence,
) -> io::Result<()> {
    if begins_block {
        writeln!(out, "# newpar")?;
    }
    writeln!(out, "# sent_id = {number}")?;
    writeln!(out, "# text = {text}")?;
    for (index, token) in sentence.tokens().iter().enumerate() {
        let head = if token.head == index { 0 } else { token.head + 1 };
        let relation = if token.head == index { "root" } else { token.dep.as_str() };
        let features = if token.morph.is_empty() { "_" } else { &token.morph };
        let mut notes = Vec::new();
        if let Some(entity) = sentence.entity_at(index) {
            let place = if entity.tokens.start == index { "B" } else { "I" };
            notes.push(format!("NER={place}-{}", entity.label));
        }
        if !token.space_after {
            notes.push("SpaceAfter=No".to_owned());
        }
        let notes = if notes.is_empty() { "_".to_owned() } else { notes.join("|") };
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{features}\t{head}\t{relation}\t_\t{notes}",
            index + 1,
            token.text,
            token.lemma,
            token.pos,
            token.tag,
        )?;
    }
    writeln!(out)
}
