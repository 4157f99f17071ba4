//! Licences as a study names them -> their identifiers in the SPDX list, and their addresses.

use crate::types::study::Licence;

/// The licences of Creative Commons, as their addresses and identifiers name them.
const CREATIVE_COMMONS: [&str; 6] = ["BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND"];

/// Their versions.
const VERSIONS: [&str; 5] = ["1.0", "2.0", "2.5", "3.0", "4.0"];

/// Others under which data and code are often given, as SPDX writes them.
const OTHERS: [&str; 8] = [
    "CC0-1.0",
    "ODbL-1.0",
    "ODC-By-1.0",
    "PDDL-1.0",
    "MIT",
    "Apache-2.0",
    "BSD-3-Clause",
    "GPL-3.0-or-later",
];

/// The identifier of a licence, where its address or its name leaves no doubt: "CC BY 4.0" is one,
/// "CC BY" is several.
pub(super) fn spdx(licence: &Licence) -> Option<String> {
    let address = licence.url.as_deref().and_then(of_address);
    address.or_else(|| of_name(&licence.name))
}

/// The address of a licence: as given, or that of the identifier where it has one at Creative
/// Commons.
pub(super) fn address(licence: &Licence) -> Option<String> {
    licence.url.clone().or_else(|| {
        let id = of_name(&licence.name)?;
        if id == "CC0-1.0" {
            return Some("https://creativecommons.org/publicdomain/zero/1.0/".into());
        }
        let (kind, version) = id.strip_prefix("CC-")?.rsplit_once('-')?;
        Some(format!("https://creativecommons.org/licenses/{}/{version}/", kind.to_lowercase()))
    })
}

fn of_address(url: &str) -> Option<String> {
    let path = url.split_once("creativecommons.org/")?.1;
    let mut parts = path.split('/');
    let (what, kind, version) = (parts.next()?, parts.next()?, parts.next()?);
    // What follows a version is a jurisdiction, whose licence is another, or a language.
    let ported = parts.next().is_some_and(|part| part.len() == 2);
    let known = |kind: &str| CREATIVE_COMMONS.iter().find(|known| known.eq_ignore_ascii_case(kind));
    match (what, kind) {
        ("publicdomain", "zero") if version == "1.0" => Some("CC0-1.0".into()),
        ("licenses", kind) if !ported && VERSIONS.contains(&version) => {
            known(kind).map(|kind| format!("CC-{kind}-{version}"))
        }
        _ => None,
    }
}

fn of_name(name: &str) -> Option<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join("-");
    if let Some(other) = OTHERS.iter().find(|other| other.eq_ignore_ascii_case(&name)) {
        return Some((*other).into());
    }
    let all = CREATIVE_COMMONS.iter().flat_map(|kind| VERSIONS.map(|it| format!("CC-{kind}-{it}")));
    all.into_iter().find(|id| id.eq_ignore_ascii_case(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn licence(name: &str, url: Option<&str>) -> Licence {
        Licence { name: name.into(), url: url.map(str::to_owned) }
    }

    #[test]
    fn licences_are_told_by_address_or_name() {
        let by = "https://creativecommons.org/licenses/by/4.0/";
        let id = |name, url| spdx(&licence(name, url));
        assert_eq!(id("Attribution", Some(by)).as_deref(), Some("CC-BY-4.0"));
        assert_eq!(id("CC BY-SA 3.0", None).as_deref(), Some("CC-BY-SA-3.0"));
        assert_eq!(id("cc0 1.0", None).as_deref(), Some("CC0-1.0"));
        assert_eq!(id("ODbL 1.0", None).as_deref(), Some("ODbL-1.0"));
        assert_eq!(id("CC BY", None), None);
        assert_eq!(id("Ours", Some("https://example.org/licence")), None);
        assert_eq!(id("x", Some("https://creativecommons.org/licenses/by/3.0/de/")), None);
        assert_eq!(address(&licence("CC BY 4.0", None)).as_deref(), Some(by));
        assert_eq!(address(&licence("CC BY", None)), None);
    }
}
