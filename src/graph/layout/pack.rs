//! Puts the parts of a drawing on one page.

use super::{Point, Size};

/// The distance between parts.
const GAP: f64 = 26.0;

/// Packs boxes, the largest first, each as high as it goes and then as far left, on the page width that comes nearest
/// to the wanted ratio of width to height. Gives the size of the page and the upper left corners in the order given.
pub(super) fn pack(sizes: &[Size], aspect: f64) -> (Size, Vec<Point>) {
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let area: f64 = sizes.iter().map(|size| (size.width + GAP) * (size.height + GAP)).sum();
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    let largest = |index: &usize| sizes[*index].height;
    order.sort_by(|a, b| largest(b).total_cmp(&largest(a)).then(sizes[*b].width.total_cmp(&sizes[*a].width)));
    let ideal = (area * aspect).sqrt();
    let mut best: Option<(f64, Size, Vec<Point>)> = None;
    for step in 0..7 {
        let limit = widest.max(ideal * (0.8 + 0.1 * f64::from(step)));
        let (size, places) = pack_within(sizes, &order, limit);
        let page = size.height.max(size.width / aspect);
        if best.as_ref().is_none_or(|(least, ..)| page < *least) {
            best = Some((page, size, places));
        }
    }
    best.map(|(_, size, places)| (size, places)).unwrap_or_default()
}

/// A stretch of the lower edge of what is packed already.
#[derive(Clone, Copy)]
struct Ledge {
    x: f64,
    width: f64,
    y: f64,
}

fn pack_within(sizes: &[Size], order: &[usize], limit: f64) -> (Size, Vec<Point>) {
    let limit = limit + GAP;
    let mut skyline = vec![Ledge { x: 0.0, width: limit, y: 0.0 }];
    let mut places = vec![Point::default(); sizes.len()];
    let mut page = Size::default();
    for &index in order {
        let (width, height) = (sizes[index].width + GAP, sizes[index].height + GAP);
        let mut best: Option<(f64, usize)> = None;
        for start in 0..skyline.len() {
            if let Some(y) = rest_on(&skyline[start..], width)
                && best.is_none_or(|(highest, _)| y < highest)
            {
                best = Some((y, start));
            }
        }
        // The limit is never narrower than the widest box, so there is always a place.
        let (y, start) = best.unwrap_or((0.0, 0));
        let x = skyline[start].x;
        places[index] = Point { x, y };
        page.width = page.width.max(x + sizes[index].width);
        page.height = page.height.max(y + sizes[index].height);
        lay_over(&mut skyline, start, Ledge { x, width, y: y + height });
    }
    (page, places)
}

/// How far down a box of that width lies that starts with the first ledge, if there is room.
fn rest_on(ledges: &[Ledge], width: f64) -> Option<f64> {
    let mut left = width;
    let mut y: f64 = 0.0;
    for ledge in ledges {
        y = y.max(ledge.y);
        left -= ledge.width;
        if left <= 1e-6 {
            return Some(y);
        }
    }
    None
}

fn lay_over(skyline: &mut Vec<Ledge>, start: usize, new: Ledge) {
    let end = new.x + new.width;
    let mut kept: Vec<Ledge> = skyline[..start].to_vec();
    kept.push(new);
    for ledge in &skyline[start..] {
        let right = ledge.x + ledge.width;
        if right > end + 1e-6 {
            let x = ledge.x.max(end);
            kept.push(Ledge { x, width: right - x, y: ledge.y });
        }
    }
    *skyline = kept;
}
