//! The English messages, as they are compiled in.

macro_rules! files {
    ($($name:literal,)*) => {
        [$((
            $name,
            include_str!(concat!("../../../templates/messages/en/", $name)),
        ),)*]
    };
}

/// All English message files: name and text.
pub const FILES: [(&str, &str); 6] =
    files!["settings.ftl", "words.ftl", "pages.ftl", "charts.ftl", "audit.ftl", "package.ftl",];
