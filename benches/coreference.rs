//! Measures the links of pronouns on text whose coreference people have annotated.
//!
//! Get the Georgetown University Multilayer corpus (its folder `dep` holds `GUM_*.conllu`) and run
//!
//! ```text
//! cargo bench --bench coreference -- FOLDER [--part tuned|kept] [--show]
//! ```
//!
//! What is measured, for every genre, over personal, possessive and reflexive pronouns:
//!
//! - **precision**: links that are right, of all links made. A link is right when the antecedent is in the annotated
//!   chain of the pronoun. The antecedent of a pronoun of the third person is the nearest mention of its entity that is
//!   no pronoun, so that a row of pronouns hanging on a wrong name is wrong all through; that of "I" and "we" is the
//!   nearest mention of any form, as these often have no other. A linked pronoun that is not annotated at all, such as
//!   the "it" of "it rains", is a wrong link. Mentions that the annotation does not know, such as the name in "the
//!   Warhol Factory", are passed over in the search for the antecedent.
//! - **recall**: right links, of the pronouns whose chain has an earlier mention that is no pronoun. The others have
//!   nothing in the text that a link could lead to.
//!
//! Every third document is kept for judging (`--part kept`); figures and rules of the program were tuned on the rest
//! (`--part tuned`). The text is read as text: tokens, sentences and trees are the program's own, trees repaired as it repairs them, and nothing of the
//! corpus goes into it. Interviews name the speaker of a paragraph; the name is put before it, as transcripts do. `--show` prints every wrong link and `--missed` every pronoun left alone.
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use actant::document::{Block, BlockKind, Document};
use actant::entity::{Knowledge, LinkRule, MentionLink, resolve_document};
use actant::rules::Extractor;
use actant::span::{Span, Text};
use actant::syntax::Analyzer;

/// A place in the text that speaks of something.
struct Mention {
    span: Span,
    /// The words on which the others hang.
    heads: Vec<Span>,
    /// The number of what it speaks of.
    chain: String,
}

/// A document with what people say its words speak of.
struct Annotated {
    genre: String,
    document: Document,
    mentions: Vec<Mention>,
}

/// Counts of pronouns.
#[derive(Clone, Copy, Default)]
struct Score {
    /// Pronouns that something before them could be linked to.
    wanted: u32,
    made: u32,
    right: u32,
    /// Right links of the wanted ones.
    found: u32,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.made += other.made;
        self.right += other.right;
        self.found += other.found;
    }
}

type Scores = BTreeMap<(String, &'static str), Score>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let part = arguments.iter().position(|argument| argument == "--part").and_then(|at| arguments.get(at + 1));
    let folder = arguments.iter().find(|argument| !argument.starts_with('-') && Some(*argument) != part);
    let Some(folder) = folder else {
        println!("no corpus given: cargo bench --bench coreference -- FOLDER");
        return;
    };
    let flag = |name: &str| arguments.iter().any(|argument| argument == name);
    let (show, missed) = (flag("--show"), flag("--missed"));
    let knowledge = Knowledge::embedded();
    let (analyzer, extractor) = (Analyzer::embedded(), Extractor::embedded());
    let mut scores = Scores::new();
    for (number, path) in files(Path::new(folder)).iter().enumerate() {
        let kept = number % 3 == 2;
        if part.is_some_and(|part| (part == "kept") != kept) {
            continue;
        }
        let annotated = read(path);
        let parsed = analyzer.analyze(&annotated.document);
        let sentences: Vec<_> = parsed.iter().map(|sentence| extractor.finder().repair(sentence)).collect();
        let found = resolve_document(&knowledge, &annotated.document, &sentences, &[]);
        score(&annotated, found.mentions(), show, missed, &mut scores);
    }
    report(&scores);
}

