// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "hanmeter/store/database.h"

namespace hanmeter::store {

// Takes one sentence, without a line end.
using Tell = std::function<void(std::string_view sentence)>;

// The version of the tables that this program writes; docs/store.md has them all. Kept in the file
// (PRAGMA user_version).
inline constexpr std::int64_t schema_version = 1;

// Opens the file, makes it where there is none, and brings the tables of an older version up to
// this one's. A file that was not closed (a power cut, a kill) is checked; a damaged one is set
// aside under a name that says so, and told. Else a sentence says what is wrong and what to do.
tl::expected<Database, std::string> open_store(const std::string& path, const Tell& tell);

// It is closed as it should be: what open_store() would check is in order.
DatabaseResult<> mark_closed(Database& database);

}  // namespace hanmeter::store
