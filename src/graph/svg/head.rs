//! Title, subtitle and legend, above the picture.

use super::shape::{RING, outline};
use super::{INK, MARGIN, dashes, marker, number, text};
use crate::graph::drawing::Drawing;
use crate::graph::layout::{Point, Rect, Size};
use crate::graph::legend;
use crate::graph::style::{EdgeLook, NodeStyle, Shape};
use crate::graph::text::{width, wrap};
use crate::graph::xml::Xml;

const FADED: &str = "#57606a";
/// Title, subtitle and legend, above the picture.
pub(super) struct Head {
    pub size: Size,
    title: Vec<String>,
    subtitle: Vec<String>,
    /// The entries of the legend, with their places.
    entries: Vec<(Point, Entry)>,
}

enum Entry {
    Node(NodeStyle),
    Edge(EdgeLook),
    Repeats,
}

const TITLE_FONT: f64 = 21.0;
const SUBTITLE_FONT: f64 = 12.0;
const LEGEND_FONT: f64 = 11.0;
const LEGEND_LINE: f64 = 21.0;
/// The width of a sample in the legend, and the room after it.
const SAMPLE: (f64, f64) = (30.0, 7.0);
const LEAST_WIDTH: f64 = 560.0;

impl Entry {
    fn words(&self) -> &'static str {
        match self {
            Entry::Node(style) => style.legend,
            Entry::Edge(look) => look.legend(),
            Entry::Repeats => "×3: said in three sentences",
        }
    }

    fn width(&self) -> f64 {
        SAMPLE.0 + SAMPLE.1 + width(self.words(), LEGEND_FONT) + 16.0
    }
}

impl Head {
    /// Lays out the head of a drawing whose picture is that wide.
    pub(super) fn of(drawing: &Drawing, wanted: f64) -> Self {
        let available = wanted.max(LEAST_WIDTH);
        let title = wrap(&drawing.title, TITLE_FONT, available, 3);
        let subtitle = wrap(&drawing.subtitle, SUBTITLE_FONT, available, 2);
        let mut y = title.len() as f64 * 26.0 + subtitle.len() as f64 * 16.0 + 14.0;
        let mut entries = Vec::new();
        let mut widest: f64 = 0.0;
        let nodes: Vec<Entry> = legend::nodes(drawing).into_iter().map(Entry::Node).collect();
        let mut edges: Vec<Entry> = legend::edges(drawing).into_iter().map(Entry::Edge).collect();
        if legend::repeats(drawing) {
            edges.push(Entry::Repeats);
        }
        for row in [nodes, edges] {
            let mut x = 0.0;
            let any = !row.is_empty();
            for entry in row {
                if x > 0.0 && x + entry.width() > available {
                    x = 0.0;
                    y += LEGEND_LINE;
                }
                let at = Point { x, y };
                x += entry.width();
                widest = widest.max(x);
                entries.push((at, entry));
            }
            y += if any { LEGEND_LINE } else { 0.0 };
        }
        let words = title.iter().map(|line| width(line, TITLE_FONT));
        let words = words.chain(subtitle.iter().map(|line| width(line, SUBTITLE_FONT))).fold(0.0, f64::max);
        Head { size: Size { width: widest.max(words), height: y + 22.0 }, title, subtitle, entries }
    }

    /// Writes the head at the upper left of the page.
    pub(super) fn write(&self, xml: &mut Xml) {
        let shift = format!("translate({0} {0})", number(MARGIN));
        xml.open("g", &[("transform", &shift)]);
        let mut y = 18.0;
        for line in &self.title {
            let bold = [("fill", INK), ("font-weight", "bold")];
            text(xml, line, Point { x: 0.0, y }, TITLE_FONT, "start", &bold);
            y += 26.0;
        }
        y -= 6.0;
        for line in &self.subtitle {
            text(xml, line, Point { x: 0.0, y }, SUBTITLE_FONT, "start", &[("fill", FADED)]);
            y += 16.0;
        }
        for (at, entry) in &self.entries {
            sample(xml, *at, entry);
            let words = Point { x: at.x + SAMPLE.0 + SAMPLE.1, y: at.y + LEGEND_FONT * 0.35 };
            text(xml, entry.words(), words, LEGEND_FONT, "start", &[("fill", INK)]);
        }
        xml.close();
    }
}

/// Draws what an entry of the legend explains, its middle line at the height of `at`.
fn sample(xml: &mut Xml, at: Point, entry: &Entry) {
    match entry {
        Entry::Node(style) if style.shape == Shape::Ring => {
            let at = Point { x: at.x + (SAMPLE.0 - RING) / 2.0, y: at.y - RING / 2.0 };
            outline(xml, *style, Rect { at, size: Size { width: RING, height: RING } }, false);
        }
        Entry::Node(style) => {
            let rect = Rect { at: Point { x: at.x, y: at.y - 7.0 }, size: Size { width: SAMPLE.0, height: 14.0 } };
            outline(xml, *style, rect, false);
        }
        Entry::Edge(look) => line_sample(xml, at, *look, "1.6"),
        Entry::Repeats => line_sample(xml, at, EdgeLook::Stated, "2.6"),
    }
}

fn line_sample(xml: &mut Xml, at: Point, look: EdgeLook, line: &str) {
    let marker = format!("url(#{})", marker(look, look == EdgeLook::Claimed));
    let path = format!("M{} {}L{} {}", number(at.x), number(at.y), number(at.x + SAMPLE.0), number(at.y));
    let mut attributes = vec![
        ("d", path.as_str()),
        ("fill", "none"),
        ("stroke", look.color()),
        ("stroke-width", line),
        ("marker-end", &marker),
    ];
    attributes.extend(dashes(look));
    xml.empty("path", &attributes);
}
