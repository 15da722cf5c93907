//! Holds the README to its word: every command of its tour runs on the sample reports and ends as it says.
//!
//! What the commands print changes with every better rule, so it is not compared; `README=overwrite cargo test --test
//! readme` writes the first lines of what they print now into the README.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// How many lines of a command's output the README shows, and how many characters of each.
const SHOWN: (usize, usize) = (24, 116);

/// A command of the tour, and the exit code that the README says it has.
struct Step {
    command: String,
    code: i32,
}

#[test]
fn every_command_of_the_tour_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let desk = tempfile::tempdir().unwrap();
    fs::create_dir(desk.path().join("seeds")).unwrap();
    for seed in fs::read_dir(root.join("seeds")).unwrap() {
        let seed = seed.unwrap();
        fs::copy(seed.path(), desk.path().join("seeds").join(seed.file_name())).unwrap();
    }
    let mut steps = 0;
    let mut rewritten = String::new();
    let mut parts = readme.split("```console\n");
    rewritten.push_str(parts.next().unwrap());
    for part in parts {
        let (block, rest) = part.split_once("```").unwrap();
        rewritten.push_str("```console\n");
        let blocks: Vec<String> = commands(block).iter().map(|step| run(step, desk.path())).collect();
        steps += blocks.len();
        rewritten.push_str(&blocks.join("\n"));
        rewritten.push_str("```");
        rewritten.push_str(rest);
    }
    assert!(steps > 8, "the tour has {steps} commands");
    if std::env::var_os("README").is_some_and(|mode| mode == "overwrite") {
        fs::write(root.join("README.md"), rewritten).unwrap();
    }
}

/// The commands of a block: lines that begin with `$`, each perhaps with `? CODE` below.
fn commands(block: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in block.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step { command: command.to_owned(), code: 0 });
        } else if let (Some(code), Some(step)) = (line.strip_prefix("? "), steps.last_mut()) {
            step.code = code.parse().unwrap();
        }
    }
    steps
}

/// Runs a command as a shell would, and gives what the README shows of it.
fn run(step: &Step, folder: &Path) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_actant")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    // What is said on standard error belongs to the picture too.
    let command = format!("{} 2>&1", step.command);
    let output = Command::new("sh").args(["-c", &command]).env("PATH", path).current_dir(folder).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(step.code), "{}\n{printed}", step.command);
    assert!(!printed.contains("panicked"), "{}\n{printed}", step.command);
    let code = if step.code == 0 { String::new() } else { format!("? {}\n", step.code) };
    let mut shown: Vec<String> = printed.lines().map(shorten).collect();
    if shown.len() > SHOWN.0 {
        shown.truncate(SHOWN.0 - 1);
        shown.push("…".to_owned());
    }
    format!("$ {}\n{code}{}\n", step.command, shown.join("\n"))
}

fn shorten(line: &str) -> String {
    let line = line.trim_end();
    match line.char_indices().nth(SHOWN.1) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
