//! Which blocks are the article, and which stand around it.
//!
//! In come the blocks of a page or file in order, out go those that a reader would call the article, with what the
//! lines around it say of its title and date. Nothing here knows the file's format. When in doubt a paragraph stays:
//! what is lost cannot be asked about, and a stray line does little harm.

use rustc_hash::FxHashSet;

use super::date;
use super::draft::Draft;
use super::furniture::{Furniture, key};
use super::{BlockKind, dateline};

/// With fewer words of running text than this, there is no article to set apart from its page.
const LEAST_PROSE: usize = 40;

/// The article, and what the lines around it say of it.
#[derive(Debug, Default)]
pub(super) struct Article {
    /// The blocks that belong to it.
    pub blocks: Vec<Draft>,
    /// Its title, if a line above it looks like one.
    pub title: Option<String>,
    /// Its date, from a line above it or its dateline.
    pub date: Option<String>,
}

/// What a block looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// Running text: a sentence of some length, or more.
    Prose,
    /// A short sentence.
    Sentence,
    /// A long paragraph that breaks off in mid-sentence.
    Cut,
    /// A short line without a full stop.
    Headline,
    /// A line with a date.
    Date,
    /// A line that names who wrote.
    Byline,
    /// A menu entry, a share line, a notice, the credit of a picture.
    Furniture,
    /// A line after which the article is over.
    End,
}

struct Line {
    look: Look,
    words: usize,
    key: String,
}

/// Picks the article; `title` is the title that the file's metadata gives.
pub(super) fn pick(mut drafts: Vec<Draft>, title: Option<&str>, furniture: &Furniture) -> Article {
    let lines: Vec<Line> = drafts.iter().map(|draft| look(draft, furniture)).collect();
    let prose_words = |lines: &[Line]| lines.iter().filter(|line| line.look == Look::Prose).map(|l| l.words).sum();
    let total: usize = prose_words(&lines);
    let first = lines.iter().position(|line| line.look == Look::Prose);
    let (Some(first), true) = (first, total >= LEAST_PROSE) else {
        return short_text(drafts, &lines);
    };
    let end = end_of_article(&lines, &drafts, first, total);
    let body_words = content_words(lines[first..end].iter().filter(|line| line.look == Look::Prose));
    let title_at = title_line(&lines[..first], title, &body_words);
    let mut article = Article {
        title: title_at.map(|at| drafts[at].text.clone()),
        date: date_above(&lines[..first], &drafts),
        blocks: Vec::new(),
    };
    let mut keep = vec![false; lines.len()];
    for (at, line) in lines[..first].iter().enumerate() {
        let listed = drafts[at].kind == BlockKind::ListItem && line.words >= 6 && line.look == Look::Headline;
        keep[at] = line.look == Look::Sentence || listed || title_at == Some(at);
    }
    keep_body(&lines, &drafts, first, end, &mut keep);
    drop_repeats(&lines, &drafts, &mut keep);
    for (at, draft) in drafts.iter_mut().enumerate() {
        let heading = lines[at].look == Look::Headline && draft.kind == BlockKind::Paragraph;
        if keep[at] && heading {
            draft.kind = BlockKind::Heading;
        }
    }
    let opening = drafts.iter_mut().enumerate().filter(|(at, _)| keep[*at] && lines[*at].look == Look::Prose).take(2);
    for (_, draft) in opening {
        if let Some(found) = dateline::find(&draft.text) {
            draft.prefix = draft.prefix.max(found.length);
            article.date = article.date.take().or(found.date);
        }
    }
    article.blocks = drafts.into_iter().zip(keep).filter_map(|(draft, keep)| keep.then_some(draft)).collect();
    article
}

/// A text too short to have furniture: all of it is kept.
fn short_text(mut drafts: Vec<Draft>, lines: &[Line]) -> Article {
    let date = date_above(lines, &drafts);
    for draft in drafts.iter_mut().take(1) {
        draft.prefix = dateline::find(&draft.text).map_or(draft.prefix, |found| found.length);
    }
    Article { blocks: drafts, title: None, date }
}

