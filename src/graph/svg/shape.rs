//! The outlines of nodes.

use super::{NODE_LINE, number};
use crate::graph::group::Node;
use crate::graph::layout::{Point, Rect, Size};
use crate::graph::style::{NODE_FONT, NodeStyle, Shape, node_style};
use crate::graph::text::width;
use crate::graph::xml::Xml;

/// The room between the words and the outline of a node.
const PADDING: (f64, f64) = (10.0, 5.5);
/// The width of a ring that stands for what is not said.
pub(super) const RING: f64 = 11.0;
/// How far the corners of the shapes reach.
const PILL: f64 = 18.0;
const HEXAGON: f64 = 11.0;
const OCTAGON: f64 = 6.0;
const PARALLELOGRAM: f64 = 10.0;
const STACK: f64 = 3.0;
const FOLD: f64 = 8.0;

/// The size of a node's box.
pub(super) fn node_size(node: &Node, lines: &[String]) -> Size {
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
pub(super) fn inset(shape: Shape, size: Size, from_middle: f64) -> (f64, f64) {
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
            let radius = RING / 2.0;
            let inset = radius - (radius * radius - from_middle * from_middle).max(0.0).sqrt();
            (inset, inset)
        }
        Shape::Stack => (0.0, STACK),
        Shape::Box | Shape::Sheet | Shape::Rounded | Shape::Dashed => (0.0, 0.0),
    }
}

/// Draws the outline of a node that fills its box; the entity in question gets a thicker one.
pub(super) fn outline(xml: &mut Xml, style: NodeStyle, rect: Rect, focus: bool) {
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
        Shape::Ring => {
            // The box is higher where lines need the room; a ring stays round.
            let (cx, cy, radius) = (number(x + w / 2.0), number(y + h / 2.0), number(RING / 2.0));
            let mut attributes = vec![("cx", cx.as_str()), ("cy", &cy), ("r", &radius)];
            attributes.extend(paint);
            xml.empty("circle", &attributes);
        }
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
