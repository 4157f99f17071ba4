# Numbers and words, wherever they stand.

points = { $number ->
    [1] {$number}{"\u00A0"}percentage point
   *[other] {$number}{"\u00A0"}percentage points
  }
range = {$low}–{$high}
range-with-minus = {$low} to {$high}
list-comma = ,{" "}
list-semicolon = ;{" "}
list-and = {" "}and{" "}
list-or = {" "}or{" "}
# {$year}, {$month} and {$day} are digits (2026, 01, 02), {$month_name} is one of the names below and
# {$day_number} is the day without a zero; setting-date chooses the form.
date = { $form ->
    [words] {$day_number} {$month_name} {$year}
   *[digits] {$year}-{$month}-{$day}
  }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
points-gap = { $number ->
    [1] {$number}{"\u00A0"}point
   *[other] {$number}{"\u00A0"}points
  }
name-figure = Figure{"\u00A0"}{$number}
withheld-in-brackets = ({$why})
withdrawn = withdrawn
percent-elsewhere = {$first} (elsewhere {$others})
name-table = Table{"\u00A0"}{$number}
heading-table = Table{"\u00A0"}{$number}. {$title}
interval = {$low} to {$high}
fact-sent = questionnaires sent
fact-answered = questionnaires answered
fact-regions = regions
fact-sites = sites
fact-of-group = {$group}: {$what}
headline-contested = On “{$label}”, {$clause}
text-in-place = {$text} in {$place}
count-and-share = {$count} ({$share})
percent-and-count = {$percent} and {$count}
contested-twice = { $source ->
    [report] this report
   *[source] the source
  } prints {$first} in one place and {$others} in { $places ->
    [1] another
   *[other] other places
  }; we do not rank or summarise this figure.
contested-count = { $source ->
    [report] this report
   *[source] the source
  } prints {$percent} and a count of {$count}, which do not agree on the stated base; we do not rank or summarise this figure.
contested-above = { $source ->
    [report] this report
   *[source] the source
  } prints {$figure}, which is more than all; we do not rank or summarise this figure.
contested-impossible = { $source ->
    [report] this report
   *[source] the source
  } prints {$figure}, which no whole { $whole ->
    [answers] total of answers
   *[respondents] number of respondents
  } gives on the stated base; we do not rank or summarise this figure.
base-not-stated = not stated
base-counted = {$n} {$members}
base-asked = {$base}, {$kind}
base-missing = {$n} gave no answer
base-our-reading = {$kind}, in our reading
base-not-complete = not all options are printed
sentence = {$text}.
list-sentences = .{" "}
base-stated = { $n ->
    [1] Base
   *[other] Bases
  }: {$bases}
base-assumed = { $n ->
    [1] Base
   *[other] Bases
  }: {$bases}, assumed: the source does not say how many answered
base-assumed-own = { $n ->
    [1] Base
   *[other] Bases
  }: {$bases}, assumed: how many answered was not recorded
base-unknown = Base unknown
base-number-unknown = { $n ->
    [1] Base: {$bases}; how many is unknown
   *[other] Bases: {$bases}; how many they are is unknown
  }
total-below = The printed shares add up to {$sum}; {$rest} is not printed.
total-below-of-counts = The shares add up to {$sum}; {$rest} is not given.
total-above-of-counts = The shares add up to {$sum}, more than all, although each respondent chose one option.
total-above = The printed shares add up to {$sum}, more than rounding can explain if each respondent chose one option.
interval-caveat = This band shows only what chance would do had these been independent random answers. It does not cover who was reached. Treat it as a minimum.
kind-single = single choice
kind-multiple = multiple choice
kind-scale = one answer on a scale
kind-fact = figures as the source states them
kind-fact-own = figures as they are stated
withheld-unknown-base = the base is unknown
withheld-no-count = no whole count of the base gives the printed percent
withheld-no-share = not a share
withheld-contested = the source contradicts itself about it
withheld-contested-own = the data contradict themselves about it
withheld-order-open = a contested figure of the same question could change it
withheld-withdrawn = withdrawn by a correction
withheld-order-withdrawn = a withdrawn figure of the same question could change it
withheld-no-list = not one of a list of options
withheld-census = everybody was asked
withheld-not-computable = cannot be computed
shown-of = {$question}, {$members}
shown-comparison = {$label}: {$first} and {$second}
beside-question = {$name}: {$label}
value-and-range = {$value} ({$range})
works-counted = { $n ->
    [one] {$n}{"\u00A0"}work
   *[other] {$n}{"\u00A0"}works
  }
