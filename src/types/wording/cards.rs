//! The words beside a value that is set apart, or on which a recommendation rests.

use super::Wording;
use crate::types::messages::say;
use crate::types::study::{BaseIs, GroupFact, OptionId, StudyKind, Unit, ValueId};

impl Wording<'_> {
    /// What a fact counts: "clinicians answered", "hospitals, clinicians".
    #[must_use]
    pub fn fact_label(self, value: ValueId) -> String {
        let ValueId::Group(id, fact) = value else { return self.label(value) };
        let group = &self.study[id];
        match fact {
            GroupFact::Sent => say!(self.style(), "fact-sent-to", members = group.members),
            GroupFact::Answered => {
                say!(self.style(), "fact-members-answered", members = group.members)
            }
            GroupFact::Regions => say!(self.style(), "fact-regions-of", members = group.members),
            GroupFact::Sites => {
                let sites = group.site_label.as_deref().unwrap_or(self.style().text("fact-sites"));
                say!(self.style(), "fact-sites-of", sites = sites, members = group.members)
            }
        }
    }

    /// Whom a value counts: "of 5,142 clinicians"; of a computed value, that it is computed.
    #[must_use]
    pub fn counted(self, value: ValueId) -> String {
        match value {
            ValueId::Option(id) => {
                let question = self.study[id].question;
                let base = &self.study[question].base;
                let named = base.of.is_some() || self.study[question].group.is_some();
                let whom = self.base(question);
                match (base.is, base.n) {
                    // A count is of nobody.
                    _ if self.study.unit(value) == Unit::Count => {
                        self.study[question].label.clone()
                    }
                    (BaseIs::Unknown, _) if named => {
                        say!(self.style(), "counted-of-unknown", whom = whom)
                    }
                    (BaseIs::Unknown, _) | (_, None) => self.style().text("counted-unknown").into(),
                    (_, Some(n)) if !named => {
                        say!(self.style(), "counted-base", n = self.style().count(n))
                    }
                    (BaseIs::Assumed, _) => say!(self.style(), "counted-assumed", whom = whom),
                    (BaseIs::Stated, _) => say!(self.style(), "counted-of", whom = whom),
                }
            }
            ValueId::Derived(_) => self.style().text("counted-computed").into(),
            ValueId::Group(..) => self.style().text("counted-reported").into(),
        }
    }

    /// The same with what was first published, where that was corrected: what the broken line of
    /// its bar is.
    #[must_use]
    pub fn counted_since(self, value: ValueId) -> String {
        let counted = self.counted(value);
        let published = match value {
            ValueId::Option(id) => self.study.first_published(id).0,
            _ => None,
        };
        match published {
            Some(percent) => {
                say!(
                    self.style(),
                    "counted-since",
                    counted = counted,
                    percent = self.style().printed_percent(percent)
                )
            }
            None => counted,
        }
    }

    /// Where the row of a value stands, in a few words.
    #[must_use]
    pub fn row_place(self, value: ValueId) -> String {
        match value {
            ValueId::Option(id) => {
                let table = self.study[self.study[id].question].table;
                match self.study[table].number {
                    Some(_) => self.table_name(table),
                    // The titles of blocks are long; a row needs no more than its place.
                    None => self.style().text("place-text").into(),
                }
            }
            ValueId::Derived(_) => self.style().text("place-computed").into(),
            ValueId::Group(..) => self.style().text("place-asked").into(),
        }
    }

    /// What is said of a contested value in the evidence of a recommendation.
    #[must_use]
    pub fn no_support(self, option: OptionId) -> String {
        let sentence = self.contested_sentence(option);
        let sentence = sentence.trim_end_matches('.');
        say!(self.style(), "no-support", sentence = sentence)
    }

    /// The same of a withdrawn value, or one that rests on it.
    #[must_use]
    pub fn withdrawn_support(self, value: ValueId) -> Option<String> {
        let sentence = self.withdrawn_sentence(value)?;
        Some(say!(self.style(), "withdrawn-support", sentence = sentence))
    }

    /// What stands before the titles of the recommendations that name a value.
    #[must_use]
    pub fn supports(self, value: ValueId, recommendations: usize) -> String {
        let contested = self.study.withdrawal(value).is_some()
            || matches!(value, ValueId::Option(id) if self.summaries.options[id.0].contested.is_some());
        if contested {
            say!(self.style(), "supports-not", n = recommendations)
        } else {
            say!(self.style(), "supports", n = recommendations)
        }
    }

    /// What a report of another's figures says of itself; nothing where it reproduces nothing, or
    /// where one of its authors is an author of the publication.
    #[must_use]
    pub fn third_party(self, cited: &str) -> Option<String> {
        let meta = &self.study.meta;
        let publication = meta.publication.as_ref()?;
        let own = |name: &str| publication.authors.iter().any(|author| author.name == name);
        let reproduces = meta.kind == StudyKind::Reproduction;
        (reproduces && !meta.authors.iter().any(|author| own(&author.name)))
            .then(|| say!(self.style(), "third-party", cited = cited))
    }
}
