//! Recommendations, and what the directives for findings, facts and recommendations show.

use std::collections::{BTreeMap, BTreeSet};

use super::Checker;
use super::derived::unit_words;
use super::read::is_id;
use crate::diagnostic::Diagnostic;
use crate::types::document::{Block, Directive, DirectiveName};
use crate::types::source::{At, Lost, Place, RecommendationEntry};
use crate::types::study::{
    Card, CardId, Exhibit, Page, Recommendation, RecommendationId, Study, Text, Unit, ValueId,
};

/// What validation knows of recommendations while it reads pages.
#[derive(Default)]
pub(super) struct Recommended {
    /// Their ids, and where each is given.
    ids: BTreeMap<String, (RecommendationId, Place)>,
    /// Ids that are meant, although they are not known: those of faulty ones.
    lost: Lost,
    /// Where a page shows them.
    placed: BTreeMap<RecommendationId, Place>,
    /// The findings and facts of all pages so far.
    pub(super) cards: Vec<Card>,
}

impl Recommended {
    /// The anchor of a recommendation.
    pub(super) fn anchor(&self, wanted: RecommendationId) -> Option<String> {
        let (id, _) = self.ids.iter().find(|(_, (known, _))| *known == wanted)?;
        Some(format!("recommendation-{id}"))
    }
}

