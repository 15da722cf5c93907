//! What a block looks like by itself: running text, a headline, a date, a share line.

use super::draft::Draft;
use super::furniture::{Furniture, key};
use super::{BlockKind, date};

/// What a block looks like by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
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

/// A block with what it looks like.
pub(super) struct Line {
    /// What it looks like.
    pub look: Look,
    /// How many words it has.
    pub words: usize,
    /// Its opening, as phrases are compared.
    pub key: String,
}

/// Looks at one block.
pub(super) fn look(draft: &Draft, furniture: &Furniture) -> Line {
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
