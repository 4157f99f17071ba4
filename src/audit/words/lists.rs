//! The words that the judging of words knows, as lists; nothing else is known.

use super::lexicon::Says;
use crate::types::number::Exact;

/// Whether a word stands in a list.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Phrases before a number, and what they make of it.
type Qualifier = (&'static [&'static str], fn(Exact) -> Says);

/// How a fraction is qualified, by the words before it. What is longer comes first.
pub(super) const QUALIFIERS: [Qualifier; 8] = [
    (
        &[
            "a little less than",
            "a little under",
            "slightly fewer than",
            "slightly less than",
            "just short of",
            "slightly below",
            "slightly under",
            "just below",
            "just under",
            "not quite",
            "nearly",
            "almost",
        ],
        Says::Nearly,
    ),
    (
        &[
            "a little more than",
            "a little over",
            "slightly more than",
            "just more than",
            "slightly above",
            "slightly over",
            "just above",
            "just over",
        ],
        Says::Over,
    ),
    (&["no fewer than", "no less than", "not less than", "at least"], Says::AtLeast),
    (&["no more than", "not more than", "at most", "up to"], Says::AtMost),
    (
        &[
            "far more than",
            "in excess of",
            "greater than",
            "more than",
            "well above",
            "well over",
            "upwards of",
            "above",
        ],
        Says::Above,
    ),
    (&["over"], Says::Over),
    (
        &[
            "far fewer than",
            "far less than",
            "fewer than",
            "less than",
            "well below",
            "well under",
            "below",
            "under",
        ],
        Says::Below,
    ),
    (&["approximately", "close to", "roughly", "around", "about", "exactly"], Says::About),
];

/// Before a quantifier these turn it round.
pub(super) const NEGATIONS: &str = "not no never neither nor without hardly scarcely from even t";
/// Before "but a few" these turn it round.
pub(super) const WHOLE: &str = "all everyone everybody everything any";
/// Before a fraction these make it a part of something else, or an ordinal.
pub(super) const PARTS: &str = "other another first second third last next latter former this that \
     in by per every each remaining upper lower top bottom";
/// After "a third" and the like these tell the fraction from the ordinal.
pub(super) const AFTER_FRACTIONS: &str = "of said say had have has were was are is did do named \
     wanted want saw see reported report think thought believed chose came knew know used use \
     preferred prefer expected expect wished";
/// A share of these is not a share of people.
pub(super) const RATES: &str =
    "share shares number rate figure level size amount percentage proportion frequency count";
/// "Few" of these says nothing of a share.
pub(super) const SPANS: &str = "words years months weeks days hours minutes points percent per \
     percentage hundred thousand dozen times moments steps pages sentences";
/// Before "few" these make it something else.
pub(super) const BEFORE_FEW: &str = "the first last next past every these those as quite too than";
/// Before "most" these make it a superlative.
pub(super) const BEFORE_MOST: &str = "the at its their was were one";
/// Between clauses.
pub(super) const CLOSING: [char; 11] = ['(', ')', '[', ']', ',', ';', ':', '.', '!', '–', '—'];
/// Before "most" at the end of a clause these begin one: what stands there are people.
pub(super) const OPENING: &str = "and or but nor while whereas because since although though if \
     whether as so that what which who whom where when then yet thus";
/// Earlier in such a clause these ask what, so that "most" says how much.
pub(super) const ASKING: &str = "what whatever which that who whom whose where when why how";
/// Before "most" at the end of a clause these leave it the people.
pub(super) const PREPOSITIONS: &str =
    "by for with without of in on to from among about against under upon between";
/// After "most" these make it a superlative, as do endings of adjectives.
pub(super) const SUPERLATIVE: &str = "often common likely recent urgent popular probable frequent \
     severe relevant clear complex prominent widespread advanced mature pressing cited named wanted \
     used chosen closely notably other";
/// Between an article and "majority" or "minority".
pub(super) const ADJECTIVES: &str = "vast overwhelming great large clear strong small tiny slim \
     narrow bare simple significant substantial sizeable considerable sizable";
/// After "majority" or "minority" these make it something else.
pub(super) const AFTER_MAJORITY: &str = "vote votes rule opinion group groups owned community \
     communities population populations language languages";

/// Whether a word has an ending of adjectives, participles or adverbs.
pub(super) fn is_modifier(word: &str) -> bool {
    const ENDINGS: &str = "ly ed ing ful ive able ible al ent ant ic ous some en";
    ENDINGS.split(' ').any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}
