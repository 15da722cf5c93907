//! Writes XML that is well-formed whatever the words contain.

use quick_xml::escape::escape;

/// An XML document in the making.
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// Starts a document with the declaration.
    pub(super) fn new() -> Self {
        Xml { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Opens an element on a line of its own.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
        self
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
        self
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.tag(name, attributes);
        self.out.push_str("/>\n");
        self
    }

    /// Writes an element with words and nothing else.
    pub(super) fn words(&mut self, name: &'static str, attributes: &[(&str, &str)], words: &str) -> &mut Self {
        self.tag(name, attributes);
        self.out.push_str(&format!(">{}</{name}>\n", escape(clean(words))));
        self
    }

    /// Closes what is still open and gives the document.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.indent();
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push_str(&format!(" {key}=\"{}\"", escape(clean(value))));
        }
    }

    fn indent(&mut self) {
        self.out.extend(std::iter::repeat_n(' ', self.open.len()));
    }
}

/// The words without the characters that XML 1.0 forbids.
pub(super) fn clean(words: &str) -> String {
    words.chars().map(|c| if allowed(c) { c } else { '\u{FFFD}' }).collect()
}

fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{7E}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..)
        && !matches!(c as u32 & 0xFFFF, 0xFFFE | 0xFFFF)
}
