# How the language writes: read by offprint, not shown.

# ltr: from left to right; rtl: from right to left.
setting-direction = ltr
# Between whole part and decimals, and between groups of three digits.
setting-decimal-mark = .
setting-thousands = ,
# How dates are written: one of the forms of the message date.
setting-date = digits
# A percent, with its space if it takes one.
setting-percent = {$number_html}%
