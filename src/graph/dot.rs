//! The drawing in the language of Graphviz.
//!
//! Graphviz reads a quoted string in three passes: the quotes, then backslash escapes, then character references of
//! HTML. All three are escaped, so that any label shows as it is.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::drawing::Drawing;
use super::group::Edge;
use super::legend;
use super::style::{
    ACTION_FONT, EdgeLook, FONTS, NODE_FONT, NodeStyle, Shape, action_lines, edge_tooltip, line_width, node_lines,
    node_style, node_tooltip, qualifier_lines,
};
use super::text::shorten;
use super::xml::clean;

pub(super) fn write(drawing: &Drawing) -> String {
    let mut dot = String::from("digraph actant {\n");
    line(&mut dot, format_args!("graph [rankdir=LR, charset=\"UTF-8\", bgcolor=white, fontname={}", quote(FONTS)));
    line(&mut dot, format_args!("  nodesep=0.14, ranksep=0.5, pad=0.25, tooltip=\" \", labelloc=t"));
    line(&mut dot, format_args!("  label=<{}>]", heading(drawing)));
    line(
        &mut dot,
        format_args!(
            "node [fontname={}, fontsize={NODE_FONT}, fontcolor=\"#1b1f24\", margin=\"0.11,0.055\", height=0.3]",
            quote(FONTS)
        ),
    );
    line(&mut dot, format_args!("edge [fontname={}, fontsize={}, arrowsize=0.7]", quote(FONTS), ACTION_FONT - 1.0));
    for index in drawing.graph.node_indices() {
        let node = &drawing.graph[index];
        let width = if drawing.focus.contains(&index) { 2.6 } else { 1.1 };
        let attributes = node_attributes(node_style(node.kind), width);
        let label = quote_lines(&node_lines(node));
        let tooltip = quote_lines(&node_tooltip(node).split('\n').map(str::to_owned).collect::<Vec<_>>());
        let url = node.iri.as_deref().and_then(url).map_or_else(String::new, |url| format!(", URL={}", quote(&url)));
        line(&mut dot, format_args!("n{} [label={label}, {attributes}, tooltip={tooltip}{url}]", index.index()));
    }
    for index in drawing.graph.edge_indices() {
        let Some((from, to)) = drawing.graph.edge_endpoints(index) else { continue };
        let edge = &drawing.graph[index];
        let tooltip = edge_tooltip(edge, &drawing.graph[from], &drawing.graph[to]);
        let tooltip = quote_lines(&tooltip.split('\n').map(str::to_owned).collect::<Vec<_>>());
        line(
            &mut dot,
            format_args!(
                "n{} -> n{} [{}, edgetooltip={tooltip}, labeltooltip={tooltip}]",
                from.index(),
                to.index(),
                edge_attributes(edge)
            ),
        );
    }
    dot.push_str("}\n");
    dot
}

fn line(dot: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(dot, "  {words}");
}

fn node_attributes(style: NodeStyle, width: f64) -> String {
    let shape = match style.shape {
        Shape::Pill => "shape=ellipse, style=filled, margin=\"0.02,0.02\"",
        Shape::Box => "shape=box, style=filled",
        Shape::Hexagon => "shape=hexagon, style=filled, margin=\"0.03,0.03\"",
        Shape::Octagon => "shape=octagon, style=filled, margin=\"0.04,0.03\"",
        Shape::Stack => "shape=box, peripheries=2, style=filled",
        Shape::Parallelogram => "shape=parallelogram, style=filled, margin=\"0.02,0.03\"",
        Shape::Sheet => "shape=note, style=filled",
        Shape::Rounded => "shape=box, style=\"rounded,filled\"",
        Shape::Dashed => "shape=box, style=\"rounded,filled,dashed\"",
        Shape::Ring => "shape=circle, style=filled, fixedsize=true, width=0.13, height=0.13",
    };
    format!("{shape}, fillcolor=\"{}\", color=\"{}\", penwidth={width}", style.fill, style.stroke)
}

