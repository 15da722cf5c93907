//! HTML tokens to a flat tree of elements and the blocks of text in them.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use rustc_hash::FxHashMap;

use super::reference;
use crate::document::BlockKind;
use crate::document::draft::{Draft, DraftBuilder};

/// A page in the order of its text.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The block-level elements; a parent stands before its children, the first is the page itself.
    pub elements: Vec<Element>,
    /// The blocks of text, each with the element it stands in.
    pub blocks: Vec<(usize, Draft)>,
    /// What `<title>` says.
    pub title: String,
    /// Name and content of every `<meta>`.
    pub meta: Vec<(String, String)>,
    /// The canonical address.
    pub canonical: Option<String>,
    /// The texts of JSON-LD scripts, and the bytes they stand at.
    pub json: Vec<(String, Range<usize>)>,
    /// The `datetime` of every `<time>`.
    pub times: Vec<String>,
    /// The address in the comment that browsers write into pages they save.
    pub saved_from: Option<String>,
}

/// One block-level element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// The index of the element around it; the page's own is itself.
    pub parent: usize,
    /// The name of the tag.
    pub tag: Box<str>,
    /// Class, id and role, parted by spaces.
    pub names: Box<str>,
    /// Whether it is not shown, or holds what is no text.
    pub hidden: bool,
}

/// Elements that stand inside a line of text. Whatever is not listed breaks it.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "nobr", "output", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "time", "track", "tt", "u", "var", "wbr",
];

/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements whose content is no text of the page.
const SILENT: &[&str] = &[
    "applet", "audio", "button", "canvas", "datalist", "dialog", "embed", "fieldset", "iframe", "map", "math", "menu",
    "nav", "noembed", "noframes", "noscript", "object", "optgroup", "option", "script", "select", "style", "svg",
    "template", "textarea", "video",
];

/// Elements that a new one of the same group closes when they are still open: their end tags may be left out.
const CLOSED_BY_SIBLING: &[(&str, &[&str], &[&str])] = &[
    ("li", &["li"], &["ul", "ol", "menu"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("tr", &["tr", "td", "th"], &["table"]),
    ("td", &["td", "th"], &["table", "tr"]),
    ("th", &["td", "th"], &["table", "tr"]),
    ("option", &["option"], &["select"]),
];

/// Reads HTML into a page.
pub(super) fn parse(html: &str) -> Page {
    let mut reader = PageReader::new(html);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        reader.event(&event, span);
        None
    });
    emitter.naively_switch_states(true);
    // Reading from a string cannot fail: the error type has no values.
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    reader.flush();
    reader.page
}

/// Builds the page from tokens.
struct PageReader<'a> {
    html: &'a str,
    page: Page,
    /// The open elements: index of the element, tag.
    open: Vec<(usize, Box<str>)>,
    /// How many elements of a tag are open, so that stray end tags cost nothing.
    open_count: FxHashMap<Box<str>, usize>,
    builder: DraftBuilder,
    /// The start tag being read.
    tag: String,
    attribute: String,
    attributes: Vec<(String, String)>,
    /// How many `<br>` came since the last text.
    breaks: usize,
    in_title: bool,
    in_json: bool,
}

