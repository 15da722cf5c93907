//! Python's pattern syntax to a tree.

use std::iter::Peekable;
use std::str::CharIndices;

use super::set::{CharSet, Property};

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("pattern not understood at byte {offset}: {reason}")]
pub struct PatternError {
    /// The byte of the pattern's source where reading stopped.
    pub offset: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

/// A part of a pattern.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Char(char),
    Set(CharSet),
    /// The start of the text.
    Start,
    /// The end of the text; when `before_newline`, also before a line break that ends it.
    End {
        before_newline: bool,
    },
    /// Whether a word begins or ends here must be as the flag says.
    Boundary(bool),
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: u32,
        max: Option<u32>,
        greedy: bool,
    },
    Look {
        node: Box<Node>,
        behind: bool,
        negated: bool,
    },
}

/// Repetitions and nested groups beyond these numbers are refused, so that no pattern grows without bound.
const MOST_REPETITIONS: u32 = 1000;
const DEEPEST: usize = 100;

/// Reads a pattern; its top level is given as a list of alternatives.
pub(super) fn parse(source: &str) -> Result<Vec<Node>, PatternError> {
    let mut parser = Parser { source, chars: source.char_indices().peekable(), depth: 0 };
    let branches = parser.alternatives()?;
    match parser.chars.peek() {
        Some(_) => Err(parser.error("unbalanced parenthesis")),
        None => Ok(branches),
    }
}

struct Parser<'a> {
    source: &'a str,
    chars: Peekable<CharIndices<'a>>,
    depth: usize,
}