works-pages = { $n ->
    [one] {$n}{"\u00A0"}page
   *[other] {$n}{"\u00A0"}pages
  }
works-none-cited = {$works}, not cited in this report.
works-all-cited = { $n ->
    [1] {$works}, cited in this report on {$pages}.
   *[other] {$works}, all of them cited in this report, on {$pages}.
  }
works-cited = { $n ->
    [1] {$works}. One of them is cited in this report, on {$pages}.
   *[other] {$works}. {$n} of them are cited in this report, on {$pages}.
  }
claim-larger = {$first} is larger than {$second}
claim-smaller = {$first} is smaller than {$second}
claim-equal = {$first} and {$second} are equal as printed
claim-leads = {$first} is the largest of “{$question}”
claim-trails = {$first} is the smallest of “{$question}”
value-labelled = “{$label}” ({$figure})
value-labelled-apart = “{$label}” ({$figure}, {$apart})
label-apart = {$label} ({$apart})
fact-sent-to = questionnaires sent to {$members}
fact-members-answered = {$members} answered
fact-regions-of = regions of the {$members}
fact-sites-of = {$sites} of the {$members}
counted-of-unknown = of {$whom}; how many is unknown
counted-unknown = base unknown
counted-base = base {$n}
counted-assumed = of {$whom} (assumed)
counted-of = of {$whom}
counted-computed = computed by this report
counted-reported = as reported
counted-since = {$counted}; first published as {$percent}
place-text = in the text
place-computed = see how
place-asked = who was asked
no-support = Contested: {$sentence}, nor count it as support.
withdrawn-support = It does not count as support any more. {$sentence}
supports = { $n ->
    [1] Basis of a recommendation:
   *[other] Basis of recommendations:
  }
supports-not = { $n ->
    [1] Named by a recommendation, for which it does not count:
   *[other] Named by recommendations, for which it does not count:
  }
third-party = A reproduction by a third party: the figures are those of {$cited}; the text, the charts and what is computed are this report’s.
item-reported = Reported
item-in-part = Reported in part
item-not-reported = Not reported
item-not-applicable = Does not apply
item-not-answered = Not answered here
items-none = none is reported
items = Of {$n} items {$parts}.
items-reported = { $n ->
    [one] {$n} is reported
   *[other] {$n} are reported
  }
items-other = { $n ->
    [one] {$n} is
   *[other] {$n} are
  } { $what ->
    [in-part] reported in part
    [not-reported] not reported
    [not-applicable] not applicable
   *[not-answered] not answered here
  }
audit-power = { $judged ->
    [one] These rules judged {$judged} place
   *[other] These rules judged {$judged} places
  } and could not judge {$open}. What no rule covers was not looked for.
findings-counted = { $n ->
    [one] {$n} finding
   *[other] {$n} findings
  }
findings-accepted = { $n ->
    [one] {$findings}, of which {$n} is accepted
   *[other] {$findings}, of which {$n} are accepted
  }
reason-counted = { $n ->
    [one] {$reason}: {$n} place
   *[other] {$reason}: {$n} places
  }
weight-error = Cannot be so
weight-warning = Should be looked at
weight-note = Worth knowing
rows-counted = { $n ->
    [one] {$n} row
   *[other] {$n} rows
  }
