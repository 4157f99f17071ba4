//! The words beside a value that is set apart, or on which a recommendation rests.

use super::Wording;
use crate::types::study::{BaseIs, GroupFact, OptionId, StudyKind, Unit, ValueId};

impl Wording<'_> {
    /// What a fact counts: "clinicians answered", "hospitals, clinicians".
    #[must_use]
    pub fn fact_label(self, value: ValueId) -> String {
        let ValueId::Group(id, fact) = value else { return self.label(value) };
        let group = &self.study[id];
        match fact {
            GroupFact::Sent => format!("questionnaires sent to {}", group.members),
            GroupFact::Answered => format!("{} answered", group.members),
            GroupFact::Regions => format!("regions of the {}", group.members),
            GroupFact::Sites => {
                let sites = group.site_label.as_deref().unwrap_or("sites");
                format!("{sites} of the {}", group.members)
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
                    (BaseIs::Unknown, _) if named => format!("of {whom}; how many is unknown"),
                    (BaseIs::Unknown, _) | (_, None) => "base unknown".into(),
                    (_, Some(n)) if !named => format!("base {}", self.style().count(n)),
                    (BaseIs::Assumed, _) => format!("of {whom} (assumed)"),
                    (BaseIs::Stated, _) => format!("of {whom}"),
                }
            }
            ValueId::Derived(_) => "computed by this report".into(),
            ValueId::Group(..) => "as reported".into(),
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
                format!("{counted}; first published as {}", self.style().printed_percent(percent))
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
                    None => "in the text".into(),
                }
            }
            ValueId::Derived(_) => "see how".into(),
            ValueId::Group(..) => "who was asked".into(),
        }
    }

    /// What is said of a contested value in the evidence of a recommendation.
    #[must_use]
    pub fn no_support(self, option: OptionId) -> String {
        let sentence = self.contested_sentence(option);
        let sentence = sentence.trim_end_matches('.');
        format!("Contested: {sentence}, nor count it as support.")
    }

    /// The same of a withdrawn value, or one that rests on it.
    #[must_use]
    pub fn withdrawn_support(self, value: ValueId) -> Option<String> {
        let sentence = self.withdrawn_sentence(value)?;
        Some(format!("It does not count as support any more. {sentence}"))
    }

    /// What stands before the titles of the recommendations that name a value.
    #[must_use]
    pub fn supports(self, value: ValueId, recommendations: usize) -> &'static str {
        let contested = self.study.withdrawal(value).is_some()
            || matches!(value, ValueId::Option(id) if self.summaries.options[id.0].contested.is_some());
        match (contested, recommendations) {
            (false, 1) => "Basis of a recommendation:",
            (false, _) => "Basis of recommendations:",
            (true, 1) => "Named by a recommendation, for which it does not count:",
            (true, _) => "Named by recommendations, for which it does not count:",
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
        (reproduces && !meta.authors.iter().any(|author| own(&author.name))).then(|| {
            format!(
                "A reproduction by a third party: the figures are those of {cited}; the text, the \
                 charts and what is computed are this report’s."
            )
        })
    }
}