fn look(draft: &Draft, furniture: &Furniture) -> Line {
    let text = draft.text.as_str();
    let words = text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count();
    // Furniture is known by how it begins; long paragraphs need not be read to the end for it.
    let head_end = text.char_indices().nth(900).map_or(text.len(), |(at, _)| at);
    let key = key(&text[..head_end]);
    let ended = is_ended(text);
    let short = words <= 14;
    let look = match () {
        () if draft.kind == BlockKind::Caption => Look::Sentence,
        () if draft.speaker.is_some() => Look::Prose,
        () if !ended && words <= 8 && furniture.is_end(&key) => Look::End,
        () if !ended && short && (furniture.is_line(&key) || furniture.is_credit(&key)) => Look::Furniture,
        () if words <= 4 && furniture.is_line(&key) => Look::Furniture,
        () if words <= 6 && furniture.is_end(&key) => Look::Furniture,
        () if words <= 150 && (furniture.is_notice(&key) || furniture.is_teaser(&key)) => Look::Furniture,
        () if is_signature(text) => Look::Furniture,
        () if !ended && words <= 12 && is_byline(text) => Look::Byline,
        () if words <= 12 && !(ended && words > 8) && has_date(text) => Look::Date,
        () if draft.kind == BlockKind::Heading => Look::Headline,
        () if words <= 14 && text.ends_with('?') && !text.contains(". ") => Look::Headline,
        () if ended && words >= 8 => Look::Prose,
        () if ended && words >= 2 => Look::Sentence,
        () if words >= 25 => Look::Cut,
        () => Look::Headline,
    };
    Line { look, words, key }
}

/// Whether a text ends as a sentence does, closing quotes, footnote numbers and addresses aside.
fn is_ended(text: &str) -> bool {
    let mut text = text;
    while let Some((rest, last)) = text.rsplit_once(' ')
        && (last.starts_with("http") || last.starts_with("pic.twitter.com/"))
    {
        text = rest.trim_end();
    }
    if ["...", "…", "[…]", "[...]"].iter().any(|mark| text.ends_with(mark)) {
        return false;
    }
    let closers = ['"', '\'', '”', '’', '»', ')', ']', ' ', '*'];
    let bare = text.trim_end_matches(closers);
    let noted = text.ends_with(']') && bare.ends_with(|c: char| c.is_ascii_digit());
    let bare = if noted { bare.trim_end_matches(|c: char| c.is_ascii_digit() || c == '[') } else { bare };
    let bare = bare.trim_end_matches(closers);
    // British papers put the stop outside the quotes, and some writers forget it there.
    let quoted = || text.ends_with(['”', '"']) && text.split(' ').count() >= 15;
    bare.ends_with(['.', '!', '?', ':', ';']) || quoted()
}

fn is_byline(text: &str) -> bool {
    let rest = ["By", "by", "BY"].iter().find_map(|by| text.strip_prefix(by));
    rest.is_some_and(|rest| rest.trim_start_matches([' ', ':']).starts_with(char::is_uppercase) && !rest.contains(". "))
}

/// "— Ted Lieu (@tedlieu) October 28, 2020": who wrote a post that the article shows.
fn is_signature(text: &str) -> bool {
    text.starts_with(['—', '–', '-']) && text.contains("(@") && text.chars().count() < 120
}

fn has_date(text: &str) -> bool {
    date::written(text).is_some() || {
        let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let number = |word: &str| word.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
        words.len() <= 4
            && words.windows(2).any(|pair| {
                (date::month(pair[0]).is_some() && number(pair[1]))
                    || (number(pair[0]) && date::month(pair[1]).is_some())
            })
    }
}

