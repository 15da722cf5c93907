use rmpv::Value;

use super::*;
use crate::Error;

fn map<const N: usize>(entries: [(Value, Value); N]) -> Value {
    Value::Map(entries.into())
}

fn texts<const N: usize>(texts: [&str; N]) -> Value {
    Value::Array(texts.map(Value::from).into())
}

/// A package small enough to read: one exception, one normal form, two rules, one lemma table.
fn package(path: &str) -> Value {
    match path {
        "tokenizer" => map([
            ("suffix_search".into(), r"\.$".into()),
            ("token_match".into(), Value::Nil),
            (
                "exceptions".into(),
                map([(
                    "don't".into(),
                    Value::Array(vec![
                        map([(65.into(), "do".into())]),
                        map([(65.into(), "n't".into()), (67.into(), "not".into())]),
                    ]),
                )]),
            ),
        ]),
        "vocab/lookups.bin" => map([("lexeme_norm".into(), map([(string_id("cos").into(), "because".into())]))]),
        "attribute_ruler/patterns" => {
            let rule = |conditions: Value, attributes: Value| {
                map([
                    ("patterns".into(), Value::Array(vec![Value::Array(vec![conditions])])),
                    ("attrs".into(), attributes),
                    ("index".into(), 0.into()),
                ])
            };
            let not_to = map([("NOT_IN".into(), texts(["TO", ""]))]);
            Value::Array(vec![
                rule(map([("TAG".into(), "NNS".into())]), map([("POS".into(), "NOUN".into())])),
                rule(
                    map([("TAG".into(), not_to), ("DEP".into(), "aux".into())]),
                    map([("POS".into(), "AUX".into()), ("MORPH".into(), "VerbForm=Fin|Mood=Ind".into())]),
                ),
            ])
        }
        "lemmatizer/lookups/lookups.bin" => {
            let noun = || Value::from(string_id("noun"));
            map([
                ("lemma_rules".into(), map([(noun(), Value::Array(vec![texts(["s", ""])]))])),
                ("lemma_index".into(), map([(noun(), texts(["vote", "axe"]))])),
                ("lemma_exc".into(), map([(noun(), map([("mice".into(), texts(["mouse"]))]))])),
            ])
        }
        _ => unreachable!("no file {path} is asked for"),
    }
}

fn import(change: impl Fn(&str, Value) -> Value) -> Result<LanguageTables> {
    LanguageTables::import(|path| {
        let mut bytes = Vec::new();
        rmpv::encode::write_value(&mut bytes, &change(path, package(path))).unwrap();
        Ok(bytes)
    })
}

#[test]
fn packages_are_read_into_parts_that_work() {
    use crate::syntax::morphology::MorphologyCache;
    use crate::syntax::tokenizer::WordCache;
    use crate::syntax::{Dep, Tag};

    let tables = import(|_, value| value).unwrap();
    let kept: LanguageTables = postcard::from_bytes(&postcard::to_stdvec(&tables).unwrap()).unwrap();
    assert_eq!(kept, tables);
    let (tokenizer, morphology) = kept.into_parts().unwrap();
    let (mut words, mut cache) = (WordCache::default(), MorphologyCache::default());
    let tokens = tokenizer.tokenize("don't cos Votes.", &mut words);
    let split: Vec<&str> = tokens.iter().map(|token| &*words.word(token.word).text).collect();
    assert_eq!(split, ["do", "n't", "cos", "Votes", "."]);
    assert_eq!(words.word(tokens[1].word).norm, string_id("not"));
    assert_eq!(words.word(tokens[2].word).norm, string_id("because"));

    let input = [(tokens[0].word, Tag::Vbp, Dep::Aux), (tokens[3].word, Tag::Nns, Dep::Dobj)];
    let found = morphology.analyse(&input, &words, &mut cache);
    assert_eq!((found[0].pos, &*found[0].morph, &*found[0].lemma), (Pos::Aux, "Mood=Ind|VerbForm=Fin", "do"));
    assert_eq!((found[1].pos, &*found[1].morph, &*found[1].lemma), (Pos::Noun, "", "vote"));
}

#[test]
fn errors_name_the_file_and_what_is_wrong_in_it() {
    let in_file = |file: &'static str, value: Value| {
        let error = import(|path, old| if path == file { value.clone() } else { old }).unwrap_err();
        error.to_string()
    };
    let pattern = |conditions: Value| {
        Value::Array(vec![map([
            ("patterns".into(), Value::Array(vec![Value::Array(vec![conditions])])),
            ("attrs".into(), map([])),
        ])])
    };
    let table = [
        ("tokenizer", map([]), "exceptions"),
        ("tokenizer", map([("exceptions".into(), map([])), ("prefix_search".into(), "(?P<a>b)".into())]), "prefix"),
        ("attribute_ruler/patterns", pattern(map([("SHAPE".into(), "d".into())])), "SHAPE"),
        ("attribute_ruler/patterns", "text".into(), "should be a list"),
        ("lemmatizer/lookups/lookups.bin", map([]), "lemma_rules"),
        ("vocab/lookups.bin", map([("lexeme_norm".into(), map([(Value::Nil, "a".into())]))]), "lexeme_norm"),
    ];
    for (file, value, expected) in table {
        let message = in_file(file, value);
        assert!(message.contains(expected), "{file}: {message}");
    }
    let error = LanguageTables::import(|_| Ok(vec![0xc1])).unwrap_err();
    assert!(error.to_string().contains("tokenizer"), "{error}");
    assert!(LanguageTables::import(|path| Err(Error::new(path))).is_err());
}
