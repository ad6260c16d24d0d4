// SPDX-License-Identifier: Apache-2.0
// hanmeter-testdata FOLDER: compares the simulated cases of testdata/ with what the simulator makes
// of them now; with HANMETER_UPDATE=1 in the environment it writes them.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sim/testdata/case.h"

namespace {

namespace fs = std::filesystem;
namespace testdata = hanmeter::sim::testdata;

std::string contents(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

bool write(const fs::path& path, const std::string& text) {
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored);
    std::ofstream file{path, std::ios::binary};
    file << text << std::flush;
    return file.good();
}

bool is_up_to_date(const fs::path& path, const std::string& wanted, bool update) {
    if (fs::exists(path) && contents(path) == wanted) return true;
    if (update && write(path, wanted)) return true;
    std::fprintf(stderr, "%s %s\n", path.c_str(),
                 update ? "cannot be written" : "is not what the simulator makes");
    return false;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::fputs("usage: hanmeter-testdata FOLDER\n", stderr);
        return 2;
    }
    const bool update = std::getenv("HANMETER_UPDATE") != nullptr;
    bool good = true;
    for (const testdata::Case& one : testdata::all_cases()) {
        const fs::path folder = fs::path{arguments[1]} / one.folder;
        const testdata::CaseFiles files = testdata::files_of(one);
        good = is_up_to_date(folder / "in.hex", files.in_hex, update) && good;
        good = is_up_to_date(folder / "case.toml", files.case_toml, update) && good;
        good = is_up_to_date(folder / "sent.json", files.sent_json, update) && good;
    }
    return good ? 0 : 1;
}
