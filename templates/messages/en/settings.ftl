# How the language writes: read by offprint, not shown.

# ltr: from left to right; rtl: from right to left.
setting-direction = ltr
# Between whole part and decimals, and between groups of three digits.
setting-decimal-mark = .
setting-thousands = ,
# A percent, with its space if it takes one.
setting-percent = {$number_html}%
