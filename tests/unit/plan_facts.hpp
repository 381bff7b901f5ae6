// Short words for writing histories and what is asked of them; the plan tests share them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/schedule.hpp"

namespace siyana::plan::facts {

inline Date day(std::string_view text) { return parse_iso(text).value(); }

inline Terms terms(Basis basis, std::string_view every, std::string_view anchor, int before = 0) {
  Terms made;
  made.since = day("2020-01-01");
  made.every = parse_interval(every).value();
  made.basis = basis;
  made.anchor = day(anchor);
  made.before = before;
  return made;
}

inline Terms fixed(std::string_view every, std::string_view anchor, int before = 0) {
  return terms(Basis::fixed, every, anchor, before);
}

inline Terms floating(std::string_view every, std::string_view anchor, int before = 0) {
  return terms(Basis::floating, every, anchor, before);
}

inline Terms from(std::string_view since, Terms made) {
  made.since = day(since);
  return made;
}

inline Terms ended(std::string_view since, Terms made) {
  made.ended = true;
  return from(since, made);
}

inline Service pass(std::string_view on) { return {day(on), Result::pass, false, std::nullopt}; }
inline Service fail(std::string_view on) { return {day(on), Result::fail, false, std::nullopt}; }
inline Service extra(Service service) {
  service.extra = true;
  return service;
}
inline Service named(std::string_view on, std::string_view occurrence) {
  return {day(on), Result::pass, false, day(occurrence)};
}

inline History plan_of(Terms made, std::vector<Service> services = {}, std::vector<Pause> pauses = {}) {
  return {{made}, std::move(services), std::move(pauses), std::nullopt};
}

inline Pause storage(std::string_view from, std::string_view until) { return {day(from), day(until), true}; }
inline Pause pause(std::string_view from, std::string_view until) { return {day(from), day(until), false}; }

inline Standing at(const History& history, std::string_view on) { return standing(history, day(on)).value(); }
inline std::string due(const History& history, std::string_view on) { return to_string(at(history, on).due); }
inline std::string state(const History& history, std::string_view on) {
  return std::string(name_of(at(history, on).state));
}
inline int late(const History& history, std::string_view on) { return at(history, on).days_late(day(on)); }

inline std::string listed(const std::vector<Date>& dates) {
  std::string text;
  for (const Date date : dates) text += (text.empty() ? "" : " ") + to_string(date);
  return text;
}

inline std::string missed_on(const History& history, std::string_view on) { return listed(missed(history, day(on))); }

/// What each service served; `-` for one that served nothing.
inline std::string served_by(const History& history, std::string_view on) {
  std::string text;
  for (const Served& one : served(history, day(on)))
    text += (text.empty() ? "" : " ") + (one.occurrence ? to_string(*one.occurrence) : "-");
  return text;
}

/// The plan of the examples in the contract: half-yearly from 15 January 2026, open 20 days before.
inline const Terms half_yearly = fixed("6m", "2026-01-15", 20);

}  // namespace siyana::plan::facts
