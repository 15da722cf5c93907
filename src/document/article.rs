//! Which blocks are the article, and which stand around it.
//!
//! In come the blocks of a page or file in order, out go those that a reader would call the article, with what the
//! lines around it say of its title and date. Nothing here knows the file's format. When in doubt a paragraph stays:
//! what is lost cannot be asked about, and a stray line does little harm.

use rustc_hash::FxHashSet;

use super::date;
use super::draft::Draft;
use super::furniture::{Furniture, key};
use super::look::{Line, Look, look};
use super::{BlockKind, dateline, others};

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

/// Picks the article; `title` is the title that the file's metadata gives.
pub(super) fn pick(mut drafts: Vec<Draft>, title: Option<&str>, furniture: &Furniture) -> Article {
    let lines: Vec<Line> = drafts.iter().map(|draft| look(draft, furniture)).collect();
    let prose_words = |lines: &[Line]| lines.iter().filter(|line| line.look == Look::Prose).map(|l| l.words).sum();
    let total: usize = prose_words(&lines);
    let first = lines.iter().position(|line| line.look == Look::Prose);
    let (Some(first), true) = (first, total >= LEAST_PROSE) else {
        return short_text(drafts, &lines);
    };
    let first = start_below_title(&lines, title, first, total);
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
    let mut date = date_above(lines, &drafts);
    // The dateline stands in the first paragraph, which a title may stand before.
    for draft in drafts.iter_mut().take(2) {
        if let Some(found) = dateline::find(&draft.text) {
            draft.prefix = found.length;
            date = date.or(found.date);
        }
    }
    Article { blocks: drafts, title: None, date }
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
    end = others::before_teasers(&lines[..end], drafts, first);
    end = others::before_other_articles(&lines[..end], drafts, first);
    let last = lines[first..end].iter().rposition(|line| matches!(line.look, Look::Prose | Look::Sentence | Look::Cut));
    let last = last.map_or(first, |last| first + last);
    // A list that closes the article stays; headlines and menus after its last sentence go.
    let items = |at: &usize| drafts[*at].kind == BlockKind::ListItem && lines[*at].look == Look::Headline;
    let listed = lines[last].key.len() < drafts[last].text.len() && drafts[last].text.ends_with(':');
    let after = (last + 1..end).take_while(|at| listed && items(at)).count();
    last + 1 + after
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
    headlines()
        .filter(|(_, line)| line.look == Look::Headline && line.words >= 3)
        .map(|(at, line)| (likeness(line, body), at))
        .filter(|&(likeness, _)| likeness >= 30)
        .max()
        .map(|(_, at)| at)
}

/// How much a line is like the title of a text: the share of its longer words that the text has, in hundredths, times
/// their number, so that a headline outdoes the name of a section.
fn likeness(line: &Line, body: &FxHashSet<&str>) -> usize {
    let words: Vec<&str> = line.key.split(' ').filter(|word| word.len() > 3).collect();
    let found = words.iter().filter(|word| body.contains(*word)).count();
    (found * found * 100).checked_div(words.len()).unwrap_or(0)
}

/// The first paragraph after the title, where a line or two of the page's own stand as sentences above that.
fn start_below_title(lines: &[Line], title: Option<&str>, first: usize, total: usize) -> usize {
    let title = title.map(key).unwrap_or_default();
    let reach = lines.len().min(first + 12);
    let named = (first..reach).find(|&at| {
        lines[at].look == Look::Headline && lines[at].words >= 4 && {
            title.starts_with(&lines[at].key)
                || lines[..first].iter().any(|line| line.words >= 4 && line.key == lines[at].key)
        }
    });
    let Some(at) = named else { return first };
    let above: usize = lines[first..at].iter().filter(|line| line.look == Look::Prose).map(|line| line.words).sum();
    let next = lines[at..].iter().position(|line| line.look == Look::Prose);
    match next {
        Some(next) if above <= 60 && above * 5 <= total => at + next,
        _ => first,
    }
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