quoted = “{$text}”
percent-with-count = {$percent} ({$count})
withdrawn-sentence = “{$label}” was withdrawn on {$date}; it was {$was}: {$reason}
resting-value = “{$label}”: {$from} before, {$to} now.
resting-broken = Its claim “{$claim}” does not hold any more.
resting-no-claim = It makes no claim that could be computed.
resting-holds = What it claims of the figures holds.
resting-some = Of its {$all} claims {$kept} hold.
resting-judged = Whether it still stands is for its readers to judge.
correction-nothing-else = No listed rank, majority, sign, word for a share or claim of the text changed.
correction-compared = Compared before and after: ranks, majorities, signs of differences, words for shares, claims of the text, and what can be computed. Nothing was tested for significance.
corrected-base = Base of “{$question}”
corrected-count = Count of “{$option}”
corrected-label = Label of `{$id}`
line-corrected = { $what ->
    [base] Base corrected
    [count] Count corrected
    [label] Label corrected
   *[figure] Corrected
  } on {$date} from {$from} to {$to}: {$reason}
line-revised = { $what ->
    [base] Base revised
    [count] Count revised
    [label] Label revised
   *[figure] Revised
  } on {$date} from {$from} to {$to}: {$reason}
line-withdrawn = Withdrawn on {$date}; it was {$was}: {$reason}
line-reinstated = Reinstated on {$date} as {$figure}: {$reason}
rests-withdrawn = Rests on a withdrawn value: {$value}, which was {$from}
rests-corrected = Rests on a corrected value: {$value}, from {$from} to {$to}
as-first-published = As first published. {$line}
head-published = As published
head-published-own = As reported
head-first-published = As published
head-corrected = As published, or as corrected
head-corrected-own = As reported, or as corrected
notice-change = {$value}: {$from} → {$to}
notice-rests = The recommendation “{$title}” rests on it. {$resting}
appears-page = the page “{$title}”
appears-derived = the computed value “{$label}”
appears-recommendation = the recommendation “{$title}”
appears-in = Appears in {$place}.
rank-none = none
rank-open = open
effect-rank = Rank of “{$label}”: {$from} before, {$to} now.
half-less = less than half
half-exactly = exactly half
half-more = more than half
effect-majority = “{$label}” was {$from} and is {$to}.
effect-sign = “{$label}” was {$from} and is {$to}.
effect-larger = The difference of “{$label}” between the groups was {$from} and is {$to}.
effect-word = “{$label}” was written as {$from} and is written as {$to}.
claim-now-gone = rests on a withdrawn figure and no longer holds
claim-now-holds = holds of the corrected figures and did not hold before
claim-now-broken = no longer holds
effect-claim = The claim “{$claim}” ({$condition}) {$now}.
said-again = is computed again
said-no-more = can no longer be computed
effect-said = “{$label}” rests on it and {$now}.
effect-subtracted = The difference of “{$label}” between the groups {$now}.
edition-corrected = Corrected edition: all figures are the current ones.
edition-as-published = Edition as published: the figures are those first published, and some were corrected since. The text is that of the current edition.
sign-below = below zero
sign-zero = zero
sign-above = above zero
share-1-10 = a tenth
share-1-6 = a sixth
share-1-5 = a fifth
share-1-4 = a quarter
share-3-10 = three-tenths
share-1-3 = a third
share-2-5 = two-fifths
share-1-2 = half
share-3-5 = three-fifths
share-2-3 = two-thirds
share-3-4 = three-quarters
share-4-5 = four-fifths
share-9-10 = nine-tenths
share-none = none
share-all = all
share-very-few = very few
share-few = few
share-almost-all = almost all
share-nearly = nearly {$fraction}
share-just-over = just over {$fraction}
share-most = most
share-more-than-half = more than half
share-fewer-than-half = fewer than half
interval-head = {$level}% interval
text-in-place-words = {$text} in {$place}: “{$words}”
file-groups = Groups that were asked
and-others = {$first} et al.
who-and-year = {$who} ({$year})
place-table = Table {$number}
