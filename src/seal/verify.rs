//! A site as found, and perhaps the same as rebuilt -> what is not as it should be.

use std::collections::{BTreeMap, BTreeSet};

use super::{Doubt, read, values};
use crate::diagnostic::Diagnostic;
use crate::types::digest::Digest;
use crate::types::manifest::{MANIFEST, Manifest, Rebuilt, Recorded, WORK};
use crate::types::site::{FoundSite, Site};

/// What is not as it should be, and how far it could be seen.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// What is not as it should be, a file each, in the order of their paths.
    pub(crate) faults: Vec<Diagnostic>,
    /// How many files the manifest lists, itself among them; none where it cannot be believed.
    pub(crate) files: Option<usize>,
    /// What the site was held against beside its manifest.
    pub(crate) rebuilt: Rebuilt,
}

type Faults = BTreeMap<String, Diagnostic>;

/// Holds a site against its manifest and, where it was rebuilt, against what came of that.
pub(crate) fn verify(found: &FoundSite, rebuilt: Option<&Site>) -> Verdict {
    let site = &found.site;
    let known = read(site.get(MANIFEST).unwrap_or_default());
    let now = rebuilt.and_then(|rebuilt| read(rebuilt.get(MANIFEST)?).ok());
    let other = match (&known, &now) {
        (Ok(then), Some(now)) if then.offprint != now.offprint => Some(then.offprint.clone()),
        _ => None,
    };
    let same = rebuilt.filter(|_| other.is_none());
    let mut faults = Faults::new();
    for path in &found.others {
        faults.insert(path.clone(), Diagnostic::not_a_file(path));
    }
    match &known {
        Ok(manifest) => against_manifest(manifest, site, same, &mut faults),
        Err(Doubt::Altered) => {
            let told = Diagnostic::manifest_altered(MANIFEST, same.is_some());
            faults.insert(MANIFEST.into(), told);
        }
        Err(Doubt::Unknown) => {
            faults.insert(MANIFEST.into(), Diagnostic::manifest_unknown(MANIFEST));
        }
    }
    if let (Ok(then), Some(now)) = (&known, &now) {
        against_study(&then.inputs, &now.inputs, &mut faults);
    }
    let mut compared = Rebuilt::Not;
    if let Some(rebuilt) = same {
        against_rebuilt(site, rebuilt, &mut faults);
        compared = Rebuilt::Bytes;
    }
    let mut faults: Vec<Diagnostic> = faults.into_values().collect();
    if let (Some(made_by), Some(rebuilt)) = (other, rebuilt) {
        let (number, differing) = values::compare(site, rebuilt);
        faults.extend(differing);
        compared = Rebuilt::Values { made_by, compared: number };
    }
    let files = known.ok().map(|manifest| manifest.files.len() + 1);
    Verdict { faults, files, rebuilt: compared }
}

/// Files that are not as recorded, are gone, or are more.
fn against_manifest(manifest: &Manifest, site: &Site, rebuilt: Option<&Site>, faults: &mut Faults) {
    let mut listed = BTreeSet::from([MANIFEST]);
    for Recorded { path, bytes, digest } in &manifest.files {
        listed.insert(path);
        let Some(now) = site.get(path) else {
            // Where something else stands at the path, that has been told.
            faults.entry(path.clone()).or_insert_with(|| Diagnostic::file_lost(path));
            continue;
        };
        if Digest::of(now) != *digest {
            let at = rebuilt.and_then(|rebuilt| differs(now, rebuilt.get(path)?));
            faults.insert(path.clone(), Diagnostic::file_altered(path, *bytes, now.len(), at));
        }
    }
    for (path, _) in site.files().filter(|(path, _)| !listed.contains(path)) {
        let (folder, _) = path.split_once('/').unwrap_or_default();
        if folder == WORK {
            faults.insert(WORK.into(), Diagnostic::replacement_cut_off(WORK));
        } else {
            faults.insert(path.into(), Diagnostic::file_added(path));
        }
    }
}

/// Files of the study that are not those of which the site was built.
fn against_study(then: &[Recorded], now: &[Recorded], faults: &mut Faults) {
    let by_path = |files: &[Recorded]| -> BTreeMap<String, Digest> {
        files.iter().map(|file| (file.path.clone(), file.digest)).collect()
    };
    let (then, now) = (by_path(then), by_path(now));
    for path in then.keys().chain(now.keys()) {
        let fault = match (then.get(path), now.get(path)) {
            (Some(then), Some(now)) if then == now => continue,
            (Some(_), Some(_)) => Diagnostic::input_altered(path),
            (Some(_), None) => Diagnostic::input_lost(path),
            (None, _) => Diagnostic::input_added(path),
        };
        faults.insert(path.clone(), fault);
    }
}

