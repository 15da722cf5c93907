//! What each operator finds, what is wrong in wrong patterns, and that nothing takes long.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::rules::trees::{blamed, decision};
use crate::span::Span;
use crate::syntax::{Dep, Pos, Sentence, Tag, Token};

/// One list for all patterns of these tests.
struct Lists;

impl WordLists for Lists {
    fn words(&self, name: &str) -> Option<Words> {
        (name == "accusing-verbs").then(|| Arc::new(["blame", "accuse"].map(Into::into).into_iter().collect()))
    }

    fn names(&self) -> Vec<&str> {
        vec!["accusing-verbs", "reporting-verbs"]
    }
}

/// The matches of a pattern as "name=word" pairs, one match after the other.
fn found(pattern: &str, sentence: &Sentence) -> String {
    found_with(pattern, sentence, &DeepRelations::default())
}

fn found_with(pattern: &str, sentence: &Sentence, deep: &DeepRelations) -> String {
    let pattern = Pattern::parse(pattern, &Lists).unwrap_or_else(|error| panic!("{pattern}: {error:?}"));
    let matches = pattern.matches(sentence, deep, 0..sentence.len());
    let words = |found: &Bindings| {
        let bound = pattern.bindings(found);
        let words: Vec<_> = bound.map(|b| format!("{}={}", b.name, sentence.tokens()[b.token].text)).collect();
        words.join(" ")
    };
    matches.iter().map(words).collect::<Vec<_>>().join(", ")
}

#[test]
fn nodes() {
    let sentence = blamed();
    for (pattern, expected) in [
        ("{word:Officials}=a", "a=Officials"),
        ("{text:officials}=a", ""),
        ("{lower:officials}=a", "a=Officials"),
        ("{lemma:blame}=a", "a=blamed"),
        ("{lemma:\"blame\"}=a", "a=blamed"),
        ("{lemma:@accusing-verbs}=a", "a=blamed"),
        ("{lemma!:@accusing-verbs;pos:VERB}=a", "a=sending, a=threatening"),
        ("{lemma:/send|email/}=a", "a=sending, a=emails"),
        ("{lemma:/e.*/}=a", "a=emails"),
        ("{lemma:/mail/}=a", ""),
        ("{tag:/VB.*/}=a", "a=blamed, a=sending, a=threatening"),
        ("{tag:/VB.*/;tag!:VBG}=a", "a=blamed"),
        ("{tag:.}=a", "a=."),
        ("{pos:PROPN}=a", "a=Iran, a=Russia"),
        ("{dep:pobj}=a", "a=voters"),
        ("{ner:GPE}=a", "a=Iran, a=Russia"),
        ("{ner:O;dep:/dobj|nsubj/}=a", "a=Officials, a=emails"),
        ("{morph:Tense=Past}=a", "a=blamed"),
        ("{$}=a", "a=blamed"),
        ("{$;lemma:send}=a", ""),
        ("!{dep:/.*/}=a", ""),
        ("!{pos:/VERB|ADP|X/}=a", "a=Officials, a=Iran, a=Russia, a=emails, a=voters"),
        ("{ lemma : blame ; tag : VBD } =a  # the verb", "a=blamed"),
    ] {
        assert_eq!(found(pattern, &sentence), expected, "{pattern}");
    }
}

#[test]
fn relations() {
    let sentence = blamed();
    for (pattern, expected) in [
        ("{}=a >dobj {}=b", "a=blamed b=Iran, a=sending b=emails"),
        ("{lemma:blame} >/nsubj|dobj/ {}=b", "b=Officials, b=Iran"),
        ("{lemma:blame} > {}=b", "b=Officials, b=Iran, b=for, b=."),
        ("{lemma:blame} >% {tag:IN}=b", "b=for"),
        ("{lemma:blame} >++ {}=b", "b=Iran, b=for, b=."),
        ("{lemma:blame} >-- {}=b", "b=Officials"),
        ("{lemma:email} <dobj {}=b", "b=sending"),
        ("{lemma:blame} < {}=b", ""),
        ("{lemma:email} <-- {}=b", "b=sending"),
        ("{lemma:email} <++ {}=b", ""),
        ("{lemma:send} <> {}=b", "b=for, b=emails, b=to"),
        ("{lemma:for} >> {}=b", "b=sending, b=emails, b=threatening, b=to, b=voters"),
        ("{lemma:for} >>pobj {}=b", "b=voters"),
        ("{lemma:for} 1,2>> {}=b", "b=sending, b=emails, b=to"),
        ("{lemma:for} 3,9>> {}=b", "b=threatening, b=voters"),
        ("{lemma:voter} << {}=b", "b=to, b=sending, b=for, b=blamed"),
        ("{lemma:voter} <<pobj {lemma:blame}=b", "b=blamed"),
        ("{lemma:voter} <<dobj {}=b", ""),
        ("{lemma:voter} 2,3<< {}=b", "b=sending, b=for"),
        ("{}=a == {lemma:blame}", "a=blamed"),
        ("{lemma:blame} . {}=b", "b=Iran"),
        ("{tag:.} . {}=b", ""),
        ("{lemma:blame} - {}=b", "b=Officials"),
        ("{lemma:official} - {}=b", ""),
        ("{lemma:email} .. {}=b", "b=to, b=voters, b=."),
        ("{lemma:Iran} -- {}=b", "b=Officials, b=blamed"),
        ("{lemma:Iran} $++ {}=b", "b=for, b=."),
        ("{lemma:Iran} $-- {}=b", "b=Officials"),
        ("{lemma:emails} $+ {}=b", ""),
        ("{lemma:email} $+ {}=b", "b=to"),
        ("{lemma:to} $- {}=b", "b=emails"),
    ] {
        assert_eq!(found(pattern, &sentence), expected, "{pattern}");
    }
}

