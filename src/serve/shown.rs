//! What is shown now: the last good site, and what is wrong with the study since; and those who
//! wait for it to change.

use std::hash::{DefaultHasher, Hasher as _};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;

use super::answer::{file, is_loaded, is_page};
use crate::types::site::Site;

/// What is wrong with a study, in words.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Faults {
    /// How many there are: "1 error, 2 warnings".
    pub summary: String,
    /// Each as a terminal shows it: a line that says what is wrong, and below it the excerpt.
    pub list: Vec<String>,
}

/// How a site differs from the one that was shown before.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Changes {
    /// Pages that came, went or changed.
    pub pages: usize,
    /// Other files that did; the manifest is not counted.
    pub others: usize,
}

/// What is shown at one time.
#[derive(Debug, Default)]
pub(super) struct State {
    /// The last good site; none where there was none yet.
    pub(super) site: Option<Arc<Site>>,
    /// What is wrong with the study now.
    pub(super) faults: Faults,
    /// How often it has changed.
    turn: u64,
    /// A mark of all that pages load.
    loaded: String,
}

/// By what a page knows that it, or what it loads, has changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Of the page.
    pub(super) page: String,
    /// Of what pages load.
    pub(super) loaded: String,
}

impl State {
    /// The mark of a page of the site.
    pub(super) fn mark_of(&self, page: &[u8]) -> Mark {
        Mark { page: hash([page]), loaded: self.loaded.clone() }
    }

    /// The mark of whatever is answered to a path.
    pub(super) fn mark_at(&self, path: &str) -> Mark {
        let Some(site) = &self.site else { return self.mark_of_faults() };
        let found = file(path).and_then(|name| site.get(&name));
        self.mark_of(found.or_else(|| site.get("404.html")).unwrap_or_default())
    }

    /// The mark of the page of faults.
    pub(super) fn mark_of_faults(&self) -> Mark {
        self.mark_of(self.told(&[]).as_bytes())
    }

    /// What an open page is told: its mark, and what is wrong with the study.
    pub(super) fn message(&self, path: &str) -> String {
        let Mark { page, loaded } = self.mark_at(path);
        self.told(&[("page", page), ("loaded", loaded)])
    }

    fn told(&self, marks: &[(&str, String)]) -> String {
        let mut told = json!({ "summary": self.faults.summary, "faults": self.faults.list });
        for (name, mark) in marks {
            told[*name] = mark.as_str().into();
        }
        told.to_string()
    }
}

/// What is shown, and shared by all connections.
#[derive(Debug, Default)]
pub(super) struct Shown {
    now: Mutex<Arc<State>>,
    changed: Condvar,
}

impl Shown {
    /// What is shown now.
    pub(super) fn now(&self) -> Arc<State> {
        Arc::clone(&self.now.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What is shown as soon as it is another than `before`; nothing where it stays so for long.
    pub(super) fn after(&self, before: &State, long: Duration) -> Option<Arc<State>> {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |now: &mut Arc<State>| now.turn == before.turn;
        let (now, waited) = self
            .changed
            .wait_timeout_while(now, long, same)
            .unwrap_or_else(PoisonError::into_inner);
        (!waited.timed_out()).then(|| Arc::clone(&now))
    }

    /// Shows a site without a fault.
    pub(super) fn site(&self, site: Site) -> Changes {
        let loaded = site.files().filter(|(name, _)| is_loaded(name));
        let loaded = hash(loaded.flat_map(|(name, bytes)| [name.as_bytes(), bytes]));
        let before = self.now();
        let changes = before.site.as_ref().map_or_else(Changes::default, |it| changes(it, &site));
        self.set(|turn| State {
            site: Some(Arc::new(site)),
            faults: Faults::default(),
            turn,
            loaded,
        });
        changes
    }

    /// Shows faults above the site that is shown.
    pub(super) fn faults(&self, faults: Faults) {
        let before = self.now();
        let (site, loaded) = (before.site.clone(), before.loaded.clone());
        self.set(|turn| State { site, faults, turn, loaded });
    }

    fn set(&self, state: impl FnOnce(u64) -> State) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = now.turn + 1;
        *now = Arc::new(state(turn));
        self.changed.notify_all();
    }
}

fn changes(before: &Site, after: &Site) -> Changes {
    let differ = before.files().filter(|(name, bytes)| after.get(name) != Some(bytes));
    let new = after.files().filter(|(name, _)| before.get(name).is_none());
    let mut changes = Changes::default();
    for (name, _) in differ.chain(new) {
        // It changes with each of the others, and with files that change nothing that is shown.
        if is_page(name) {
            changes.pages += 1;
        } else if name != "manifest.json" {
            changes.others += 1;
        }
    }
    changes
}

/// A short mark of some bytes. It tells versions of one page apart, and vouches for nothing.
fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        hasher.write_usize(part.len());
        hasher.write(part);
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Site {
        let mut site = Site::default();
        for (path, text) in files {
            site.add(*path, *text);
        }
        site
    }

