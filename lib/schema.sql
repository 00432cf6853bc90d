-- schema.sql - the warehouse: facts that ingest stores, results that analyze
-- stores. Version 1 (PRAGMA user_version, set by warehouse.c).
--
-- Units. A day is a count of days since 1970-01-01. A minute stamp is a count
-- of minutes since 1970-01-01 00:00, local time, no zone. Durations are
-- minutes. Scores, ratings, shares of progress, amounts and money are
-- hundredths (85.5 points = 8550). NULL is "not known"; an open end_on means
-- "still".
--
-- Text keys (member_id, org_id, ...) are the organisation's own and compare by
-- bytes; integer keys are the warehouse's and mean nothing outside of it.
-- A key of theirs is never given twice (AUTOINCREMENT), so that old results stay
-- true. Every fact names the batch and the line it came from. Rows marked made = 1
-- were made by ingest for self-paced learning and come from no line.

-- facts

CREATE TABLE batch (
    batch INTEGER PRIMARY KEY AUTOINCREMENT,
    input TEXT NOT NULL,            -- inputs[].name of the study
    kind TEXT NOT NULL,             -- inputs[].kind
    file TEXT NOT NULL,             -- path relative to the study
    sha256 TEXT NOT NULL,           -- of the file's bytes
    declaration TEXT NOT NULL,      -- sha256 of how the study reads the file
    bytes INTEGER NOT NULL,
    rows INTEGER NOT NULL,          -- records below the header
    accepted INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    passed INTEGER NOT NULL DEFAULT 0,        -- records beside these that the
                                    -- study's skip_rows say are none
    started TEXT NOT NULL,          -- UTC, ISO 8601
    finished TEXT NOT NULL,
    version TEXT NOT NULL,          -- of the program
    judged_on INTEGER NOT NULL DEFAULT 0,     -- the study's as_of that flags go by
    as_of INTEGER,                  -- of a roster: its day; later batches of
                                    -- the input stand beside this one
    CHECK (rows = accepted + rejected)
) STRICT;

CREATE TABLE reject (
    batch INTEGER NOT NULL REFERENCES batch,
    line INTEGER NOT NULL,
    column TEXT NOT NULL,           -- header, or '' for the whole record
    code TEXT NOT NULL,             -- reason code, without any value
    value TEXT,                     -- the cell as read; never published
    reason TEXT NOT NULL            -- a sentence for the clerk; may name values
) STRICT;

CREATE TABLE organization (
    org INTEGER PRIMARY KEY AUTOINCREMENT,
    org_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    parent INTEGER REFERENCES organization DEFERRABLE INITIALLY DEFERRED,
    level TEXT,                     -- national ... grassroots
    kind TEXT,                      -- the study's own word
    begin_on INTEGER,
    end_on INTEGER,
    batch INTEGER, line INTEGER,
    CHECK (end_on IS NULL OR begin_on IS NULL OR end_on >= begin_on)
) STRICT;

CREATE TABLE member (
    member INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id TEXT NOT NULL UNIQUE,
    name TEXT,                      -- published only under "identify"
    gender TEXT,
    born_on INTEGER,
    joined_on INTEGER,              -- admitted on probation
    full_on INTEGER,                -- became a full member
    batch INTEGER, line INTEGER
) STRICT;

CREATE TABLE membership (
    member INTEGER NOT NULL REFERENCES member,
    org INTEGER NOT NULL REFERENCES organization,
    status TEXT,                    -- full, probationary, or the study's own
    begin_on INTEGER,
    end_on INTEGER,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    CHECK (end_on IS NULL OR begin_on IS NULL OR end_on >= begin_on)
) STRICT;

CREATE TABLE member_attribute (
    member INTEGER NOT NULL REFERENCES member,
    attribute TEXT NOT NULL,        -- sector, education, residence, job ...
    value TEXT NOT NULL,
    begin_on INTEGER,
    end_on INTEGER,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    CHECK (end_on IS NULL OR begin_on IS NULL OR end_on >= begin_on)
) STRICT;

CREATE TABLE role (
    member INTEGER NOT NULL REFERENCES member,
    org INTEGER REFERENCES organization,
    role TEXT NOT NULL,             -- secretary, committee, leading ...
    begin_on INTEGER,
    end_on INTEGER,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    CHECK (end_on IS NULL OR begin_on IS NULL OR end_on >= begin_on)
) STRICT;

CREATE TABLE identity (
    member INTEGER NOT NULL REFERENCES member,
    namespace TEXT NOT NULL,
    other_id TEXT NOT NULL,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    UNIQUE (namespace, other_id)
) STRICT;

CREATE TABLE topic (
    topic INTEGER PRIMARY KEY AUTOINCREMENT,
    topic_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_zh TEXT,
    parent INTEGER REFERENCES topic DEFERRABLE INITIALLY DEFERRED,
    kind TEXT,                      -- area, topic, or the study's own word
    made INTEGER NOT NULL DEFAULT 0 CHECK (made IN (0, 1)),
    batch INTEGER, line INTEGER
) STRICT;

CREATE TABLE course (
    course INTEGER PRIMARY KEY AUTOINCREMENT,
    course_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'public' CHECK (kind IN ('public', 'elective')),
    audience TEXT,                  -- role or status it is for; NULL: everyone
    language TEXT,
    level TEXT,                     -- a level of the policy's eligibility
    minutes INTEGER CHECK (minutes >= 0),
    seats INTEGER CHECK (seats >= 0),
    cost INTEGER CHECK (cost >= 0), -- hundredths, for one offering
    description TEXT,
    batch INTEGER, line INTEGER
) STRICT;