#[test]
fn formulas() {
    let sentence = blamed();
    let decision = decision();
    for (sentence, pattern, expected) in [
        (&sentence, "{}=v >dobj {}=o >nsubj {}=s", "v=blamed o=Iran s=Officials"),
        (&sentence, "{}=v >dobj {}=o & >nsubj {}=s", "v=blamed o=Iran s=Officials"),
        (&sentence, "{}=v >prep ({}=p >pcomp {}=g)", "v=blamed p=for g=sending"),
        (&sentence, "({}=v >prep ({}=p >pcomp {}=g))", "v=blamed p=for g=sending"),
        (&sentence, "{}=v [>nsubj {}=s | >prep {lemma:to}=p]", "v=blamed s=Officials, v=sending p=to"),
        (&sentence, "{}=v >nsubj {}=s | >prep {lemma:to} >dobj {}=o", "v=blamed s=Officials, v=sending o=emails"),
        (&sentence, "{pos:VERB}=v !>dobj {}", "v=threatening"),
        (&sentence, "{pos:VERB}=v !>dobj ({} >conj {})", "v=sending, v=threatening"),
        (&sentence, "{pos:VERB}=v ![>nsubj {} | <amod {}]", "v=sending"),
        (&sentence, "{pos:VERB}=v ?>nsubj {}=s", "v=blamed s=Officials, v=sending, v=threatening"),
        (
            &sentence,
            "{pos:VERB}=v >dobj {}=o ?[>nsubj {}=s >prep {}=p]",
            "v=blamed o=Iran s=Officials p=for, v=sending o=emails",
        ),
        (&sentence, "{}=v >conj {}=c !> =c", ""),
        (&sentence, "{}=v >dobj {}=o >prep ({} >pcomp ({} !== =v >dobj {}=p))", "v=blamed o=Iran p=emails"),
        (
            &sentence,
            "{pos:VERB}=v .. {pos:VERB}=w",
            "v=blamed w=sending, v=blamed w=threatening, v=sending w=threatening",
        ),
        (&decision, "{lemma:decision} >prep ({lemma:by} >pobj {}=actor) >acl {}=action", "actor=Trump action=kill"),
        (&decision, "{}=v !>neg {} >/acl|acomp/ {}", "v=decision"),
        // What is found twice by ways that differ in unnamed nodes only counts once.
        (&decision, "{lemma:kill}=k << {}", "k=kill"),
    ] {
        assert_eq!(found(pattern, sentence), expected, "{pattern}");
    }
}

#[test]
fn deep_relations_must_be_named() {
    let sentence = blamed();
    let deep =
        DeepRelations::new([(1, Deep::Object, 4), (1, Deep::Object, 2), (6, Deep::Subject, 2), (1, Deep::Object, 2)]);
    for (pattern, expected) in [
        ("{lemma:blame} >object {}=o", "o=Iran, o=Russia"),
        ("{lemma:Iran} <subject {}=v", "v=sending"),
        ("{lemma:Iran} </object|dobj/ {}=v", "v=blamed"),
        ("{lemma:Russia} < {}=v", "v=Iran"),
    ] {
        assert_eq!(found_with(pattern, &sentence, &deep), expected, "{pattern}");
    }
}