    const FIRST: [(&str, &str); 5] = [
        ("404.html", "gone"),
        ("a.html", "a"),
        ("b.html", "b"),
        ("data/a.csv", "1"),
        ("style.css", "s"),
    ];

    fn second(path: &str, text: &'static str) -> Site {
        let mut site = site(&FIRST);
        site.replace(path, text.into());
        site
    }

    #[test]
    fn a_page_learns_of_its_own_changes_alone() {
        let shown = Shown::default();
        assert_eq!(shown.site(site(&FIRST)), Changes::default());
        let before = shown.now();
        assert_eq!(shown.site(second("b.html", "c")), Changes { pages: 1, others: 0 });
        let after = shown.now();
        assert_eq!(before.mark_at("/a.html"), after.mark_at("/a.html"));
        assert_ne!(before.mark_at("/b.html").page, after.mark_at("/b.html").page);
        // What is not there is the page for lost readers, until it comes.
        assert_eq!(after.mark_at("/c.html"), after.mark_at("/d.html"));
        let mut more = second("b.html", "c");
        more.add("c.html", "new");
        assert_eq!(shown.site(more), Changes { pages: 1, others: 0 });
        assert_ne!(shown.now().mark_at("/c.html"), after.mark_at("/c.html"));
    }

    #[test]
    fn styles_concern_every_page_and_data_none() {
        let shown = Shown::default();
        shown.site(site(&FIRST));
        let before = shown.now();
        assert_eq!(shown.site(second("data/a.csv", "2")), Changes { pages: 0, others: 1 });
        assert_eq!(before.mark_at("/a.html"), shown.now().mark_at("/a.html"));
        shown.site(second("style.css", "t"));
        let after = shown.now().mark_at("/a.html");
        assert_eq!(before.mark_at("/a.html").page, after.page);
        assert_ne!(before.mark_at("/a.html").loaded, after.loaded);
    }

    #[test]
    fn faults_leave_the_site_as_it_was() {
        let shown = Shown::default();
        let faults = Faults { summary: "1 error".into(), list: vec!["error: x".into()] };
        shown.faults(faults.clone());
        let first = shown.now().mark_at("/a.html");
        assert_eq!(first, shown.now().mark_of_faults());
        shown.site(site(&FIRST));
        let good = shown.now();
        assert_ne!(good.mark_at("/a.html"), first);
        shown.faults(faults);
        let state = shown.now();
        assert_eq!(state.mark_at("/a.html"), good.mark_at("/a.html"));
        assert!(state.message("/a.html").contains("\"faults\":[\"error: x\"]"));
        assert!(good.message("/a.html").contains("\"faults\":[]"));
    }

    #[test]
    fn those_who_wait_are_told() {
        let shown = Arc::new(Shown::default());
        let before = shown.now();
        assert!(shown.after(&before, Duration::from_millis(1)).is_none());
        let waits = Arc::clone(&shown);
        let told = std::thread::spawn(move || {
            waits.after(&before, Duration::from_mins(1)).map(|it| it.site.is_some())
        });
        shown.site(site(&FIRST));
        assert_eq!(told.join().expect("a thread"), Some(true));
    }
}
