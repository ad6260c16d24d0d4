// SPDX-License-Identifier: Apache-2.0
#include "app/profiles/profile_folder.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#define TOML_HEADER_ONLY 0
#include <toml++/toml.h>

#include "app/suggest.h"
#include "hanmeter/formats/type_name.h"

namespace hanmeter::app::profiles {

// Reads one file. What is wrong is thrown as a Wrong and leaves this file as a sentence.
class Loader {
public:
    struct Wrong {
        toml::source_position where;
        std::string what;
    };

    Loader(ProfileFolder& folder, const toml::table& file, const std::string& name)
        : folder_{folder}, file_{file}, name_{name} {}

    void load() {
        only(file_, {"maker", "registers", "list"});
        maker_ = folder_.keep(text_of(file_, "maker"));
        const toml::array* lists = file_["list"].as_array();
        if (lists == nullptr || lists->empty()) {
            throw Wrong{file_.source().begin, "there is no [[list]] in this file"};
        }
        for (const toml::node& each : *lists) {
            if (!each.is_table()) throw Wrong{each.source().begin, "[[list]] is wanted here"};
            add(*each.as_table());
        }
    }

private:
    static void only(const toml::table& table, std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : table) {
            if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
            Suggestion near{key.str()};
            for (const std::string_view each : known) near.consider(each);
            throw Wrong{key.source().begin, fmt::format("`{}` is not known here{}", key.str(),
                                                        near.did_you_mean("", ""))};
        }
    }

    static std::string_view text_of(const toml::table& table, std::string_view key) {
        const toml::node* node = table.get(key);
        if (node == nullptr) {
            throw Wrong{table.source().begin, fmt::format("`{} = \"...\"` is missing", key)};
        }
        return word(*node);
    }

    static std::string_view word(const toml::node& node) {
        const auto* text = node.as_string();
        if (text == nullptr) throw Wrong{node.source().begin, "a text in quotes is wanted here"};
        return text->get();
    }

    static const toml::array& array(const toml::node& node) {
        if (!node.is_array()) throw Wrong{node.source().begin, "[ ... ] is wanted here"};
        return *node.as_array();
    }

    void add(const toml::table& list) {
        only(list, {"id", "begins", "positions"});
        meters::PositionalList made{.maker = maker_, .list = "", .begins = {}, .positions = {}};
        if (list.contains("id")) made.list = folder_.keep(text_of(list, "id"));
        if (const toml::node* begins = list.get("begins")) {
            const toml::array& words = array(*begins);
            if (words.size() > made.begins.size()) {
                throw Wrong{begins->source().begin,
                            fmt::format("at most the first {} elements can be told from another "
                                        "list's",
                                        made.begins.size())};
            }
            for (std::size_t i = 0; i < words.size(); ++i) made.begins[i] = beginning(words[i]);
        }
        const toml::node* positions = list.get("positions");
        if (positions == nullptr) {
            throw Wrong{list.source().begin, "`positions = [ ... ]` is missing in this list"};
        }
        auto& kept = folder_.positions_.emplace_back();
        for (const toml::node& each : array(*positions)) kept.push_back(position(each));
        made.positions = kept;
        folder_.lists_.push_back(made);
        folder_.files_.push_back(name_);
    }

    // `octet-string 12`, `any`.
    static meters::Beginning beginning(const toml::node& node) {
        const std::string_view text = word(node);
        const std::size_t blank = std::min(text.find(' '), text.size());
        const std::string_view name = text.substr(0, blank);
        meters::Beginning found{};
        Suggestion near{name};
        for (unsigned tag = 1; tag < 256; ++tag) {
            const std::string_view type = formats::type_name(static_cast<std::uint8_t>(tag));
            if (type.empty()) continue;
            near.consider(type);
            if (type == name) found.tag = static_cast<std::uint8_t>(tag);
        }
        if (found.tag == 0 && name != "any") {
            throw Wrong{node.source().begin, fmt::format("`{}` is no type of COSEM data{}", name,
                                                         near.did_you_mean("", ""))};
        }
        for (const char c : text.substr(std::min(blank + 1, text.size()))) {
            if (c < '0' || c > '9' || found.length > 65'535) {
                throw Wrong{node.source().begin,
                            "behind the type stands its length in octets, or nothing"};
            }
            found.length = found.length * 10 + static_cast<std::size_t>(c - '0');
        }
        return found;
    }