fn report(scores: &Scores) {
    println!(
        "{:<12} {:<12} {:>6} {:>6} {:>6} {:>10} {:>7}",
        "genre", "pronoun", "wanted", "links", "right", "precision", "recall"
    );
    let mut sums: Scores = Scores::new();
    for ((genre, person), score) in scores {
        print(genre, person, *score);
        *sums.entry((genre.clone(), "together")).or_default() += *score;
        *sums.entry(("all".to_owned(), person)).or_default() += *score;
        *sums.entry(("all".to_owned(), "together")).or_default() += *score;
    }
    for ((genre, person), score) in &sums {
        print(genre, person, *score);
    }
}

fn print(genre: &str, person: &str, score: Score) {
    let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
    let (precision, recall) = (share(score.right, score.made), share(score.found, score.wanted));
    println!(
        "{genre:<12} {person:<12} {:>6} {:>6} {:>6} {precision:>10.3} {recall:>7.3}",
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
    let (mut text, mut blocks) = (String::new(), Vec::new());
    let mut brackets = Brackets::default();
    let (mut length, mut block_start, mut glue) = (0u32, 0u32, true);
    let mut word_until: Option<(usize, bool)> = None;
    let mut speaker: Option<Span> = None;
    for line in source.lines() {
        if line.starts_with("# newpar") && !line.starts_with("# newpar_") && length > block_start {
            let end = text.trim_end().chars().count() as u32;
            blocks.push(Block {
                span: Span::new(block_start, end),
                kind: BlockKind::Paragraph,
                speaker: speaker.take(),
            });
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
            length = end + 2;
            block_start = length;
            glue = true;
        }
        // A speaker stands before the paragraph, as in a transcript.
        if let Some(name) = line.strip_prefix("# speaker = ")
            && length == block_start
        {
            let name = apart(name);
            let end = length + name.chars().count() as u32;
            speaker = Some(Span::new(length, end));
            text.push_str(&name);
            text.push_str(": ");
            length = end + 2;
            block_start = length;
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
        let cell = misc.split('|').find_map(|item| item.strip_prefix("Entity=")).unwrap_or_default();
        brackets.read(cell, Span::new(start, length));
    }
    let end = text.trim_end().chars().count() as u32;
    blocks.push(Block { span: Span::new(block_start.min(end), end), kind: BlockKind::Paragraph, speaker });
    let document = Document { id: name.to_owned(), text: Text::new(text), blocks, ..Document::default() };
    Annotated { genre, document, mentions: brackets.closed }
}

/// A speaker's name as people write it: "ShimonPeres" is how the corpus does.
fn apart(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
        }
        words.push(letter);
    }
    words
}

/// A bracket that is not yet closed: the chain, the numbers of its head words, and its words so far.
struct Open {
    chain: String,
    heads: Vec<usize>,
    words: Vec<Span>,
}

#[derive(Default)]
struct Brackets {
    open: Vec<Open>,
    closed: Vec<Mention>,
}

impl Brackets {
    /// Reads the brackets of one word.
    fn read(&mut self, cell: &str, word: Span) {
        let mut closing = Vec::new();
        let mut rest = cell;
        while !rest.is_empty() {
            let opens = rest.starts_with('(');
            let inner = rest.trim_start_matches('(');
            let stop = inner.find(['(', ')']).unwrap_or(inner.len());
            let fields: Vec<&str> = inner[..stop].split('-').collect();
            rest = &inner[stop..];
            if opens {
                let heads = fields
                    .get(5)
                    .map_or_else(Vec::new, |field| field.split(',').filter_map(|number| number.parse().ok()).collect());
                self.open.push(Open { chain: fields[0].to_owned(), heads, words: Vec::new() });
            }
            if let Some(after) = rest.strip_prefix(')') {
                closing.push(fields[0].to_owned());
                rest = after;
            }
        }
        for open in &mut self.open {
            open.words.push(word);
        }
        for chain in closing {
            let Some(position) = self.open.iter().rposition(|open| open.chain == chain) else { continue };
            let Open { chain, heads, words } = self.open.remove(position);
            let span = words[0].cover(word);
            let heads = heads.iter().filter_map(|number| words.get(number.checked_sub(1)?).copied()).collect();
            self.closed.push(Mention { span, heads, chain });
        }
    }
}