fn edge_attributes(edge: &Edge) -> String {
    let look = EdgeLook::of(edge);
    let style = match look {
        EdgeLook::Stated | EdgeLook::Claimed => "solid",
        EdgeLook::Unreal => "dotted",
        EdgeLook::Negated => "dashed",
    };
    let arrow = if edge.attributed { "empty" } else { "normal" };
    let mut lines = action_lines(edge);
    lines.extend(qualifier_lines(edge));
    let color = look.color();
    let (width, weight) = (line_width(edge), edge.support());
    format!(
        "label={}, color=\"{color}\", fontcolor=\"{color}\", style={style}, arrowhead={arrow}, penwidth={width:.2}, \
         weight={weight}",
        quote_lines(&lines)
    )
}

/// Title and legend as the label of the whole graph, which stands above it and overlaps nothing.
fn heading(drawing: &Drawing) -> String {
    let words = |text: &str| escape(clean(&shorten(text, 160))).into_owned();
    let mut html = format!(
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"3\"><TR><TD><FONT POINT-SIZE=\"20\"><B>{} </B></FONT></TD>\
         </TR><TR><TD><FONT POINT-SIZE=\"11\" COLOR=\"#57606a\">{} </FONT></TD></TR>",
        words(&drawing.title),
        words(&drawing.subtitle)
    );
    let mut cells = String::new();
    for style in legend::nodes(drawing) {
        let _ = write!(
            cells,
            "<TD BORDER=\"1\" COLOR=\"{}\" BGCOLOR=\"{}\"><FONT POINT-SIZE=\"10\"> {}: {} </FONT></TD>",
            style.stroke,
            style.fill,
            outline(style.shape),
            style.legend
        );
    }
    push_row(&mut html, &cells);
    let mut cells = String::new();
    for look in legend::edges(drawing) {
        let sample = match look {
            EdgeLook::Stated => "───▶",
            EdgeLook::Claimed => "───▷",
            EdgeLook::Unreal => "· · · ▶",
            EdgeLook::Negated => "– – ▶",
        };
        let _ = write!(
            cells,
            "<TD><FONT POINT-SIZE=\"10\" COLOR=\"{}\">{sample} {}</FONT></TD>",
            look.color(),
            look.legend()
        );
    }
    if legend::repeats(drawing) {
        cells.push_str("<TD><FONT POINT-SIZE=\"10\" COLOR=\"#57606a\">×3, wide: said in three sentences</FONT></TD>");
    }
    push_row(&mut html, &cells);
    html.push_str("</TABLE>");
    html
}

fn push_row(html: &mut String, cells: &str) {
    if !cells.is_empty() {
        let _ = write!(
            html,
            "<TR><TD><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"6\"><TR>{cells}</TR></TABLE></TD></TR>"
        );
    }
}

/// The outline in words, since a cell of the legend is always a box.
fn outline(shape: Shape) -> &'static str {
    match shape {
        Shape::Pill => "oval",
        Shape::Box => "box",
        Shape::Hexagon => "hexagon",
        Shape::Octagon => "octagon",
        Shape::Stack => "double box",
        Shape::Parallelogram => "slanted",
        Shape::Sheet => "folded sheet",
        Shape::Rounded => "round corners",
        Shape::Dashed => "dashed",
        Shape::Ring => "ring",
    }
}

/// How long a link may be, in bytes: Graphviz reads no string of more than 16,384.
const LONGEST_URL: usize = 2_000;

/// An IRI as a link; Graphviz copies it into its pictures as it is, so that nothing may remain that ends an attribute.
fn url(iri: &str) -> Option<String> {
    let known = (iri.starts_with("https://") || iri.starts_with("http://")) && iri.len() <= LONGEST_URL;
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"\"'<>\\^`{|}".contains(c);
    known.then(|| iri.chars().filter(|&c| plain(c)).collect())
}

fn quote(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn quote_lines(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    format!("\"{}\"", lines.join("\\n"))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '&' => escaped.push_str("&amp;"),
            '\n' | '\t' => escaped.push(' '),
            _ => escaped.push(c),
        }
    }
    escaped
}
