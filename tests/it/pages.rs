//! Pages of `docs/`: their fenced blocks, the files that these are, and how what the code gives is
//! written into them anew.

use std::fs;

use crate::support::root;

/// A fenced block of a page.
pub(crate) struct Block {
    /// What stands behind the opening fence.
    pub(crate) language: String,
    /// Its lines, each with its end.
    pub(crate) text: String,
    /// The number of its first line in the page.
    pub(crate) line: usize,
    /// The paragraph before it.
    pub(crate) before: String,
}

impl Block {
    /// The file that the block is, by its first line: path, and text. The comment of a Markdown
    /// file is not part of it, since its front matter has to come first.
    pub(crate) fn file(&self) -> Option<(String, String)> {
        let (first, rest) = self.text.split_once('\n')?;
        match self.language.as_str() {
            "yaml" => Some((first.strip_prefix("# ")?.to_owned(), self.text.clone())),
            "bibtex" => Some((first.strip_prefix("% ")?.to_owned(), self.text.clone())),
            "markdown" => {
                let path = first.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
                Some((path.to_owned(), rest.to_owned()))
            }
            _ => None,
        }
    }
}

/// The fenced blocks of a page.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<&str> = None;
    let (mut before, mut ended) = (String::new(), true);
    for (index, line) in page.lines().enumerate() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match open {
            None if ticks.len() >= 3 => {
                open = Some(ticks);
                let language = line[ticks.len()..].to_owned();
                let before = std::mem::take(&mut before);
                blocks.push(Block { language, text: String::new(), line: index + 2, before });
            }
            Some(fence) if line == fence => open = None,
            Some(_) => {
                let block = blocks.last_mut().expect("the block that is open");
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {
                if ended {
                    before.clear();
                }
                before.push_str(line);
                before.push('\n');
                ended = line.is_empty();
            }
        }
    }
    assert!(open.is_none(), "the last block of a page is closed");
    blocks
}

/// A page of the repository.
pub(crate) fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether pages are to be written anew, in place of being held to what the code gives.
pub(crate) fn written_anew() -> bool {
    std::env::var_os("OFFPRINT_WRITE_DOCS").is_some()
}

/// Holds a file of the repository to what the code gives, or writes it anew.
pub(crate) fn holds(path: &str, text: &str) {
    let file = root().join(path);
    let found = fs::read_to_string(&file).unwrap_or_default();
    if found == text {
        return;
    }
    if written_anew() {
        fs::create_dir_all(file.parent().expect("a folder above")).expect("folders");
        return fs::write(&file, text).expect("a file of the repository");
    }
    let mut lines = found.lines().zip(text.lines()).enumerate();
    let at = lines.find(|(_, (found, given))| found != given);
    let (line, (found, given)) = at.unwrap_or((found.lines().count(), ("the end", "more")));
    panic!(
        "{path}:{} is not what the code gives; CONTRIBUTING.md says how to write it anew\n\
         found: {found}\ngiven: {given}",
        line + 1
    );
}