/// Which pronoun a word is, all its cases counted together; `None` for words that are not counted.
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

/// Whether a mention has a name or a noun for its head.
fn nominal(text: &str) -> bool {
    let others =
        ["you", "your", "yours", "yourself", "who", "whom", "whose", "which", "that", "this", "these", "those"];
    person(text).is_none() && !others.contains(&text.to_lowercase().as_str())
}

fn score(annotated: &Annotated, links: &[MentionLink], show: bool, missed: bool, scores: &mut Scores) {
    let text = &annotated.document.text;
    // The smallest annotated mention that a word is the head of.
    let chain_at = |head: Span| {
        let headed = annotated.mentions.iter().filter(|known| known.heads.contains(&head));
        headed.min_by_key(|known| known.span.len()).map(|known| known.chain.as_str())
    };
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for known in annotated.mentions.iter().filter(|known| nominal(text.slice(known.span))) {
        let earliest = first.entry(&known.chain).or_insert(known.span);
        *earliest = (*earliest).min(known.span);
    }
    let gold = annotated.mentions.iter().filter(|known| person(text.slice(known.span)).is_some());
    let gold: BTreeMap<Span, &str> = gold.map(|known| (known.span, known.chain.as_str())).collect();
    let ours = links.iter().filter(|link| person(&link.text).is_some() && &*link.text != "US");
    let mut places: Vec<Span> = gold.keys().copied().chain(ours.map(|link| link.span)).collect();
    places.sort_unstable();
    places.dedup();
    for span in places {
        let word = text.slice(span);
        let Some(person) = person(word) else { continue };
        let score = scores.entry((annotated.genre.clone(), person)).or_default();
        let chain = gold.get(&span).copied();
        let before = chain.and_then(|chain| first.get(chain)).filter(|first| **first < span);
        score.wanted += u32::from(before.is_some());
        let link = links.iter().find(|link| link.span == span);
        let antecedent = link.and_then(|link| antecedent(links, link, matches!(person, "I" | "we"), &chain_at));
        let from = span.start.saturating_sub(200);
        let context = || text.slice(Span::new(from, (span.end + 60).min(text.span().end))).replace('\n', " ");
        let wanted = before.map_or("nothing", |first| text.slice(*first));
        if let Some((antecedent, found)) = antecedent {
            let right = chain.is_some() && found == chain;
            score.made += 1;
            score.right += u32::from(right);
            score.found += u32::from(right && before.is_some());
            if show && !right {
                let rule = link.map(|link| link.rule);
                println!(
                    "{}: {word:?} -> {:?} ({rule:?}), not {wanted:?}: …{}",
                    annotated.document.id,
                    antecedent.text,
                    context()
                );
            }
        } else if missed && before.is_some() {
            println!("{}: {word:?} -> nothing, not {wanted:?}: …{}", annotated.document.id, context());
        }
    }
}

/// The mention that a pronoun is taken to repeat, and its annotated chain: the nearest before it, or the first after it.
fn antecedent<'a, 'b>(
    links: &'a [MentionLink],
    link: &MentionLink,
    any_form: bool,
    chain_at: &impl Fn(Span) -> Option<&'b str>,
) -> Option<(&'a MentionLink, Option<&'b str>)> {
    if matches!(link.rule, LinkRule::First | LinkRule::Unresolved) {
        return None;
    }
    let fits =
        |other: &&MentionLink| other.same_entity(link) && other.span != link.span && (any_form || nominal(&other.text));
    let before = || links.iter().filter(fits).filter(|other| other.span < link.span).rev();
    let known = before().find(|other| chain_at(other.head).is_some());
    let nearest = known.or_else(|| before().next()).or_else(|| links.iter().find(fits))?;
    Some((nearest, chain_at(nearest.head)))
}
