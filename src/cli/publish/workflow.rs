//! Where offprint comes from, and the study's folder -> the workflow for GitHub Pages, as text.
//!
//! The last line of the text is a digest of the lines before it, by which a later run tells what
//! offprint wrote from what somebody has changed.

use offprint::types::digest::Digest;

/// The workflow with names for what differs from study to study.
const SKELETON: &str = include_str!("pages.yml");

/// The actions that it uses, each at a commit: name in the skeleton, repository, commit, version.
const ACTIONS: [(&str, &str, &str, &str); 4] = [
    ("@CHECKOUT@", "actions/checkout", "3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    ("@UPLOAD@", "actions/upload-artifact", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    (
        "@UPLOAD_PAGES@",
        "actions/upload-pages-artifact",
        "fc324d3547104276b827a68afc52ff2a11cc49c9",
        "v5.0.0",
    ),
    ("@DEPLOY@", "actions/deploy-pages", "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
];
const CACHE: &str = "actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5";

/// What the last line begins with.
const VOUCHES: &str = "# SHA-256 of the lines above: ";

/// Where a workflow takes offprint from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// The repository is its own: it is built there.
    Own,
    /// A commit of a repository.
    Commit {
        /// The repository.
        source: String,
        /// All digits of the commit.
        revision: String,
    },
    /// This version of it, by its tag in a repository.
    Version {
        /// The repository.
        source: String,
    },
}

/// The workflow for a study at a path within its repository.
pub(super) fn workflow(origin: &Origin, study: &str) -> String {
    let mut text = SKELETON.replace("@VERSION@", env!("CARGO_PKG_VERSION"));
    // A string of JSON is one of YAML, whatever the name of a folder holds.
    text = text.replace("@STUDY@", &serde_json::Value::from(study).to_string());
    text = text.replace("@INSTALL@\n", &install(origin));
    for (name, action, commit, version) in ACTIONS {
        text = text.replace(name, &format!("{action}@{commit} # {version}"));
    }
    let digest = Digest::of(text.as_bytes());
    format!("{text}{VOUCHES}{digest}\n")
}

/// The steps that put offprint on the path.
fn install(origin: &Origin) -> String {
    let rust = env!("CARGO_PKG_RUST_VERSION");
    let toolchain = format!("rustup toolchain install {rust} --profile minimal --no-self-update");
    let (kept, key, name, command) = match origin {
        Origin::Own => (
            "target/release/offprint",
            "${{ hashFiles('Cargo.toml', 'Cargo.lock', 'src/**', 'templates/**') }}".to_owned(),
            "Build offprint",
            format!("cargo +{rust} build --release --locked"),
        ),
        Origin::Commit { source, revision } => (
            "~/.cargo/bin/offprint",
            revision.clone(),
            "Install offprint",
            format!("cargo +{rust} install --git {source} --rev {revision} --locked offprint"),
        ),
        Origin::Version { source } => {
            let tag = concat!("v", env!("CARGO_PKG_VERSION"));
            (
                "~/.cargo/bin/offprint",
                tag.to_owned(),
                "Install offprint",
                format!("cargo +{rust} install --git {source} --tag {tag} --locked offprint"),
            )
        }
    };
    let mut steps = format!(
        "      - name: Take offprint from an earlier run\n        id: kept\n        uses: {CACHE}\n        \
         with:\n          path: {kept}\n          key: offprint-${{{{ runner.os }}}}-{key}\n\n      \
         - name: {name}\n        if: steps.kept.outputs.cache-hit != 'true'\n        run: |\n          \
         {toolchain}\n          {command}\n\n"
    );
    if *origin == Origin::Own {
        steps.push_str(
            "      - name: Put offprint on the path\n        run: echo \
             \"$GITHUB_WORKSPACE/target/release\" >> \"$GITHUB_PATH\"\n\n",
        );
    }
    steps
}

/// A text with the line ends that it was written with; a checkout may have changed them.
pub(super) fn as_written(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Whether a text is as some version of offprint wrote it.
pub(super) fn is_untouched(text: &str) -> bool {
    let Some((above, digest)) = text.rsplit_once(VOUCHES) else { return false };
    let stated = digest.strip_suffix('\n').and_then(Digest::stated);
    stated == Some(Digest::of(above.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workflow_vouches_for_itself_until_it_is_changed() {
        let source = "https://example.org/offprint".to_owned();
        let revision = "0123456789abcdef0123456789abcdef01234567".to_owned();
        let commit = Origin::Commit { source: source.clone(), revision };
        for origin in [Origin::Own, commit, Origin::Version { source }] {
            let text = workflow(&origin, "studies/a \"b\"");
            assert!(is_untouched(&text));
            assert!(is_untouched(&as_written(&text.replace('\n', "\r\n"))));
            assert!(!is_untouched(&text.replace("ubuntu-latest", "ubuntu-22.04")));
            assert!(!is_untouched(&format!("{text}# mine\n")));
            assert!(text.contains("  STUDY: \"studies/a \\\"b\\\"\"\n"), "{text}");
            let upper = |name: &str| name.len() > 2 && name.bytes().all(|b| b.is_ascii_uppercase());
            assert!(!text.split('@').any(upper), "a name of the skeleton is left: {text}");
        }
    }
}
