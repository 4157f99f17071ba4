//! Recommendations with what they rest on, findings and facts: their views, and where they lead.

use super::html::{Entry, Spoken, Written};
use super::links::Links;
use super::sheet::Sheet;
use super::site::colour_name;
use super::view::{CardView, RecommendationView, RecommendedView, RestView, TitledLink};
use crate::types::document::Block;
use crate::types::study::{
    Binding, CardId, Colour, Exhibit, RecommendationId, Study, Text, ValueId,
};
use crate::types::wording::Wording;

/// The most signs of a number that are set large beside a text.
const MOST_LARGE: usize = 5;

/// The anchor of a recommendation.
pub(super) fn recommendation_anchor(study: &Study, id: RecommendationId) -> String {
    format!("recommendation-{}", study[id].id)
}

/// The recommendations that rest on a value, with links to where pages show them.
pub(super) fn recommended(
    wording: Wording<'_>,
    links: &Links,
    value: ValueId,
) -> Option<RecommendedView> {
    let links: Vec<TitledLink> = links
        .recommendations_on(value)
        .iter()
        .map(|(id, href)| TitledLink {
            href: href.clone(),
            title: wording.plain(&wording.study[*id].title),
        })
        .collect();
    (!links.is_empty())
        .then(|| RecommendedView { words: wording.supports(value, links.len()), links })
}

/// The list that blocks of a kind make together where they follow each other.
pub(super) fn list_of<R>(block: &Block<R, Exhibit>) -> Option<&'static str> {
    match block {
        Block::Directive(Exhibit::Finding(_)) => Some("findings"),
        Block::Directive(Exhibit::Fact(_)) => Some("facts"),
        _ => None,
    }
}

/// The level of a heading that stands where a recommendation is shown: one below the heading
/// above it. Headings in lists and quotations count as they are read.
pub(super) fn level_of<R>(blocks: &[Block<R, Exhibit>], id: RecommendationId) -> u8 {
    fn look<R>(list: &[Block<R, Exhibit>], id: RecommendationId, above: &mut u8) -> bool {
        list.iter().any(|block| match block {
            Block::Heading { level, .. } => {
                *above = *level;
                false
            }
            Block::Directive(exhibit) => *exhibit == Exhibit::Recommendation(id),
            Block::List { items, .. } => items.iter().any(|item| look(item, id, above)),
            Block::Quote(list) => look(list, id, above),
            _ => false,
        })
    }
    let mut above = 1;
    look(blocks, id, &mut above);
    (above + 1).min(6)
}

/// Whether a number is longer than the column for large numbers: "33 percentage points".
fn written_long(wording: Wording<'_>, binding: Binding) -> bool {
    wording.binding(binding).chars().count() > MOST_LARGE
}

fn colour_of(study: &Study, value: ValueId) -> String {
    let colour = study.group_of(value).map_or(Colour::Grey, |group| study[group].colour);
    colour_name(colour).into()
}

impl Sheet<'_> {
    /// A value that the page sets apart, in a form.
    pub(super) fn card(
        &self,
        id: CardId,
        template: &str,
        form: fn(&Study, ValueId) -> Binding,
    ) -> Written {
        let shared = self.shared;
        let wording = shared.wording;
        let card = &wording.study[id];
        let mut spoken: Vec<Spoken> = Vec::new();
        let mut body_html = String::new();
        for paragraph in &card.paragraphs {
            let written = self.text(paragraph);
            for part in ["<p>", &written.html, "</p>"] {
                body_html.push_str(part);
            }
            spoken.extend(written.spoken);
        }
        let binding = form(wording.study, card.value);
        let view = CardView {
            colour: colour_of(wording.study, card.value),
            long: written_long(wording, binding),
            number_html: self.value(binding),
            bar_svg: shared.bars.0.get(&card.value).cloned(),
            label: wording.fact_label(card.value),
            counted: wording.counted_since(card.value),
            place: wording.row_place(card.value),
            href: shared.links.value(card.value, self.file),
            body_html,
        };
        let html = self.render(template, &self.context("card", &view));
        Written { html, spoken, contents: Vec::new() }
    }

    /// A recommendation under a heading of a level.
    pub(super) fn recommendation(&self, id: RecommendationId, level: u8) -> Written {
        let wording = self.shared.wording;
        let it = &wording.study[id];
        let anchor = recommendation_anchor(wording.study, id);
        let mut spoken: Vec<Spoken> = Vec::new();
        let mut write = |text: &Text| {
            let written = self.text(text);
            spoken.extend(written.spoken.into_iter().map(|it| it.under(&anchor)));
            written.html
        };
        let view = RecommendationView {
            level: level.to_string(),
            title_html: write(&it.title),
            text_html: write(&it.text),
            audience_html: it.audience.as_ref().map(&mut write),
            source_html: it.source.as_ref().map(&mut write),
            values: it.rests_on.iter().map(|(value, _)| self.rest(*value)).collect(),
            against_html: write(&it.against),
            worth_html: it.worth.as_ref().map(&mut write),
            anchor: anchor.clone(),
        };
        let html = self.render("recommendation.html", &self.context("recommendation", &view));
        let entry = Entry { level, anchor, text: wording.plain(&it.title) };
        Written { html, spoken, contents: vec![entry] }
    }

    /// A value on which a recommendation rests.
    fn rest(&self, value: ValueId) -> RestView {
        let shared = self.shared;
        let wording = shared.wording;
        let contested = match value {
            ValueId::Option(id) if wording.summaries.options[id.0].contested.is_some() => Some(id),
            _ => None,
        };
        let question = match value {
            ValueId::Option(id) => Some(leading(&wording.study[wording.study[id].question].label)),
            _ => None,
        };
        RestView {
            colour: colour_of(wording.study, value),
            label: wording.label(value),
            question,
            counted: wording.counted_since(value),
            number_html: self.value(wording.study.as_share(value)),
            bar_svg: shared.bars.0.get(&value).cloned(),
            contested: contested
                .map(|id| wording.no_support(id))
                .or_else(|| wording.withdrawn_support(value)),
            href: shared.links.value(value, self.file),
            place: wording.row_place(value),
        }
    }
}

/// A question before an answer to it: with a colon, unless it ends with a sign of its own.
fn leading(question: &str) -> String {
    let open = question.ends_with(|c: char| c.is_alphanumeric() || ")]”»’\"'%".contains(c));
    format!("{question}{}", if open { ":" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::leading;

    #[test]
    fn a_question_mark_takes_no_colon() {
        let led = ["Age", "Age (years)", "Which one?", "哪一项？", "أيها؟"].map(leading);
        assert_eq!(led, ["Age:", "Age (years):", "Which one?", "哪一项？", "أيها؟"]);
    }
}
