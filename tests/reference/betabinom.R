# betabinom.R - reference numbers for tests/unit/test_math_betabinom.c: the
# beta-binomial fitted by R's own optimizer, independent of our arithmetic.
#
#   Rscript tests/reference/betabinom.R
options(digits = 12)
fit <- function(y, n, start) {
    ll <- function(t) {
        m <- plogis(t[1])
        s <- exp(t[2])
        -sum(lbeta(y + s * m, n - y + s * (1 - m)) -
             lbeta(s * m, s * (1 - m)))
    }
    o <- list(par = start)
    for (i in 1:20)
        o <- optim(o$par, ll, control = list(reltol = 1e-16, maxit = 5000))
    list(mean = plogis(o$par[1]), strength = exp(o$par[2]), ll = -o$value)
}
show <- function(y, n, start) {
    f <- fit(y, n, start)
    a <- f$strength * f$mean
    b <- f$strength - a
    cat("mean", format(f$mean), "strength", format(f$strength),
        "log-likelihood", format(f$ll), "\n")
    cat("shares", format((y + a) / (n + f$strength)), "\n")
    cat("interval of the first", format(qbeta(c(.025, .975), y[1] + a,
        n[1] - y[1] + b)), "\n")
}
show(c(3, 10, 2, 40, 0, 7, 18, 5, 29, 1),
     c(5, 30, 20, 60, 4, 10, 25, 40, 33, 9), c(0, 1))
show(c(300, 411, 267, 350, 8), c(1000, 1200, 900, 1010, 40), c(-.8, 4))
