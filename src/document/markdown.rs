//! Markdown to blocks, and what its front matter says.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use serde::Deserialize;

use super::BlockKind;
use super::date;
use super::draft::{Draft, DraftBuilder};
use super::html::Metadata;

/// The fields of front matter that are used, as TOML has them.
#[derive(Debug, Default, Deserialize)]
struct FrontMatter {
    title: Option<String>,
    date: Option<toml::Value>,
    url: Option<String>,
}

/// Reads Markdown: its blocks, without code, and its front matter.
pub(super) fn read(markdown: &str) -> (Vec<Draft>, Metadata) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        reader.event(event, range, markdown);
    }
    reader.flush();
    (reader.drafts, reader.metadata)
}

#[derive(Default)]
struct Reader {
    drafts: Vec<Draft>,
    metadata: Metadata,
    builder: DraftBuilder,
    /// How many constructs are open whose text is left out: code, footnotes, raw HTML.
    silent: usize,
    items: usize,
    front_matter: Option<MetadataBlockKind>,
}

impl Reader {
    fn event(&mut self, event: Event, range: std::ops::Range<usize>, source: &str) {
        match event {
            Event::Start(Tag::MetadataBlock(kind)) => self.front_matter = Some(kind),
            Event::End(TagEnd::MetadataBlock(_)) => self.front_matter = None,
            Event::Text(text) if self.front_matter.is_some() => self.read_front_matter(&text),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ if self.silent > 0 => {}
            Event::Text(text) | Event::Code(text) => self.text(&text, range, source),
            Event::SoftBreak | Event::HardBreak => self.builder.push_space(range),
            Event::Rule => self.flush(),
            // Tags inside a paragraph are marks on its words.
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.builder.push_space(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::Image { .. } => {
                if !matches!(tag, Tag::Image { .. }) {
                    self.flush();
                }
                self.silent += 1;
            }
            Tag::Heading { .. } => self.open(BlockKind::Heading),
            Tag::Item => {
                self.items += 1;
                self.open(BlockKind::ListItem);
            }
            Tag::Paragraph => self.open(if self.items > 0 { BlockKind::ListItem } else { BlockKind::Paragraph }),
            Tag::TableCell => self.open(BlockKind::Caption),
            Tag::Link { .. } => self.builder.set_link(true),
            Tag::BlockQuote(_) | Tag::List(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition | TagEnd::Image => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::Item => {
                self.flush();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::BlockQuote(_) => self.flush(),
            TagEnd::Link => self.builder.set_link(false),
            _ => {}
        }
    }

    fn open(&mut self, kind: BlockKind) {
        self.flush();
        self.builder = DraftBuilder::new(kind);
    }

    fn flush(&mut self) {
        self.drafts.extend(self.builder.finish());
    }

    fn text(&mut self, text: &str, range: std::ops::Range<usize>, source: &str) {
        match source.get(range.clone()) {
            Some(raw) if raw == text => self.builder.push(text, range.start),
            _ => self.builder.push_made(text, range),
        }
    }

    fn read_front_matter(&mut self, text: &str) {
        if self.front_matter == Some(MetadataBlockKind::PlusesStyle) {
            let fields: FrontMatter = toml::from_str(text).unwrap_or_default();
            self.metadata.title = fields.title;
            self.metadata.url = fields.url;
            self.metadata.date = fields.date.and_then(|value| match value {
                toml::Value::String(text) => date::from_metadata(&text),
                other => date::from_metadata(&other.to_string()),
            });
            return;
        }
        // Of YAML only top-level "name: value" lines are read; they are all that title, date and address need.
        for line in text.lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = unquote(value.trim());
            if value.is_empty() {
                continue;
            }
            match name {
                "title" => self.metadata.title = Some(value.to_owned()),
                "url" | "link" | "canonical" | "canonical_url" | "source" if value.starts_with("http") => {
                    self.metadata.url = Some(value.to_owned());
                }
                "date" | "published" | "pubdate" => self.metadata.date = date::from_metadata(value),
                _ => {}
            }
        }
    }
}

fn unquote(value: &str) -> &str {
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    quoted('"').or_else(|| quoted('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_front_matter_are_read() {
        let raw = "---\ntitle: \"The lawmaker: a profile\"\ndate: 2021-02-03\nurl: https://example.com/p\n---\n\n\
                   # The lawmaker\n\nHe [met Rudy](https://e.com) in\nKyiv &amp; *left*.\n\n```\ncode here\n```\n\n\
                   - one item\n- another\n\n| a | b |\n|---|---|\n| cell one | cell two |\n\n<div>raw</div>\n";
        let (drafts, metadata) = read(raw);
        let found: Vec<_> = drafts.iter().map(|draft| (draft.kind, draft.text.as_str())).collect();
        let expected = [
            (BlockKind::Heading, "The lawmaker"),
            (BlockKind::Paragraph, "He met Rudy in Kyiv & left."),
            (BlockKind::ListItem, "one item"),
            (BlockKind::ListItem, "another"),
            (BlockKind::Caption, "a"),
            (BlockKind::Caption, "b"),
            (BlockKind::Caption, "cell one"),
            (BlockKind::Caption, "cell two"),
        ];
        assert_eq!(found, expected);
        assert_eq!(metadata.title.as_deref(), Some("The lawmaker: a profile"));
        assert_eq!(metadata.date.as_deref(), Some("2021-02-03"));
        assert_eq!(metadata.url.as_deref(), Some("https://example.com/p"));
        let at = drafts[1].text.find("Rudy").expect("the name");
        assert_eq!(drafts[1].map.source(at..at + 4).map(|range| &raw[range]), Some("Rudy"));
    }

    #[test]
    fn toml_front_matter_is_read() {
        let (_, metadata) = read("+++\ntitle = \"Biden punishes Russia\"\ndate = 2021-04-15\n+++\n\nText.\n");
        assert_eq!(metadata.title.as_deref(), Some("Biden punishes Russia"));
        assert_eq!(metadata.date.as_deref(), Some("2021-04-15"));
    }
}
