//! The drawing as a picture: SVG that needs no other program, no font file and no script.
//!
//! The background is white and every colour is given, so that it looks the same on a dark page. Whoever points at a node
//! or an edge, or has the picture read out, gets the quotations.

mod head;
mod shape;

use self::head::Head;
use self::shape::{inset, node_size, outline};
use super::drawing::Drawing;
use super::group::Edge;
use super::layout::{Layout, Link, Point, Rect, Route, Size, layout};
use super::legend;
use super::style::{
    ACTION_FONT, EdgeLook, FONTS, NODE_FONT, QUALIFIER_FONT, Shape, action_lines, edge_tooltip, line_width, node_lines,
    node_style, node_tooltip, qualifier_lines,
};
use super::text::width;
use super::xml::Xml;

/// The room around the whole.
const MARGIN: f64 = 24.0;
/// The heights of lines of words.
const NODE_LINE: f64 = 14.5;
const ACTION_LINE: f64 = 13.0;
const QUALIFIER_LINE: f64 = 11.0;
/// The room around the words of an edge.
const WORDS_PADDING: (f64, f64) = (4.0, 1.5);
const INK: &str = "#1b1f24";

pub(super) fn write(drawing: &Drawing) -> String {
    let graph = &drawing.graph;
    let nodes: Vec<Vec<String>> = graph.node_weights().map(node_lines).collect();
    let sizes: Vec<Size> = graph.node_weights().zip(&nodes).map(|(node, lines)| node_size(node, lines)).collect();
    let words: Vec<Words> = graph.edge_weights().map(Words::of).collect();
    let links: Vec<Link> = graph
        .edge_indices()
        .zip(&words)
        .filter_map(|(edge, words)| {
            let (from, to) = graph.edge_endpoints(edge)?;
            Some(Link { from: from.index(), to: to.index(), words: words.size() })
        })
        .collect();
    let layout = layout(&sizes, &links);
    let head = Head::of(drawing, layout.size.width);
    let page = Size {
        width: layout.size.width.max(head.size.width) + 2.0 * MARGIN,
        height: layout.size.height + head.size.height + 2.0 * MARGIN,
    };

    let mut xml = Xml::new();
    let (page_width, page_height) = (number(page.width), number(page.height));
    let view = format!("0 0 {page_width} {page_height}");
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &page_width),
            ("height", &page_height),
            ("viewBox", &view),
            ("role", "img"),
            ("aria-labelledby", "actant-title actant-description"),
            ("font-family", FONTS),
            ("style", "color-scheme: light; background: #ffffff"),
        ],
    );
    xml.words("title", &[("id", "actant-title")], &drawing.title);
    xml.words("desc", &[("id", "actant-description")], &drawing.subtitle);
    markers(&mut xml, drawing);
    xml.empty("rect", &[("width", &page_width), ("height", &page_height), ("fill", "#ffffff")]);
    head.write(&mut xml);
    let shift = format!(
        "translate({} {})",
        number(MARGIN + ((page.width - 2.0 * MARGIN - layout.size.width) / 2.0).max(0.0)),
        number(MARGIN + head.size.height)
    );
    xml.open("g", &[("transform", &shift)]);
    write_edges(&mut xml, drawing, &layout, &words);
    for (index, lines) in graph.node_indices().zip(&nodes) {
        let node = &graph[index];
        let rect = layout.nodes[index.index()];
        xml.open("g", &[]);
        xml.words("title", &[], &node_tooltip(node));
        outline(&mut xml, node_style(node.kind), rect, drawing.focus.contains(&index));
        let bold = if drawing.focus.contains(&index) { "bold" } else { "normal" };
        text_lines(&mut xml, lines, rect.center(), NODE_FONT, NODE_LINE, &[("fill", INK), ("font-weight", bold)]);
        xml.close();
    }
    xml.finish()
}

/// The words of an edge, broken into lines.
struct Words {
    action: Vec<String>,
    qualifier: Vec<String>,
}

impl Words {
    fn of(edge: &Edge) -> Self {
        Words { action: action_lines(edge), qualifier: qualifier_lines(edge) }
    }

    fn size(&self) -> Size {
        let action = self.action.iter().map(|line| width(line, ACTION_FONT));
        let qualifier = self.qualifier.iter().map(|line| width(line, QUALIFIER_FONT));
        Size { width: action.chain(qualifier).fold(8.0, f64::max) + 2.0 * WORDS_PADDING.0, height: self.height() }
    }

    fn height(&self) -> f64 {
        let lines = self.action.len() as f64 * ACTION_LINE + self.qualifier.len() as f64 * QUALIFIER_LINE;
        lines + 2.0 * WORDS_PADDING.1
    }
}

fn write_edges(xml: &mut Xml, drawing: &Drawing, layout: &Layout, words: &[Words]) {
    let graph = &drawing.graph;
    for index in graph.edge_indices() {
        let Some((from, to)) = graph.edge_endpoints(index) else { continue };
        let edge = &graph[index];
        let look = EdgeLook::of(edge);
        let place = |node: petgraph::graph::NodeIndex| (node_style(graph[node].kind).shape, layout.nodes[node.index()]);
        let path = path(&layout.routes[index.index()], place(from), place(to));
        let (line, marker) = (number(line_width(edge)), format!("url(#{})", marker(look, edge.attributed)));
        let mut attributes = vec![
            ("d", path.as_str()),
            ("fill", "none"),
            ("stroke", look.color()),
            ("stroke-width", &line),
            ("marker-end", &marker),
        ];
        attributes.extend(dashes(look));
        xml.open("g", &[]);
        xml.words("title", &[], &edge_tooltip(edge, &graph[from], &graph[to]));
        xml.empty("path", &attributes);
        write_words(xml, &words[index.index()], layout.words[index.index()], look);
        xml.close();
    }
}

