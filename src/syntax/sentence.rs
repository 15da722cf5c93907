//! What the syntax stage hands on: sentences of tokens in a dependency tree, with named entities.

use std::ops::Range;

use arcstr::ArcStr;

use super::label::{Dep, EntityLabel, Pos, Tag};
use crate::span::Span;

/// One token; its strings are shared by all tokens that have the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token as written.
    pub text: ArcStr,
    /// The token as written, in lower case.
    pub lower: ArcStr,
    /// The dictionary form.
    pub lemma: ArcStr,
    /// Where it stands in the document's clean text.
    pub span: Span,
    /// Whether a space follows.
    pub space_after: bool,
    /// The fine part of speech.
    pub tag: Tag,
    /// The coarse part of speech.
    pub pos: Pos,
    /// Morphological features as `Name=Value|…`, or nothing.
    pub morph: ArcStr,
    /// The index of the head in the same sentence; the root's is its own.
    pub head: usize,
    /// The relation to the head.
    pub dep: Dep,
}

/// A run of tokens that the recognizer takes for a name, a date or a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEntity {
    /// The tokens, as indices into the sentence.
    pub tokens: Range<usize>,
    /// The type.
    pub label: EntityLabel,
}

/// One sentence with its tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    tokens: Vec<Token>,
    /// The children of token `i`, left to right, are `children[first_child[i]..first_child[i + 1]]`.
    children: Vec<u32>,
    first_child: Vec<u32>,
    /// The named entities, left to right, none overlapping another.
    pub entities: Vec<NamedEntity>,
    /// The index of the block of the document that it stands in.
    pub block: usize,
}

impl Sentence {
    /// Makes a sentence from tokens whose heads are indices into `tokens`.
    pub fn new(tokens: Vec<Token>, entities: Vec<NamedEntity>, block: usize) -> Self {
        let mut sentence = Sentence { tokens, children: Vec::new(), first_child: Vec::new(), entities, block };
        sentence.index_children();
        sentence
    }

    /// Where the sentence stands in the document's clean text.
    pub fn span(&self) -> Span {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The tokens.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The tokens that hang on token `index`, left to right.
    pub fn children(&self, index: usize) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + Clone + '_ {
        let range = self.first_child[index] as usize..self.first_child[index + 1] as usize;
        self.children[range].iter().map(|&child| child as usize)
    }

    /// The first token that hangs on token `index` by the relation `dep`.
    pub fn child(&self, index: usize, dep: Dep) -> Option<usize> {
        self.children(index).find(|&child| self.tokens[child].dep == dep)
    }

    /// Token `index` and everything below it, left to right.
    pub fn subtree(&self, index: usize) -> Vec<usize> {
        let mut found = vec![index];
        let mut next = 0;
        while next < found.len() {
            let children = self.children(found[next]);
            found.extend(children);
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// The named entity that token `index` is part of.
    pub fn entity_at(&self, index: usize) -> Option<&NamedEntity> {
        self.entities.iter().find(|entity| entity.tokens.contains(&index))
    }

    /// Hangs tokens elsewhere: each item is a token, its new head and its new relation.
    ///
    /// Changes after which the tokens would no longer form a tree are not made, none of them: whoever walks the tree
    /// relies on coming to an end.
    pub fn reattach(&mut self, changes: &[(usize, usize, Dep)]) {
        let before: Vec<(usize, usize, Dep)> =
            changes.iter().map(|&(token, ..)| (token, self.tokens[token].head, self.tokens[token].dep)).collect();
        self.set_heads(changes.iter());
        if changes.iter().all(|&(token, ..)| self.reaches_root(token)) {
            self.index_children();
        } else {
            self.set_heads(before.iter().rev());
        }
    }

    fn set_heads<'a>(&mut self, changes: impl Iterator<Item = &'a (usize, usize, Dep)>) {
        for &(token, head, dep) in changes {
            self.tokens[token].head = head;
            self.tokens[token].dep = dep;
        }
    }

    /// Whether the way up from a token ends at a root.
    fn reaches_root(&self, token: usize) -> bool {
        let mut at = token;
        for _ in 0..self.tokens.len() {
            let head = self.tokens[at].head;
            if head == at {
                return true;
            }
            at = head;
        }
        false
    }

    /// Changes a token in place without touching the tree.
    pub fn retag(&mut self, index: usize, tag: Tag, pos: Pos, lemma: &str) {
        let token = &mut self.tokens[index];
        token.tag = tag;
        token.pos = pos;
        token.lemma = lemma.into();
    }

    fn index_children(&mut self) {
        let count = self.tokens.len();
        let mut first = vec![0u32; count + 1];
        for (index, token) in self.tokens.iter().enumerate() {
            if token.head != index {
                first[token.head + 1] += 1;
            }
        }
        for index in 0..count {
            first[index + 1] += first[index];
        }
        let mut next = first.clone();
        let mut children = vec![0u32; first[count] as usize];
        for (index, token) in self.tokens.iter().enumerate() {
            if token.head != index {
                children[next[token.head] as usize] = index as u32;
                next[token.head] += 1;
            }
        }
        self.children = children;
        self.first_child = first;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(heads: &[usize]) -> Sentence {
        let token = |(index, &head): (usize, &usize)| Token {
            text: "w".into(),
            lower: "w".into(),
            lemma: "w".into(),
            span: Span::new(index as u32 * 2, index as u32 * 2 + 1),
            space_after: true,
            tag: Tag::Nn,
            pos: Pos::Noun,
            morph: "".into(),
            head,
            dep: if head == index { Dep::Root } else { Dep::Compound },
        };
        Sentence::new(heads.iter().enumerate().map(token).collect(), Vec::new(), 0)
    }

    #[test]
    fn changes_that_would_leave_no_tree_are_not_made() {
        let before = sentence(&[1, 1, 1, 2]);
        for changes in [&[(1, 3, Dep::Conj)][..], &[(0, 2, Dep::Amod), (2, 3, Dep::Conj)]] {
            let mut changed = before.clone();
            changed.reattach(changes);
            assert_eq!(changed, before, "{changes:?}");
        }
        let mut changed = before.clone();
        changed.reattach(&[(2, 2, Dep::Root), (1, 2, Dep::Conj)]);
        assert_eq!(changed.tokens()[1].head, 2);
        assert_eq!(changed.subtree(2), [0, 1, 2, 3]);
    }
}
