//! What cannot be read or written: a clear message, a fitting exit code, and everything else done all the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use assert_cmd::assert::Assert;
use assert_cmd::prelude::*;
use tempfile::TempDir;

/// A text in which there is something to find.
const REPORT: &str = "Vladimir Putin authorized influence operations. Iran denied the accusations.\n";

/// A folder of its own for each test, with one good report in it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        desk.write("good.txt", REPORT);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    fn actant(&self, arguments: &[&str]) -> Assert {
        Command::cargo_bin("actant").unwrap().current_dir(self.folder.path()).args(arguments).assert()
    }

    /// Runs the command and gives the words on standard error.
    fn run(&self, arguments: &[&str], code: i32) -> String {
        let output = self.actant(arguments).code(code).get_output().clone();
        let messages = String::from_utf8(output.stderr).unwrap();
        assert!(!messages.contains("panicked"), "{messages}");
        messages
    }

    /// Builds from the good report and a bad input: the bad one is named, the good one is in the graph.
    fn build_beside_good(&self, bad: &str, code: i32) -> String {
        let messages = self.run(&["build", "good.txt", bad, "-o", "kg"], code);
        let graph = fs::read_to_string(self.path("kg/graph.nq")).unwrap();
        assert!(
            graph.contains("Vladimir Putin authorized influence operations."),
            "the good report is not in the graph"
        );
        messages
    }
}

#[test]
fn an_empty_file_is_named_and_the_rest_is_read() {
    let desk = Desk::new();
    desk.write("empty.txt", "");
    desk.write("blank.txt", " \n\n\t\n");
    let messages = desk.build_beside_good("empty.txt", 3);
    assert!(messages.contains("empty.txt: is empty"), "{messages}");
    assert!(desk.build_beside_good("blank.txt", 3).contains("blank.txt: is empty"));
}

#[test]
fn a_binary_file_is_named_and_the_rest_is_read() {
    let desk = Desk::new();
    let bytes: Vec<u8> = (0..4096u32).map(|i| (i * 7 % 256) as u8).collect();
    desk.write("picture.txt", bytes);
    let messages = desk.build_beside_good("picture.txt", 3);
    assert!(messages.contains("picture.txt: "), "{messages}");
}

#[test]
fn a_missing_path_is_named_and_the_rest_is_read() {
    let desk = Desk::new();
    let messages = desk.build_beside_good("no-such-file.txt", 3);
    assert!(messages.contains("no-such-file.txt: cannot be read"), "{messages}");
}

#[test]
fn nothing_but_bad_inputs_is_an_error_and_leaves_the_folder_as_it_was() {
    let desk = Desk::new();
    desk.run(&["build", "good.txt", "-o", "kg"], 0);
    let before = fs::read(desk.path("kg/graph.nq")).unwrap();
    desk.run(&["build", "no-such-file.txt", "-o", "kg"], 2);
    assert_eq!(fs::read(desk.path("kg/graph.nq")).unwrap(), before);
    let messages = desk.run(&["build"], 2);
    assert!(messages.contains("seeds"), "{messages}");
}

