column-part = Part
column-question = Question
column-asked = Asked of
column-share = Share
remark-of-question = {$question}: {$remark}
total-negative = Negative in all
total-positive = Positive in all
column-answer = Answer
source-and-place = {$source}, {$place}
not-tested = The groups were not drawn at random, so differences are not tested.
column-gap = Gap
gap-near = – (not subtracted)
gap-not = – (not comparable)
mark = {$label}: {$values} of {$base}
mark-withdrawn = {$label}: withdrawn
mark-published = {$mark}; published as {$text}
mark-corrected = {$mark}; published as {$text}, corrected
described = {$label}: {$values}
described-contested = {$label}: {$values} (contested)
described-corrected = {$label}: {$values} (corrected)
description = {$what} of “{$question}”. {$values}. {$base}.
bars-sorted = Bar chart, largest first,
bars-in-order = Bar chart, in the order given,
dumbbell = Two dots a row, one for each group. {$rows}.
in-brackets = ({$text})
not-subtracted = not subtracted
dumbbell-side = {$members} {$value}
dumbbell-side-published = {$members} {$value} (published as {$published})
dumbbell-row = {$row}: {$first}, {$second}
dumbbell-row-gap = {$row}: {$first}, {$second}, {$gap}
pair = Two bars, one for each group. {$rows}; not subtracted.
panels = Bar chart in {$n} parts on one scale. {$parts}
panel = {$title}: {$rows}.
panel-contested = {$mark} (contested)
panel-under = {$mark} [{$under}]
panel-contested-under = {$mark} (contested) [{$under}]
hollow-bars = Hollow bars: the source prints the value more than once, differently.
hollow-bars-own = Hollow bars: the value is given more than once, differently.
ghost-line = Broken line: the figure as first published, { $since ->
    [withdrawn] corrected or withdrawn since
   *[corrected] corrected since
  }.
ghost-lines = Broken lines: where the parts met as first published, { $since ->
    [withdrawn] corrected or withdrawn since
   *[corrected] corrected since
  }.
ghost-outline = Broken outline: the figure as first published, { $since ->
    [withdrawn] corrected or withdrawn since
   *[corrected] corrected since
  }.
stacked = One bar, divided by the answers
not-printed = not printed
diverging = Bars divided at the middle of a scale, negative answers to the left, positive ones to the right. {$bars}
head-negative = Negative
head-positive = Positive
diverging-bar = “{$question}”: {$values}; negative in all {$negative}, positive in all {$positive}.
card-authors = {$first} and others
card-foot = {$authors} · Version {$version}, {$date}
card-foot-alone = Version {$version}, {$date}
total-negative-of = Negative in all {$total}
total-positive-of = Positive in all {$total}
