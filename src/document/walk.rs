//! Files and folders that a user names to the list of files to read.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Format;
use crate::{Error, Result};

/// One file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where it lies.
    pub path: PathBuf,
    /// Its document's id: the path under the folder that was given, with `/`. A file that was named itself keeps its
    /// path as it was given, or, if that starts at the root, its name. Of two that would share an id, both keep the
    /// whole path.
    pub id: String,
}

/// What was found under the inputs, in the order given, folders sorted by name.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files to read.
    pub files: Vec<Input>,
    /// Files in folders that were passed over because their extension is not that of a text.
    pub skipped: Vec<PathBuf>,
    /// What could not be looked into, each with its path.
    pub errors: Vec<Error>,
}

/// Lists the files under the given files and folders.
///
/// A file that is named is read whatever its extension; in folders only texts are, and hidden files and folders are
/// left alone. Links are followed, loops noticed. What is missing or cannot be opened is reported beside the rest.
pub fn walk<P: AsRef<Path>>(inputs: impl IntoIterator<Item = P>) -> Inputs {
    let mut found = Inputs::default();
    for input in inputs {
        let input = input.as_ref();
        match std::fs::metadata(input) {
            Ok(metadata) if metadata.is_dir() => walk_folder(input, &mut found),
            Ok(_) => {
                let name = input.file_name().filter(|_| input.is_absolute());
                found.files.push(Input { path: input.to_owned(), id: slashed(name.map_or(input, Path::new)) });
            }
            Err(cause) => found.errors.push(Error::read(input, cause)),
        }
    }
    tell_apart(&mut found.files);
    found
}

/// Gives files that would share an id the whole of their paths as ids, unless they are one file named twice.
fn tell_apart(files: &mut [Input]) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for index in 0..files.len() {
        match first.entry(files[index].id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(index);
            }
            Entry::Occupied(entry) if files[*entry.get()].path != files[index].path => {
                for index in [*entry.get(), index] {
                    files[index].id = slashed(&files[index].path).trim_start_matches('/').to_owned();
                }
            }
            Entry::Occupied(_) => {}
        }
    }
}

fn walk_folder(folder: &Path, found: &mut Inputs) {
    let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| !hidden(entry)) {
        match file_of(entry, folder) {
            Ok(Some(path)) if Format::of_path(&path).is_some() => {
                let id = slashed(path.strip_prefix(folder).unwrap_or(&path));
                found.files.push(Input { path, id });
            }
            Ok(Some(path)) => found.skipped.push(path),
            Ok(None) => {}
            Err(error) => found.errors.push(error),
        }
    }
}

fn file_of(entry: walkdir::Result<walkdir::DirEntry>, folder: &Path) -> Result<Option<PathBuf>> {
    match entry {
        Ok(entry) => Ok(entry.file_type().is_file().then(|| entry.into_path())),
        // A link back to a folder around it: what it leads to is read already.
        Err(error) if error.loop_ancestor().is_some() => Ok(None),
        Err(error) => {
            let path = error.path().unwrap_or(folder).to_owned();
            let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other("it cannot be looked into"));
            Err(Error::read(path, cause))
        }
    }
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_are_walked_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("b/.hidden")).expect("folders");
        for file in ["z.txt", "b/y.html", "b/x.md", "b/.hidden/w.txt", ".v.txt", "u.pdf", "a.TXT"] {
            fs::write(root.join(file), "text").expect("a file");
        }
        let found = walk([root, &root.join("missing"), &root.join("u.pdf")]);
        let ids: Vec<&str> = found.files.iter().map(|file| file.id.as_str()).collect();
        assert_eq!(ids[..4], ["a.TXT", "b/x.md", "b/y.html", "z.txt"]);
        assert_eq!(ids[4], "u.pdf", "a file that is named is read");
        assert_eq!(found.skipped, [root.join("u.pdf")]);
        assert_eq!(found.errors.len(), 1);
        assert!(found.errors[0].to_string().contains("missing"));
    }

    #[test]
    fn two_files_never_share_an_id() {
        let folder = tempfile::tempdir().expect("a folder");
        let [a, b] = ["a", "b"].map(|name| folder.path().join(name));
        for folder in [&a, &b] {
            fs::create_dir_all(folder).expect("a folder");
            fs::write(folder.join("1.txt"), "text").expect("a file");
        }
        let ids = |inputs: &[&PathBuf]| walk(inputs).files.into_iter().map(|file| file.id).collect::<Vec<_>>();
        assert_eq!(ids(&[&a]), ["1.txt"]);
        assert_eq!(ids(&[&a, &a]), ["1.txt", "1.txt"], "one file named twice stays one");
        let both = ids(&[&a, &b]);
        assert!(both[0].ends_with("a/1.txt") && both[1].ends_with("b/1.txt") && !both[0].starts_with('/'), "{both:?}");
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.txt"), "text").expect("a file");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("a link");
        let found = walk([folder.path()]);
        assert_eq!(found.files.len(), 1);
        assert!(found.errors.is_empty());
    }
}