CREATE TABLE course_topic (
    course INTEGER NOT NULL REFERENCES course,
    topic INTEGER NOT NULL REFERENCES topic,
    weight INTEGER NOT NULL DEFAULT 100, -- hundredths
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    PRIMARY KEY (course, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE course_prerequisite (
    course INTEGER NOT NULL REFERENCES course,
    requires INTEGER NOT NULL REFERENCES course,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    PRIMARY KEY (course, requires)
) STRICT, WITHOUT ROWID;

CREATE TABLE venue (
    venue INTEGER PRIMARY KEY AUTOINCREMENT,
    venue_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT,                      -- classroom, base, demonstration-site,
                                    -- remote-site
    org INTEGER REFERENCES organization,
    place TEXT,
    seats INTEGER CHECK (seats >= 0),
    batch INTEGER, line INTEGER
) STRICT;

CREATE TABLE instructor (
    instructor INTEGER PRIMARY KEY AUTOINCREMENT,
    instructor_id TEXT NOT NULL UNIQUE,
    name TEXT,
    engagement TEXT CHECK (engagement IN ('full-time', 'part-time')),
    provider INTEGER REFERENCES organization,
    member INTEGER REFERENCES member, -- the member it is, if one
    batch INTEGER, line INTEGER
) STRICT;

CREATE TABLE instructor_field (
    instructor INTEGER NOT NULL REFERENCES instructor,
    topic INTEGER NOT NULL REFERENCES topic,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    PRIMARY KEY (instructor, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE offering (
    offering INTEGER PRIMARY KEY AUTOINCREMENT,
    offering_id TEXT NOT NULL UNIQUE,
    course INTEGER NOT NULL REFERENCES course,
    provider INTEGER REFERENCES organization,
    title TEXT,
    begin_on INTEGER,
    end_on INTEGER,
    planned INTEGER NOT NULL DEFAULT 0 CHECK (planned IN (0, 1)),
    made INTEGER NOT NULL DEFAULT 0 CHECK (made IN (0, 1)),
    batch INTEGER, line INTEGER,
    CHECK (end_on IS NULL OR begin_on IS NULL OR end_on >= begin_on)
) STRICT;

CREATE TABLE session (
    session INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id TEXT NOT NULL UNIQUE,
    offering INTEGER NOT NULL REFERENCES offering,
    provider INTEGER REFERENCES organization, -- NULL: the offering's
    level TEXT, form TEXT, channel TEXT, method TEXT,
    venue INTEGER REFERENCES venue,
    begins INTEGER,                 -- minute stamp; NULL for self-paced
    ends INTEGER,
    minutes INTEGER CHECK (minutes >= 0), -- credited to who was there
    seats INTEGER CHECK (seats >= 0),
    headcount INTEGER CHECK (headcount >= 0), -- person-times, no roster kept
    cost INTEGER CHECK (cost >= 0),
    fund TEXT,
    materials INTEGER CHECK (materials >= 0), -- pieces handed out
    made INTEGER NOT NULL DEFAULT 0 CHECK (made IN (0, 1)),
    batch INTEGER, line INTEGER,
    CHECK (ends IS NULL OR begins IS NULL OR ends >= begins)
) STRICT;

CREATE TABLE session_instructor (
    session INTEGER NOT NULL REFERENCES session,
    instructor INTEGER NOT NULL REFERENCES instructor,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    PRIMARY KEY (session, instructor)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
    member INTEGER NOT NULL REFERENCES member,
    offering INTEGER NOT NULL REFERENCES offering,
    called_on INTEGER,
    called_by INTEGER REFERENCES organization,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL
) STRICT;

CREATE TABLE status (               -- of attendance; a study may add its own
    status INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE,
    attended INTEGER NOT NULL CHECK (attended IN (0, 1))
) STRICT;
INSERT INTO status VALUES
    (1, 'present', 1), (2, 'late', 1), (3, 'excused', 0), (4, 'absent', 0);

-- Events. No key and no index: it is the one table that may be huge, and it is
-- always read whole.
CREATE TABLE attendance (
    member INTEGER NOT NULL REFERENCES member,
    session INTEGER NOT NULL REFERENCES session,
    day INTEGER NOT NULL,
    second INTEGER,                 -- of the day, where the source says it
    minutes INTEGER,                -- attended; NULL where none are counted
    status INTEGER NOT NULL REFERENCES status,
    pre INTEGER, post INTEGER, rating INTEGER, -- hundredths
    progress INTEGER,               -- hundredths of a per cent, 0..10000
    flags INTEGER NOT NULL DEFAULT 0, -- plausibility, bits of ingest/flag.h
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL
) STRICT;

CREATE TABLE course_choice (        -- menu training: what a member ordered
    member INTEGER NOT NULL REFERENCES member,
    course INTEGER NOT NULL REFERENCES course,
    rank INTEGER NOT NULL CHECK (rank >= 1),
    day INTEGER,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL
) STRICT;

CREATE TABLE target (               -- agreed with an organisation for a year
    org INTEGER NOT NULL REFERENCES organization,
    indicator TEXT NOT NULL,
    year INTEGER NOT NULL,
    amount INTEGER NOT NULL,        -- hundredths
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    UNIQUE (org, indicator, year)
) STRICT;

CREATE TABLE assessment (
    org INTEGER NOT NULL REFERENCES organization,
    indicator TEXT NOT NULL,
    year INTEGER NOT NULL,
    assessor TEXT NOT NULL
        CHECK (assessor IN ('self', 'participants', 'supervisors')),
    score INTEGER NOT NULL,         -- hundredths
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    UNIQUE (org, indicator, year, assessor)
) STRICT;

CREATE TABLE survey (
    survey INTEGER PRIMARY KEY AUTOINCREMENT,
    survey_id TEXT NOT NULL UNIQUE  -- letters, digits, _; names response_<id>
        CHECK (survey_id NOT GLOB '*[^a-z0-9_]*'),
    title TEXT,
    title_zh TEXT,
    about TEXT NOT NULL CHECK (about IN ('demand', 'course', 'session')),
    course INTEGER REFERENCES course,
    session INTEGER REFERENCES session,
    kirkpatrick INTEGER CHECK (kirkpatrick BETWEEN 1 AND 4),
    batch INTEGER, line INTEGER
) STRICT;

CREATE TABLE item (                 -- the codebook; a column i_<item_id>
    item INTEGER PRIMARY KEY AUTOINCREMENT,
    survey INTEGER NOT NULL REFERENCES survey,
    item_id TEXT NOT NULL CHECK (item_id NOT GLOB '*[^a-z0-9_]*'),
    position INTEGER NOT NULL,      -- of the item in the questionnaire, from 1
    kind TEXT NOT NULL CHECK (kind IN
        ('likert', 'single', 'option', 'number', 'text')),
    question TEXT,                  -- options of one question share it
    text TEXT,
    text_zh TEXT,
    facet TEXT,                     -- importance, ability, interest,
                                    -- willingness, preference, attention ...
    topic INTEGER REFERENCES topic,
    scale TEXT,                     -- the scale it belongs to
    low INTEGER, high INTEGER,      -- ends of a likert item, codes
    reversed INTEGER NOT NULL DEFAULT 0 CHECK (reversed IN (0, 1)),
    UNIQUE (survey, item_id),
    UNIQUE (survey, position)
) STRICT;

CREATE TABLE item_code (            -- meaning of a single item's codes
    item INTEGER NOT NULL REFERENCES item,
    code INTEGER NOT NULL,
    label TEXT NOT NULL,
    label_zh TEXT,
    PRIMARY KEY (item, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE item_batch (           -- which inputs ask it: the versions
    item INTEGER NOT NULL REFERENCES item,
    batch INTEGER NOT NULL REFERENCES batch,
    PRIMARY KEY (item, batch)
) STRICT, WITHOUT ROWID;

CREATE TABLE response_attribute (   -- what a respondent says of himself
    survey INTEGER NOT NULL REFERENCES survey,
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (survey, batch, line, attribute)
) STRICT, WITHOUT ROWID;

-- response_<survey_id> is made by ingest from the codebook:
--   respondent INTEGER PRIMARY KEY, respondent_id TEXT, member INTEGER,
--   rater INTEGER, answered_on INTEGER, seconds INTEGER,
--   batch INTEGER NOT NULL, line INTEGER NOT NULL, and i_<item_id> INTEGER (TEXT
--   for kind text) per item: the code as asked (not yet reversed); an option is
--   1 selected, 0 not selected; NULL not answered; -1 not shown, also to who
--   answered a version without the item; -2 an answer without substance ("don't
--   know"), as the codebook declares. A text is NULL in all of these states.

CREATE TABLE interview (
    interview INTEGER PRIMARY KEY AUTOINCREMENT,
    interview_id TEXT NOT NULL UNIQUE,
    member INTEGER REFERENCES member,
    org INTEGER REFERENCES organization,
    day INTEGER,
    batch INTEGER, line INTEGER
) STRICT;

CREATE TABLE interview_theme (
    interview INTEGER NOT NULL REFERENCES interview,
    topic INTEGER NOT NULL REFERENCES topic,
    strength INTEGER NOT NULL CHECK (strength BETWEEN 1 AND 5),
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL
) STRICT;

CREATE TABLE population (           -- known margins, for weighting
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    members INTEGER NOT NULL CHECK (members >= 0),
    batch INTEGER NOT NULL REFERENCES batch, line INTEGER NOT NULL,
    PRIMARY KEY (attribute, value)
) STRICT, WITHOUT ROWID;

-- results

CREATE TABLE run (
    run INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL UNIQUE,    -- hash of facts, study, key id, version
    study TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    facts TEXT NOT NULL,            -- hash of the facts, any order of rows
    batches TEXT,                   -- lib/runstamp.h, when it was computed
    settings TEXT,                  -- hash of the study's settings
    key_id TEXT,                    -- name of the pseudonym key
    version TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT
) STRICT;

CREATE TABLE run_period (           -- 0: all years; 1: the study's period
    run INTEGER NOT NULL REFERENCES run,
    period INTEGER NOT NULL,
    name TEXT NOT NULL,
    begin_on INTEGER,
    end_on INTEGER,
    PRIMARY KEY (run, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_figure (           -- single figures an analysis wants to tell
    run INTEGER NOT NULL REFERENCES run,
    analysis TEXT NOT NULL,
    name TEXT NOT NULL,
    value REAL,
    word TEXT,
    PRIMARY KEY (run, analysis, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_slot (          -- what learning_record.slot stands for
    run INTEGER NOT NULL REFERENCES run,
    slot INTEGER NOT NULL,
    period INTEGER NOT NULL,
    dimension TEXT NOT NULL,        -- form, level, channel, method, topic,
                                    -- provider, month
    value TEXT NOT NULL,            -- '' where the source does not say
    PRIMARY KEY (run, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE learning_record (      -- zeros are left out
    run INTEGER NOT NULL,
    member INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    sessions INTEGER NOT NULL,
    minutes INTEGER NOT NULL
) STRICT;

CREATE TABLE learning_total (
    run INTEGER NOT NULL,
    member INTEGER NOT NULL,
    period INTEGER NOT NULL,
    org INTEGER,                    -- on as_of, or the last before
    sessions INTEGER NOT NULL,      -- attended, distinct
    events INTEGER NOT NULL,        -- attended, self-paced repeats included
    minutes INTEGER NOT NULL,
    overlap INTEGER NOT NULL,       -- minutes counted once, not twice
    courses INTEGER NOT NULL,       -- distinct
    electives INTEGER NOT NULL,
    listed INTEGER NOT NULL,        -- sessions with a row for the member
    months INTEGER NOT NULL,        -- with at least one session
    first_on INTEGER, last_on INTEGER,
    percentile REAL,                -- of minutes among peers, 0..100
    span INTEGER,                   -- months there are; all years: from the
                                    -- first learning on
    evenness REAL,                  -- of minutes over these, 0..1
    enrolled_held INTEGER NOT NULL DEFAULT 0, -- sessions held of offerings that
    enrolled_attended INTEGER NOT NULL DEFAULT 0, -- the member was enrolled in
    begun_held INTEGER NOT NULL DEFAULT 0, -- of which it attended a session
    begun_attended INTEGER NOT NULL DEFAULT 0,
    self_paced INTEGER NOT NULL DEFAULT 0, -- with a progress
    progress INTEGER,               -- their mean, hundredths of a per cent
    inside INTEGER                  -- minutes inside the declared demand; NULL:
                                    -- the member declared none
) STRICT;

CREATE TABLE requirement (
    run INTEGER NOT NULL REFERENCES run,
    requirement INTEGER NOT NULL,   -- from 0, the order of the policy
    requirement_id TEXT NOT NULL,
    title TEXT NOT NULL,
    title_zh TEXT,
    sentence TEXT NOT NULL,         -- the rule in words, English
    sentence_zh TEXT NOT NULL,      -- and Chinese
    unit TEXT NOT NULL,             -- minutes, sessions, courses, half-days
    subject TEXT NOT NULL,          -- member, organization, instructor
    bound INTEGER NOT NULL,         -- how many of them it binds
    PRIMARY KEY (run, requirement)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_finding (       -- what is odd about the policy
    run INTEGER NOT NULL REFERENCES run,
    position INTEGER NOT NULL,      -- from 0
    requirement INTEGER NOT NULL,
    kind TEXT NOT NULL,             -- nobody, all-exempt, impossible,
                                    -- unreachable, no-session, same, overlap,
                                    -- idle-quota, idle-exemption,
                                    -- overlapping-exemption, gap
    other INTEGER,                  -- the requirement it is odd beside
    text TEXT NOT NULL,
    text_zh TEXT NOT NULL,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE fulfilment (           -- not-applicable is left out
    run INTEGER NOT NULL,
    member INTEGER NOT NULL,
    requirement INTEGER NOT NULL,
    org INTEGER,
    state TEXT NOT NULL CHECK (state IN
        ('met', 'on-track', 'due', 'overdue', 'exempt', 'not-applicable')),
    unit TEXT,                      -- NULL: the rule's
    required INTEGER NOT NULL,      -- in the unit, prorated
    done INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    anchor TEXT,                    -- what anchor_on is the day of: duty,
                                    -- anniversary, appointed, joined,
                                    -- became-full, bound, learning; NULL: the
                                    -- window begins
    anchor_on INTEGER,              -- the day the clock started
    due_on INTEGER,
    met_on INTEGER,
    evidence INTEGER NOT NULL,      -- how many sessions count
    reason TEXT                     -- of the exemption
) STRICT;

CREATE TABLE fulfilment_org (       -- a row for each window of the period
    run INTEGER NOT NULL,
    org INTEGER NOT NULL,
    requirement INTEGER NOT NULL,
    state TEXT NOT NULL, unit TEXT, -- all from here on as in fulfilment
    required INTEGER NOT NULL, done INTEGER NOT NULL, missing INTEGER NOT NULL,
    anchor TEXT, anchor_on INTEGER, due_on INTEGER, met_on INTEGER,
    evidence INTEGER NOT NULL, reason TEXT
) STRICT;

CREATE TABLE fulfilment_instructor (
    run INTEGER NOT NULL,
    instructor INTEGER,             -- NULL: a member whom no list knows
    member INTEGER,                 -- NULL: an instructor who is no member
    requirement INTEGER NOT NULL,
    state TEXT NOT NULL, unit TEXT, -- all from here on as in fulfilment
    required INTEGER NOT NULL, done INTEGER NOT NULL, missing INTEGER NOT NULL,
    anchor TEXT, anchor_on INTEGER, due_on INTEGER, met_on INTEGER,
    evidence INTEGER NOT NULL, reason TEXT
) STRICT;

CREATE TABLE requirement_due (      -- to the end of the year after as_of
    run INTEGER NOT NULL,
    requirement INTEGER NOT NULL,
    org INTEGER,                    -- of the members, on as_of
    month INTEGER,                  -- its first day; NULL: late already
    members INTEGER NOT NULL,
    amount INTEGER NOT NULL         -- in the requirement's unit
) STRICT;

CREATE TABLE fulfilment_evidence (
    run INTEGER NOT NULL,
    member INTEGER NOT NULL,
    requirement INTEGER NOT NULL,
    session INTEGER NOT NULL,
    amount INTEGER NOT NULL
) STRICT;

CREATE TABLE item_quality (
    run INTEGER NOT NULL REFERENCES run,
    item INTEGER NOT NULL,
    n INTEGER NOT NULL,
    missing INTEGER NOT NULL,       -- shown, not answered
    not_shown INTEGER NOT NULL,
    not_substantive INTEGER NOT NULL,
    mean REAL, sd REAL, median REAL, skewness REAL, kurtosis REAL,
    counts TEXT NOT NULL,           -- JSON array, from the lowest code
    item_rest REAL,
    alpha_without REAL,
    weighted_mean REAL, error REAL, -- and its standard error, after raking
    n_kept INTEGER, mean_kept REAL, -- without careless respondents
    PRIMARY KEY (run, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE scale_quality (
    run INTEGER NOT NULL REFERENCES run,
    survey INTEGER NOT NULL,
    scale TEXT NOT NULL,
    items INTEGER NOT NULL,
    n INTEGER NOT NULL,             -- complete
    alpha REAL, alpha_standardized REAL, omega REAL,
    mean REAL, sd REAL,
    alpha_kept REAL,                -- without careless respondents
    PRIMARY KEY (run, survey, scale)
) STRICT, WITHOUT ROWID;

CREATE TABLE respondent_quality (
    run INTEGER NOT NULL,
    survey INTEGER NOT NULL,
    respondent INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    longstring INTEGER NOT NULL,
    irv REAL,                       -- sd over the respondent's own answers
    distance REAL,                  -- Mahalanobis D squared
    flags INTEGER NOT NULL          -- bits of analyze/survey/screen.h
) STRICT;

CREATE TABLE response_rate (
    run INTEGER NOT NULL REFERENCES run,
    survey INTEGER NOT NULL,
    attribute TEXT NOT NULL,        -- '' all; org, status, or an attribute
    value TEXT NOT NULL,
    members INTEGER NOT NULL,
    respondents INTEGER NOT NULL,
    low REAL, high REAL,            -- 95 % interval of the rate
    p REAL,                         -- beside the groups that were named
    q REAL,                         -- p adjusted for the number of groups
    ratio REAL,                     -- odds ratio, where it was named
    named INTEGER NOT NULL CHECK (named IN (0, 1)), -- answered too little
    PRIMARY KEY (run, survey, attribute, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE weighting (            -- how the weights of a survey came out
    run INTEGER NOT NULL REFERENCES run,
    survey INTEGER NOT NULL,
    policy TEXT NOT NULL CHECK (policy IN ('flag', 'down-weight', 'exclude')),
    state TEXT NOT NULL CHECK (state IN
        ('unraked', 'converged', 'trimmed', 'diverged')),
    margins INTEGER NOT NULL,       -- raked to; 0: by policy alone, unraked
    rounds INTEGER NOT NULL,        -- of raking
    trims INTEGER NOT NULL,         -- times that weights were cut
    error_before REAL NOT NULL,     -- largest |share / target - 1|, untrimmed
    error REAL NOT NULL,            -- the same at the end
    least REAL, most REAL,          -- weights, in means
    deff REAL, effective REAL,      -- Kish
    respondents INTEGER NOT NULL,
    members INTEGER NOT NULL,       -- on the day of the study
    margin_of_error REAL,           -- of a share of one half, 95 %
    PRIMARY KEY (run, survey)
) STRICT, WITHOUT ROWID;

CREATE TABLE weight_margin (        -- respondents beside the population
    run INTEGER NOT NULL REFERENCES run,
    survey INTEGER NOT NULL,
    attribute TEXT NOT NULL,
    value TEXT NOT NULL,
    members INTEGER NOT NULL,       -- of the population
    respondents INTEGER NOT NULL,   -- who have the value
    weighted REAL NOT NULL,         -- the sum of their weights
    careless INTEGER NOT NULL,      -- of them, weighing less; 0: none may
    joined TEXT NOT NULL,           -- first value of those raked as one
    state TEXT NOT NULL CHECK (state IN -- of its margin
        ('raked', 'one-value', 'unknown', 'surplus')),
    PRIMARY KEY (run, survey, attribute, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE weight (               -- of respondents; none if all are 1
    run INTEGER NOT NULL,
    survey INTEGER NOT NULL,
    respondent INTEGER NOT NULL,
    weight REAL NOT NULL            -- 1 on average
) STRICT;

CREATE TABLE need (
    run INTEGER NOT NULL REFERENCES run,
    scope TEXT NOT NULL,            -- all, org, segment, or an attribute
    value TEXT NOT NULL,            -- '' for all; org_id, segment label, value
    topic INTEGER NOT NULL,
    n INTEGER NOT NULL,             -- complete pairs
    importance REAL, ability REAL, gap REAL,
    gap_low REAL, gap_high REAL,    -- 95 % interval of the mean gap
    mwds REAL,
    nr REAL, tr REAL, pr REAL, rds REAL,
    quadrant TEXT,
    wanted INTEGER,                 -- chose the topic in the multiple choice
    asked INTEGER,                  -- answered that question
    themes INTEGER,                 -- interviews that name the topic
    strength INTEGER,               -- the sum of their strengths
    orders INTEGER,                 -- menu orders of its courses
    orderers INTEGER,               -- members who gave them
    place INTEGER, place_low INTEGER, place_high INTEGER,
    careless INTEGER,               -- of the n, weighing less; NULL: none may
    effective REAL, deff REAL,      -- Kish, of the n
    weighted_importance REAL, weighted_ability REAL,
    weighted_gap REAL, weighted_gap_low REAL, weighted_gap_high REAL,
    weighted_mwds REAL, weighted_place INTEGER,
    importance_counts TEXT,         -- of the n, JSON, from the lowest code
    ability_counts TEXT,
    interest_n INTEGER, interest REAL, -- ratings of the topic by facet
    willing_n INTEGER, willing REAL,
    n_previous INTEGER,             -- in the study before
    gap_previous REAL, gap_previous_low REAL, gap_previous_high REAL,
    place_previous INTEGER,
    PRIMARY KEY (run, scope, value, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE need_wish (            -- how a group wants to learn
    run INTEGER NOT NULL REFERENCES run,
    scope TEXT NOT NULL,
    value TEXT NOT NULL,
    item INTEGER NOT NULL REFERENCES item,
    code INTEGER NOT NULL,          -- of an option: 1
    n INTEGER NOT NULL,             -- who chose it
    asked INTEGER NOT NULL,         -- who answered
    share REAL,                     -- weighted
    careless INTEGER,               -- of the n, weighing less; NULL: none may
    careless_asked INTEGER,         -- of the asked
    PRIMARY KEY (run, scope, value, item, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
    run INTEGER NOT NULL REFERENCES run,
    segment INTEGER NOT NULL,       -- from 1, by size; or as in the run before
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    members INTEGER NOT NULL,       -- respondents
    share REAL NOT NULL,
    weighted REAL,                  -- share by the weights of the survey;
                                    -- NULL: all weigh alike
    uncertain INTEGER NOT NULL,     -- of them, with a posterior below .7
    assigned INTEGER NOT NULL,      -- members by what else is known of them
    before INTEGER,                 -- segment of the earlier run it goes on
    distance REAL,                  -- from it, root mean square of z-scores
    PRIMARY KEY (run, segment)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment_profile (      -- what a typical member answers
    run INTEGER NOT NULL REFERENCES run,
    segment INTEGER NOT NULL,
    kind TEXT NOT NULL,             -- item, option, choice, measure
    feature TEXT NOT NULL,          -- item_id, of a choice item_id=code
    mean REAL NOT NULL,             -- in points, or a share
    score REAL NOT NULL,            -- from the mean of all, in sd of all
    PRIMARY KEY (run, segment, kind, feature)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment_change (       -- respondents of both runs; by 0, of one
    run INTEGER NOT NULL REFERENCES run,
    before INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    members INTEGER NOT NULL,
    PRIMARY KEY (run, before, segment)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment_choice (       -- the evidence for the number of segments
    run INTEGER NOT NULL REFERENCES run,
    k INTEGER NOT NULL,
    fit REAL,                       -- log-likelihood of the sample
    bic REAL, icl REAL,
    entropy REAL,                   -- 1: all are sure; 0: none
    nec REAL,                       -- entropy over what the classes explain
    level REAL,                     -- how much they differ in level alone
    jaccard REAL,                   -- worst matched, split halves
    silhouette REAL, calinski REAL,
    kmeans REAL,                    -- agreement with k-means, ARI
    smallest INTEGER,
    passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
    chosen INTEGER NOT NULL CHECK (chosen IN (0, 1)),
    PRIMARY KEY (run, k)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment_member (
    run INTEGER NOT NULL,
    member INTEGER NOT NULL,
    segment INTEGER NOT NULL,
    posterior REAL,
    second INTEGER,                 -- the next best segment; NULL: no other
    assigned INTEGER NOT NULL       -- 0 answered; 1 by what else is known
) STRICT;

CREATE TABLE segment_trait (
    run INTEGER NOT NULL REFERENCES run,
    segment INTEGER NOT NULL,
    trait TEXT NOT NULL,            -- topic_id, item_id, item_id=code,
                                    -- attribute=value, role:name
    kind TEXT NOT NULL,             -- gap (of a topic), item, option, choice,
                                    -- attribute
    n INTEGER NOT NULL,
    mean REAL, rest REAL,           -- inside and outside the segment: points
                                    -- of a gap or item, else shares
    effect REAL, low REAL, high REAL, -- Hedges g, or lift
    q REAL,
    direction TEXT CHECK (direction IN ('high', 'low')),
    place INTEGER,                  -- in the segment's name, from 1
    PRIMARY KEY (run, segment, kind, trait)
) STRICT, WITHOUT ROWID;

CREATE TABLE recommendation (
    run INTEGER NOT NULL,
    member INTEGER NOT NULL,
    rank INTEGER NOT NULL,          -- from 1
    course INTEGER NOT NULL,
    session INTEGER,                -- the next one a place could be had in
    score REAL NOT NULL,
    history REAL, demand REAL, grouped REAL, prior REAL, -- parts of it
    reason TEXT NOT NULL,           -- code: history, demand, group, popular,
                                    -- requirement, ordered
    because INTEGER,                -- course of the history with most weight
    because_part REAL,              -- and its exact part of the score
    second INTEGER, second_part REAL, -- the course next to it
    topic INTEGER,                  -- of the declared need that it meets
    topic_part REAL,
    requirement INTEGER,            -- that it serves
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    newcomer INTEGER NOT NULL CHECK (newcomer IN (0, 1)) -- took no course yet
) STRICT;

CREATE TABLE exclusion (            -- why courses were not recommended
    run INTEGER NOT NULL REFERENCES run,
    code TEXT NOT NULL,             -- status, level, taken, audience, ...
    courses INTEGER NOT NULL,       -- member-course pairs
    PRIMARY KEY (run, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_push (           -- the courses for a group of members
    run INTEGER NOT NULL REFERENCES run,
    segment INTEGER NOT NULL,       -- 0: all members
    org INTEGER,                    -- a branch; NULL: all of them
    rank INTEGER NOT NULL,
    course INTEGER NOT NULL,
    members INTEGER NOT NULL,       -- of the group
    reach INTEGER NOT NULL,         -- of these, who are recommended the course
    lift REAL NOT NULL,             -- their share over that of all members
    expected REAL,                  -- who will take it, by the backtest
    requirement INTEGER NOT NULL, ordered INTEGER NOT NULL, -- the reasons
    demand INTEGER NOT NULL, history INTEGER NOT NULL,
    grouped INTEGER NOT NULL, popular INTEGER NOT NULL,
    UNIQUE (run, segment, org, rank)
) STRICT;

CREATE TABLE class_plan (           -- who gets a place in which class
    run INTEGER NOT NULL,
    offering INTEGER NOT NULL,
    member INTEGER NOT NULL,
    worth REAL NOT NULL,            -- of the member's best 1; required 1 more
    requirement INTEGER             -- that it is given for
) STRICT;

CREATE TABLE plan_candidate (       -- what a plan chooses from, if kept
    run INTEGER NOT NULL,
    member INTEGER NOT NULL,
    place INTEGER NOT NULL,         -- from 0
    course INTEGER NOT NULL,
    score REAL NOT NULL,
    requirement INTEGER,            -- that is owed and that it serves
    taught INTEGER NOT NULL         -- 1 + the level it was taught at this year
) STRICT;

CREATE TABLE plan_member (          -- what limits a member's places, if kept
    run INTEGER NOT NULL,
    member INTEGER NOT NULL,
    attended INTEGER NOT NULL,      -- 1 + the highest level attended; 0: none
    calls INTEGER NOT NULL          -- to classes of the as-of day's year
) STRICT;

CREATE TABLE plan_class (           -- the classes of the plan
    run INTEGER NOT NULL REFERENCES run,
    offering INTEGER NOT NULL,
    seats INTEGER,                  -- in all; NULL: for everybody
    enrolled INTEGER NOT NULL,      -- before the plan
    required INTEGER NOT NULL,      -- places given for a requirement
    wished INTEGER NOT NULL,        -- and for what is recommended
    price REAL NOT NULL,            -- what one seat more would add, about
    PRIMARY KEY (run, offering)
) STRICT, WITHOUT ROWID;

CREATE TABLE class_demand (         -- by course and branch of the members
    run INTEGER NOT NULL REFERENCES run,
    course INTEGER NOT NULL,
    org INTEGER,                    -- NULL: of no organisation
    wanted INTEGER NOT NULL,        -- among the member's best
    placed INTEGER NOT NULL,
    unmet INTEGER NOT NULL,         -- wanted, and not placed
    UNIQUE (run, course, org)
) STRICT;

CREATE TABLE effect (
    run INTEGER NOT NULL REFERENCES run,
    scope TEXT NOT NULL,            -- course, provider, method, channel, level,
    value TEXT NOT NULL,            -- instructors (full-time, part-time, mixed)
    pairs INTEGER NOT NULL,
    attrition INTEGER NOT NULL,     -- pre without post
    pre REAL, post REAL, change REAL, low REAL, high REAL,
    t REAL, df REAL, p REAL, q REAL, log10_p REAL,
    wilcoxon REAL, wilcoxon_p REAL, -- W+, the ranks of those who rose
    d_z REAL, d_z_low REAL, d_z_high REAL,
    g REAL, g_low REAL, g_high REAL,
    rank_biserial REAL, gain REAL,
    ratings INTEGER, rating REAL,
    kirkpatrick INTEGER,
    verdict TEXT NOT NULL,          -- works, does-not, unclear, too-few
    basis TEXT NOT NULL DEFAULT 'change' -- what the verdict rests on
        CHECK (basis IN ('change', 'effect')),
    comparison TEXT NOT NULL DEFAULT 'none' CHECK (comparison IN
        ('none', 'waiting', 'same-segment', 'not-attended')),
    untaught INTEGER NOT NULL DEFAULT 0, -- tested twice, did not attend
    compared INTEGER NOT NULL DEFAULT 0, -- of these, who are compared with
    compared_taught INTEGER NOT NULL DEFAULT 0, -- of those taught
    untaught_change REAL,
    effect REAL, effect_low REAL, effect_high REAL, effect_p REAL,
    PRIMARY KEY (run, scope, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE effect_followup (      -- questionnaires about a course
    run INTEGER NOT NULL REFERENCES run,
    survey INTEGER NOT NULL,
    scale TEXT NOT NULL,            -- '': items without one
    source TEXT NOT NULL CHECK (source IN ('self', 'others')),
    course INTEGER NOT NULL,
    kirkpatrick INTEGER NOT NULL,   -- 1 reaction .. 4 results
    people INTEGER NOT NULL,        -- of whom it is told, who attended
    answers INTEGER NOT NULL,       -- that tell it
    mean REAL, sd REAL, low REAL, high REAL, -- of 100
    days REAL,                      -- mean, since they last attended
    comparison TEXT NOT NULL,       -- as in effect
    untaught INTEGER NOT NULL,      -- were asked, had not attended
    compared INTEGER NOT NULL,
    compared_taught INTEGER NOT NULL,
    untaught_mean REAL,
    difference REAL, difference_low REAL, difference_high REAL,
    g REAL, p REAL, q REAL,
    verdict TEXT NOT NULL CHECK (verdict IN
        ('higher', 'lower', 'unclear', 'alone', 'too-few')),
    PRIMARY KEY (run, survey, scale, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicate (
    run INTEGER NOT NULL REFERENCES run,
    finding INTEGER NOT NULL,       -- from 1, by kind and ids
    kind TEXT NOT NULL CHECK (kind IN ('same-record', 'overlapping-time',
        'repeat-topic', 'multi-provider', 'over-call')),
    member INTEGER,
    topic INTEGER,
    first_session INTEGER, second_session INTEGER,
    first_provider INTEGER, second_provider INTEGER,
    year INTEGER,
    members INTEGER NOT NULL,       -- how many it concerns
    minutes INTEGER NOT NULL,       -- given twice
    detail TEXT NOT NULL,
    planned INTEGER NOT NULL DEFAULT 0 CHECK (planned IN (0, 1)), -- to come
    PRIMARY KEY (run, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE standing (             -- org NULL: all members
    run INTEGER NOT NULL REFERENCES run,
    org INTEGER,
    indicator TEXT NOT NULL,        -- analyze/standing/indicator.h; composite
    numerator INTEGER, denominator INTEGER,
    value REAL, low REAL, high REAL,
    shrunk REAL, shrunk_low REAL, shrunk_high REAL, -- towards the mean
    previous_numerator INTEGER, previous_denominator INTEGER,
    previous REAL,                  -- of the period before
    target REAL,
    self REAL, participants REAL, supervisors REAL, -- marks, 0..100
    UNIQUE (run, org, indicator)
) STRICT;

CREATE TABLE standing_model (       -- what shares were drawn towards
    run INTEGER NOT NULL REFERENCES run,
    depth INTEGER NOT NULL,         -- of the organisations, below the root
    indicator TEXT NOT NULL,
    groups INTEGER NOT NULL,
    mean REAL, strength REAL,       -- NULL: they differ by chance alone
    PRIMARY KEY (run, depth, indicator)
) STRICT, WITHOUT ROWID;

CREATE TABLE annual_figure (        -- zeros are left out
    run INTEGER NOT NULL REFERENCES run,
    year INTEGER NOT NULL,
    month INTEGER NOT NULL,         -- 0: the whole year
    dimension TEXT NOT NULL,        -- all, area, channel, form, level, method,
                                    -- org (of the member), provider
    value TEXT NOT NULL,            -- '' where the source does not say
    figure TEXT NOT NULL,           -- analyze/standing/annual.h
    amount INTEGER NOT NULL,
    PRIMARY KEY (run, year, month, dimension, value, figure)
) STRICT, WITHOUT ROWID;

CREATE TABLE backtest (             -- how good recommendations would have been
    run INTEGER NOT NULL REFERENCES run,
    protocol TEXT NOT NULL,         -- rolling, last-out
    audience TEXT NOT NULL,         -- warm: had taken courses before; cold
    model TEXT NOT NULL,            -- popular, recent, item-knn, ease, blend,
                                    -- diverse
    metric TEXT NOT NULL,           -- ndcg, recall, hit_rate (of ten), ...
    trials INTEGER NOT NULL,        -- members in windows
    members INTEGER NOT NULL,       -- distinct
    value REAL NOT NULL,
    low REAL, high REAL,            -- 95 % interval
    PRIMARY KEY (run, protocol, audience, model, metric)
) STRICT, WITHOUT ROWID;

CREATE TABLE backtest_setting (     -- what the windows before it chose
    run INTEGER NOT NULL REFERENCES run,
    window INTEGER NOT NULL,        -- from the oldest; the last holds now
    begin_on INTEGER, end_on INTEGER, -- NULL for the one that holds now
    setting TEXT NOT NULL,
    value REAL NOT NULL,
    given INTEGER NOT NULL CHECK (given IN (0, 1)), -- by the study
    PRIMARY KEY (run, window, setting)
) STRICT, WITHOUT ROWID;
