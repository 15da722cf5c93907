//! From the parser's arcs to trees: lifted arcs are put back, and sentences are read off.
//!
//! The parser builds only trees without crossing arcs. An arc that crossed others in training was lifted to the next
//! head that avoids this and labelled `label||label of the real head` (Nivre and Nilsson 2005). Here the real head is
//! looked for below the lifted one. As spaCy does it, the search ignores white space and sees only children between
//! the edges that a word had before any arc was put back.

use super::arc_eager::Arc;
use crate::syntax::label::Dep;

/// How often edges are worked out again before heads outside their sentence are given up on.
const ROUNDS: usize = 12;

/// The trees of one document.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Forest {
    /// The head of each token; a root is its own.
    pub heads: Vec<u32>,
    /// The relation to the head.
    pub deps: Vec<Dep>,
    /// Whether a sentence begins with the token.
    pub sentence_starts: Vec<bool>,
}

/// Puts lifted arcs back and finds where sentences begin.
pub fn plant(arcs: &[Arc], is_space: &[bool]) -> Forest {
    let mut heads: Vec<u32> = arcs.iter().map(|arc| arc.head).collect();
    let mut deps: Vec<Dep> = arcs.iter().map(|arc| arc.label.dep).collect();
    if arcs.iter().any(|arc| arc.label.lifted.is_some()) {
        put_back(arcs, is_space, &mut heads, &mut deps);
    }
    let mut sentence_starts = sentence_starts(&heads);
    if let Some(first) = sentence_starts.first_mut() {
        *first = true;
    }
    keep_inside(&mut heads, &sentence_starts);
    for (token, (head, dep)) in heads.iter().zip(&mut deps).enumerate() {
        if *head as usize == token {
            *dep = Dep::Root;
        }
    }
    Forest { heads, deps, sentence_starts }
}

/// The first and last token that each token reaches through its descendants.
struct Edges {
    left: Vec<u32>,
    right: Vec<u32>,
}

impl Edges {
    fn new(count: usize) -> Edges {
        Edges { left: (0..count as u32).collect(), right: (0..count as u32).collect() }
    }

    /// Widens every head by its children, once from left to right and once back.
    fn widen(&mut self, heads: &[u32]) {
        for child in (0..heads.len()).chain((0..heads.len()).rev()) {
            let head = heads[child] as usize;
            self.left[head] = self.left[head].min(self.left[child]);
            self.right[head] = self.right[head].max(self.right[child]);
        }
    }
}

/// Works out edges until every head lies in its token's sentence; says where sentences begin.
fn settle(heads: &[u32]) -> (Edges, Vec<bool>) {
    let mut edges = Edges::new(heads.len());
    let mut starts = Vec::new();
    for _ in 0..ROUNDS {
        edges.widen(heads);
        starts = vec![false; heads.len()];
        for (token, &head) in heads.iter().enumerate() {
            if head as usize == token {
                starts[edges.left[token] as usize] = true;
            }
        }
        if heads_lie_inside(heads, &starts) {
            break;
        }
    }
    (edges, starts)
}

fn sentence_starts(heads: &[u32]) -> Vec<bool> {
    settle(heads).1
}

fn heads_lie_inside(heads: &[u32], starts: &[bool]) -> bool {
    sentences(starts).all(|(start, end)| heads[start..end].iter().all(|&head| (start..end).contains(&(head as usize))))
}

/// The sentences as ranges of tokens.
pub fn sentences(starts: &[bool]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= starts.len() {
            return None;
        }
        let end = (start + 1..starts.len()).find(|&token| starts[token]).unwrap_or(starts.len());
        let sentence = (start, end);
        start = end;
        Some(sentence)
    })
}

/// Makes roots of tokens whose head lies in another sentence, so that every sentence has a tree of its own.
fn keep_inside(heads: &mut [u32], starts: &[bool]) {
    for (start, end) in sentences(starts) {
        for (token, head) in (start..end).zip(&mut heads[start..end]) {
            if !(start..end).contains(&(*head as usize)) {
                *head = token as u32;
            }
        }
    }
}

