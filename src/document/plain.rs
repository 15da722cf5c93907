//! Plain text to blocks: paragraphs, headings, list items; hard wraps joined.
//!
//! A newline can end a paragraph or merely a line. It is taken for a wrap where the next word would not have fitted on
//! the line before it, judged by the width that the file's own lines keep to, or where the sentence plainly goes on.

use super::BlockKind;
use super::draft::{Draft, DraftBuilder};
use super::furniture::key;

/// The widest line that a person or a mail program would wrap at.
const MAX_WIDTH: usize = 110;

/// A line with its place in the decoded text.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    /// The line without white space around it.
    text: &'a str,
    /// The byte it starts at.
    offset: usize,
    /// How many characters it has, white space before it included.
    width: usize,
    /// What opens it, if it opens a list item: the bytes of the bullet and the space after it.
    bullet: usize,
}

/// Splits decoded text into blocks; `base` is the byte at which it starts in the decoded file.
pub(super) fn blocks(text: &str, base: usize) -> Vec<Draft> {
    let lines: Vec<Option<Line>> = lines(text, base).collect();
    let width = wrap_width(&lines);
    let mut drafts = Vec::new();
    for paragraph in lines.split(Option::is_none) {
        let paragraph: Vec<Line> = paragraph.iter().flatten().copied().collect();
        lay_out(&paragraph, width, &mut drafts);
    }
    mend_hyphens(&mut drafts, text);
    drafts
}

/// The lines of a text; `None` for an empty one or a ruler of dashes.
fn lines(text: &str, base: usize) -> impl Iterator<Item = Option<Line<'_>>> {
    let ends = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut after_return = false;
    text.split_inclusive(ends)
        .scan(base, move |offset, line| {
            let start = *offset;
            *offset += line.len();
            let lone_newline = std::mem::replace(&mut after_return, line.ends_with('\r')) && line == "\n";
            Some((start, line, lone_newline))
        })
        .filter(|&(_, _, second_half_of_line_end)| !second_half_of_line_end)
        .map(|(start, line, _)| {
            let text = line.trim();
            let offset = start + (line.len() - line.trim_start().len());
            let shows = text.contains(|c: char| c.is_alphanumeric());
            let width = line.trim_end().chars().count();
            shows.then(|| Line { text, offset, width, bullet: bullet(text) })
        })
}

/// How many bytes at the start of a line are a bullet or number with the space after it; 0 if it opens no list item.
fn bullet(line: &str) -> usize {
    let mut chars = line.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    let marker = if "•◦▪●■‣⁃∙·*○►▶➤✓–—-+".contains(first) {
        first.len_utf8()
    } else {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        match line.as_bytes().get(digits) {
            Some(b'.' | b')') if (1..=3).contains(&digits) => digits + 1,
            _ => return 0,
        }
    };
    let rest = &line[marker..];
    let space = rest.len() - rest.trim_start().len();
    // A dash before a name is a signature, and "o" or "-" without a space is part of a word.
    if space == 0 && !"•◦▪●■‣⁃∙►▶➤".contains(first) {
        return 0;
    }
    if matches!(first, '–' | '—') { 0 } else { marker + space }
}

/// The width at which the file's lines are wrapped, if they are.
fn wrap_width(lines: &[Option<Line>]) -> Option<usize> {
    // Only a line with a line below it can have been wrapped.
    let mut widths: Vec<usize> =
        lines.windows(2).filter_map(|pair| pair[1].and(pair[0])).map(|line| line.width).collect();
    if widths.is_empty() {
        return None;
    }
    widths.sort_unstable();
    let widest = widths[(widths.len() - 1) * 95 / 100];
    (40..=MAX_WIDTH).contains(&widest).then_some(widest)
}

