// The list of nouns. Each is declared in the file of its name.
#pragma once

#include <vector>

#include "cmd/args.hpp"

namespace siyana {

/// In the order of the help.
std::vector<Noun> all_nouns();

extern const Noun init_noun, facility_noun, department_noun, type_noun, maker_noun, model_noun, device_noun, find_noun,
    tidy_noun, nomenclature_noun, label_noun, import_noun, plan_noun, policy_noun, pm_noun, done_noun, fail_noun,
    tried_noun, round_noun, breakdown_noun, down_noun, up_noun, work_noun, overdue_noun, due_noun, why_noun,
    status_noun, alert_noun, recipient_noun, snooze_noun, unsnooze_noun, snoozed_noun, journal_noun, void_noun,
    undo_noun, amend_noun, check_noun, doctor_noun, machine_noun, backup_noun, restore_noun, salvage_noun, upgrade_noun,
    complete_noun, manual_noun, words_noun;

/// The country said to init and to facility: two letters, or none.
std::string country_in(const Words& words);

}  // namespace siyana