fn write_words(xml: &mut Xml, words: &Words, rect: Rect, look: EdgeLook) {
    let (x, y) = (number(rect.at.x), number(rect.at.y));
    let (w, h) = (number(rect.size.width), number(rect.size.height));
    xml.empty("rect", &[("x", &x), ("y", &y), ("width", &w), ("height", &h), ("fill", "#ffffff")]);
    let Point { x, y } = rect.center();
    let top = y - words.height() / 2.0 + WORDS_PADDING.1;
    let action = words.action.len() as f64 * ACTION_LINE;
    let qualifier = words.qualifier.len() as f64 * QUALIFIER_LINE;
    let color = look.color();
    let at = Point { x, y: top + action / 2.0 };
    text_lines(xml, &words.action, at, ACTION_FONT, ACTION_LINE, &[("fill", color)]);
    let at = Point { x, y: top + action + qualifier / 2.0 };
    text_lines(xml, &words.qualifier, at, QUALIFIER_FONT, QUALIFIER_LINE, &[("fill", color), ("font-style", "italic")]);
}

fn dashes(look: EdgeLook) -> Option<(&'static str, &'static str)> {
    match look {
        EdgeLook::Stated | EdgeLook::Claimed => None,
        EdgeLook::Unreal => Some(("stroke-dasharray", "2 3")),
        EdgeLook::Negated => Some(("stroke-dasharray", "7 4")),
    }
}

/// The line as a path, from the outline of its source to the outline of its target.
fn path(route: &Route, from: (Shape, Rect), to: (Shape, Rect)) -> String {
    let mut points = route.points.clone();
    for ((shape, rect), end) in [(from, 0), (to, points.len().saturating_sub(1))] {
        if let Some(point) = points.get_mut(end) {
            let (left, right) = inset(shape, rect.size, point.y - rect.center().y);
            point.x += if point.x < rect.center().x { left } else { -right };
        }
    }
    let mut path = String::new();
    let mut last = Point::default();
    for (index, &point) in points.iter().enumerate() {
        let Point { x, y } = point;
        match index {
            0 => path.push_str(&format!("M{} {}", number(x), number(y))),
            _ if index % 2 == 1 || (last.y - y).abs() < 0.05 => path.push_str(&format!("L{} {}", number(x), number(y))),
            _ => {
                let middle = number((last.x + x) / 2.0);
                let (x, before, after) = (number(x), number(last.y), number(y));
                path.push_str(&format!("C{middle} {before} {middle} {after} {x} {after}"));
            }
        }
        last = point;
    }
    path
}

fn marker(look: EdgeLook, attributed: bool) -> String {
    let name = match look {
        EdgeLook::Stated => "stated",
        EdgeLook::Claimed => "claimed",
        EdgeLook::Unreal => "unreal",
        EdgeLook::Negated => "negated",
    };
    if attributed { format!("actant-{name}-by-source") } else { format!("actant-{name}") }
}

/// The arrowheads: full where the document speaks, hollow where somebody is quoted.
fn markers(xml: &mut Xml, drawing: &Drawing) {
    xml.open("defs", &[]);
    for look in legend::edges(drawing) {
        for attributed in [false, true] {
            let id = marker(look, attributed);
            xml.open(
                "marker",
                &[
                    ("id", &id),
                    ("viewBox", "0 0 11 10"),
                    ("refX", "10"),
                    ("refY", "5"),
                    ("markerWidth", "9"),
                    ("markerHeight", "8.2"),
                    ("markerUnits", "userSpaceOnUse"),
                    ("orient", "auto"),
                ],
            );
            let fill = if attributed { "#ffffff" } else { look.color() };
            xml.empty(
                "path",
                &[
                    ("d", "M1 1L10 5L1 9z"),
                    ("fill", fill),
                    ("stroke", look.color()),
                    ("stroke-width", "1.3"),
                    ("stroke-linejoin", "round"),
                ],
            );
            xml.close();
        }
    }
    xml.close();
}

fn text_lines(xml: &mut Xml, lines: &[String], center: Point, font: f64, line: f64, more: &[(&str, &str)]) {
    // The middle of small letters lies a third of the font size above their foot.
    let first = center.y - (lines.len() as f64 - 1.0) * line / 2.0 + font * 0.35;
    for (index, words) in lines.iter().enumerate() {
        text(xml, words, Point { x: center.x, y: first + index as f64 * line }, font, "middle", more);
    }
}

fn text(xml: &mut Xml, words: &str, at: Point, font: f64, anchor: &str, more: &[(&str, &str)]) {
    let (x, y, font) = (number(at.x), number(at.y), number(font));
    let mut attributes = vec![("x", x.as_str()), ("y", &y), ("font-size", &font), ("text-anchor", anchor)];
    attributes.extend(more);
    xml.words("text", &attributes, words);
}

/// A number with at most one decimal, which is finer than any eye.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // No "-0".
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}