#[test]
fn wrong_patterns_say_where_and_what() {
    let mut report = String::new();
    for pattern in [
        "",
        "{",
        "{}=",
        "{lemma}",
        "{lemma:}",
        "{lemma:blame",
        "{lemme:blame}",
        "{lemma:@acusing-verbs}",
        "{lemma:@}",
        "{lemma:/(/}",
        "{lemma:/blame}",
        "{lemma:\"blame}",
        "{tag:VBQ}",
        "{tag:@accusing-verbs}",
        "{dep:subject}",
        "{ner:/X.*/}",
        "{lemma:a,tag:NN}",
        "{tag:NN lemma:a}",
        "{} >dojb {}",
        "{} >dobj",
        "{} dobj {}",
        "{} >dobj ({} >prep {}",
        "{} >dobj {})",
        "{} [>dobj {} | >prep {}",
        "{} >dobj {}]",
        "{} .dobj {}",
        "{} 3,1>> {}",
        "{} 0,1>> {}",
        "{} 1>> {}",
        "{} 1,2> {}",
        "{} >dobj =b",
        "{} !>dobj {}=b",
        "{} &",
        "{} | {}",
        "{} {}",
    ] {
        let error = Pattern::parse(pattern, &Lists).unwrap_err();
        let before = pattern[..error.range.start].chars().count();
        let width = pattern[error.range.clone()].chars().count().max(1);
        report += &format!("{pattern}\n{}{} {}\n", " ".repeat(before), "^".repeat(width), error.message);
        report += &format!("    {}\n", error.expected);
        report += &error.hint.map(|hint| format!("    {hint}\n")).unwrap_or_default();
    }
    insta::assert_snapshot!(report);
}

#[test]
fn too_much_is_an_error() {
    let deep = format!("{{}} {}{}", ">dobj ({} ".repeat(30), ")".repeat(30));
    let long = format!("{{}} {}", ">dobj {} ".repeat(70));
    let named: String = (0..20).map(|n| format!(">dobj {{}}=n{n} ")).collect();
    let named = format!("{{}} {named}");
    for pattern in [&deep, &long, &named] {
        assert!(Pattern::parse(pattern, &Lists).unwrap_err().message.starts_with("more than"));
    }
}

/// A sentence of `count` tokens, each hanging where `head` says.
fn sentence_of(count: usize, head: impl Fn(usize) -> usize) -> Sentence {
    let token = |index: usize| Token {
        text: "x".into(),
        lower: "x".into(),
        lemma: "x".into(),
        span: Span::new(index as u32 * 2, index as u32 * 2 + 1),
        space_after: true,
        tag: Tag::ALL[index % Tag::ALL.len()],
        pos: Pos::ALL[index % Pos::ALL.len()],
        morph: "".into(),
        head: head(index),
        dep: Dep::ALL[index % Dep::ALL.len()],
    };
    Sentence::new((0..count).map(token).collect(), Vec::new(), 0)
}

#[test]
fn hard_trees_are_given_up_in_time() {
    let chain = sentence_of(5_000, |index| index.saturating_sub(1));
    let fan = sentence_of(5_000, |_| 0);
    let circle = sentence_of(5_000, |index| (index + 1) % 5_000);
    for sentence in [chain, fan, circle] {
        for pattern in [
            "{}=a .. {}=b .. {}=c .. {}=d",
            "{} >> ({} >> ({} >> ({} >> {lemma:y})))",
            "{} << ({} << ({} << {lemma:y}))",
            "{}=a $++ ({}=b $++ ({}=c $++ {}=d))",
            "{} ![>> {lemma:y}] ![<< {lemma:y}] !.. {lemma:y}",
        ] {
            let pattern = Pattern::parse(pattern, &Lists).unwrap();
            let start = std::time::Instant::now();
            let found = pattern.matches(&sentence, &DeepRelations::default(), 0..sentence.len());
            assert!(found.len() <= 256);
            assert!(start.elapsed().as_millis() < 500, "took {:?}", start.elapsed());
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_a_pattern_or_an_error(text in "[{}()\\[\\]<>$!?=|&%@/.:;+\\-# \"\\\\a-e0-2é]{0,60}") {
        match Pattern::parse(&text, &Lists) {
            Ok(pattern) => {
                let sentence = blamed();
                pattern.matches(&sentence, &DeepRelations::default(), 0..sentence.len());
            }
            Err(error) => {
                prop_assert!(text.get(error.range).is_some());
            }
        }
    }

    #[test]
    fn patterns_made_of_pieces_end_on_any_tree(
        pieces in prop::collection::vec(prop::sample::select(&[
            "{}", "{}=a", "{pos:VERB}=b", "=a", ">", ">dobj", "<", ">>", "<<", "..", "--", "$++", "!", "?", "[", "]",
            "(", ")", "|", "==", "<>", ">++", "1,3>>",
        ][..]), 1..24),
        heads in prop::collection::vec(any::<prop::sample::Index>(), 1..200),
    ) {
        let count = heads.len();
        let sentence = sentence_of(count, |index| heads[index].index(count));
        if let Ok(pattern) = Pattern::parse(&pieces.join(" "), &Lists) {
            let matches = pattern.matches(&sentence, &DeepRelations::default(), 0..count);
            prop_assert!(matches.iter().all(|found| pattern.bindings(found).all(|bound| bound.token < count)));
        }
    }
}
