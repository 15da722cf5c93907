//! The drawing as a picture: SVG that needs no other program, no font file and no script.
//!
//! The background is white and every colour is given, so that it looks the same on a dark page. Whoever points at a node
//! or an edge, or has the picture read out, gets the quotations.

use super::drawing::Drawing;
use super::group::{Edge, Node};
use super::layout::{Layout, Link, Point, Rect, Route, Size, layout};
use super::legend;
use super::style::{
    ACTION_FONT, EdgeLook, FONTS, NODE_FONT, NodeStyle, QUALIFIER_FONT, Shape, action_lines, edge_tooltip, line_width,
    node_lines, node_style, node_tooltip, qualifier_lines,
};
use super::text::{width, wrap};
use super::xml::Xml;

/// The room around the whole.
const MARGIN: f64 = 24.0;
/// The heights of lines of words.
const NODE_LINE: f64 = 14.5;
const ACTION_LINE: f64 = 13.0;
const QUALIFIER_LINE: f64 = 11.0;
/// The room between the words and the outline of a node.
const PADDING: (f64, f64) = (10.0, 5.5);
/// The room around the words of an edge.
const WORDS_PADDING: (f64, f64) = (4.0, 1.5);
/// The width of a ring that stands for what is not said.
const RING: f64 = 11.0;
const INK: &str = "#1b1f24";
const FADED: &str = "#57606a";

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
            ("aria-labelledby", "title description"),
            ("font-family", FONTS),
            ("style", "color-scheme: light; background: #ffffff"),
        ],
    );
    xml.words("title", &[("id", "title")], &drawing.title);
    xml.words("desc", &[("id", "description")], &drawing.subtitle);
    markers(&mut xml, drawing);
    xml.empty("rect", &[("width", &page_width), ("height", &page_height), ("fill", "#ffffff")]);
    head.write(&mut xml, drawing);
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

fn node_size(node: &Node, lines: &[String]) -> Size {
    let style = node_style(node.kind);
    if style.shape == Shape::Ring {
        return Size { width: RING, height: RING };
    }
    let words = lines.iter().map(|line| width(line, NODE_FONT)).fold(18.0, f64::max);
    let height = lines.len() as f64 * NODE_LINE + 2.0 * PADDING.1;
    Size { width: words + 2.0 * PADDING.0 + 2.0 * slant(style.shape), height }
}

/// How much of its width a shape loses at each side to corners.
fn slant(shape: Shape) -> f64 {
    match shape {
        Shape::Hexagon => 8.0,
        Shape::Parallelogram => 7.0,
        Shape::Pill | Shape::Octagon | Shape::Sheet => 3.0,
        _ => 0.0,
    }
}

/// How far the outline of a shape lies inside its box, left and right, at a distance from the middle.
fn inset(shape: Shape, size: Size, from_middle: f64) -> (f64, f64) {
    let half = size.height / 2.0;
    let from_middle = from_middle.clamp(-half, half);
    match shape {
        Shape::Pill => {
            let radius = half.min(PILL);
            let into = (from_middle.abs() - (half - radius)).max(0.0);
            let inset = radius - (radius * radius - into * into).max(0.0).sqrt();
            (inset, inset)
        }
        Shape::Hexagon => {
            let inset = HEXAGON * from_middle.abs() / half;
            (inset, inset)
        }
        Shape::Octagon => {
            let inset = (from_middle.abs() - (half - OCTAGON)).max(0.0);
            (inset, inset)
        }
        Shape::Parallelogram => {
            let along = (from_middle + half) / size.height;
            (PARALLELOGRAM * (1.0 - along), PARALLELOGRAM * along)
        }
        Shape::Ring => {
            let inset = half - (half * half - from_middle * from_middle).max(0.0).sqrt();
            (inset, inset)
        }
        Shape::Stack => (0.0, STACK),
        Shape::Box | Shape::Sheet | Shape::Rounded | Shape::Dashed => (0.0, 0.0),
    }
}

