//! The strings that spaCy gives small fixed numbers instead of hashes.
//!
//! They matter because the networks were trained on these numbers: the word "num" goes into the embedding as 431.

/// Runs of symbols, each with the number of its first.
const RUNS: &[(u64, &[&str])] = &[
    (
        1,
        &[
            "IS_ALPHA",
            "IS_ASCII",
            "IS_DIGIT",
            "IS_LOWER",
            "IS_PUNCT",
            "IS_SPACE",
            "IS_TITLE",
            "IS_UPPER",
            "LIKE_URL",
            "LIKE_NUM",
            "LIKE_EMAIL",
            "IS_STOP",
            "IS_OOV_DEPRECATED",
            "IS_BRACKET",
            "IS_QUOTE",
            "IS_LEFT_PUNCT",
            "IS_RIGHT_PUNCT",
            "IS_CURRENCY",
        ],
    ),
    (
        64,
        &[
            "ID",
            "ORTH",
            "LOWER",
            "NORM",
            "SHAPE",
            "PREFIX",
            "SUFFIX",
            "LENGTH",
            "CLUSTER",
            "LEMMA",
            "POS",
            "TAG",
            "DEP",
            "ENT_IOB",
            "ENT_TYPE",
            "HEAD",
            "SENT_START",
            "SPACY",
            "PROB",
            "LANG",
            "ADJ",
            "ADP",
            "ADV",
            "AUX",
            "CONJ",
            "CCONJ",
            "DET",
            "INTJ",
            "NOUN",
            "NUM",
            "PART",
            "PRON",
            "PROPN",
            "PUNCT",
            "SCONJ",
            "SYM",
            "VERB",
            "X",
            "EOL",
            "SPACE",
        ],
    ),
    (
        380,
        &[
            "PERSON",
            "NORP",
            "FACILITY",
            "ORG",
            "GPE",
            "LOC",
            "PRODUCT",
            "EVENT",
            "WORK_OF_ART",
            "LANGUAGE",
            "LAW",
            "DATE",
            "TIME",
            "PERCENT",
            "MONEY",
            "QUANTITY",
            "ORDINAL",
            "CARDINAL",
            "acomp",
            "advcl",
            "advmod",
            "agent",
            "amod",
            "appos",
            "attr",
            "aux",
            "auxpass",
            "cc",
            "ccomp",
            "complm",
            "conj",
            "cop",
            "csubj",
            "csubjpass",
            "dep",
            "det",
            "dobj",
            "expl",
            "hmod",
            "hyph",
            "infmod",
            "intj",
            "iobj",
            "mark",
            "meta",
            "neg",
            "nmod",
            "nn",
            "npadvmod",
            "nsubj",
            "nsubjpass",
            "num",
            "number",
            "oprd",
            "obj",
            "obl",
            "parataxis",
            "partmod",
            "pcomp",
            "pobj",
            "poss",
            "possessive",
            "preconj",
            "prep",
            "prt",
            "punct",
            "quantmod",
            "relcl",
            "rcmod",
            "root",
            "xcomp",
            "acl",
            "ENT_KB_ID",
            "MORPH",
            "ENT_ID",
            "IDX",
            "_",
        ],
    ),
];

/// Numbered names: the prefix, how many digits follow, the first and last number in the name, and the symbol of the
/// first.
const NUMBERED: [(&str, usize, u64, u64, u64); 2] = [("FLAG", 2, 19, 63, 19), ("DEPRECATED", 3, 1, 276, 104)];

/// The fixed number of a string, if it has one.
pub(super) fn symbol(text: &str) -> Option<u64> {
    for (prefix, digits, first, last, base) in NUMBERED {
        if let Some(rest) = text.strip_prefix(prefix) {
            let plain = rest.len() == digits && rest.bytes().all(|b| b.is_ascii_digit());
            let number = rest.parse().ok().filter(|number| plain && (first..=last).contains(number))?;
            return Some(base + number - first);
        }
    }
    RUNS.iter().find_map(|(first, names)| Some(first + names.iter().position(|&name| name == text)? as u64))
}

/// No symbol is longer than this many bytes.
pub(super) const LONGEST: usize = 17;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_have_their_numbers() {
        let expected = [
            ("IS_ALPHA", 1),
            ("IS_CURRENCY", 18),
            ("FLAG19", 19),
            ("FLAG63", 63),
            ("ID", 64),
            ("SPACE", 103),
            ("DEPRECATED001", 104),
            ("DEPRECATED276", 379),
            ("PERSON", 380),
            ("LAW", 390),
            ("num", 431),
            ("relcl", 447),
            ("rcmod", 448),
            ("acl", 451),
            ("_", 456),
            ("ENT_ID", 454),
        ];
        for (text, number) in expected {
            assert_eq!(symbol(text), Some(number), "{text}");
            assert!(text.len() <= LONGEST);
        }
        for text in ["the", "FLAG64", "FLAG+9", "FLAG", "DEPRECATED000", "DEPRECATED1"] {
            assert_eq!(symbol(text), None, "{text}");
        }
    }
}
