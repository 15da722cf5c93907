//! Lines up decoded text with the HTML it was written in, around character references such as `&eacute;`.

use std::ops::Range;

use crate::document::draft::DraftBuilder;

/// The longest name of a character reference, `&` and `;` included, with room to spare.
const LONGEST: usize = 40;

/// Adds `text` to a block, given the piece of HTML that it was decoded from and the byte at which that starts.
///
/// Outside character references the two agree byte by byte. A reference maps as a whole. Should the two ever fall out
/// of step, the rest of the text maps to the rest of the piece.
pub(super) fn push(builder: &mut DraftBuilder, text: &str, raw: &str, offset: usize) {
    let (mut at, mut raw_at) = (0, 0);
    while at < text.len() {
        let same = same_length(&text[at..], &raw[raw_at..]);
        if same > 0 {
            builder.push(&text[at..at + same], offset + raw_at);
            at += same;
            raw_at += same;
            continue;
        }
        let Some((made, taken)) = step(&text[at..], &raw[raw_at..]) else {
            builder.push_made(&text[at..], offset + raw_at..offset + raw.len());
            return;
        };
        builder.push_made(&text[at..at + made], offset + raw_at..offset + raw_at + taken);
        at += made;
        raw_at += taken;
    }
}

/// How many bytes agree before the next reference.
fn same_length(text: &str, raw: &str) -> usize {
    let mut same = 0;
    for (c, other) in text.chars().zip(raw.chars()) {
        if c != other || c == '&' && reference(&raw[same..]).is_some() {
            break;
        }
        same += c.len_utf8();
    }
    same
}

/// The bytes of a reference with its semicolon, if one stands at the start of `raw`.
fn reference(raw: &str) -> Option<Range<usize>> {
    let rest = raw.strip_prefix('&')?;
    let length = rest.bytes().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    (length > 0 && rest[length..].starts_with(';')).then_some(0..length + 2)
}

/// How many bytes of text stand for how many bytes of HTML, where the two differ.
fn step(text: &str, raw: &str) -> Option<(usize, usize)> {
    if raw.starts_with("\r\n") && text.starts_with('\n') {
        return Some((1, 2));
    }
    let first = text.chars().next()?.len_utf8();
    if !raw.starts_with('&') {
        // The tokenizer replaced a character by another: a lone carriage return, a NUL.
        return raw.chars().next().map(|c| (first, c.len_utf8()));
    }
    let whole = reference(raw).map(|range| range.end);
    let literal = whole.is_some_and(|end| text.starts_with(&raw[..end]));
    if let (Some(end), true) = (whole, literal) {
        return Some((end, end));
    }
    // A few references stand for two characters, and old ones may lack their semicolon: try what fits what follows.
    let second = text[first..].chars().next().map_or(0, char::len_utf8);
    let ends = whole.into_iter().chain(2..raw.len().min(LONGEST));
    for end in ends.filter(|&end| raw.is_char_boundary(end)) {
        for made in [first, first + second] {
            if agrees(&text[made..], &raw[end..]) {
                return Some((made, end));
            }
        }
    }
    None
}

/// Whether the next few characters are the same, or what follows in the HTML is another reference.
fn agrees(text: &str, raw: &str) -> bool {
    raw.is_empty() == text.is_empty()
        && (raw.starts_with('&')
            || text.chars().zip(raw.chars().take_while(|c| *c != '&')).take(4).all(|(a, b)| a == b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    #[test]
    fn words_around_references_keep_their_places() {
        let raw = "Levant &amp; Gulf: caf&eacute;s, &#8220;no&#8221; AT&T &copy 2020 &bogus; end";
        let text = "Levant & Gulf: cafés, “no” AT&T © 2020 &bogus; end";
        let mut builder = DraftBuilder::new(BlockKind::Paragraph);
        push(&mut builder, text, raw, 0);
        let draft = builder.finish().expect("a block");
        assert_eq!(draft.text, text);
        for (word, source) in [
            ("Gulf", "Gulf"),
            ("é", "&eacute;"),
            ("“no”", "&#8220;no&#8221;"),
            ("AT&T", "AT&T"),
            ("©", "&copy"),
            ("end", "end"),
        ] {
            let at = text.find(word).expect("the word");
            let range = draft.map.source(at..at + word.len()).expect("a place");
            assert_eq!(&raw[range], source, "{word}");
        }
    }
}
