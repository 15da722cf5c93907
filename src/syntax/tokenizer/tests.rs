use proptest::prelude::*;

use super::*;

fn rules() -> TokenizerRules {
    let exception = |pieces: &[(&str, Option<&str>)]| Exception {
        text: pieces.iter().map(|(text, _)| *text).collect(),
        pieces: pieces
            .iter()
            .map(|(text, norm)| Piece { text: (*text).to_owned(), norm: norm.map(str::to_owned) })
            .collect(),
    };
    TokenizerRules {
        prefix: Some(r#"^\(|^"|^\$|^…|^\.\.+"#.to_owned()),
        suffix: Some(r#"\)$|"$|,$|\.\.+$|'s$|(?<=[a-z])\.$|(?<=[0-9])(?:km|%)$"#.to_owned()),
        infix: Some(r"\.\.+|(?<=[a-z])-(?=[a-z])|(?<=[a-z])[,/](?=[a-z])".to_owned()),
        token_match: None,
        url_match: Some(r"^(?:\w+://)?(?:\w+\.)+(?:org|com)(?:/\S*)?$".to_owned()),
        exceptions: vec![
            exception(&[(" ", None)]),
            exception(&[("U.S.", None)]),
            exception(&[("a.m", None), (".", Some("dot"))]),
            exception(&[("do", None), ("n't", Some("not"))]),
            exception(&[("o,o", None)]),
            exception(&[(":-)", None)]),
        ],
        faster_heuristics: true,
    }
}

fn split(text: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(&rules(), Norms::default()).unwrap();
    let mut cache = WordCache::default();
    let tokens = tokenizer.tokenize(text, &mut cache);
    tokens.iter().map(|token| cache.word(token.word).text.to_string()).collect()
}

#[test]
fn splits_as_the_rules_say() {
    let table: &[(&str, &[&str])] = &[
        ("", &[]),
        ("a b", &["a", "b"]),
        ("a  b", &["a", " ", "b"]),
        (" a\n b ", &[" ", "a", "\n ", "b"]),
        ("(well-known),", &["(", "well", "-", "known", ")", ","]),
        ("(U.S.)", &["(", "U.S.", ")"]),
        ("(don't)", &["(", "do", "n't", ")"]),
        ("\"5km.\"", &["\"", "5", "km", ".", "\""]),
        ("see https://a.org/b-c,", &["see", "https://a.org/b-c", ","]),
        ("yes...no", &["yes", "...", "no"]),
        ("a...:-)", &["a", "...", ":-)"]),
        ("no o,o no", &["no", "o,o", "no"]),
        ("at 5a.m.", &["at", "5a.m", "."]),
    ];
    for (text, expected) in table {
        assert_eq!(&split(text), expected, "{text:?}");
    }
}

#[test]
fn exceptions_bring_normal_forms() {
    let tokenizer = Tokenizer::new(&rules(), Norms::default()).unwrap();
    let mut cache = WordCache::default();
    let tokens = tokenizer.tokenize("don't n't", &mut cache);
    let norms: Vec<u64> = tokens.iter().map(|token| cache.word(token.word).norm).collect();
    assert_eq!(norms, ["do", "not", "n't"].map(super::super::lexeme::string_id));
}

#[test]
fn broken_patterns_are_named() {
    let rules = TokenizerRules { suffix: Some("(a".to_owned()), ..TokenizerRules::default() };
    let error = Tokenizer::new(&rules, Norms::default()).unwrap_err();
    assert!(error.message().contains("suffix"), "{error}");
}

#[test]
fn a_line_without_spaces_is_split_in_time_that_grows_with_its_length() {
    for unit in ["(", "a", ".a", "a.", ")..", "n't", "é-"] {
        let tokens = split(&unit.repeat(50_000));
        assert!(tokens.iter().all(|token| token.chars().count() <= LONGEST_CHUNK));
        assert_eq!(tokens.concat(), unit.repeat(50_000));
    }
}

#[test]
fn a_full_cache_starts_afresh() {
    let tokenizer = Tokenizer::new(&rules(), Norms::default()).unwrap();
    let mut cache = WordCache::new(3);
    let fresh: Vec<RawToken> = tokenizer.tokenize("a b c d", &mut cache);
    cache.trim();
    assert_eq!((cache.len(), cache.generation()), (0, 1));
    assert_eq!(tokenizer.tokenize("a b c d", &mut cache), fresh);
}

proptest! {
    #[test]
    fn tokens_and_spaces_make_up_the_text(text in "([a-c.,()'n\" \n-]|\\PC){0,60}") {
        let tokenizer = Tokenizer::new(&rules(), Norms::default()).unwrap();
        let mut cache = WordCache::default();
        // The second time everything comes from the cache.
        for _ in 0..2 {
            let mut again = String::new();
            for token in tokenizer.tokenize(&text, &mut cache) {
                prop_assert_eq!(token.byte as usize, again.len());
                prop_assert_eq!(token.start as usize, again.chars().count());
                again.push_str(&cache.word(token.word).text);
                again.push_str(if token.space_after { " " } else { "" });
            }
            prop_assert_eq!(&again, &text);
        }
    }
}
