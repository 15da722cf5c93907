//! Measures the links of pronouns on text whose coreference people have annotated.
//!
//! Get the Georgetown University Multilayer corpus (its folder `dep` holds `GUM_*.conllu`) and run
//!
//! ```text
//! cargo bench --bench coreference -- FOLDER
//! ```
//!
//! For every genre it prints, over the personal and possessive pronouns of the third person and over "I" and "we",
//! precision (links whose antecedent belongs to the annotated entity, of all links to an antecedent) and recall (of all
//! pronouns that the annotation gives an earlier mention). The text is read as text: tokens, sentences and trees are
//! the program's own. Nothing of the corpus is kept.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use actant::document::{Block, BlockKind, Document};
use actant::entity::{Knowledge, LinkRule, MentionLink, resolve_document};
use actant::span::{Span, Text};
use actant::syntax::Analyzer;

/// A document with what people say its words speak of.
struct Annotated {
    genre: String,
    document: Document,
    /// The words that speak of something, and its number.
    mentions: Vec<(Span, String)>,
}

/// Links right, links made, links to be made.
#[derive(Clone, Copy, Default)]
struct Score {
    right: u32,
    made: u32,
    wanted: u32,
}

fn main() {
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let Some(folder) = folder else {
        println!("no corpus given: cargo bench --bench coreference -- FOLDER");
        return;
    };
    let show = std::env::args().any(|argument| argument == "--show");
    let knowledge = Knowledge::embedded();
    let analyzer = Analyzer::embedded();
    let mut scores: BTreeMap<(String, &str), Score> = BTreeMap::new();
    for path in files(Path::new(&folder)) {
        let annotated = read(&path);
        let sentences = analyzer.analyze(&annotated.document);
        let found = resolve_document(&knowledge, &annotated.document, &sentences, &[]);
        score(&annotated, found.mentions(), show, &mut scores);
    }
    println!(
        "{:<12} {:<8} {:>6} {:>6} {:>6} {:>10} {:>7}",
        "genre", "person", "gold", "links", "right", "precision", "recall"
    );
    let mut total: BTreeMap<&str, Score> = BTreeMap::new();
    for ((genre, person), score) in &scores {
        print(genre, person, *score);
        let sum = total.entry(person).or_default();
        *sum = Score { right: sum.right + score.right, made: sum.made + score.made, wanted: sum.wanted + score.wanted };
    }
    for (person, score) in total {
        print("all", person, score);
    }
}

