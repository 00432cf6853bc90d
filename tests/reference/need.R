# need.R - reference numbers for tests/unit/test_math_need_weighted.c.
#
#   Rscript tests/reference/need.R
options(digits = 15)
i <- c(5, 4, 3, 5, 2)
a <- c(2, 2, 3, 1, 4)
w <- c(1, 0.5, 2, 1.5, 0.25)
n <- length(w)
mean_of <- function(x) sum(w * x) / sum(w)
error_of <- function(x)
    sqrt(n / (n - 1) * sum((w * (x - mean_of(x)))^2)) / sum(w)
m <- mean_of(i)
b <- mean_of(a)
cat("effective", sum(w)^2 / sum(w^2), "deff", n * sum(w^2) / sum(w)^2, "\n")
cat("means", m, b, "gap", mean_of(i - a), error_of(i - a), "\n")
# The delta method: the influence of a respondent on m (m - b).
cat("mwds", m * (m - b), error_of((2 * m - b) * i - m * a), "\n")
