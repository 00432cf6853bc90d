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
# against 0 -3.
strata <- list(list(c(10, 15, 20), c(1, 2)), list(c(5, -5, 0), c(0, -3)))
share <- sapply(strata, function(s) length(s[[1]]))
share <- share / sum(share)
parts <- do.call(rbind, Map(function(s, w) {
    data.frame(d = w * (mean(s[[1]]) - mean(s[[2]])), b = w * mean(s[[2]]),
        e = w^2 * sapply(s, function(x) var(x) / length(x)),
        f = sapply(s, length) - 1, ss = sapply(s, function(x)
            var(x) * (length(x) - 1)))
}, strata, share))
effect <- sum(parts$d) / 2
e2 <- sum(parts$e)
df <- e2^2 / sum(parts$e^2 / parts$f)
cat("within segments", effect, "theirs", sum(parts$b) / 2, "df", df,
    "interval", effect + c(-1, 1) * qt(.975, df) * sqrt(e2), "p",
    2 * pt(-abs(effect / sqrt(e2)), df), "sd",
    sqrt(sum(parts$ss) / sum(parts$f)), "\n")
# Those waiting are the last two: 0 -3 against all taught.
t <- t.test(taught, c(0, -3))
cat("waiting", mean(taught) + 1.5, "interval", t$conf.int, "p", t$p.value, "\n")