/// The index after the last block of the article.
fn end_of_article(lines: &[Line], drafts: &[Draft], first: usize, total: usize) -> usize {
    let mut end = lines.len();
    let mut before = 0;
    for (at, line) in lines.iter().enumerate().skip(first) {
        match line.look {
            Look::Prose => before += line.words,
            // Much running text after the line means that it stood in the middle of the article.
            Look::End if before >= LEAST_PROSE && before * 10 >= total * 6 => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    end = before_teasers(&lines[..end], drafts, first);
    end = before_other_articles(&lines[..end], drafts, first);
    let last = lines[first..end].iter().rposition(|line| matches!(line.look, Look::Prose | Look::Sentence | Look::Cut));
    let last = last.map_or(first, |last| first + last);
    // A list that closes the article stays; headlines and menus after its last sentence go.
    let items = |at: &usize| drafts[*at].kind == BlockKind::ListItem && lines[*at].look == Look::Headline;
    let listed = lines[last].key.len() < drafts[last].text.len() && drafts[last].text.ends_with(':');
    let after = (last + 1..end).take_while(|at| listed && items(at)).count();
    last + 1 + after
}

/// Cuts off the openings of other articles that are quoted at the end, broken off in mid-sentence.
fn before_teasers(lines: &[Line], drafts: &[Draft], first: usize) -> usize {
    let complete = |range: &[Line]| range.iter().filter(|line| line.look == Look::Prose).count();
    let Some(cut) = lines
        .iter()
        .enumerate()
        .skip(first)
        .position(|(at, line)| line.look == Look::Cut && complete(&lines[first..at]) >= 2)
    else {
        return lines.len();
    };
    let mut start = first + cut;
    let tail = &lines[start..];
    let broken = tail.iter().filter(|line| line.look == Look::Cut).count();
    let labelled = |at: usize| has_label(&drafts[at].text);
    let ellipsis = drafts[start].text.ends_with(['…', '.']);
    let teasers = broken >= 2 || labelled(start) || ellipsis;
    if !teasers || complete(tail) > broken {
        return lines.len();
    }
    while start > first + 1 && labelled(start - 1) {
        start -= 1;
    }
    start
}

/// Cuts off other articles at the end, each shown as a headline with a sentence or two that share no names with this
/// one. At least two must stand there, or one with a date.
fn before_other_articles(lines: &[Line], drafts: &[Draft], first: usize) -> usize {
    let body: FxHashSet<&str> =
        drafts[first..lines.len()].iter().take(8).flat_map(|draft| names(&draft.text)).collect();
    let is_prose = |at: usize| matches!(lines[at].look, Look::Prose | Look::Sentence | Look::Cut);
    let half = first + (lines.len() - first) / 2;
    let (mut end, mut found, mut dated) = (lines.len(), 0, false);
    let mut cut = end;
    while end > half {
        let tail = (half..end).rev().take_while(|&at| !is_prose(at)).count();
        let prose = (half..end - tail).rev().take_while(|&at| is_prose(at)).count();
        let start = end - tail - prose;
        let words: usize =
            lines[start..end].iter().filter(|line| line.look == Look::Prose).map(|line| line.words).sum();
        let Some(headline) = (half..start).rev().find(|&at| lines[at].look == Look::Headline) else { break };
        let all: Vec<&str> = (headline..end).flat_map(|at| names(&drafts[at].text)).collect();
        let shared = all.iter().filter(|name| body.contains(*name)).count();
        let stranger = all.len() >= 2 && shared * 5 <= all.len();
        if prose == 0 || prose > 2 || words > 120 || lines[headline].words < 5 || start - headline > 3 || !stranger {
            break;
        }
        found += 1;
        dated |= (headline..end).any(|at| lines[at].look == Look::Date);
        end = headline;
        cut = headline;
    }
    if found >= 2 || (found == 1 && dated) { cut } else { lines.len() }
}

/// The words with a capital that do not open a sentence.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(' ').scan(true, |opens, word| {
        let opened = std::mem::replace(opens, word.ends_with(['.', '!', '?', ':', '”', '"']));
        Some((opened, word.trim_matches(|c: char| !c.is_alphanumeric())))
    });
    words.filter(|(opens, word)| !opens && word.len() > 1 && word.starts_with(char::is_uppercase)).map(|(_, word)| word)
}

/// "RARE EVENT: While some cultures …": the label in capitals that teasers open with.
fn has_label(text: &str) -> bool {
    let head = text.char_indices().nth(40).map_or(text, |(at, _)| &text[..at]);
    head.split_once(": ").is_some_and(|(label, _)| {
        label.chars().filter(|c| c.is_alphabetic()).count() > 3 && !label.contains(char::is_lowercase)
    })
}

/// Marks what belongs to the article between its first paragraph and its end.
fn keep_body(lines: &[Line], drafts: &[Draft], first: usize, end: usize, keep: &mut [bool]) {
    let mut at = first;
    while at < end {
        match lines[at].look {
            Look::Prose | Look::Sentence | Look::Cut => {
                keep[at] = true;
                at += 1;
            }
            _ => {
                let run =
                    lines[at..end].iter().take_while(|l| !matches!(l.look, Look::Prose | Look::Sentence | Look::Cut));
                let run = at..at + run.count();
                keep_run(lines, drafts, run.clone(), keep);
                at = run.end;
            }
        }
    }
}

