// A small made-up set of nouns, on which the words of the command line are tested.
#pragma once

#include "cmd/args.hpp"

namespace siyana::test {

inline void run_nothing(App&, const Words&) {}

inline constexpr Operand one_tag[] = {{"TAG", "the tag on the device"}};
inline constexpr Operand tags[] = {{"TAG…", "one tag or several; - reads them from standard input"}};
inline constexpr Operand maybe_words[] = {{"[WORD…]", "what to look for"}};
inline constexpr Operand failure[] = {
    {"TAG", "the device"}, {"[PLAN]", "which plan, where the device has several"}, {"TEXT", "what failed"}};
inline constexpr Operand entry[] = {{"ENTRY", "the entry to void"}};

inline constexpr Option device_options[] = {
    {"--serial", "TEXT", "the serial number"},
    {"--note", "TEXT", "free text"},
    {"--on", "DATE", "the day it came into service"},
    {"--criticality", "low|medium|high", "how much care hangs on it"},
    {"--label", "TEXT", "a word to find it by", true},
    {"--photo", "FILE", "a picture to keep with it"},
    {"--loaned", "", "it belongs to someone else"},
};
inline constexpr Option list_options[] = {
    {"--department", "DEPARTMENT", "only this department"},
    {"--limit", "NUMBER", "at most so many rows"},
    {"--exit-code", "", "exit with status 10 when a row is listed"},
};

inline constexpr Verb device_verbs[] = {
    {"add", "register a device", one_tag, device_options, "siyana device add VENT-9 --serial 0042", run_nothing},
    {"list", "list the devices", {}, list_options, "siyana device list --department ICU", run_nothing},
    {"show", "show what is known of devices", tags, {}, "siyana device show VENT-9", run_nothing},
};
inline constexpr Verb overdue_verbs[] = {{"",
                                          "what is overdue, most late first",
                                          {},
                                          list_options,
                                          "siyana overdue\nsiyana overdue --department ICU",
                                          run_nothing}};
inline constexpr Verb fail_verbs[] = {{"",
                                       "log maintenance that the device did not pass",
                                       failure,
                                       {},
                                       "siyana fail VENT-9 'alarm silent'",
                                       run_nothing}};
inline constexpr Verb find_verbs[] = {{"", "find devices", maybe_words, {}, "siyana find pump ward 3", run_nothing}};
inline constexpr Verb alert_verbs[] = {
    {"", "what calls for attention today", maybe_words, list_options, "siyana alert", run_nothing},
    {"send", "send the alerts", {}, {}, "siyana alert send", run_nothing},
};
inline constexpr Verb undo_verbs[] = {{"", "void an entry", entry, {}, "siyana undo 17", run_nothing}};
inline constexpr Verb hidden_verbs[] = {{"", "not for people", {}, {}, "", run_nothing}};

inline constexpr Noun some_nouns[] = {
    {"device", "the register of devices", device_verbs},
    {"overdue", "what is overdue, most late first", overdue_verbs},
    {"fail", "log maintenance that the device did not pass", fail_verbs},
    {"find", "find devices", find_verbs},
    {"alert", "what calls for attention", alert_verbs},
    {"undo", "void an entry", undo_verbs},
    {"_probe", "not for people", hidden_verbs},
};

}  // namespace siyana::test
