//! Whole files to documents: what is kept, what goes, and what holds for any bytes.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn read_as(id: &str, bytes: &[u8]) -> Document {
    from_bytes(bytes, id, &Options::default()).expect("a document")
}

fn texts(document: &Document) -> Vec<&str> {
    (0..document.blocks.len()).map(|block| document.block_text(block)).collect()
}

const FIRST: &str = "Officials blamed Iran for sending threatening emails to voters in several states, and said that both \
                     Iran and Russia had obtained data on the people who were registered to vote.";
const SECOND: &str = "The messages reached voters in Florida and Alaska on Tuesday, claimed to come from the Proud Boys and \
                      told those who got them to vote for the president.";
const THIRD: &str = "The group denied that it had written the emails, and a spokesman for Tehran called the accusation \
                     absurd in a statement that he sent to reporters on Thursday.";

#[test]
fn a_saved_page_yields_its_article() {
    let page = format!(
        "<html><head><title>Officials blame Iran | The Courier</title>\
         <link rel=canonical href='https://courier.example/2020/10/22/iran'></head><body>\
         <nav><a href=/>Home</a><a href=/w>World</a></nav>\
         <div class='cookie-banner'><p>We use cookies to improve your visit, and we share what we learn.</p></div>\
         <h1>Officials blame Iran</h1><div class=share><a href=#>Share on Facebook</a></div>\
         <div id=story><p>{FIRST}</p><figure><img><figcaption>Voters in Miami.</figcaption></figure><p>{SECOND}</p>\
         <h2>A denial</h2><p>{THIRD}</p></div>\
         <div class='related-stories'><h3>More stories</h3><p><a href=/x>China buys ports from the company that \
         owned them, a newspaper says.</a></p></div>\
         <footer>Copyright 2020 The Courier. All rights reserved.</footer></body></html>"
    );
    let document = read_as("page.html", page.as_bytes());
    assert_eq!(texts(&document), ["Officials blame Iran", FIRST, "Voters in Miami.", SECOND, "A denial", THIRD]);
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|block| block.kind).collect();
    use BlockKind::{Caption, Heading, Paragraph};
    assert_eq!(kinds, [Heading, Paragraph, Caption, Paragraph, Heading, Paragraph]);
    assert_eq!(document.title.as_deref(), Some("Officials blame Iran"));
    assert_eq!(document.url.as_deref(), Some("https://courier.example/2020/10/22/iran"));
    assert_eq!(document.date.as_deref(), Some("2020-10-22"));
}

#[test]
fn a_page_saved_as_text_yields_its_article() {
    let page = format!(
        "  • About\n  • Careers\nFriday, May 20, 2022\nThe Source\nHome WORLD\n\nOfficials blame Iran for emails\n\n\
         by A. Writer\nOctober 29, 2020\n\nShare on FacebookShare on Twitter\n{SECOND}\n\n{FIRST}\n\n{SECOND} {THIRD}\n\n\
         Tracking the emails\n\n{THIRD}\n\n— A. Poster (@poster) October 21, 2020\n\n\
         Follow us on Google News\n\nLatest Posts\n\nChina buys ports from the company that owned them\n\nMay 19, 2022\n\n\
         We are using cookies to give you the best experience on our website.\n\n© 2022 The Source Ltd.\n"
    );
    let document = read_as("page.txt", page.as_bytes());
    let joined = format!("{SECOND} {THIRD}");
    let expected = ["Officials blame Iran for emails", FIRST, &joined, "Tracking the emails", THIRD];
    assert_eq!(texts(&document), expected);
    assert_eq!(document.title.as_deref(), Some("Officials blame Iran for emails"));
    assert_eq!(document.date.as_deref(), Some("2020-10-29"));
}

#[test]
fn openings_of_other_articles_at_the_end_go() {
    let teaser = "RARE EVENT: While some see them as a chance to show how people can work together, a scientist said \
                  stargazers across the world marveled at a moon that turned red because the";
    let other = "Chinese authorities increased the pressure on the company over its plan to sell its ports in Panama by \
                 sharing a second commentary that attacked the deal and behind the";
    let document = read_as("a.txt", format!("{FIRST}\n{SECOND}\n{THIRD}\n{teaser}\n{other}\n").as_bytes());
    assert_eq!(texts(&document), [FIRST, SECOND, THIRD]);
    let cut_short = format!("{FIRST}\n{SECOND}\n{THIRD}\n{other}\n");
    assert_eq!(texts(&read_as("b.txt", cut_short.as_bytes())), [FIRST, SECOND, THIRD, other], "it may be its own end");
}