/// Turns the lines between two empty ones into blocks.
fn lay_out(lines: &[Line], width: Option<usize>, drafts: &mut Vec<Draft>) {
    let width = width.or_else(|| own_width(lines));
    // When nearly every line runs to the edge, those that do not were wrapped by other rules, not ended.
    let full = lines.windows(2).filter(|pair| is_full(pair[0], pair[1], width)).count();
    let all_wraps = lines.len() > 2 && full * 10 >= (lines.len() - 1) * 7;
    let mut builder = DraftBuilder::new(BlockKind::Paragraph);
    for (index, line) in lines.iter().enumerate() {
        let joins = index > 0 && {
            let previous = lines[index - 1];
            line.bullet == 0 && (all_wraps || is_full(previous, *line, width) || goes_on(previous, *line))
        };
        if !joins {
            drafts.extend(builder.finish());
            builder = DraftBuilder::new(if line.bullet > 0 { BlockKind::ListItem } else { BlockKind::Paragraph });
        }
        builder.push_space(line.offset.saturating_sub(1)..line.offset);
        builder.push(&line.text[line.bullet..], line.offset + line.bullet);
    }
    drafts.extend(builder.finish());
}

/// A width for one paragraph of a file that as a whole keeps to none.
fn own_width(lines: &[Line]) -> Option<usize> {
    let widest = lines.iter().map(|line| line.width).max()?;
    (lines.len() > 3 && (50..=MAX_WIDTH).contains(&widest)).then_some(widest)
}

/// Whether the first word of the next line would not have fitted on this one.
fn is_full(line: Line, next: Line, width: Option<usize>) -> bool {
    let first_word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    width.is_some_and(|width| line.width <= MAX_WIDTH && line.width + 1 + first_word > width)
}

/// Whether a line breaks off in mid-sentence and the next one takes it up.
fn goes_on(line: Line, next: Line) -> bool {
    let ends = line.text.ends_with(['.', '!', '?', ':', '"', '”', '’', ')', ';', '…']);
    let words = line.text.split_whitespace().count();
    !ends && words > 4 && line.width > 35 && next.text.starts_with(char::is_lowercase)
}

/// Joins the words that were parted by a hyphen at the end of a line.
///
/// The hyphen goes when the file also has the word without one, and stays otherwise ("re-election").
fn mend_hyphens(drafts: &mut [Draft], text: &str) {
    let parted = |draft: &Draft| draft.text.match_indices("- ").any(|(at, _)| parts_around(&draft.text, at).is_some());
    if !drafts.iter().any(parted) {
        return;
    }
    let words: rustc_hash::FxHashSet<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    for draft in drafts.iter_mut().filter(|draft| parted(draft)) {
        let mut mended = DraftBuilder::new(draft.kind);
        let mut from = 0;
        let push = |builder: &mut DraftBuilder, range: std::ops::Range<usize>| {
            for (at, c) in draft.text[range.clone()].char_indices() {
                let start = range.start + at;
                if let Some(source) = draft.map.source(start..start + c.len_utf8()) {
                    builder.push_made(c.encode_utf8(&mut [0; 4]), source);
                }
            }
        };
        for (at, _) in draft.text.match_indices("- ") {
            let Some((before, after)) = parts_around(&draft.text, at) else { continue };
            // Only a break at the end of a line parts a word; "pre- and post-war" has its space in the file.
            let broken = draft.map.source(at + 1..at + 2).is_some_and(|space| text_has_line_end(text, space));
            if !broken {
                continue;
            }
            push(&mut mended, from..at + 1);
            if words.contains(format!("{before}{after}").as_str()) {
                mended.pop();
            }
            from = at + 2;
        }
        push(&mut mended, from..draft.text.len());
        if let Some(mended) = mended.finish() {
            *draft = mended;
        }
    }
}

/// The halves of the word around the hyphen at byte `at`, if both look like halves of one.
fn parts_around(text: &str, at: usize) -> Option<(&str, &str)> {
    let before = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let after = text[at + 2..].split(|c: char| !c.is_alphanumeric()).next()?;
    let halves = before.len() > 1 && after.starts_with(char::is_lowercase) && !matches!(after, "and" | "or" | "to");
    halves.then_some((before, after))
}

fn text_has_line_end(text: &str, space: std::ops::Range<usize>) -> bool {
    text.get(space).is_some_and(|space| space.contains(['\n', '\r']))
}

/// Marks what a paragraph opens with that is not part of its sentences: the speaker's name in a transcript.
///
/// A file is a transcript when several of its paragraphs open with a name in capitals, or "Q" and "A", and a colon.
pub(super) fn mark_speakers(drafts: &mut [Draft]) {
    let found: Vec<Option<(usize, usize)>> = drafts.iter().map(|draft| speaker(&draft.text)).collect();
    let turns = found.iter().flatten().count();
    if turns < 2 || turns * 5 < drafts.len() {
        return;
    }
    for (draft, turn) in drafts.iter_mut().zip(found) {
        if let Some((name, prefix)) = turn {
            draft.speaker = Some(0..name);
            draft.prefix = prefix;
        }
    }
}