impl Checker<'_> {
    /// Builds the recommendations.
    pub(super) fn recommendations(&mut self) -> Vec<Recommendation> {
        let Some(yaml) = &self.source.recommendations else { return Vec::new() };
        let list = yaml.top().key("recommendations");
        let entries = &yaml.content.recommendations;
        if entries.is_empty() && !list.node().stands_in {
            self.faults.push(Diagnostic::empty_list("recommendation", list.place()));
        }
        let mut built = Vec::new();
        for (i, entry) in entries.iter().enumerate() {
            let at = list.item(i);
            self.recommendation_id(entry, RecommendationId(i), at.key("id"));
            built.push(self.recommendation(entry, at));
        }
        built
    }

    fn recommendation_id(&mut self, entry: &RecommendationEntry, id: RecommendationId, at: At<'_>) {
        if at.node().stands_in {
            self.recommended.lost.add_all();
        } else if !is_id(&entry.id) {
            self.recommended.lost.add_tail(&entry.id);
            self.faults.push(Diagnostic::invalid_id(&entry.id, false, at.place()));
        } else if let Some((_, first)) = self.recommended.ids.get(&entry.id) {
            // It was meant to have another id, which pages name.
            let first = first.clone();
            self.recommended.lost.add_all();
            self.faults.push(Diagnostic::duplicate_id(&entry.id, at.place(), first));
        } else {
            self.recommended.ids.insert(entry.id.clone(), (id, at.place()));
        }
    }

    fn recommendation(&mut self, entry: &RecommendationEntry, at: At<'_>) -> Recommendation {
        let list = at.key("rests_on");
        if entry.rests_on.is_empty() && !list.node().stands_in {
            self.faults.push(Diagnostic::empty_list("value", list.place()));
        }
        let mut rests_on: Vec<(ValueId, Place)> = Vec::new();
        for (i, id) in entry.rests_on.iter().enumerate() {
            let place = list.item(i).place();
            let Some(value) = self.named_value(id, place.clone()) else { continue };
            if let Some((_, first)) = rests_on.iter().find(|(known, _)| *known == value) {
                self.faults.push(Diagnostic::named_twice(id, place, first.clone()));
            } else {
                rests_on.push((value, place));
            }
        }
        Recommendation {
            id: entry.id.clone(),
            title: self.title(at),
            text: self.prose(at, "text").unwrap_or_default(),
            audience: self.prose(at, "audience"),
            source: self.prose(at, "source"),
            rests_on,
            against: self.prose(at, "against").unwrap_or_default(),
            worth: self.prose(at, "worth"),
        }
    }

    /// What a directive shows.
    pub(super) fn exhibits(&mut self, directive: &Directive) -> Vec<Exhibit> {
        match directive.name {
            DirectiveName::Figure | DirectiveName::Table => {
                self.shown_once(directive).into_iter().collect()
            }
            DirectiveName::Finding => {
                let paragraphs = directive.paragraphs.iter().cloned();
                let paragraphs = paragraphs.map(|text| self.resolve(text)).collect();
                let named = (&*directive.argument, &directive.place);
                let card = self.card(named, paragraphs, Exhibit::Finding);
                card.into_iter().collect()
            }
            DirectiveName::Facts => {
                let ids = directive.ids.iter();
                ids.filter_map(|(id, place)| self.card((id, place), Vec::new(), Exhibit::Fact))
                    .collect()
            }
            DirectiveName::Recommendations => self.placed(directive),
            DirectiveName::HowToCite => vec![Exhibit::HowToCite],
        }
    }

    /// A value set apart; the same one twice on a page is told.
    fn card(
        &mut self,
        (id, place): (&str, &Place),
        paragraphs: Vec<Text>,
        exhibit: fn(CardId) -> Exhibit,
    ) -> Option<Exhibit> {
        let value = self.named_value(id, place.clone())?;
        let is_finding = |exhibit: Exhibit| matches!(exhibit, Exhibit::Finding(_));
        let exhibit = exhibit(CardId(self.recommended.cards.len()));
        let cards = &self.recommended.cards;
        let first = self.shown.iter().find(|(other, _)| match other {
            Exhibit::Finding(card) | Exhibit::Fact(card) => {
                cards.get(card.0).is_some_and(|card| card.value == value)
                    && is_finding(*other) == is_finding(exhibit)
            }
            _ => false,
        });
        if let Some((_, first)) = first {
            let what = if is_finding(exhibit) { "finding" } else { "fact" };
            let fault = Diagnostic::shown_twice(what, id, place.clone(), first.clone());
            self.faults.push(fault);
        } else {
            self.shown.push((exhibit, place.clone()));
        }
        self.recommended.cards.push(Card { value, paragraphs, place: place.clone() });
        Some(exhibit)
    }

    /// The recommendations that a directive names, or all; each stands on one page, once.
    fn placed(&mut self, directive: &Directive) -> Vec<Exhibit> {
        let all = directive.ids.is_empty();
        let mut named: Vec<(RecommendationId, String, Place)> = Vec::new();
        if all {
            for (id, (known, _)) in &self.recommended.ids {
                named.push((*known, id.clone(), directive.place.clone()));
            }
            named.sort_by_key(|(known, ..)| *known);
            if self.source.recommendations.is_none() && !self.source.lost_recommendations.any() {
                self.faults.push(Diagnostic::no_recommendations(directive.place.clone()));
            }
        }
        for (id, place) in &directive.ids {
            if let Some((known, _)) = self.recommended.ids.get(id) {
                named.push((*known, id.clone(), place.clone()));
            } else if !self.recommendation_may_exist(id) {
                let known: Vec<&str> = self.recommended.ids.keys().map(String::as_str).collect();
                self.faults.push(Diagnostic::unknown_recommendation(id, place.clone(), &known));
            }
        }
        let mut exhibits = Vec::new();
        for (known, id, place) in named {
            if let Some(first) = self.recommended.placed.get(&known) {
                self.faults.push(Diagnostic::recommendation_twice(&id, place, first.clone()));
            } else {
                self.recommended.placed.insert(known, place);
                exhibits.push(Exhibit::Recommendation(known));
            }
        }
        exhibits
    }

    /// Whether a recommendation may exist although it is not known, since its place has a fault
    /// that was reported.
    pub(super) fn recommendation_may_exist(&self, id: &str) -> bool {
        self.recommended.lost.may_hold(id) || self.source.lost_recommendations.may_hold(id)
    }

    /// Whether the anchors of recommendations are free on their pages.
    pub(super) fn check_recommendation_anchors(&mut self, pages: &[Page]) {
        for page in pages {
            let (mut headings, mut shown) = (BTreeSet::new(), Vec::new());
            anchors(&page.document.blocks, &mut headings, &mut shown);
            for id in shown {
                let (anchor, place) =
                    (self.recommended.anchor(id), self.recommended.placed.get(&id));
                if let (Some(anchor), Some(place)) = (anchor, place)
                    && headings.contains(&*anchor)
                {
                    self.faults.push(Diagnostic::anchor_taken(&anchor, place.clone()));
                }
            }
        }
    }

    /// Whether each recommendation stands on a page and rests on shares: this needs the whole
    /// study.
    pub(super) fn check_recommendations(&mut self, study: &Study) {
        // Where a part of a page could not be read, they may stand in that.
        let cut = self.manuscript.pages.iter().any(|page| page.cut);
        for (id, (known, place)) in &self.recommended.ids {
            if !self.recommended.placed.contains_key(known) && !cut {
                self.faults.push(Diagnostic::recommendation_unplaced(id, place.clone()));
            }
        }
        for (value, place) in study.recommendations.iter().flat_map(|it| &it.rests_on) {
            let unit = study.unit(*value);
            if unit != Unit::Share && !self.doubtful.contains(value) {
                let id = study.value_id(*value);
                self.faults.push(Diagnostic::rests_on_no_share(
                    &id,
                    unit_words(unit),
                    place.clone(),
                ));
            }
        }
    }
}

/// The anchors of headings, and the recommendations, among blocks.
fn anchors<'a, R>(
    blocks: &'a [Block<R, Exhibit>],
    headings: &mut BTreeSet<&'a str>,
    shown: &mut Vec<RecommendationId>,
) {
    for block in blocks {
        match block {
            Block::Heading { anchor, .. } => {
                headings.insert(anchor);
            }
            Block::Directive(Exhibit::Recommendation(id)) => shown.push(*id),
            Block::List { items, .. } => {
                for item in items {
                    anchors(item, headings, shown);
                }
            }
            Block::Quote(blocks) => anchors(blocks, headings, shown),
            _ => {}
        }
    }
}