/// Files that are as recorded but not what the study gives. What has been told of a file is not
/// told again; the manifest follows from the rest and is named where nothing else is.
fn against_rebuilt(site: &Site, rebuilt: &Site, faults: &mut Faults) {
    let paths: BTreeSet<&str> = site.files().chain(rebuilt.files()).map(|(path, _)| path).collect();
    for path in paths.into_iter().filter(|path| *path != MANIFEST) {
        if faults.contains_key(path) {
            continue;
        }
        let fault = match (site.get(path), rebuilt.get(path)) {
            (Some(found), Some(now)) => {
                differs(found, now).map(|at| Diagnostic::not_rebuilt(path, at))
            }
            (Some(_), None) => Some(Diagnostic::no_longer_built(path)),
            (None, _) => Some(Diagnostic::built_now(path)),
        };
        faults.extend(fault.map(|fault| (path.to_owned(), fault)));
    }
    if let (Some(found), Some(now)) = (site.get(MANIFEST), rebuilt.get(MANIFEST))
        && faults.is_empty()
        && let Some(at) = differs(found, now)
    {
        faults.insert(MANIFEST.into(), Diagnostic::not_rebuilt(MANIFEST, at));
    }
}

/// Where two files differ first: byte and line, both from 1.
fn differs(a: &[u8], b: &[u8]) -> Option<(usize, usize)> {
    let shorter = a.len().min(b.len());
    let at = a.iter().zip(b).position(|(a, b)| a != b);
    let at = at.or((a.len() != b.len()).then_some(shorter))?;
    Some((at + 1, a[..at].split(|byte| *byte == b'\n').count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{seal, text};
    use crate::types::format::Formats;

    fn input() -> Vec<Recorded> {
        vec![Recorded::new("content/study.yaml", b"format: 1\n")]
    }

    fn site(files: &[(&str, &str)]) -> Site {
        let mut site = Site::default();
        for (path, text) in files {
            site.add(*path, *text);
        }
        site
    }

    fn report(percent: u32) -> String {
        format!("{{\"values\": [{{\"id\": \"a.b\", \"percent\": {percent}}}], \"derived\": []}}")
    }

    fn files() -> Site {
        site(&[("a.html", "one\ntwo\n"), ("data/report.json", &report(60))])
    }

    fn built() -> Site {
        seal(files(), input(), "1.0", "as-published", &Formats::default())
    }

    /// The site with some files replaced, removed or added.
    fn with(built: &Site, changes: &[(&str, Option<&str>)]) -> FoundSite {
        let mut site = Site::default();
        for (path, bytes) in built.files() {
            if !changes.iter().any(|(changed, _)| *changed == path) {
                site.add(path, bytes);
            }
        }
        for (path, text) in changes {
            if let Some(text) = text {
                site.add(*path, *text);
            }
        }
        FoundSite { site, others: Vec::new() }
    }

    fn told(verdict: &Verdict) -> Vec<(&str, &str)> {
        let place = |it: &'_ Diagnostic| it.labels[0].place.file.path.clone().leak();
        verdict.faults.iter().map(|it| (it.code, &*place(it))).collect()
    }

    /// The manifest of a site, as if another version had written it.
    fn by_another_version(built: &Site) -> String {
        let mut manifest = read(built.get(MANIFEST).unwrap()).unwrap();
        manifest.offprint = "0.0.9".into();
        text(&manifest)
    }

    #[test]
    fn a_whole_site_has_no_fault() {
        let verdict = verify(&with(&built(), &[]), None);
        assert_eq!(told(&verdict), []);
        assert_eq!((verdict.files, verdict.rebuilt), (Some(3), Rebuilt::Not));
        let verdict = verify(&with(&built(), &[]), Some(&built()));
        assert_eq!(told(&verdict), []);
        assert_eq!(verdict.rebuilt, Rebuilt::Bytes);
    }

    #[test]
    fn what_was_altered_added_or_lost_is_named() {
        let changes =
            [("a.html", Some("one\ntwo ")), ("b.html", Some("")), ("data/report.json", None)];
        let verdict = verify(&with(&built(), &changes), None);
        let expected = [("altered", "a.html"), ("added", "b.html"), ("lost", "data/report.json")];
        assert_eq!(told(&verdict), expected);
        // With the study each is still told once.
        let verdict = verify(&with(&built(), &changes), Some(&built()));
        assert_eq!(told(&verdict), expected);
    }

    #[test]
    fn a_replacement_that_was_cut_off_is_named_as_such() {
        let changes =
            [(".offprint-work/journal.json", Some("[]")), (".offprint-work/lock", Some(""))];
        let verdict = verify(&with(&built(), &changes), None);
        assert_eq!(told(&verdict), [("cut-off", ".offprint-work")]);
    }

    #[test]
    fn something_else_in_the_place_of_a_file_is_named_once() {
        let mut found = with(&built(), &[("a.html", None)]);
        found.others.push("a.html".into());
        assert_eq!(told(&verify(&found, None)), [("not-a-file", "a.html")]);
    }

    #[test]
    fn a_forged_manifest_is_found_by_the_study_alone() {
        let forged = seal(
            site(&[("a.html", "one\nTWO\n"), ("c.html", "")]),
            input(),
            "1.0",
            "as-published",
            &Formats::default(),
        );
        assert_eq!(told(&verify(&with(&forged, &[]), None)), []);
        let verdict = verify(&with(&forged, &[]), Some(&built()));
        let expected = [
            ("not-rebuilt", "a.html"),
            ("no-longer-built", "c.html"),
            ("built-now", "data/report.json"),
        ];
        assert_eq!(told(&verdict), expected);
        assert!(verdict.faults[0].message.contains("byte 5, in line 2"), "{:?}", verdict.faults[0]);
    }

    #[test]
    fn a_study_that_was_changed_is_named() {
        let now = seal(
            files(),
            vec![Recorded::new("content/new.yaml", b"")],
            "1.0",
            "as-published",
            &Formats::default(),
        );
        let verdict = verify(&with(&built(), &[]), Some(&now));
        let expected = [("input-added", "content/new.yaml"), ("input-lost", "content/study.yaml")];
        assert_eq!(told(&verdict), expected);
        let other = seal(
            files(),
            vec![Recorded::new("content/study.yaml", b"format: 2\n")],
            "1.0",
            "as-published",
            &Formats::default(),
        );
        let verdict = verify(&with(&built(), &[]), Some(&other));
        assert_eq!(told(&verdict), [("input-altered", "content/study.yaml")]);
        let version = seal(files(), input(), "1.1", "as-published", &Formats::default());
        let verdict = verify(&with(&built(), &[]), Some(&version));
        assert_eq!(told(&verdict), [("not-rebuilt", MANIFEST)]);
    }

    #[test]
    fn an_altered_manifest_says_nothing_of_the_other_files() {
        let altered = by_another_version(&built()).replace("0.0.9", "0.0.8");
        let changes = [(MANIFEST, Some(altered.as_str())), ("a.html", Some("other"))];
        let verdict = verify(&with(&built(), &changes), None);
        assert_eq!((told(&verdict), verdict.files), (vec![("altered", MANIFEST)], None));
        let verdict = verify(&with(&built(), &changes), Some(&built()));
        assert_eq!(told(&verdict), [("not-rebuilt", "a.html"), ("altered", MANIFEST)]);
    }

    #[test]
    fn under_another_version_hashes_and_values_are_compared() {
        let manifest = by_another_version(&built());
        let found = with(&built(), &[(MANIFEST, Some(&manifest))]);
        let looks = site(&[("a.html", "new"), ("data/report.json", &report(60))]);
        let looks = seal(looks, input(), "1.0", "as-published", &Formats::default());
        let verdict = verify(&found, Some(&looks));
        assert_eq!(told(&verdict), []);
        let values = Rebuilt::Values { made_by: "0.0.9".into(), compared: 1 };
        assert_eq!(verdict.rebuilt, values);
        let other = seal(
            site(&[("data/report.json", &report(61))]),
            input(),
            "1.0",
            "as-published",
            &Formats::default(),
        );
        let verdict = verify(&found, Some(&other));
        assert_eq!(told(&verdict), [("value-differs", "data/report.json")]);
        let found = with(&built(), &[(MANIFEST, Some(&manifest)), ("a.html", Some("x"))]);
        assert_eq!(told(&verify(&found, Some(&looks))), [("altered", "a.html")]);
    }

    #[test]
    fn the_first_difference_is_found() {
        assert_eq!(differs(b"a\nb", b"a\nb"), None);
        assert_eq!(differs(b"a\nb", b"a\nc"), Some((3, 2)));
        assert_eq!(differs(b"a\n", b"a\nc"), Some((3, 2)));
        assert_eq!(differs(b"", b"c"), Some((1, 1)));
    }
}
