# effect.R - reference numbers for tests/unit/test_analyze_effect.c and
# test_math_changelist.c.
#
#   Rscript tests/reference/effect.R
options(digits = 12)
taught <- c(10, 15, 20, 5, -5, 0)
untaught <- c(1, 2, 0, -3)
# Exact, with ties and a zero left out: all 2^n signs of the midranks.
exact <- function(x) {
    x <- x[x != 0]
    r <- rank(abs(x))
    v <- sum(r[x > 0])
    w <- as.matrix(expand.grid(rep(list(0:1), length(x)))) %*% r
    p <- 2 * min(mean(w <= v + 1e-9), mean(w >= v - 1e-9))
    cat("V", v, "p", min(1, p), "rank-biserial",
        (2 * v - sum(r)) / sum(r), "\n")
}
exact(taught)
exact(c(-1, 0, 1))
exact(c(10, 15, 20))
w <- wilcox.test(rep(c(1, 2, -3, 4, 5), 20), exact = FALSE, correct = TRUE)
cat("V", w$statistic, "p", w$p.value, "\n")
t <- t.test(taught, untaught)
cat("effect", mean(taught) - mean(untaught), "interval", t$conf.int, "p",
    t$p.value, "\n")
d <- mean(taught) / sd(taught)
n <- length(taught)
se <- sqrt(1 / n + d^2 / (2 * n))
j <- gamma((n - 1) / 2) / (sqrt((n - 1) / 2) * gamma((n - 2) / 2))
cat("d_z", d, d + c(-1, 1) * qnorm(.975) * se, "g",
    j * d, j * (d + c(-1, 1) * qnorm(.975) * se), "\n")
# Within two segments, weighted by those taught: 10 15 20 against 1 2; 5 -5 0
# against 0 -3. A variance of those taught, and one of the others.
within <- function(...) {
    strata <- list(...)
    side <- function(k) lapply(strata, function(s) s[[k]])
    n <- function(k) sapply(side(k), length)
    share <- n(1) / sum(n(1))
    ss <- sapply(1:2, function(k)
        sum(sapply(side(k), function(x) sum((x - mean(x))^2))))
    free <- sapply(1:2, function(k) sum(n(k) - 1))
    e <- ss / free * sapply(1:2, function(k) sum(share^2 / n(k)))
    df <- sum(e)^2 / sum(e^2 / free)
    means <- sapply(1:2, function(k) sum(share * sapply(side(k), mean)))
    effect <- means[1] - means[2]
    cat("within segments", effect, "theirs", means[2], "df", df, "interval",
        effect + c(-1, 1) * qt(.975, df) * sqrt(sum(e)), "p",
        2 * pt(-abs(effect / sqrt(sum(e))), df), "sd",
        sqrt(sum(ss) / sum(free)), "\n")
}
within(list(c(10, 15, 20), c(1, 2)), list(c(5, -5, 0), c(0, -3)))
within(list(c(10, 15, 20), c(1, 2)), list(c(5, -5, 0), 0))
# Those waiting are the last two: 0 -3 against all taught.
t <- t.test(taught, c(0, -3))
cat("waiting", mean(taught) + 1.5, "interval", t$conf.int, "p", t$p.value, "\n")
