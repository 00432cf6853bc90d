# weights.R - reference numbers for tests/cases/survey-weights: raking to two
# margins, weights above 2 cut, the rest spread over the others, raked again.
#
#   Rscript tests/reference/weights.R
options(digits = 9)
cells <- data.frame(home = c("hill", "hill", "plain", "plain"),
    age = c("old", "young", "old", "young"), n = c(20, 20, 40, 40))
target <- list(home = c(hill = .6, plain = .4), age = c(old = .3, young = .7))
share <- function(w, margin)
    tapply(w * cells$n, cells[[margin]], sum) / sum(w * cells$n)
worst <- function(w) max(sapply(names(target), function(m)
    max(abs(share(w, m)[names(target[[m]])] / target[[m]] - 1))))
rake <- function(w) {
    for (round in 1:500) {
        for (m in names(target)) {
            factor <- target[[m]] / share(w, m)[names(target[[m]])]
            w <- w * factor[cells[[m]]]
        }
        if (worst(w) < 1e-14) break
    }
    w * sum(cells$n) / sum(w * cells$n)
}
tell <- function(w) {
    n <- sum(cells$n)
    deff <- n * sum(cells$n * w^2) / sum(cells$n * w)^2
    # simple random sample of n' of N = 1000, a share of one half
    margin <- qnorm(.975) * sqrt(.25 / (n / deff) * (1000 - n / deff) / 999)
    cat("weights", w, "worst", worst(w), "deff", deff, "effective", n / deff,
        "margin", margin, "\n")
}
w <- rake(rep(1, 4))
tell(w)
cut <- function(w) {
    high <- w > 2
    excess <- sum(cells$n[high] * (w[high] - 2))
    w[high] <- 2
    w[!high] <- w[!high] + excess / sum(cells$n[!high])
    w
}
# Cut and raked in turn, 50 times at most; a last cut leaves the margins alone.
trims <- 0
while (any(w > 2 + 1e-9) && trims < 50) {
    trims <- trims + 1
    w <- rake(cut(w))
}
cat("trims", trims, "\n")
tell(cut(w))