#[test]
fn news_about_cookies_and_terms_of_service_is_news() {
    let about = "Facebook removed the pages because they violated its terms of service, and said that it used cookies to \
                 find out who had paid for them.";
    let document = read_as("a.txt", format!("{FIRST}\n\n{about}\n\n{THIRD}\n").as_bytes());
    assert_eq!(texts(&document), [FIRST, about, THIRD]);
}

#[test]
fn short_texts_are_kept_as_they_are() {
    for text in ["Putin met Xi", "Menu", "Iran lied.", "1. Iran denied it."] {
        let document = read_as("-", text.as_bytes());
        assert_eq!(document.blocks.len(), 1, "{text}");
    }
}

#[test]
fn formats_without_a_name_are_told_by_their_text() {
    let page = read_as("-", b"<!DOCTYPE html><p>Iran &amp; Russia denied it.</p>");
    assert_eq!(texts(&page), ["Iran & Russia denied it."]);
    let markdown = read_as("-", b"# A denial\n\nIran [denied](https://example.com) it.");
    assert_eq!(texts(&markdown), ["A denial", "Iran denied it."]);
    let plain = read_as("-", b"5 < 6 and Iran denied it.");
    assert_eq!(texts(&plain), ["5 < 6 and Iran denied it."]);
}

#[test]
fn speakers_and_datelines_stand_before_their_blocks() {
    let transcript = read_as("a.txt", b"ANNA BRANDT, HOST: Who did it?\n\nOKAFOR: Iran did it.\n\nBRANDT: Thank you.");
    assert_eq!(texts(&transcript), ["Who did it?", "Iran did it.", "Thank you."]);
    let speakers: Vec<_> =
        transcript.blocks.iter().map(|block| block.speaker.map(|name| transcript.text.slice(name))).collect();
    assert_eq!(speakers, [Some("ANNA BRANDT"), Some("OKAFOR"), Some("BRANDT")]);
    let report = read_as("b.txt", format!("MOSCOW, March 16, 2021 (Wire) - {FIRST}\n\n{SECOND}").as_bytes());
    assert_eq!(texts(&report), [FIRST, SECOND]);
    assert_eq!(report.date.as_deref(), Some("2021-03-16"));
    let short = read_as("c.txt", b"Hackers leave\n\nMOSCOW, March 16, 2021 (Wire) - They left.");
    assert_eq!(texts(&short), ["Hackers leave", "They left."]);
    assert_eq!(short.date.as_deref(), Some("2021-03-16"));
}

