//! The moves of a parser or recognizer, in the order of its scores.
//!
//! A `moves` file gives for each kind of move its labels with their counts. spaCy numbers the moves by kind, the
//! frequent labels first; labels added after training have negative counts and stand at the end.

use std::collections::BTreeMap;

use super::thinc;

/// Reads a `moves` file and names the moves as spaCy does: `S`, `L-nsubj`, `B-PERSON`.
///
/// # Errors
/// A message when the file is not what it should be.
pub fn names(bytes: &[u8], recognizer: bool) -> Result<Vec<String>, String> {
    let file = thinc::decode(bytes)?;
    let json = thinc::entry(&file, "moves").and_then(rmpv::Value::as_str).ok_or("it has no list of moves")?;
    let labels: BTreeMap<String, BTreeMap<String, i64>> =
        serde_json::from_str(json).map_err(|cause| format!("its list of moves cannot be read: {cause}"))?;
    let letters: &[&str] = if recognizer { &["M", "B", "I", "L", "U", "O"] } else { &["S", "D", "L", "R", "B"] };
    let mut moves = Moves { letters, recognizer, names: Vec::new() };
    let mut added = Vec::new();
    for (kind, labels) in &labels {
        let mut labels: Vec<(i64, &str)> = labels.iter().map(|(label, &count)| (count, label.as_str())).collect();
        labels.sort_unstable_by(|a, b| b.cmp(a));
        for (count, label) in labels {
            if count < 0 {
                added.push((count, label, kind));
            } else {
                moves.add(kind, label)?;
            }
        }
    }
    added.sort_unstable_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(b.2)));
    for (_, label, kind) in added {
        moves.add(kind, label)?;
    }
    Ok(moves.names)
}

struct Moves<'a> {
    letters: &'a [&'a str],
    recognizer: bool,
    names: Vec<String>,
}

impl Moves<'_> {
    fn add(&mut self, kind: &str, label: &str) -> Result<(), String> {
        let letter = kind.parse().ok().and_then(|kind: usize| self.letters.get(kind));
        let letter = *letter.ok_or_else(|| format!("it has a move of the unknown kind {kind:?}"))?;
        if self.recognizer && (letter == "M" || letter == "O" && !label.is_empty()) {
            return Ok(());
        }
        let name = match (label.is_empty(), letter) {
            (true, "U") => "U-".to_owned(),
            (true, _) => letter.to_owned(),
            _ => format!("{letter}-{label}"),
        };
        if !self.names.contains(&name) {
            self.names.push(name);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn moves_file(json: &Value) -> Vec<u8> {
        let map = rmpv::Value::Map(vec![("moves".into(), json.to_string().into())]);
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &map).unwrap();
        bytes
    }

    #[test]
    fn orders_moves_as_spacy_numbers_them() {
        let file = moves_file(&json!({
            "0": {"": 9}, "1": {"": 9}, "2": {"det": 3, "nsubj": 7, "late": -1}, "3": {"dobj": 3, "prep": 3, "late": -2},
            "4": {"ROOT": 5},
        }));
        let expected = ["S", "D", "L-nsubj", "L-det", "R-prep", "R-dobj", "B-ROOT", "L-late", "R-late"];
        assert_eq!(names(&file, false).unwrap(), expected);
        let file = moves_file(&json!({"0": {}, "1": {"ORG": 2}, "4": {"ORG": 2, "": 1}, "5": {"": 1}}));
        assert_eq!(names(&file, true).unwrap(), ["B-ORG", "U-ORG", "U-", "O"]);
    }

    #[test]
    fn refuses_what_is_no_moves_file() {
        assert!(names(b"\x01", false).is_err());
        assert!(names(&moves_file(&json!({"7": {"x": 1}})), false).unwrap_err().contains("unknown kind"));
    }
}
