// SPDX-License-Identifier: Apache-2.0
#include "app/profiles/profile_folder.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/suggest.h"
#include "app/toml/document.h"
#include "hanmeter/formats/type_name.h"

namespace hanmeter::app::profiles {

using toml_file::Node;
using toml_file::Wrong;

// Reads one file. What is wrong is thrown as a Wrong and leaves this file as a sentence.
class Loader {
public:
    Loader(ProfileFolder& folder, const Node& file, const std::string& name)
        : folder_{folder}, file_{file}, name_{name} {}

    void load() {
        only(file_, {"maker", "registers", "list"});
        maker_ = folder_.keep(text_of(file_, "maker"));
        const Node* lists = file_.find("list");
        if (lists == nullptr || lists->kind != Node::Kind::array || lists->items.empty()) {
            throw Wrong{file_.where, "there is no [[list]] in this file"};
        }
        for (const Node& each : lists->items) {
            if (each.kind != Node::Kind::table) throw Wrong{each.where, "[[list]] is wanted here"};
            add(each);
        }
    }

private:
    static void only(const Node& table, std::initializer_list<std::string_view> known) {
        for (const Node::Member& member : table.members()) {
            if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
            Suggestion near{member.key};
            for (const std::string_view each : known) near.consider(each);
            throw Wrong{member.where, fmt::format("`{}` is not known here{}", member.key,
                                                  near.did_you_mean("", ""))};
        }
    }

    static std::string_view text_of(const Node& table, std::string_view key) {
        const Node* node = table.find(key);
        if (node == nullptr) {
            throw Wrong{table.where, fmt::format("`{} = \"...\"` is missing", key)};
        }
        return word(*node);
    }

    static std::string_view word(const Node& node) {
        if (node.kind != Node::Kind::text) {
            throw Wrong{node.where, "a text in quotes is wanted here"};
        }
        return node.text;
    }

    static const std::vector<Node>& array(const Node& node) {
        if (node.kind != Node::Kind::array) throw Wrong{node.where, "[ ... ] is wanted here"};
        return node.items;
    }

    void add(const Node& list) {
        only(list, {"id", "begins", "positions"});
        meters::PositionalList made{.maker = maker_, .list = "", .begins = {}, .positions = {}};
        if (list.find("id") != nullptr) made.list = folder_.keep(text_of(list, "id"));
        if (const Node* begins = list.find("begins")) {
            const std::vector<Node>& words = array(*begins);
            if (words.size() > made.begins.size()) {
                throw Wrong{begins->where,
                            fmt::format("at most the first {} elements can be told from another "
                                        "list's",
                                        made.begins.size())};
            }
            for (std::size_t i = 0; i < words.size(); ++i) made.begins[i] = beginning(words[i]);
        }
        const Node* positions = list.find("positions");
        if (positions == nullptr) {
            throw Wrong{list.where, "`positions = [ ... ]` is missing in this list"};
        }
        auto& kept = folder_.positions_.emplace_back();
        for (const Node& each : array(*positions)) kept.push_back(position(each));
        made.positions = kept;
        folder_.lists_.push_back(made);
        folder_.files_.push_back(name_);
    }

    // `octet-string 12`, `any`.
    static meters::Beginning beginning(const Node& node) {
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
            throw Wrong{node.where, fmt::format("`{}` is no type of COSEM data{}", name,
                                                near.did_you_mean("", ""))};
        }
        for (const char c : text.substr(std::min(blank + 1, text.size()))) {
            if (c < '0' || c > '9' || found.length > 65'535) {
                throw Wrong{node.where, "behind the type stands its length in octets, or nothing"};
            }
            found.length = found.length * 10 + static_cast<std::size_t>(c - '0');
        }
        return found;
    }

    meters::Position position(const Node& node) {
        if (node.kind == Node::Kind::array) return register_of(node);
        const std::string_view name = word(node);
        if (name == "-") return {.skipped = true};
        const Node* registers = file_.find("registers");
        const Node* found = registers == nullptr ? nullptr : registers->find(name);
        if (found == nullptr) {
            throw Wrong{node.where,
                        fmt::format("[registers] has no `{}`; \"-\" skips an element", name)};
        }
        static_cast<void>(array(*found));
        return register_of(*found);
    }

    // ["1-0:1.8.0", 1, "Wh", "assumed"], or ["0-0:96.1.0"].
    static meters::Position register_of(const Node& node) {
        const std::vector<Node>& row = node.items;
        const auto wrong = [&node](const std::string& what) { return Wrong{node.where, what}; };
        if (row.size() != 1 && row.size() != 3 && row.size() != 4) {
            throw wrong("a register is [\"CODE\"] or [\"CODE\", SCALER, \"UNIT\"]");
        }
        const auto code = values::Obis::parse(word(row[0]));
        if (!code) {
            throw Wrong{row[0].where,
                        fmt::format("`{}` is no OBIS code, as 1-0:1.8.0 is", word(row[0]))};
        }
        meters::Position made{.obis = *code};
        if (row.size() == 1) return made;
        const bool is_integer = row[1].kind == Node::Kind::integer;
        if (!is_integer || row[1].integer < -128 || row[1].integer > 127) {
            throw Wrong{row[1].where, "the scaler is a power of ten, -128 to 127"};
        }
        made.scaler = static_cast<std::int8_t>(row[1].integer);
        const auto unit = values::unit_of_symbol(word(row[2]));
        if (!unit) {
            throw Wrong{row[2].where,
                        fmt::format("`{}` is no unit of a meter, as W var VA Wh varh VAh A V Hz "
                                    "deg m3 J are; \"\" for a plain number",
                                    word(row[2]))};
        }
        made.unit = *unit;
        made.scale = values::Scale::list;
        if (row.size() == 4) {
            if (word(row[3]) != "assumed") {
                throw Wrong{row[3].where, "behind the unit only \"assumed\" may stand"};
            }
            made.scale = values::Scale::assumed;
        }
        return made;
    }

    ProfileFolder& folder_;
    const Node& file_;
    const std::string& name_;
    std::string_view maker_{};
};

tl::expected<void, std::string> ProfileFolder::add(std::string_view text, const std::string& name) {
    const auto file = toml_file::parse(text);
    if (!file) return tl::unexpected{toml_file::text(file.error(), name)};
    try {
        Loader{*this, *file, name}.load();
    } catch (const Wrong& wrong) {
        return tl::unexpected{toml_file::text(wrong, name)};
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
