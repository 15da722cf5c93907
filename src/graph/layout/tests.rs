use proptest::prelude::*;

use super::*;

fn overlap(a: &Rect, b: &Rect) -> bool {
    let apart = |from_a: f64, long_a: f64, from_b: f64, long_b: f64| {
        from_a + long_a <= from_b + 1e-6 || from_b + long_b <= from_a + 1e-6
    };
    !apart(a.at.x, a.size.width, b.at.x, b.size.width) && !apart(a.at.y, a.size.height, b.at.y, b.size.height)
}

/// Where a piece of line may run: within the box of its two ends, since curves leave and arrive level.
fn piece(a: Point, b: Point) -> Rect {
    let at = Point { x: a.x.min(b.x), y: a.y.min(b.y) };
    Rect { at, size: Size { width: (a.x - b.x).abs(), height: (a.y - b.y).abs() } }
}

fn any_graph() -> impl Strategy<Value = (Vec<Size>, Vec<Link>)> {
    let size = (10.0..150.0, 8.0..60.0).prop_map(|(width, height)| Size { width, height });
    prop::collection::vec(size.clone(), 1..25).prop_flat_map(move |nodes| {
        let count = nodes.len();
        let link = (0..count, 0..count, size.clone()).prop_map(|(from, to, words)| Link { from, to, words });
        (Just(nodes), prop::collection::vec(link, 0..50))
    })
}

proptest! {
    #[test]
    fn nothing_overlaps_and_no_line_runs_under_a_node((nodes, links) in any_graph()) {
        let layout = layout(&nodes, &links);
        prop_assert_eq!(layout.nodes.len(), nodes.len());
        prop_assert_eq!(layout.words.len(), links.len());
        let boxes: Vec<&Rect> = layout.nodes.iter().chain(&layout.words).collect();
        for (place, a) in boxes.iter().enumerate() {
            prop_assert!(a.at.x >= -1e-6 && a.at.y >= -1e-6);
            prop_assert!(a.at.x + a.size.width <= layout.size.width + 1e-6);
            prop_assert!(a.at.y + a.size.height <= layout.size.height + 1e-6);
            for b in &boxes[..place] {
                prop_assert!(!overlap(a, b), "{:?} overlaps {:?}", a, b);
            }
        }
        for (route, link) in layout.routes.iter().zip(&links) {
            for pair in route.points.windows(2) {
                for (index, node) in layout.nodes.iter().enumerate() {
                    let own = index == link.from || index == link.to;
                    prop_assert!(own || !overlap(&piece(pair[0], pair[1]), node), "{:?} runs under {:?}", pair, node);
                }
            }
        }
    }

    #[test]
    fn routes_lead_from_the_source_to_the_target((nodes, links) in any_graph()) {
        let layout = layout(&nodes, &links);
        for (route, link) in layout.routes.iter().zip(&links) {
            let touches = |point: &Point, node: &Rect| {
                let side = [node.at.x, node.at.x + node.size.width].iter().any(|x| (x - point.x).abs() < 1e-6);
                side && point.y >= node.at.y && point.y <= node.at.y + node.size.height
            };
            prop_assert!(route.points.first().is_some_and(|point| touches(point, &layout.nodes[link.from])));
            prop_assert!(route.points.last().is_some_and(|point| touches(point, &layout.nodes[link.to])));
        }
    }
}

#[test]
fn an_actor_stands_to_the_left_of_its_target() {
    let size = Size { width: 50.0, height: 20.0 };
    let link = |from, to| Link { from, to, words: size };
    let layout = layout(&[size; 3], &[link(1, 0), link(0, 2)]);
    let x: Vec<f64> = layout.nodes.iter().map(|node| node.at.x).collect();
    assert!(x[1] < x[0] && x[0] < x[2], "{x:?}");
    let y: Vec<f64> = layout.nodes.iter().chain(&layout.words).map(|rect| rect.center().y).collect();
    assert!(y.iter().all(|&middle| middle == y[0]), "a chain is level: {y:?}");
}

#[test]
fn nothing_at_all_is_laid_out_as_an_empty_page() {
    assert_eq!(layout(&[], &[]).size, Size::default());
}