/// The bytes of a name that opens a turn, and the bytes before the words spoken.
fn speaker(text: &str) -> Option<(usize, usize)> {
    let head = &text[..text.char_indices().nth(60).map_or(text.len(), |(at, _)| at)];
    let colon = head.find(": ")?;
    let label = &head[..colon];
    // "ANNA BRANDT, HOST" and "SEN. MARK WARNER (D-VA)" name the speaker before the comma or bracket.
    let name = label.split([',', '(']).next().unwrap_or(label).trim_end();
    let words: Vec<&str> = name.split_whitespace().collect();
    let capitals = |word: &&str| word.chars().any(char::is_uppercase) && !word.contains(char::is_lowercase);
    let named = (1..=5).contains(&words.len())
        && (words.iter().all(|word| capitals(word) || matches!(*word, "Mr." | "Ms." | "Mrs." | "Dr.")));
    (named && key(name).chars().any(char::is_alphabetic)).then_some((name.len(), colon + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        blocks(raw, 0).into_iter().map(|draft| draft.text).collect()
    }

    #[test]
    fn hard_wraps_are_joined() {
        let raw = "Federal prosecutors have charged two Iranian computer experts\n\
                   with conspiring to influence the 2020 US presidential election, more\n\
                   than a year after US officials spoke.\n\n\
                   The indictment accuses Kazemi of intimidating voters and of other\n\
                   crimes.\n";
        let expected = [
            "Federal prosecutors have charged two Iranian computer experts with conspiring to influence the 2020 US \
             presidential election, more than a year after US officials spoke.",
            "The indictment accuses Kazemi of intimidating voters and of other crimes.",
        ];
        assert_eq!(texts(raw), expected);
        assert_eq!(texts(&raw.replace('\n', "\r\n")), expected);
    }

    #[test]
    fn one_line_a_paragraph_stays_so() {
        let first = "Moscow sought to undermine the candidate because it viewed his presidency as opposed to its own \
                     interests, the report said.";
        let second = "Iran carried out a campaign of its own, aimed at harming the other candidate, officials said on \
                      Tuesday in a statement.";
        assert_eq!(texts(&format!("{first}\n{second}\n")), [first, second]);
    }

    #[test]
    fn short_lines_and_lists_stay_apart() {
        assert_eq!(texts("Open Now\nWatch now\n\nHome WORLD"), ["Open Now", "Watch now", "Home WORLD"]);
        let list = blocks("They did this:\n  * Russia lied.\n  * Iran sent\n    emails.\n1. One\n2) Two", 0);
        let list: Vec<_> = list.iter().map(|draft| (draft.kind, draft.text.as_str())).collect();
        assert_eq!(list[1], (BlockKind::ListItem, "Russia lied."));
        assert_eq!(list[list.len() - 1], (BlockKind::ListItem, "Two"));
    }

    #[test]
    fn words_parted_at_the_end_of_a_line_are_whole_again() {
        let raw = "They said that no foreign actor had tried to inter-\n\
                   fere in the vote, and that it is a crime to interfere.\n\
                   The president's bid for a second term, his hoped-for re-\n\
                   election, was harmed by pre- and post-war policies alike.\n";
        let text = texts(raw).join(" ");
        assert!(text.contains("to interfere in the vote"), "{text}");
        assert!(text.contains("re-election, was harmed by pre- and post-war"), "{text}");
    }

    #[test]
    fn speakers_of_a_transcript_are_marked() {
        let mut drafts = blocks("ANNA BRANDT, HOST: Good evening.\n\nOKAFOR: It is so.\n\nBRANDT: Is it?", 0);
        mark_speakers(&mut drafts);
        let turns: Vec<_> = drafts
            .iter()
            .map(|draft| (draft.speaker.clone().map(|name| &draft.text[name]), &draft.text[draft.prefix..]))
            .collect();
        assert_eq!(
            turns,
            [(Some("ANNA BRANDT"), "Good evening."), (Some("OKAFOR"), "It is so."), (Some("BRANDT"), "Is it?")]
        );
    }
}