#[test]
fn files_that_hold_no_text_are_refused() {
    let table: [(&[u8], &str); 5] = [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"--- *** ---", "has no text"),
        (b"<html><body><script>run()</script></body></html>", "has no text"),
        (b"%PDF-1.5 ...", "is a PDF file, not text"),
    ];
    for (bytes, expected) in table {
        let error = from_bytes(bytes, "a.html", &Options::default()).expect_err("no text");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn invalid_bytes_are_told() {
    let document = read_as("a.txt", b"Caf\xc3\xa9 \xe2\x80\x9cFlore\xe2\x80\x9d is \xff closed.");
    assert_eq!(document.text.as_str(), "Café “Flore” is \u{fffd} closed.");
    assert_eq!(document.diagnostics.len(), 1);
    assert_eq!(document.diagnostics[0].to_string(), "1 place is not valid UTF-8 and read as \u{fffd}");
}

#[test]
fn spans_lead_back_to_the_bytes_of_the_file() {
    let windows = b"\x93We deny it,\x94 said the\r\nembassy\x92s spokesman in a statement on Thursday evening.";
    let document = read_as("a.txt", windows);
    let word = |document: &Document, word: &str| {
        let byte = document.text.as_str().find(word).expect("the word");
        let start = document.text.as_str()[..byte].chars().count() as u32;
        document.source_bytes(Span::new(start, start + word.chars().count() as u32)).expect("a place")
    };
    assert_eq!(&windows[word(&document, "deny")], b"deny");
    assert_eq!(&windows[word(&document, "embassy’s")], b"embassy\x92s");
    let page = "<p>Caf&eacute;s in <b>T&#252;bingen</b> &amp; Gr\u{f6}den were clos\u{ad}ed.</p>";
    let document = read_as("a.html", page.as_bytes());
    assert_eq!(&page[word(&document, "Cafés")], "Caf&eacute;s");
    assert_eq!(&page[word(&document, "Tübingen")], "T&#252;bingen");
    assert_eq!(&page[word(&document, "Gröden")], "Gröden");
    assert_eq!(&page[word(&document, "closed")], "clos\u{ad}ed");
}

#[test]
fn nested_tags_and_long_lines_take_time_in_proportion() {
    let open = |tag: &str| format!("<{tag}>").repeat(100_000);
    let pages = [
        format!("{}<p>Iran denied it.", open("div")),
        format!("{}Iran denied it.{}", open("b"), "</i>".repeat(100_000)),
        format!("{}Iran denied it.", open("li")),
        format!("{}Iran denied it.", open("table")),
        format!("{}<td>Iran denied it.{}", open("ul"), "</ol>".repeat(100_000)),
        format!("Iran denied it. {}", "&am".repeat(200_000)),
        format!("Iran denied it. {}", "<a href=x>".repeat(100_000)),
        format!("Iran denied it. <!--{}", "<!--".repeat(100_000)),
    ];
    for page in pages {
        let start = Instant::now();
        let document = read_as("deep.html", page.as_bytes());
        assert!(document.text.as_str().starts_with("Iran denied it."));
        assert!(start.elapsed() < Duration::from_secs(20), "{}", &page[..20]);
    }
    for piece in ["word ", "a", "- ", "Iran denied it. ", "\u{301}", "(@", "inter- ", "> ", "[x](", "*"] {
        for id in ["a.txt", "a.md"] {
            let line = format!("Iran denied it. {}", piece.repeat(200_000));
            let start = Instant::now();
            let read = from_bytes(line.as_bytes(), id, &Options::default());
            assert!(read.is_ok() && start.elapsed() < Duration::from_secs(20), "{piece:?} in {id}");
        }
    }
}

/// What holds for every document.
fn check(document: &Document, bytes: &[u8]) -> Result<(), TestCaseError> {
    let mut last = 0;
    for block in &document.blocks {
        prop_assert!(block.span.start >= last && block.span.end <= document.text.len() && !block.span.is_empty());
        last = block.span.end;
        let text = document.text.slice(block.span);
        prop_assert!(text.trim() == text && !text.contains("  ") && !text.contains(['\n', '\t', '\u{a0}']), "{text:?}");
        if let Some(source) = document.source_bytes(block.span) {
            prop_assert!(source.start <= source.end && source.end <= bytes.len());
        }
        if let Some(name) = block.speaker {
            prop_assert!(name.end <= block.span.start && !name.is_empty());
        }
    }
    Ok(())
}

/// Pieces that documents are made of, for soup.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=share>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<script>",
        "</script>",
        "<pre>",
        "<title>",
        "<li>",
        "&amp;",
        "&#x1F600;",
        "&eacute",
        "&",
        "<!--",
        "-->",
        "<br>",
        "<table><td>",
        "\n\n",
        "\n",
        "\r\n",
        " ",
        "  • ",
        "# ",
        "```\n",
        "---\n",
        "title: x\n",
        "| a | b |\n|---|---|\n",
        "[x](http://e)",
        "> ",
        "1. ",
        "word-\n",
        "Iran denied it. ",
        "NAME: ",
        "By X",
        "October 29, 2020",
        "Latest Posts",
        "A long sentence that says that somebody did something to somebody else. ",
        "e\u{301}",
        "\u{ad}",
        "\u{200b}",
        "\u{feff}",
        "“",
        "”",
        "Share on Facebook",
        "WASHINGTON (AP) - ",
        "<style>",
        "<svg>",
        "</",
    ]);
    let raw = proptest::collection::vec(any::<u8>(), 1..4);
    let any_piece = prop_oneof![9 => piece.prop_map(|piece| piece.as_bytes().to_vec()), 1 => raw];
    proptest::collection::vec(any_piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_give_a_document_or_an_error(bytes in pieces(), id in prop::sample::select(vec!["a.txt", "a.md", "a.html", "-"])) {
        for whole in [false, true] {
            if let Ok(document) = from_bytes(&bytes, id, &Options { whole, ..Options::default() }) {
                check(&document, &bytes)?;
            }
        }
    }

    #[test]
    fn words_of_plain_text_are_those_of_the_file(words in "[a-z]{1,8}( [a-z]{1,8}|\n[a-z]{1,8}|\n\n[a-z]{1,8}){0,30}\\.") {
        let document = from_bytes(words.as_bytes(), "a.txt", &Options::default());
        let document = document.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let kept: Vec<&str> = document.text.as_str().split_whitespace().collect();
        let written: Vec<&str> = words.split_whitespace().collect();
        prop_assert_eq!(kept, written);
        let all = document.source_bytes(document.text.span());
        prop_assert_eq!(all, Some(0..words.len()));
    }
}
