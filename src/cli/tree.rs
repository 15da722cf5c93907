//! A dependency tree drawn with lines of text: one token a line, in the order of the sentence, so that reading down is
//! reading the sentence.

use unicode_width::UnicodeWidthStr;

use crate::syntax::{Dep, Sentence};

/// The deepest token that is still indented further than its head; deeper ones stand in one column.
const DEEPEST: usize = 40;

/// Draws the tree, each line no wider than `width` columns if the words allow it.
pub(super) fn draw(sentence: &Sentence, width: usize) -> Vec<String> {
    let depths = depths(sentence);
    let deepest = depths.iter().copied().max().unwrap_or(0).min(DEEPEST);
    // Half the width belongs to the lines, the rest to words and labels.
    let step = if (deepest + 1) * 3 <= width / 2 { 3 } else { 2 };
    let mut drawn: Vec<String> = Vec::with_capacity(sentence.len());
    let mut lines = Lines::new(sentence, &depths);
    for (index, token) in sentence.tokens().iter().enumerate() {
        let mut line = lines.before(index, step);
        line.push_str(&token.text);
        drawn.push(line);
    }
    let widest = drawn.iter().map(|line| line.width()).max().unwrap_or(0).min(width.saturating_sub(26).max(20));
    for (line, token) in drawn.iter_mut().zip(sentence.tokens()) {
        let gap = widest.saturating_sub(line.width()) + 2;
        line.push_str(&" ".repeat(gap));
        line.push_str(&format!("{:<10} {:<5} {}", token.dep, token.tag, token.lemma));
    }
    drawn
}

/// How many steps each token lies below the root of its tree.
fn depths(sentence: &Sentence) -> Vec<usize> {
    let mut depths = vec![0; sentence.len()];
    let mut queue: Vec<usize> = roots(sentence).collect();
    let mut next = 0;
    while next < queue.len() {
        let head = queue[next];
        for child in sentence.children(head) {
            depths[child] = depths[head] + 1;
            queue.push(child);
        }
        next += 1;
    }
    depths
}

fn roots(sentence: &Sentence) -> impl Iterator<Item = usize> + '_ {
    (0..sentence.len()).filter(|&index| sentence.tokens()[index].head == index)
}

/// The upright lines that are open at a token: one for each head whose dependents stand above and below it.
struct Lines<'a> {
    sentence: &'a Sentence,
    depths: &'a [usize],
    /// For each column, the last token that the line standing in it still leads to.
    open: Vec<Option<usize>>,
}

impl<'a> Lines<'a> {
    fn new(sentence: &'a Sentence, depths: &'a [usize]) -> Self {
        Lines { sentence, depths, open: vec![None; DEEPEST + 1] }
    }

    /// What stands before a token: the lines that pass it by, and the branch that leads to it.
    fn before(&mut self, index: usize, step: usize) -> String {
        let token = &self.sentence.tokens()[index];
        let depth = self.depths[index].min(DEEPEST);
        let mut before = String::new();
        let branch = (token.dep != Dep::Root && depth > 0).then(|| depth - 1);
        for column in 0..depth {
            let mark =
                if branch == Some(column) { self.branch(index, token.head) } else { self.passing(index, column) };
            let tail = if branch == Some(column) { "─" } else { " " };
            before.push_str(mark);
            before.push_str(&tail.repeat(step - 2));
            before.push(' ');
        }
        if depth < DEEPEST {
            self.open[depth] = self.last_child(index).filter(|&last| last > index);
        }
        before
    }

    /// The corner or tee of a branch, which also opens and closes the upright line of the head.
    fn branch(&mut self, index: usize, head: usize) -> &'static str {
        let column = self.depths[index].min(DEEPEST) - 1;
        let first = self.sentence.children(head).next() == Some(index);
        let last = self.last_child(head) == Some(index);
        if first && index < head {
            self.open[column] = Some(head);
            return "┌";
        }
        if last && index > head {
            self.open[column] = None;
            return "└";
        }
        "├"
    }

    fn passing(&mut self, index: usize, column: usize) -> &'static str {
        match self.open[column] {
            Some(until) if until > index => "│",
            _ => " ",
        }
    }

    fn last_child(&self, head: usize) -> Option<usize> {
        self.sentence.children(head).next_back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;
    use crate::syntax::{Pos, Tag, Token};

    /// A sentence from words with their heads; every relation but the root's is `dep`.
    fn sentence(words: &[(&str, usize)]) -> Sentence {
        let token = |(index, &(word, head)): (usize, &(&str, usize))| Token {
            text: word.into(),
            lower: word.to_lowercase().into(),
            lemma: word.into(),
            span: Span::default(),
            space_after: true,
            tag: Tag::Nn,
            pos: Pos::Noun,
            morph: "".into(),
            head,
            dep: if head == index { Dep::Root } else { Dep::Dep },
        };
        Sentence::new(words.iter().enumerate().map(token).collect(), Vec::new(), 0)
    }

    #[test]
    fn the_tree_reads_down_like_the_sentence() {
        let sentence = sentence(&[
            ("President", 1),
            ("Putin", 2),
            ("authorized", 2),
            ("influence", 4),
            ("operations", 2),
            ("in", 4),
            ("June", 5),
            (".", 2),
        ]);
        insta::assert_snapshot!(draw(&sentence, 80).join("\n"));
    }

    #[test]
    fn a_chain_of_any_depth_stays_narrow() {
        let words: Vec<(String, usize)> = (0..5000usize).map(|i| (format!("w{i}"), i.saturating_sub(1))).collect();
        let words: Vec<(&str, usize)> = words.iter().map(|(word, head)| (word.as_str(), *head)).collect();
        let drawn = draw(&sentence(&words), 80);
        assert_eq!(drawn.len(), 5000);
        assert!(drawn.iter().all(|line| line.width() < 160));
    }
}