    meters::Position position(const toml::node& node) {
        if (node.is_array()) return register_of(*node.as_array());
        const std::string_view name = word(node);
        if (name == "-") return {.skipped = true};
        const toml::table* registers = file_["registers"].as_table();
        const toml::node* found = registers == nullptr ? nullptr : registers->get(name);
        if (found == nullptr) {
            throw Wrong{node.source().begin,
                        fmt::format("[registers] has no `{}`; \"-\" skips an element", name)};
        }
        return register_of(array(*found));
    }

    // ["1-0:1.8.0", 1, "Wh", "assumed"], or ["0-0:96.1.0"].
    static meters::Position register_of(const toml::array& row) {
        const auto wrong = [&row](const std::string& what) {
            return Wrong{row.source().begin, what};
        };
        if (row.size() != 1 && row.size() != 3 && row.size() != 4) {
            throw wrong("a register is [\"CODE\"] or [\"CODE\", SCALER, \"UNIT\"]");
        }
        const auto code = values::Obis::parse(word(row[0]));
        if (!code) {
            throw Wrong{row[0].source().begin,
                        fmt::format("`{}` is no OBIS code, as 1-0:1.8.0 is", word(row[0]))};
        }
        meters::Position made{.obis = *code};
        if (row.size() == 1) return made;
        const auto* scaler = row[1].as_integer();
        if (scaler == nullptr || scaler->get() < -128 || scaler->get() > 127) {
            throw Wrong{row[1].source().begin, "the scaler is a power of ten, -128 to 127"};
        }
        made.scaler = static_cast<std::int8_t>(scaler->get());
        const auto unit = values::unit_of_symbol(word(row[2]));
        if (!unit) {
            throw Wrong{row[2].source().begin,
                        fmt::format("`{}` is no unit of a meter, as W var VA Wh varh VAh A V Hz "
                                    "deg m3 J are; \"\" for a plain number",
                                    word(row[2]))};
        }
        made.unit = *unit;
        made.scale = values::Scale::list;
        if (row.size() == 4) {
            if (word(row[3]) != "assumed") {
                throw Wrong{row[3].source().begin, "behind the unit only \"assumed\" may stand"};
            }
            made.scale = values::Scale::assumed;
        }
        return made;
    }

    ProfileFolder& folder_;
    const toml::table& file_;
    const std::string& name_;
    std::string_view maker_{};
};

tl::expected<void, std::string> ProfileFolder::add(std::string_view text, const std::string& name) {
    const auto failed = [&](const toml::source_position& where, std::string_view what) {
        return tl::unexpected{fmt::format("{}:{}:{}: {}", name, where.line, where.column, what)};
    };
    try {
        const toml::table file = toml::parse(text, name);
        Loader{*this, file, name}.load();
    } catch (const toml::parse_error& error) {
        return failed(error.source().begin, error.description());
    } catch (const Loader::Wrong& wrong) {
        return failed(wrong.where, wrong.what);
    }
    return {};
}

tl::expected<ProfileFolder, std::string> ProfileFolder::load(const std::string& folder) {
    namespace fs = std::filesystem;
    std::error_code error;
    std::vector<fs::path> files;
    for (fs::directory_iterator at{folder, error}, end; !error && at != end; at.increment(error)) {
        if (at->path().extension() == ".toml") files.push_back(at->path());
    }
    if (error) return tl::unexpected{fmt::format("cannot read {}: {}", folder, error.message())};
    std::sort(files.begin(), files.end());
    ProfileFolder made;
    for (const fs::path& path : files) {
        std::ifstream file{path, std::ios::binary};
        std::ostringstream text;
        text << file.rdbuf();
        if (!file) return tl::unexpected{fmt::format("cannot read {}", path.string())};
        if (auto added = made.add(text.str(), path.string()); !added) {
            return tl::unexpected{added.error()};
        }
    }
    return made;
}

}  // namespace hanmeter::app::profiles
