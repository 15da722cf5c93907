//! Which blocks of a page are its main text.
//!
//! Running text is told from furniture by its length, punctuation and share of links. The element that holds most of
//! it is the article; inside it, what is named like furniture or made of links goes. The words of single lines are
//! left to [`article`](crate::document::article).

use super::metadata;
use super::page::{Element, Page};
use crate::document::BlockKind;
use crate::document::draft::{Draft, DraftBuilder};
use crate::document::furniture::Furniture;

/// The share of a page's running text that furniture never holds, whatever it is called.
const ARTICLE_SHARE: f32 = 0.5;

/// The least share of the running text that is left when furniture is gone.
const LEAST_LEFT: f32 = 0.4;

/// The share of its parent's running text at which the search for the article goes on into a child.
const DESCENT_SHARE: f32 = 0.9;

/// Picks the blocks of the main text, or all blocks of a page that has no running text.
pub(super) fn pick(page: Page, furniture: &Furniture) -> Vec<Draft> {
    let Page { elements, blocks, .. } = page;
    let weights = weights(&elements, &blocks, &vec![false; elements.len()]);
    let total = weights[0];
    if total == 0.0 {
        return blocks.into_iter().map(|(at, draft)| with_kind(&elements, at, draft)).collect();
    }
    let mut furnishes = excluded(&elements, &weights, Some(furniture));
    let mut left = self::weights(&elements, &blocks, &furnishes);
    if left[0] < LEAST_LEFT * total {
        // Names that take away most of the text mean something else on this page.
        furnishes = excluded(&elements, &weights, None);
        left = self::weights(&elements, &blocks, &furnishes);
    }
    let article = article_element(&elements, &left);
    let inside = inside(&elements, article);
    let heading = title_heading(&elements, &blocks, &inside, &furnishes);
    blocks
        .into_iter()
        .enumerate()
        .filter(|(index, (at, draft))| {
            Some(*index) == heading || (inside[*at] && !furnishes[*at] && draft.link_density() < 0.7)
        })
        .map(|(_, (at, draft))| with_kind(&elements, at, draft))
        .collect()
}

/// The article as a page's JSON-LD gives it, when its elements hold less than half of that: some pages put their text
/// together in the browser.
pub(super) fn from_json(page: &Page) -> Option<(usize, Vec<Draft>)> {
    page.json.iter().find_map(|(json, range)| {
        let value: serde_json::Value = serde_json::from_str(json.trim()).ok()?;
        let body = metadata::find(&value, "articleBody").filter(|body| body.len() > 200)?;
        let mut builder = DraftBuilder::new(BlockKind::Paragraph);
        let paragraphs = body.split('\n').filter_map(|paragraph| {
            // A string of JSON maps to its source as a whole.
            builder.push_made(paragraph, range.clone());
            builder.finish()
        });
        Some((body.len(), paragraphs.collect()))
    })
}

/// How much running text a block has.
fn weight(draft: &Draft) -> f32 {
    let text = draft.text.as_str();
    let marks = text.bytes().filter(|byte| matches!(byte, b'.' | b',' | b'!' | b'?' | b';')).count();
    let density = draft.link_density();
    if text.len() < 60 || marks == 0 || density > 0.4 { 0.0 } else { text.len() as f32 * (1.0 - density) }
}

/// The running text in each element and below, leaving out the elements marked in `without`.
fn weights(elements: &[Element], blocks: &[(usize, Draft)], without: &[bool]) -> Vec<f32> {
    let mut weights = vec![0.0; elements.len()];
    for (at, draft) in blocks {
        if !without[*at] {
            weights[*at] += weight(draft);
        }
    }
    // Children stand after their parents, so one pass from the end sums up the tree.
    for at in (1..elements.len()).rev() {
        weights[elements[at].parent] += weights[at];
    }
    weights
}

/// Which elements are furniture or inside it, by their tags and, where word lists are given, by their names.
fn excluded(elements: &[Element], weights: &[f32], furniture: Option<&Furniture>) -> Vec<bool> {
    let mut excluded = vec![false; elements.len()];
    for at in 1..elements.len() {
        let element = &elements[at];
        let named = matches!(&*element.tag, "aside" | "footer" | "form" | "header" | "nav" | "address")
            || furniture.is_some_and(|furniture| furniture.is_class(&element.names));
        let kept = matches!(&*element.tag, "html" | "body" | "main" | "article" | "h1");
        let small = weights[at] < ARTICLE_SHARE * weights[0];
        excluded[at] = excluded[element.parent] || (named && small && !kept);
    }
    excluded
}

/// The element that holds the article: the lowest that still has most of the running text.
fn article_element(elements: &[Element], weights: &[f32]) -> usize {
    let mut heaviest: Vec<Option<usize>> = vec![None; elements.len()];
    for at in 1..elements.len() {
        let best = &mut heaviest[elements[at].parent];
        if best.is_none_or(|best| weights[at] > weights[best]) {
            *best = Some(at);
        }
    }
    let mut at = 0;
    while let Some(child) = heaviest[at] {
        if weights[child] <= 0.0 || weights[child] < DESCENT_SHARE * weights[at] || is_text(&elements[child].tag) {
            break;
        }
        at = child;
    }
    at
}

/// Whether an element is one paragraph rather than a part of the page.
fn is_text(tag: &str) -> bool {
    matches!(tag, "p" | "li" | "blockquote" | "pre" | "h1" | "h2" | "h3" | "h4" | "figcaption" | "ul" | "ol")
}

fn inside(elements: &[Element], root: usize) -> Vec<bool> {
    let mut inside = vec![false; elements.len()];
    inside[root] = true;
    for at in root + 1..elements.len() {
        inside[at] = inside[elements[at].parent];
    }
    inside
}

/// The block of the `<h1>` above the article, when the article itself has none.
fn title_heading(elements: &[Element], blocks: &[(usize, Draft)], inside: &[bool], excluded: &[bool]) -> Option<usize> {
    let first = blocks.iter().position(|(at, draft)| inside[*at] && !excluded[*at] && weight(draft) > 0.0)?;
    blocks[..first].iter().rposition(|(at, draft)| &*elements[*at].tag == "h1" && draft.text.split(' ').count() > 2)
}

/// Gives a block its kind, by the elements around it.
fn with_kind(elements: &[Element], at: usize, mut draft: Draft) -> Draft {
    let parent = elements[at].parent;
    let long = draft.text.len() > 120;
    for tag in [&*elements[at].tag, &*elements[parent].tag] {
        draft.kind = match tag {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
            "li" | "dt" | "dd" => BlockKind::ListItem,
            "figcaption" | "caption" => BlockKind::Caption,
            "td" | "th" if !long => BlockKind::Caption,
            _ => continue,
        };
        break;
    }
    draft
}