fn print(genre: &str, person: &str, score: Score) {
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    let (precision, recall) = (share(score.right, score.made), share(score.right, score.wanted));
    println!(
        "{genre:<12} {person:<8} {:>6} {:>6} {:>6} {precision:>10.3} {recall:>7.3}",
        score.wanted, score.made, score.right
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of the corpus can be read")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "conllu"))
        .collect();
    files.sort();
    files
}

/// Puts a document together from its tokens and reads the brackets of its `Entity` column.
fn read(path: &Path) -> Annotated {
    let source = std::fs::read_to_string(path).expect("a file of the corpus can be read");
    let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let genre = name.split('_').nth(1).unwrap_or_default().to_owned();
    let (mut text, mut blocks, mut mentions) = (String::new(), Vec::new(), Vec::new());
    let mut open: Vec<(String, u32)> = Vec::new();
    let (mut length, mut block_start, mut glue) = (0u32, 0u32, true);
    let mut word_until: Option<(usize, bool)> = None;
    for line in source.lines() {
        if line.starts_with("# newpar") && !line.starts_with("# newpar_") && length > block_start {
            let end = text.trim_end().chars().count() as u32;
            blocks.push(Block { span: Span::new(block_start, end), kind: BlockKind::Paragraph, speaker: None });
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
            length = end + 2;
            block_start = length;
            glue = true;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = cells[..] else { continue };
        if line.starts_with('#') || id.contains('.') {
            continue;
        }
        let spaced = !misc.split('|').any(|item| item == "SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            word_until = last.parse().ok().map(|last| (last, spaced));
            continue;
        }
        if !glue {
            text.push(' ');
            length += 1;
        }
        let start = length;
        text.push_str(form);
        length += form.chars().count() as u32;
        let number: usize = id.parse().unwrap_or(0);
        glue = match word_until {
            Some((last, _)) if number < last => true,
            Some((_, spaced)) => {
                word_until = None;
                !spaced
            }
            None => !spaced,
        };
        if let Some(brackets) = misc.split('|').find_map(|item| item.strip_prefix("Entity=")) {
            read_brackets(brackets, start, length, &mut open, &mut mentions);
        }
    }
    let end = text.trim_end().chars().count() as u32;
    blocks.push(Block { span: Span::new(block_start.min(end), end), kind: BlockKind::Paragraph, speaker: None });
    let document = Document { id: name.to_owned(), text: Text::new(text), blocks, ..Document::default() };
    Annotated { genre, document, mentions }
}

fn read_brackets(
    brackets: &str,
    start: u32,
    end: u32,
    open: &mut Vec<(String, u32)>,
    mentions: &mut Vec<(Span, String)>,
) {
    let mut rest = brackets;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('(') {
            let stop = inner.find(['(', ')']).unwrap_or(inner.len());
            let entity = inner[..stop].split('-').next().unwrap_or_default().to_owned();
            rest = &inner[stop..];
            if let Some(after) = rest.strip_prefix(')') {
                mentions.push((Span::new(start, end), entity));
                rest = after;
            } else {
                open.push((entity, start));
            }
        } else {
            let stop = rest.find(')').unwrap_or(rest.len() - 1);
            let entity = &rest[..stop];
            if let Some(position) = open.iter().rposition(|(known, _)| known == entity) {
                let (entity, from) = open.remove(position);
                mentions.push((Span::new(from, end), entity));
            }
            rest = &rest[stop + 1..];
        }
    }
}

/// Which person a pronoun is of; `None` for words that are not counted.
fn person(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" | "she" | "her" | "hers" | "herself" => "he/she",
        "it" | "its" | "itself" => "it",
        "they" | "them" | "their" | "theirs" | "themselves" => "they",
        "i" | "me" | "my" | "mine" | "myself" => "I",
        "we" | "us" | "our" | "ours" | "ourselves" => "we",
        _ => return None,
    })
}

fn score(
    annotated: &Annotated,
    links: &[MentionLink],
    show: bool,
    scores: &mut BTreeMap<(String, &'static str), Score>,
) {
    let text = &annotated.document.text;
    // The smallest annotated mention that holds a place.
    let entity_at = |span: Span| {
        let holding = annotated.mentions.iter().filter(|(known, _)| known.contains(span));
        holding.min_by_key(|(known, _)| known.len()).map(|(_, entity)| entity)
    };
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for (span, entity) in &annotated.mentions {
        let earliest = first.entry(entity).or_insert(*span);
        *earliest = (*earliest).min(*span);
    }
    for (span, entity) in &annotated.mentions {
        let Some(person) = person(text.slice(*span)) else { continue };
        let score = scores.entry((annotated.genre.clone(), person)).or_default();
        let anaphoric = first[entity.as_str()] < *span;
        score.wanted += u32::from(anaphoric);
        let Some(link) = links.iter().find(|link| link.span == *span) else { continue };
        if matches!(link.rule, LinkRule::First | LinkRule::Unresolved) {
            continue;
        }
        let same = || links.iter().filter(|other| other.same_entity(link) && other.span != link.span);
        let nearest = same().rfind(|other| other.span < link.span && person_of(other).is_none());
        let antecedent = nearest.or_else(|| same().next());
        let Some(antecedent) = antecedent else { continue };
        score.made += 1;
        let right = entity_at(antecedent.head) == Some(entity);
        score.right += u32::from(right);
        if show && !right {
            let gold = first[entity.as_str()];
            let from = span.start.saturating_sub(160);
            println!(
                "{}: {:?} -> {:?} ({:?}), not {:?}: …{}[{}]",
                annotated.document.id,
                text.slice(*span),
                antecedent.text,
                link.rule,
                text.slice(gold),
                text.slice(Span::new(from, span.start)).replace('\n', " "),
                text.slice(*span)
            );
        }
    }
}

fn person_of(link: &MentionLink) -> Option<&'static str> {
    person(&link.text)
}
