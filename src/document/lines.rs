//! A stream in which every line is a text of its own.

use std::io::BufRead;

use super::Document;
use crate::{Error, Result};

/// The documents of a stream, one a line.
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    id: String,
    number: u32,
    buffer: Vec<u8>,
}

/// Reads every line of a stream as a document of one paragraph, with its number from 1.
///
/// Bytes that are not UTF-8 become U+FFFD. An empty line counts and gives an empty document.
pub fn lines<R: BufRead>(reader: R, id: &str) -> Lines<R> {
    Lines { reader, id: id.to_owned(), number: 0, buffer: Vec::new() }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<(u32, Document)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.buffer.clear();
        match self.reader.read_until(b'\n', &mut self.buffer) {
            Ok(0) => None,
            Ok(_) => {
                self.number += 1;
                let line = String::from_utf8_lossy(&self.buffer);
                Some(Ok((self.number, Document::from_sentence(&self.id, &line))))
            }
            Err(cause) => Some(Err(Error::read(&self.id, cause))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_document() {
        let input = "Putin met Xi.\r\n\n  Iran  denied it.".as_bytes();
        let found: Vec<_> = lines(input, "-").map(|line| line.expect("text")).collect();
        let texts: Vec<_> = found.iter().map(|(number, document)| (*number, document.text.as_str())).collect();
        assert_eq!(texts, [(1, "Putin met Xi."), (2, ""), (3, "Iran denied it.")]);
    }
}
