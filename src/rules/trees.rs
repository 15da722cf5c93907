//! Sentences for the tests, written as tables.

use crate::span::Span;
use crate::syntax::{EntityLabel, NamedEntity, Pos, Sentence, Tag, Token};

/// Reads one token a line: word, lemma, tag, number of the head from 1 (0 for the root), relation, and the entity type
/// if it has one.
pub(crate) fn tree(table: &str) -> Sentence {
    let mut tokens = Vec::new();
    let mut entities: Vec<NamedEntity> = Vec::new();
    let mut at = 0;
    for (index, line) in table.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        let cells: Vec<_> = line.split_whitespace().collect();
        let [word, lemma, tag, head, dep] = cells[..5] else { unreachable!("slices of five have five") };
        let tag: Tag = tag.parse().unwrap();
        let head: usize = head.parse().unwrap();
        let length = word.chars().count() as u32;
        if let Some(label) = cells.get(5) {
            let label: EntityLabel = label.parse().unwrap();
            match entities.last_mut().filter(|last| last.tokens.end == index && last.label == label) {
                Some(last) => last.tokens.end += 1,
                None => entities.push(NamedEntity { tokens: index..index + 1, label }),
            }
        }
        tokens.push(Token {
            text: word.into(),
            lower: word.to_lowercase().into(),
            lemma: lemma.into(),
            span: Span::new(at, at + length),
            space_after: true,
            tag,
            pos: pos_of(tag),
            morph: if tag == Tag::Vbd { "Tense=Past|VerbForm=Fin".into() } else { "".into() },
            head: head.checked_sub(1).unwrap_or(index),
            dep: dep.parse().unwrap(),
        });
        at += length + 1;
    }
    Sentence::new(tokens, entities, 0)
}

fn pos_of(tag: Tag) -> Pos {
    match tag.as_str() {
        "NN" | "NNS" => Pos::Noun,
        "NNP" | "NNPS" => Pos::Propn,
        "IN" => Pos::Adp,
        "DT" => Pos::Det,
        "RB" => Pos::Adv,
        "JJ" => Pos::Adj,
        "TO" => Pos::Part,
        verb if verb.starts_with("VB") => Pos::Verb,
        _ => Pos::X,
    }
}

/// "Officials blamed Iran and Russia for sending threatening emails to voters ."
pub(crate) fn blamed() -> Sentence {
    tree(
        "Officials    official  NNS 2 nsubj
         blamed       blame     VBD 0 ROOT
         Iran         Iran      NNP 2 dobj   GPE
         and          and       CC  3 cc
         Russia       Russia    NNP 3 conj   GPE
         for          for       IN  2 prep
         sending      send      VBG 6 pcomp
         threatening  threaten  VBG 9 amod
         emails       email     NNS 7 dobj
         to           to        IN  7 prep
         voters       voter     NNS 10 pobj
         .            .         .   2 punct",
    )
}

/// "The decision by Trump to kill Soleimani was not wise ."
pub(crate) fn decision() -> Sentence {
    tree(
        "The        the        DT  2 det
         decision   decision   NN  8 nsubj
         by         by         IN  2 prep
         Trump      Trump      NNP 3 pobj  PERSON
         to         to         TO  6 aux
         kill       kill       VB  2 acl
         Soleimani  Soleimani  NNP 6 dobj  PERSON
         was        be         VBD 0 ROOT
         not        not        RB  8 neg
         wise       wise       JJ  8 acomp
         .          .          .   8 punct",
    )
}