/// Decides on a run of lines between two paragraphs: headings and lists stay, lists of headlines go.
fn keep_run(lines: &[Line], drafts: &[Draft], run: std::ops::Range<usize>, keep: &mut [bool]) {
    let is = |at: usize, look: Look| lines[at].look == look;
    let headlines: Vec<usize> = run.clone().filter(|&at| is(at, Look::Headline)).collect();
    let dated = run.clone().filter(|&at| is(at, Look::Date)).count();
    let ended_by_marker = run.clone().any(|at| is(at, Look::End));
    // A list stays if something announces it or its items say something; menus have neither.
    let items: Vec<usize> = run.clone().filter(|&at| drafts[at].kind == BlockKind::ListItem).collect();
    let item_words: usize = items.iter().map(|&at| lines[at].words).sum();
    let announced = run.start > 0 && drafts[run.start - 1].text.ends_with(':');
    let mut listed = announced || item_words >= 4 * items.len();
    for at in run.clone() {
        let item = drafts[at].kind == BlockKind::ListItem && drafts[at].link_density() < 0.5;
        listed &= item;
        let own_heading = drafts[at].kind == BlockKind::Heading;
        keep[at] = is(at, Look::Headline)
            && drafts[at].link_density() < 0.5
            && match item {
                true => listed,
                false => (headlines.len() <= 2 && dated == 0 && !ended_by_marker) || own_heading,
            };
    }
}

/// Drops what the page shows twice: the same line again, and the lead that is repeated inside a paragraph.
fn drop_repeats(lines: &[Line], drafts: &[Draft], keep: &mut [bool]) {
    let mut seen = FxHashSet::default();
    for at in 0..lines.len() {
        if keep[at] && lines[at].words >= 4 && drafts[at].speaker.is_none() && !seen.insert(drafts[at].text.as_str()) {
            keep[at] = false;
        }
    }
    let leads: Vec<usize> =
        (0..lines.len()).filter(|&at| keep[at]).take(4).filter(|&at| lines[at].words >= 6).collect();
    for lead in leads {
        let text = drafts[lead].text.as_str();
        let longer = |at: usize| keep[at] && at != lead && drafts[at].text.len() > text.len();
        if lines[lead].words <= 80 && (0..lines.len()).any(|at| longer(at) && drafts[at].text.contains(text)) {
            keep[lead] = false;
        }
    }
}

/// The words of some length, of which a title shares many with its article.
fn content_words<'a>(lines: impl Iterator<Item = &'a Line>) -> FxHashSet<&'a str> {
    lines.flat_map(|line| line.key.split(' ')).filter(|word| word.len() > 3).collect()
}

/// The line above the article that is its title: the one that metadata names, or that shares most words with the text.
fn title_line(lines: &[Line], title: Option<&str>, body: &FxHashSet<&str>) -> Option<usize> {
    let named = title.map(key);
    let headlines =
        || lines.iter().enumerate().filter(|(_, line)| matches!(line.look, Look::Headline | Look::Sentence));
    if let Some(named) = named
        && let Some((at, _)) = headlines().rfind(|(_, line)| line.words >= 2 && named.starts_with(&line.key))
    {
        return Some(at);
    }
    let shared = |line: &Line| {
        let words: Vec<&str> = line.key.split(' ').filter(|word| word.len() > 3).collect();
        let found = words.iter().filter(|word| body.contains(*word)).count();
        (found * 100).checked_div(words.len()).unwrap_or(0)
    };
    headlines()
        .filter(|(_, line)| line.look == Look::Headline && line.words >= 3)
        .map(|(at, line)| (shared(line), at))
        .filter(|&(share, _)| share >= 30)
        .max()
        .map(|(_, at)| at)
}

/// The date in the lines above the article: the nearest to its text, as the page's own date stands at the top.
fn date_above(lines: &[Line], drafts: &[Draft]) -> Option<String> {
    let dated = |(line, draft): (&Line, &Draft)| match line.look {
        Look::Prose | Look::Cut => None,
        _ if line.words <= 14 => date::written(&draft.text),
        _ => None,
    };
    lines.iter().zip(drafts).rev().find_map(dated)
}
