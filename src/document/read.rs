//! Bytes to a [`Document`]: decode, take apart by format, pick the article, put the clean text together.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::article;
use super::draft::Draft;
use super::encoding;
use super::furniture::Furniture;
use super::html::{self, Metadata};
use super::source::SourceMap;
use super::{Block, BlockKind, Diagnostic, Document, Format, date, language, markdown, plain};
use crate::span::{Span, Text};
use crate::{Error, Result};

/// The largest file that is read, in bytes; saved pages can hold their pictures.
const MAX_BYTES: u64 = 256 << 20;

/// The longest text that is taken for one document, in code points: some twenty thick books.
const MAX_LENGTH: u32 = 20_000_000;

/// How a document is to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format, where it is not to be told from the name and the bytes.
    pub format: Option<Format>,
    /// The day of documents that do not carry one, in ISO 8601.
    pub date: Option<String>,
    /// Keeps everything on the page, not only its article.
    pub whole: bool,
    /// The words that furniture is known by, in place of those that are shipped.
    pub furniture: Option<Furniture>,
}

/// Reads a file; its id is what the graph will call the document.
///
/// # Errors
/// Fails when the file cannot be read, is not text, or has no text in it.
pub fn read(path: &Path, id: &str, options: &Options) -> Result<Document> {
    let size = fs::metadata(path).map_err(|cause| Error::read(path, cause))?.len();
    if size > MAX_BYTES {
        return Err(too_large().in_file(path));
    }
    let bytes = fs::read(path).map_err(|cause| Error::read(path, cause))?;
    from_bytes(&bytes, id, options).map_err(|error| error.in_file(path))
}

/// Reads a document from bytes; its format is told by the id's extension, or by the bytes where that says nothing.
///
/// # Errors
/// Fails when the bytes are not text or have no text in them.
pub fn from_bytes(bytes: &[u8], id: &str, options: &Options) -> Result<Document> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::new("is empty").hint("there is nothing to read in it"));
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large());
    }
    let decoded = encoding::decode(bytes)?;
    let format = options.format.or_else(|| Format::of_path(Path::new(id))).unwrap_or_else(|| sniff(&decoded.text));
    let furniture = options.furniture.as_ref().unwrap_or_else(|| Furniture::shipped());
    let (drafts, mut metadata) = match format {
        Format::Plain => {
            let mut drafts = plain::blocks(&decoded.text, 0);
            plain::mark_speakers(&mut drafts);
            (drafts, Metadata::default())
        }
        Format::Markdown => markdown::read(&decoded.text),
        Format::Html => html::read(&decoded.text, furniture),
    };
    let article = match options.whole {
        true => article::Article { blocks: drafts, ..Default::default() },
        false => article::pick(drafts, metadata.title.as_deref(), furniture),
    };
    if article.blocks.is_empty() {
        return Err(Error::new("has no text").hint("only letters and digits in running text count as text"));
    }
    metadata.date = metadata.date.or(article.date).or_else(|| date::from_path(id)).or_else(|| options.date.clone());
    metadata.title = metadata.title.or(article.title);
    let mut document = assemble(&article.blocks, id, metadata);
    if document.text.len() > MAX_LENGTH {
        let message = format!("has more than {} million characters of text", MAX_LENGTH / 1_000_000);
        return Err(Error::new(message).hint("split it into one file a report"));
    }
    document.source = std::mem::take(&mut document.source).through(&decoded.map);
    if decoded.invalid > 0 {
        let encoding = decoded.encoding.name();
        document.diagnostics.push(Diagnostic::InvalidBytes { count: decoded.invalid, encoding });
    }
    if let Some(name) = language::other_than_english(&document) {
        document.diagnostics.push(Diagnostic::Language { name });
    }
    Ok(document)
}

fn too_large() -> Error {
    Error::new(format!("is larger than {} MB", MAX_BYTES >> 20)).hint("split it into one file a report")
}

impl Document {
    /// Makes a document of one paragraph from text that is taken as it stands, white space aside.
    pub fn from_sentence(id: &str, text: &str) -> Document {
        let mut builder = super::draft::DraftBuilder::new(BlockKind::Paragraph);
        builder.push(text, 0);
        let blocks: Vec<Draft> = builder.finish().into_iter().collect();
        assemble(&blocks, id, Metadata::default())
    }
}

/// Puts blocks together as one clean text, parted by empty lines.
fn assemble(drafts: &[Draft], id: &str, metadata: Metadata) -> Document {
    let mut text = String::with_capacity(drafts.iter().map(|draft| draft.text.len() + 2).sum());
    let mut source = SourceMap::default();
    let mut blocks = Vec::with_capacity(drafts.len());
    let mut length = 0;
    for draft in drafts {
        if !text.is_empty() {
            text.push_str("\n\n");
            length += 2;
        }
        let count = |range: std::ops::Range<usize>| draft.text[range].chars().count() as u32;
        let start = length + count(0..draft.prefix);
        length += count(0..draft.text.len());
        let speaker = draft.speaker.clone().map(|name| {
            let end = start - count(name.start..draft.prefix) + count(name.clone());
            Span::new(end - count(name), end)
        });
        if start < length {
            blocks.push(Block { span: Span::new(start, length), kind: draft.kind, speaker });
        }
        source.append(&draft.map, text.len());
        text.push_str(&draft.text);
    }
    let hash = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    Document {
        id: id.to_owned(),
        title: metadata.title,
        url: metadata.url,
        date: metadata.date,
        hash,
        text: Text::new(text),
        blocks,
        source,
        diagnostics: Vec::new(),
    }
}

/// Tells the format of a text that has no name to go by.
fn sniff(text: &str) -> Format {
    let head: String = text.trim_start().chars().take(1000).collect::<String>().to_ascii_lowercase();
    let page = ["<!doctype html", "<html", "<head", "<body", "<?xml", "<!-- saved from"]
        .iter()
        .any(|tag| head.starts_with(tag));
    let tags = ["<p>", "<p ", "<div", "<h1", "<table", "<br>"].iter().filter(|tag| head.contains(*tag)).count();
    if page || (head.starts_with('<') && tags > 0) {
        return Format::Html;
    }
    let front_matter = head.starts_with("---\n") || head.starts_with("+++\n");
    let headings = head.lines().any(|line| line.starts_with("# ") || line.starts_with("## "));
    if front_matter || headings || head.contains("](http") { Format::Markdown } else { Format::Plain }
}
