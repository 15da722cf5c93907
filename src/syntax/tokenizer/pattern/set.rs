//! Sets of characters.

use crate::syntax::character::{is_decimal, is_space, is_word};

/// A class that is defined by a property and not by ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Digit,
    Space,
    Word,
}

impl Property {
    fn holds(self, c: char) -> bool {
        match self {
            Property::Digit => is_decimal(c),
            Property::Space => is_space(c),
            Property::Word => is_word(c),
        }
    }
}

/// A set of characters: ranges and properties, perhaps turned round.
#[derive(Clone, Debug, Default)]
pub(super) struct CharSet {
    /// The members below 128 after turning round, one bit each.
    ascii: u128,
    /// Sorted inclusive ranges that neither touch nor overlap.
    ranges: Vec<(char, char)>,
    /// Properties, each with whether it must hold.
    properties: Vec<(Property, bool)>,
    negated: bool,
}

impl CharSet {
    /// Makes the set of what lies in a range or has a property (or lacks it, when the flag is false).
    pub(super) fn new(mut ranges: Vec<(char, char)>, properties: Vec<(Property, bool)>, negated: bool) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(char, char)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some((_, end)) if first as u32 <= *end as u32 + 1 => *end = last.max(*end),
                _ => merged.push((first, last)),
            }
        }
        let mut set = CharSet { ascii: 0, ranges: merged, properties, negated };
        set.ascii = (0..128u8).filter(|&b| set.looked_up(b as char)).fold(0, |bits, b| bits | 1 << b);
        set
    }

    fn looked_up(&self, c: char) -> bool {
        let after = self.ranges.partition_point(|&(first, _)| first <= c);
        let in_ranges = after > 0 && c <= self.ranges[after - 1].1;
        let member = in_ranges || self.properties.iter().any(|&(property, holds)| property.holds(c) == holds);
        member != self.negated
    }

    /// Whether a character is a member.
    #[inline]
    pub(super) fn contains(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> (c as u32) & 1 == 1 } else { self.looked_up(c) }
    }

    /// The members as far as an [`Edge`] tells them apart.
    pub(super) fn edge(&self) -> Edge {
        let beyond = self.negated || !self.properties.is_empty() || self.ranges.last().is_some_and(|r| !r.1.is_ascii());
        Edge { ascii: self.ascii, beyond }
    }
}

/// The characters with which a match can begin or end: exact below 128, one flag for all others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edge {
    pub(super) ascii: u128,
    pub(super) beyond: bool,
}

impl Edge {
    pub(super) const ANY: Edge = Edge { ascii: u128::MAX, beyond: true };

    pub(super) fn of(c: char) -> Self {
        if c.is_ascii() { Edge { ascii: 1 << (c as u32), beyond: false } } else { Edge { ascii: 0, beyond: true } }
    }

    pub(super) fn or(self, other: Edge) -> Self {
        Edge { ascii: self.ascii | other.ascii, beyond: self.beyond || other.beyond }
    }

    #[inline]
    pub(super) fn allows(self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> (c as u32) & 1 == 1 } else { self.beyond }
    }
}