fn put_back(arcs: &[Arc], is_space: &[bool], heads: &mut [u32], deps: &mut [Dep]) {
    let (edges, _) = settle(heads);
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); heads.len()];
    for (token, &head) in heads.iter().enumerate() {
        if head as usize != token {
            children[head as usize].push(token as u32);
        }
    }
    // Until an arc is put back, its token keeps the decorated label, which equals no plain one.
    let mut decorated: Vec<bool> = arcs.iter().map(|arc| arc.label.lifted.is_some()).collect();
    for (token, arc) in arcs.iter().enumerate() {
        let Some(wanted) = arc.label.lifted else { continue };
        let is_wanted = |child: u32| !decorated[child as usize] && deps[child as usize] == wanted;
        let new_head = find_below(heads[token], token as u32, &children, &edges, is_space, is_wanted);
        decorated[token] = false;
        if let Some(new_head) = new_head {
            children[heads[token] as usize].retain(|&child| child as usize != token);
            let siblings = &mut children[new_head as usize];
            let place = siblings.partition_point(|&child| child < token as u32);
            siblings.insert(place, token as u32);
            heads[token] = new_head;
        }
    }
}

/// Finds the first descendant of `top`, nearest first, then left to right, that is wanted; `token` is left out.
fn find_below(
    top: u32,
    token: u32,
    children: &[Vec<u32>],
    edges: &Edges,
    is_space: &[bool],
    is_wanted: impl Fn(u32) -> bool,
) -> Option<u32> {
    let mut queue = vec![top];
    let mut next = 0;
    while next < queue.len() {
        let head = queue[next];
        next += 1;
        let reach = edges.left[head as usize]..=edges.right[head as usize];
        for &child in children[head as usize].iter().filter(|child| reach.contains(child)) {
            if child == token || is_space[child as usize] {
                continue;
            }
            if is_wanted(child) {
                return Some(child);
            }
            queue.push(child);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::network::arc_eager::Label;

    fn arcs(list: &[(u32, Dep, Option<Dep>)]) -> Vec<Arc> {
        list.iter().map(|&(head, dep, lifted)| Arc { head, label: Label { dep, lifted } }).collect()
    }

    #[test]
    fn puts_a_lifted_arc_back_below_the_head_it_was_lifted_to() {
        // A hearing (is) scheduled on the issue today: "on" was lifted from "hearing" to "scheduled".
        let arcs = arcs(&[
            (1, Dep::Det, None),
            (2, Dep::Nsubj, None),
            (2, Dep::Root, None),
            (2, Dep::Prep, Some(Dep::Nsubj)),
            (5, Dep::Det, None),
            (3, Dep::Pobj, None),
            (2, Dep::Npadvmod, None),
        ]);
        let forest = plant(&arcs, &[false; 7]);
        assert_eq!(forest.heads, [1, 2, 2, 1, 5, 3, 2]);
        assert_eq!(forest.deps[3], Dep::Prep);
        assert_eq!(sentences(&forest.sentence_starts).collect::<Vec<_>>(), [(0, 7)]);
    }

    #[test]
    fn leaves_an_arc_where_it_is_when_no_head_fits() {
        let arcs = arcs(&[(1, Dep::Nsubj, None), (1, Dep::Root, None), (1, Dep::Prep, Some(Dep::Dobj))]);
        assert_eq!(plant(&arcs, &[false; 3]).heads, [1, 1, 1]);
        let space = arcs_with_space();
        assert_eq!(plant(&space, &[false, false, true, false]).heads, [1, 1, 1, 1]);
    }

    fn arcs_with_space() -> Vec<Arc> {
        arcs(&[(1, Dep::Nsubj, None), (1, Dep::Root, None), (1, Dep::Dobj, None), (1, Dep::Prep, Some(Dep::Dobj))])
    }

    #[test]
    fn every_root_makes_a_sentence_with_its_own_tree() {
        let arcs = arcs(&[
            (1, Dep::Nsubj, None),
            (1, Dep::Root, None),
            (3, Dep::Det, None),
            (4, Dep::Nsubj, None),
            (4, Dep::Root, None),
        ]);
        let forest = plant(&arcs, &[false; 5]);
        assert_eq!(forest.sentence_starts, [true, false, true, false, false]);
        assert_eq!(plant(&[], &[]), Forest::default());
    }
}