const PILL: f64 = 18.0;
const HEXAGON: f64 = 11.0;
const OCTAGON: f64 = 6.0;
const PARALLELOGRAM: f64 = 10.0;
const STACK: f64 = 3.0;
const FOLD: f64 = 8.0;

fn outline(xml: &mut Xml, style: NodeStyle, rect: Rect, focus: bool) {
    let Rect { at: Point { x, y }, size: Size { width: w, height: h } } = rect;
    let stroke_width = if focus { "2.6" } else { "1.2" };
    let paint = [("fill", style.fill), ("stroke", style.stroke), ("stroke-width", stroke_width)];
    let polygon = |xml: &mut Xml, corners: &[(f64, f64)]| {
        let points: Vec<String> =
            corners.iter().map(|&(dx, dy)| format!("{},{}", number(x + dx), number(y + dy))).collect();
        let points = points.join(" ");
        let mut attributes = vec![("points", points.as_str()), ("stroke-linejoin", "round")];
        attributes.extend(paint);
        xml.empty("polygon", &attributes);
    };
    let rounded = |xml: &mut Xml, dx: f64, dy: f64, radius: f64, more: &[(&str, &str)]| {
        let (x, y, w, h) =
            (number(x + dx.max(0.0)), number(y + dy.max(0.0)), number(w - dx.abs()), number(h - dy.abs()));
        let radius = number(radius);
        let mut attributes =
            vec![("x", x.as_str()), ("y", &y), ("width", &w), ("height", &h), ("rx", &radius), ("ry", &radius)];
        attributes.extend(paint);
        attributes.extend(more);
        xml.empty("rect", &attributes);
    };
    match style.shape {
        Shape::Pill => rounded(xml, 0.0, 0.0, PILL.min(h / 2.0), &[]),
        Shape::Box => rounded(xml, 0.0, 0.0, 0.0, &[]),
        Shape::Rounded => rounded(xml, 0.0, 0.0, 6.0, &[]),
        Shape::Dashed => rounded(xml, 0.0, 0.0, 6.0, &[("stroke-dasharray", "4 3")]),
        Shape::Ring => rounded(xml, 0.0, 0.0, h / 2.0, &[]),
        Shape::Stack => {
            rounded(xml, STACK, STACK, 2.0, &[]);
            rounded(xml, -STACK, -STACK, 2.0, &[]);
        }
        Shape::Hexagon => polygon(
            xml,
            &[(0.0, h / 2.0), (HEXAGON, 0.0), (w - HEXAGON, 0.0), (w, h / 2.0), (w - HEXAGON, h), (HEXAGON, h)],
        ),
        Shape::Octagon => {
            let c = OCTAGON;
            let corners = [(0.0, c), (c, 0.0), (w - c, 0.0), (w, c), (w, h - c), (w - c, h), (c, h), (0.0, h - c)];
            polygon(xml, &corners);
        }
        Shape::Parallelogram => {
            let p = PARALLELOGRAM;
            polygon(xml, &[(p, 0.0), (w, 0.0), (w - p, h), (0.0, h)]);
        }
        Shape::Sheet => {
            polygon(xml, &[(0.0, 0.0), (w - FOLD, 0.0), (w, FOLD), (w, h), (0.0, h)]);
            polygon(xml, &[(w - FOLD, 0.0), (w - FOLD, FOLD), (w, FOLD)]);
        }
    }
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
    if attributed { format!("{name}-by-source") } else { name.to_owned() }
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

/// Title, subtitle and legend, above the picture.
struct Head {
    size: Size,
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
    fn of(drawing: &Drawing, wanted: f64) -> Self {
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

    fn write(&self, xml: &mut Xml, drawing: &Drawing) {
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
            sample(xml, *at, entry, drawing);
            let words = Point { x: at.x + SAMPLE.0 + SAMPLE.1, y: at.y + LEGEND_FONT * 0.35 };
            text(xml, entry.words(), words, LEGEND_FONT, "start", &[("fill", INK)]);
        }
        xml.close();
    }
}

/// Draws what an entry of the legend explains, its middle line at the height of `at`.
fn sample(xml: &mut Xml, at: Point, entry: &Entry, _drawing: &Drawing) {
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