impl<'a> PageReader<'a> {
    fn new(html: &'a str) -> Self {
        let mut page = Page::default();
        page.elements.push(Element::default());
        PageReader {
            html,
            page,
            open: Vec::new(),
            open_count: FxHashMap::default(),
            builder: DraftBuilder::new(BlockKind::Paragraph),
            tag: String::new(),
            attribute: String::new(),
            attributes: Vec::new(),
            breaks: 0,
            in_title: false,
            in_json: false,
        }
    }

    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = String::from_utf8_lossy(name).into_owned();
                self.attributes.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = String::from_utf8_lossy(name).into_owned();
                if self.attribute == "hidden" {
                    self.attributes.push((self.attribute.clone(), String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                let wanted = matches!(
                    self.attribute.as_str(),
                    "class"
                        | "id"
                        | "role"
                        | "style"
                        | "name"
                        | "property"
                        | "itemprop"
                        | "content"
                        | "href"
                        | "rel"
                        | "type"
                        | "datetime"
                        | "aria-hidden"
                );
                if wanted {
                    self.attributes.push((self.attribute.clone(), String::from_utf8_lossy(value).into_owned()));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing, span.end),
            CallbackEvent::EndTag { name } => self.end(&String::from_utf8_lossy(name), span.start),
            CallbackEvent::String { value } => self.text(value, span),
            CallbackEvent::Comment { value } => self.comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn start(&mut self, self_closing: bool, at: usize) {
        let tag = std::mem::take(&mut self.tag);
        self.note_metadata(&tag);
        match tag.as_str() {
            "title" => self.in_title = self.page.title.is_empty(),
            "script" => {
                self.in_json =
                    self.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
            }
            // An anchor without an address only marks a place.
            "a" => self.builder.set_link(self.attribute("href").is_some()),
            "br" => {
                self.breaks += 1;
                self.builder.push_space(at..at);
                if self.breaks > 1 {
                    self.flush();
                }
            }
            _ => {}
        }
        if INLINE.contains(&tag.as_str()) {
            return;
        }
        self.flush();
        if let Some((_, siblings, within)) = CLOSED_BY_SIBLING.iter().find(|(name, ..)| *name == tag) {
            let open = self.open.iter().rposition(|(_, open)| siblings.contains(&&**open) || within.contains(&&**open));
            if let Some(open) = open
                && siblings.contains(&&*self.open[open].1)
            {
                self.close(open);
            }
        } else if self.open.last().is_some_and(|(_, open)| &**open == "p") {
            self.close(self.open.len() - 1);
        }
        if VOID.contains(&tag.as_str()) || (self_closing && tag == "svg") {
            return;
        }
        let parent = self.open.last().map_or(0, |(index, _)| *index);
        let hidden = self.page.elements[parent].hidden || self.is_hidden(&tag);
        let names = ["class", "id", "role", "itemprop"].iter().filter_map(|name| self.attribute(name));
        let names = names.collect::<Vec<_>>().join(" ").into_boxed_str();
        let tag = tag.into_boxed_str();
        self.page.elements.push(Element { parent, tag: tag.clone(), names, hidden });
        *self.open_count.entry(tag.clone()).or_default() += 1;
        self.open.push((self.page.elements.len() - 1, tag));
    }

    fn is_hidden(&self, tag: &str) -> bool {
        let style = || self.attribute("style").map(|style| style.replace(' ', "").to_ascii_lowercase());
        SILENT.contains(&tag)
            || tag == "head"
            || self.attribute("hidden").is_some()
            || self.attribute("aria-hidden") == Some("true")
            || style().is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
    }

    fn note_metadata(&mut self, tag: &str) {
        match tag {
            "meta" => {
                let name = ["property", "name", "itemprop"].iter().find_map(|name| self.attribute(name));
                if let (Some(name), Some(content)) = (name, self.attribute("content")) {
                    let pair = (name.to_ascii_lowercase(), content.to_owned());
                    self.page.meta.push(pair);
                }
            }
            "link" if self.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.page.canonical = self.attribute("href").map(str::to_owned);
            }
            "time" => {
                let time = self.attribute("datetime").map(str::to_owned);
                self.page.times.extend(time);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: &str, at: usize) {
        match tag {
            "title" => self.in_title = false,
            "script" => self.in_json = false,
            "a" => self.builder.set_link(false),
            "body" | "html" => return,
            _ => {}
        }
        if INLINE.contains(&tag) {
            return;
        }
        self.builder.push_space(at..at);
        self.flush();
        if self.open_count.get(tag).is_some_and(|&count| count > 0)
            && let Some(open) = self.open.iter().rposition(|(_, open)| &**open == tag)
        {
            self.close(open);
        }
    }

    /// Closes the open elements from `from` on.
    fn close(&mut self, from: usize) {
        for (_, tag) in self.open.drain(from..) {
            if let Some(count) = self.open_count.get_mut(&tag) {
                *count -= 1;
            }
        }
    }

    fn text(&mut self, value: &[u8], span: Span<usize>) {
        let text = String::from_utf8_lossy(value);
        if self.in_title {
            self.page.title.push_str(&text);
            return;
        }
        if self.in_json {
            self.page.json.push((text.into_owned(), span.start..span.end));
            return;
        }
        let parent = self.open.last().map_or(0, |(index, _)| *index);
        if self.page.elements[parent].hidden {
            return;
        }
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        let raw = self.html.get(span.start..span.end).unwrap_or_default();
        let preformatted = self.open.last().is_some_and(|(_, tag)| &**tag == "pre");
        if !preformatted || !text.contains("\n\n") {
            reference::push(&mut self.builder, &text, raw, span.start);
            return;
        }
        // Old pages hold whole letters and releases in one <pre>.
        self.flush();
        for draft in crate::document::plain::blocks(raw, span.start) {
            self.page.blocks.push((parent, draft));
        }
    }

    fn comment(&mut self, value: &[u8]) {
        let text = String::from_utf8_lossy(value);
        if let Some(rest) = text.trim_start().strip_prefix("saved from url=") {
            let address = rest.find("http").map(|at| rest[at..].trim().to_owned());
            self.page.saved_from = self.page.saved_from.take().or(address);
        }
    }

    /// Ends the block of text that is open.
    fn flush(&mut self) {
        let parent = self.open.last().map_or(0, |(index, _)| *index);
        if let Some(draft) = self.builder.finish() {
            self.page.blocks.push((parent, draft));
        }
    }
}
