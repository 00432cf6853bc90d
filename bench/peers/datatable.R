# datatable.R FOLDER OUT - R data.table. Prints how many rows it accepts.
#
# What it stores is a file of R's own format, uncompressed: no database, and
# not synced, since R cannot.
suppressMessages(library(data.table))
argv <- commandArgs(TRUE)
read <- function(name, ...) fread(file.path(argv[1], name), showProgress = FALSE, ...)
members <- read("members.csv", colClasses = "character")
sessions <- read("sessions.csv", colClasses = "character")
raw <- read("attendance.csv", colClasses = "character")
facts <- raw[, .(
  member = chmatch(member_id, members$member_id),
  session = chmatch(session_id, sessions$session_id),
  day = as.IDate(at, "%Y-%m-%d"),
  hours = suppressWarnings(as.numeric(hours)),
  status = chmatch(status, c("present", "late", "excused", "absent")),
  post = suppressWarnings(as.numeric(post)))]
rm(raw)
facts <- facts[!is.na(member) & !is.na(session) & !is.na(day) &
  !is.na(hours) & hours >= 0 & hours <= 16666 & !is.na(status)]
facts <- unique(facts, by = c("member", "session", "day"))
saveRDS(facts, file.path(argv[2], "peer.rds"), compress = FALSE)
cat(nrow(facts), "\n")
