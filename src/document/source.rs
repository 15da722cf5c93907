//! The way back from clean text to the bytes of the file it came from.
//!
//! A [`SourceMap`] is a sorted list of segments. Inside a segment whose clean and source lengths agree, the two run
//! byte by byte in step; any other segment (a character reference, a character in another encoding) maps as a whole.

use std::ops::Range;

/// Maps bytes of a document's clean text to bytes of its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

/// A run of the clean text and the bytes it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    /// The first byte in the clean text.
    clean: u32,
    /// How many bytes of clean text.
    clean_length: u32,
    /// The first byte in the source.
    source: u32,
    /// How many bytes of source.
    source_length: u32,
}

impl Segment {
    fn clean_end(self) -> u32 {
        self.clean + self.clean_length
    }

    fn source_end(self) -> u32 {
        self.source + self.source_length
    }

    fn in_step(self) -> bool {
        self.clean_length == self.source_length
    }
}

impl SourceMap {
    /// Adds that the bytes `clean` were made from the bytes `source`; calls come in the order of the clean text.
    pub(crate) fn push(&mut self, clean: Range<usize>, source: Range<usize>) {
        let segment = Segment {
            clean: clean.start as u32,
            clean_length: (clean.end - clean.start) as u32,
            source: source.start as u32,
            source_length: (source.end - source.start) as u32,
        };
        if let Some(last) = self.segments.last_mut() {
            let adjoins = last.clean_end() == segment.clean && last.source_end() == segment.source;
            if adjoins && last.in_step() && segment.in_step() {
                last.clean_length += segment.clean_length;
                last.source_length += segment.source_length;
                return;
            }
        }
        self.segments.push(segment);
    }

    /// Forgets everything from byte `length` of the clean text on.
    pub(crate) fn truncate(&mut self, length: usize) {
        let length = length as u32;
        while let Some(last) = self.segments.last_mut() {
            if last.clean >= length {
                self.segments.pop();
                continue;
            }
            if last.clean_end() > length {
                let kept = length - last.clean;
                last.source_length = if last.in_step() { kept } else { last.source_length };
                last.clean_length = kept;
            }
            break;
        }
    }

    /// Adds the segments of a map whose clean text now starts at byte `offset` of this one's.
    pub(crate) fn append(&mut self, other: &SourceMap, offset: usize) {
        for segment in &other.segments {
            let start = segment.clean as usize + offset;
            let source = segment.source as usize;
            self.push(start..start + segment.clean_length as usize, source..source + segment.source_length as usize);
        }
    }

    /// The bytes of the source that the bytes `clean` were made from; `None` where there was no source.
    pub fn source(&self, clean: Range<usize>) -> Option<Range<usize>> {
        if clean.is_empty() {
            return None;
        }
        let (start, end) = (clean.start as u32, clean.end as u32);
        let from = self.segments.partition_point(|segment| segment.clean_end() <= start);
        let to = self.segments.partition_point(|segment| segment.clean < end);
        let covered = self.segments.get(from..to)?;
        let (first, last) = (covered.first()?, covered.last()?);
        let first_byte = match first.in_step() {
            true => first.source + start.saturating_sub(first.clean),
            false => first.source,
        };
        let last_byte = match last.in_step() {
            true => last.source + end.min(last.clean_end()) - last.clean,
            false => last.source_end(),
        };
        Some(first_byte as usize..(last_byte as usize).max(first_byte as usize))
    }

    /// The same map for a source that was itself made from another: `outer` maps this map's source to that one.
    pub(crate) fn through(self, outer: &SourceMap) -> SourceMap {
        let mut composed = SourceMap::default();
        for segment in self.segments {
            let clean = segment.clean as usize..segment.clean_end() as usize;
            let middle = segment.source as usize..segment.source_end() as usize;
            if !segment.in_step() {
                if let Some(source) = outer.source(middle) {
                    composed.push(clean, source);
                }
                continue;
            }
            let from = outer.segments.partition_point(|other| other.clean_end() <= segment.source);
            for other in &outer.segments[from..] {
                let start = (other.clean as usize).max(middle.start);
                let end = (other.clean_end() as usize).min(middle.end);
                if start >= end {
                    break;
                }
                let part = start + clean.start - middle.start..end + clean.start - middle.start;
                if let Some(source) = outer.source(start..end) {
                    composed.push(part, source);
                }
            }
        }
        composed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_map_byte_by_byte_and_replacements_as_a_whole() {
        let mut map = SourceMap::default();
        map.push(0..4, 10..14);
        map.push(4..5, 14..19);
        map.push(5..9, 19..23);
        assert_eq!(map.source(1..3), Some(11..13));
        assert_eq!(map.source(4..5), Some(14..19));
        assert_eq!(map.source(3..6), Some(13..20));
        assert_eq!(map.source(9..12), None);
    }

    #[test]
    fn neighbours_in_step_become_one_segment() {
        let mut map = SourceMap::default();
        map.push(0..4, 10..14);
        map.push(4..6, 14..16);
        assert_eq!(map.segments.len(), 1);
        map.push(6..7, 20..21);
        assert_eq!(map.segments.len(), 2);
        assert_eq!(map.source(5..7), Some(15..21));
    }

    #[test]
    fn maps_compose() {
        let mut inner = SourceMap::default();
        inner.push(0..6, 2..8);
        let mut outer = SourceMap::default();
        outer.push(0..4, 0..4);
        outer.push(4..7, 4..5);
        outer.push(7..9, 5..7);
        let map = inner.through(&outer);
        assert_eq!(map.source(0..2), Some(2..4));
        assert_eq!(map.source(2..5), Some(4..5));
        assert_eq!(map.source(5..6), Some(5..6));
    }
}
