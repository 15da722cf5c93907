//! A pattern as it is written: every part with the bytes it came from, no word of it looked up yet.

use std::ops::Range;

/// Words of the pattern with their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub range: Range<usize>,
}

/// A node with the relations that it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The tests between the braces; none when the node is only a name, `=v`.
    pub tests: Option<Vec<Test>>,
    /// Whether the node must not pass the tests.
    pub negated: bool,
    pub name: Option<Word>,
    pub formula: Option<Formula>,
    pub range: Range<usize>,
}

/// One condition between braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Test {
    /// `$`: the token is the root.
    Root,
    /// `attribute:value` or `attribute!:value`.
    Attribute { attribute: Word, negated: bool, value: Value },
}

/// What an attribute is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Plain(Word),
    Regex(Word),
    List(Word),
}

/// Relations, joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Formula {
    All(Vec<Formula>),
    Any(Vec<Formula>),
    Not(Box<Formula>),
    Optional(Box<Formula>),
    Relation(Relation),
}

/// One relation to one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub operator: Operator,
    pub label: Label,
    pub target: Box<Node>,
}

/// The label after an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// `%` or nothing.
    Any,
    Plain(Word),
    Regex(Word),
}

/// How two tokens stand to each other: `A operator B`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// `>` B hangs on A.
    Governs,
    /// `>++` B hangs on A and stands to its right.
    GovernsRight,
    /// `>--` B hangs on A and stands to its left.
    GovernsLeft,
    /// `<` A hangs on B.
    Depends,
    /// `<++` A hangs on B, which stands to its right.
    DependsRight,
    /// `<--` A hangs on B, which stands to its left.
    DependsLeft,
    /// `<>` one hangs on the other.
    Connected,
    /// `>>`, `x,y>>` B hangs below A, between so many steps.
    Above(u32, u32),
    /// `<<`, `x,y<<` A hangs below B, between so many steps.
    Below(u32, u32),
    /// `==` A is B.
    Same,
    /// `.` A stands right before B.
    RightBefore,
    /// `..` A stands before B.
    Before,
    /// `-` A stands right after B.
    RightAfter,
    /// `--` A stands after B.
    After,
    /// `$+` B stands right after A and hangs on the same token.
    SisterRightAfter,
    /// `$++` B stands after A and hangs on the same token.
    SisterAfter,
    /// `$-` B stands right before A and hangs on the same token.
    SisterRightBefore,
    /// `$--` B stands before A and hangs on the same token.
    SisterBefore,
}

impl Operator {
    /// Whether a label can follow.
    pub fn takes_label(self) -> bool {
        use Operator::*;
        matches!(
            self,
            Governs
                | GovernsRight
                | GovernsLeft
                | Depends
                | DependsRight
                | DependsLeft
                | Connected
                | Above(..)
                | Below(..)
        )
    }
}
