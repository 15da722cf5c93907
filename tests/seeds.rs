//! The sample reports: each is read whole, without the page around it.

use std::path::{Path, PathBuf};

use actant::document::{self, BlockKind, Document, Options};

fn seeds() -> Vec<Document> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let found = document::walk([&folder]);
    assert!(found.errors.is_empty() && found.skipped.is_empty());
    found.files.iter().map(|file| document::read(&file.path, &file.id, &Options::default()).unwrap()).collect()
}

fn seed(name: &str) -> Document {
    seeds().into_iter().find(|document| document.id.ends_with(name)).unwrap()
}

#[test]
fn every_report_has_a_title_and_a_date() {
    let known: Vec<String> = seeds()
        .iter()
        .map(|d| format!("{} | {} | {}", d.id, d.date.as_deref().unwrap_or("–"), d.title.as_deref().unwrap_or("–")))
        .collect();
    insta::assert_snapshot!(known.join("\n"));
}

#[test]
fn pages_lose_their_furniture_and_keep_their_article() {
    let page = seed("emails-news-conference.html");
    let text = page.text.as_str();
    assert!(text.contains("Senior officials blamed Iran for sending threatening emails to voters in several states"));
    assert!(text.contains("“You should be confident that your vote counts,” Wray said."));
    for furniture in ["cookies", "Subscribe", "Share on", "ferry fares", "newsletter", "libraries", "rights reserved"] {
        assert!(!text.contains(furniture), "{furniture} is left in\n{text}");
    }
    let page = seed("tehran-denial.html");
    let text = page.text.as_str();
    assert!(text.contains("Tehran denied sending the messages."));
    for furniture in ["WhatsApp", "Archive", "Oil price", "Advertisement", "cookies", "Imprint"] {
        assert!(!text.contains(furniture), "{furniture} is left in\n{text}");
    }
}

#[test]
fn curly_quotes_of_windows_1252_are_read() {
    let report = seed("moscow-reaction.txt");
    assert!(report.text.as_str().contains("called the document “absolutely baseless” and said"));
    assert!(report.text.as_str().contains("a café-table phrase"));
    assert!(report.diagnostics.is_empty());
}

#[test]
fn hard_wraps_are_joined_and_speakers_are_known() {
    let report = seed("wire-assessment-released.txt");
    assert!(report.text.as_str().contains("Moscow sought to undermine Biden's candidacy because it regarded"));
    let transcript = seed("radio-transcript.txt");
    let spoken = transcript.blocks.iter().filter(|block| block.speaker.is_some()).count();
    assert!(spoken > 15, "{spoken} blocks have a speaker");
    let listed = seed("derkach-profile.md").blocks.iter().filter(|block| block.kind == BlockKind::ListItem).count();
    assert_eq!(listed, 4);
}