impl Parser<'_> {
    fn offset(&mut self) -> usize {
        self.chars.peek().map_or(self.source.len(), |&(offset, _)| offset)
    }

    fn error(&mut self, reason: &'static str) -> PatternError {
        PatternError { offset: self.offset(), reason }
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|&(_, c)| c)
    }

    fn next(&mut self) -> Option<char> {
        self.chars.next().map(|(_, c)| c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let offset = self.offset();
        let found = self.source[offset..].starts_with(text);
        if found {
            for _ in text.chars() {
                self.next();
            }
        }
        found
    }

    fn alternatives(&mut self) -> Result<Vec<Node>, PatternError> {
        let mut branches = vec![self.concatenation()?];
        while self.eat("|") {
            branches.push(self.concatenation()?);
        }
        Ok(branches)
    }

    fn concatenation(&mut self) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            if let Some(atom) = self.atom()? {
                nodes.push(self.repetition(atom)?);
            }
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Concat(nodes) })
    }

    fn atom(&mut self) -> Result<Option<Node>, PatternError> {
        let node = match self.next() {
            Some('^') => Node::Start,
            Some('$') => Node::End { before_newline: true },
            Some('.') => Node::Set(CharSet::new(vec![('\n', '\n')], Vec::new(), true)),
            Some('[') => Node::Set(self.class()?),
            Some('(') => return self.group(),
            Some('\\') => self.escape()?,
            Some('*' | '+' | '?') => return Err(self.error("nothing to repeat")),
            Some(c) => Node::Char(c),
            None => return Ok(None),
        };
        Ok(Some(node))
    }

    fn group(&mut self) -> Result<Option<Node>, PatternError> {
        if self.eat("?u)") {
            return Ok(None);
        }
        let look = [("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true)];
        let look = look.into_iter().find(|(mark, ..)| self.eat(mark));
        if look.is_none() && !self.eat("?:") && self.peek() == Some('?') {
            return Err(self.error("a kind of group that is not supported"));
        }
        if self.depth == DEEPEST {
            return Err(self.error("groups nested too deeply"));
        }
        self.depth += 1;
        let inner = Node::Alternate(self.alternatives()?);
        self.depth -= 1;
        if !self.eat(")") {
            return Err(self.error("missing )"));
        }
        Ok(Some(match look {
            Some((_, behind, negated)) => Node::Look { node: Box::new(inner), behind, negated },
            None => inner,
        }))
    }

    fn repetition(&mut self, node: Node) -> Result<Node, PatternError> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.bounds()? {
                Some(bounds) => bounds,
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.next();
        if matches!(node, Node::Start | Node::End { .. } | Node::Boundary(_) | Node::Look { .. }) {
            return Err(self.error("a place that is repeated"));
        }
        let greedy = !self.eat("?");
        if matches!(self.peek(), Some('+' | '*')) {
            return Err(self.error("multiple repeat"));
        }
        Ok(Node::Repeat { node: Box::new(node), min, max, greedy })
    }

    /// Reads `{2}`, `{2,}`, `{,5}` or `{2,5}` up to its brace; a brace that begins none of these stands for itself.
    fn bounds(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let offset = self.offset();
        let Some((inside, _)) = self.source[offset + 1..].split_once('}') else { return Ok(None) };
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
        let (min, max) = match inside.split_once(',') {
            Some((min, max)) => {
                let low = if min.is_empty() { Some(0) } else { number(min) };
                let high = if max.is_empty() { Some(None) } else { number(max).map(Some) };
                match (low, high) {
                    (Some(low), Some(high)) => (low, high),
                    _ => return Ok(None),
                }
            }
            None => match number(inside) {
                Some(count) => (count, Some(count)),
                None => return Ok(None),
            },
        };
        if min.max(max.unwrap_or(0)) > MOST_REPETITIONS {
            return Err(self.error("too many repetitions"));
        }
        if max.is_some_and(|max| max < min) {
            return Err(self.error("the larger bound comes first"));
        }
        for _ in inside.chars() {
            self.next();
        }
        self.next();
        Ok(Some((min, max)))
    }

    fn escape(&mut self) -> Result<Node, PatternError> {
        Ok(match self.peek() {
            Some('A') => self.taking(Node::Start),
            Some('Z') => self.taking(Node::End { before_newline: false }),
            Some('b') => self.taking(Node::Boundary(true)),
            Some('B') => self.taking(Node::Boundary(false)),
            _ => match self.escaped()? {
                Escaped::Char(c) => Node::Char(c),
                Escaped::Property(property, holds) => {
                    Node::Set(CharSet::new(Vec::new(), vec![(property, holds)], false))
                }
            },
        })
    }

    fn taking(&mut self, node: Node) -> Node {
        self.next();
        node
    }

    /// Reads what follows a backslash and means the same inside and outside of a class.
    fn escaped(&mut self) -> Result<Escaped, PatternError> {
        let Some(c) = self.next() else { return Err(self.error("a backslash at the end")) };
        Ok(match c {
            'd' => Escaped::Property(Property::Digit, true),
            'D' => Escaped::Property(Property::Digit, false),
            's' => Escaped::Property(Property::Space, true),
            'S' => Escaped::Property(Property::Space, false),
            'w' => Escaped::Property(Property::Word, true),
            'W' => Escaped::Property(Property::Word, false),
            'n' => Escaped::Char('\n'),
            't' => Escaped::Char('\t'),
            'r' => Escaped::Char('\r'),
            'f' => Escaped::Char('\x0c'),
            'v' => Escaped::Char('\x0b'),
            'a' => Escaped::Char('\x07'),
            'x' => Escaped::Char(self.code_point(2)?),
            'u' => Escaped::Char(self.code_point(4)?),
            'U' => Escaped::Char(self.code_point(8)?),
            c if c.is_ascii_alphanumeric() => return Err(self.error("an escape that is not supported")),
            c => Escaped::Char(c),
        })
    }

    fn code_point(&mut self, digits: usize) -> Result<char, PatternError> {
        let offset = self.offset();
        let read = self.source.get(offset..offset + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let Some(c) = read.and_then(char::from_u32) else { return Err(self.error("not a code point")) };
        for _ in 0..digits {
            self.next();
        }
        Ok(c)
    }

    /// Reads a class after its opening bracket.
    fn class(&mut self) -> Result<CharSet, PatternError> {
        let negated = self.eat("^");
        let (mut ranges, mut properties) = (Vec::new(), Vec::new());
        let mut first = true;
        loop {
            let low = match self.next() {
                None => return Err(self.error("missing ]")),
                Some(']') if !first => return Ok(CharSet::new(ranges, properties, negated)),
                Some('\\') => self.escaped_in_class()?,
                Some(c) => Escaped::Char(c),
            };
            first = false;
            let low = match low {
                Escaped::Char(c) => c,
                Escaped::Property(property, holds) => {
                    properties.push((property, holds));
                    continue;
                }
            };
            let rest = self.offset() + 1;
            let is_range = self.peek() == Some('-') && !self.source[rest..].starts_with(']');
            if !is_range {
                ranges.push((low, low));
                continue;
            }
            self.next();
            let high = match self.next() {
                Some('\\') => self.escaped_in_class()?,
                Some(c) => Escaped::Char(c),
                None => return Err(self.error("missing ]")),
            };
            match high {
                Escaped::Char(high) if low <= high => ranges.push((low, high)),
                _ => return Err(self.error("bad range in a class")),
            }
        }
    }

    fn escaped_in_class(&mut self) -> Result<Escaped, PatternError> {
        if self.eat("b") { Ok(Escaped::Char('\x08')) } else { self.escaped() }
    }
}

enum Escaped {
    Char(char),
    Property(Property, bool),
}