#[cfg(unix)]
#[test]
fn an_unreadable_folder_is_named_and_the_rest_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.write("locked/report.txt", REPORT);
    let locked = desk.path("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    // Nothing is unreadable to the superuser.
    if fs::read_dir(&locked).is_err() {
        let messages = desk.build_beside_good("locked", 3);
        assert!(messages.contains("locked: cannot be read"), "{messages}");
    }
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn bytes_that_are_no_text_in_the_encoding_are_told_and_read() {
    let desk = Desk::new();
    let mut bytes = "Angela Merkel – the chancellor – met “friends” in Düsseldorf. ".repeat(20).into_bytes();
    bytes[10] = 0xff;
    desk.write("broken.txt", bytes);
    let messages = desk.build_beside_good("broken.txt", 0);
    assert!(messages.contains("broken.txt"), "{messages}");
}

#[test]
fn one_line_of_fifty_megabytes_is_named_and_the_rest_is_read() {
    let desk = Desk::new();
    desk.write("long.txt", "Iran denied it. ".repeat(50 << 16));
    let messages = desk.build_beside_good("long.txt", 3);
    assert!(messages.contains("long.txt: has more than 20 million characters"), "{messages}");
}

#[test]
fn a_word_without_end_is_read_in_bounded_time() {
    let desk = Desk::new();
    desk.write("word.txt", "a".repeat(1 << 20));
    desk.build_beside_good("word.txt", 0);
}

#[test]
fn ten_thousand_nested_tags_are_read() {
    let desk = Desk::new();
    let page =
        format!("<html><body>{}<p>{REPORT}</p>{}</body></html>", "<div>".repeat(10_000), "</div>".repeat(10_000));
    desk.write("deep.html", page);
    desk.build_beside_good("deep.html", 0);
}

#[test]
fn an_output_folder_that_cannot_be_made_is_an_error() {
    let desk = Desk::new();
    let messages = desk.run(&["build", "good.txt", "-o", "good.txt"], 2);
    assert!(messages.contains("good.txt"), "{messages}");
    desk.run(&["build", "good.txt", "-o", "good.txt/kg"], 2);
    assert_eq!(fs::read_to_string(desk.path("good.txt")).unwrap(), REPORT);
}

#[test]
fn a_folder_that_holds_something_else_is_refused() {
    let desk = Desk::new();
    desk.write("photos/summer.jpg", "x");
    let messages = desk.run(&["build", "good.txt", "-o", "photos"], 2);
    assert!(messages.contains("photos: ") && messages.contains("summer.jpg"), "{messages}");
    let kept: Vec<_> = fs::read_dir(desk.path("photos")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(kept, ["summer.jpg"]);
}

#[test]
fn a_damaged_graph_is_told_with_its_line() {
    let desk = Desk::new();
    desk.run(&["build", "good.txt", "-o", "kg"], 0);
    let graph = fs::read_to_string(desk.path("kg/graph.nq")).unwrap();
    let cut: String = graph.lines().take(5).map(|line| format!("{line}\n")).collect::<String>() + "<https://a <b> .\n";
    desk.write("kg/graph.nq", &cut);
    let messages = desk.run(&["query", "--store", "kg", "SELECT * { ?s ?p ?o }"], 2);
    assert!(messages.contains("graph.nq:6"), "{messages}");
    assert_eq!(fs::read_to_string(desk.path("kg/graph.nq")).unwrap(), cut, "a question changes nothing");
}

#[test]
fn a_question_without_a_graph_says_what_to_do() {
    let desk = Desk::new();
    for command in [&["query", "ASK { ?s ?p ?o }"][..], &["draw"], &["path", "Iran", "Russia"]] {
        let messages = desk.run(command, 2);
        assert!(messages.contains("actant build"), "{command:?}: {messages}");
    }
}

#[test]
fn a_model_that_is_cut_short_is_an_error() {
    let desk = Desk::new();
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/en_core_web_sm-3.8.0.actant");
    let model = fs::read(models).unwrap();
    for length in [0, 10, 1000, model.len() / 2, model.len() - 1] {
        desk.write("cut.actant", &model[..length]);
        let messages = desk.run(&["explain", "Iran denied it.", "--model", "cut.actant"], 2);
        assert!(messages.contains("cut.actant"), "{messages}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let desk = Desk::new();
    desk.write("long.txt", REPORT.repeat(2000));
    let mut child = Command::cargo_bin("actant")
        .unwrap()
        .current_dir(desk.folder.path())
        .args(["extract", "long.txt", "--format", "ndjson"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn the_same_article_twice_counts_once() {
    let desk = Desk::new();
    desk.write("copies/again.txt", REPORT);
    let messages = desk.run(&["build", "good.txt", "copies", "-o", "kg"], 0);
    assert!(messages.contains("again.txt: the same text as good.txt"), "{messages}");
    assert!(messages.contains("1 document,"), "{messages}");
}
