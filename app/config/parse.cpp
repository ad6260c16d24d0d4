// SPDX-License-Identifier: Apache-2.0
// A configuration file's text to what is set.
#include <fmt/core.h>

#include <algorithm>

#include "app/config/config.h"
#include "app/suggest.h"
#include "app/toml/document.h"

namespace hanmeter::app::config {
namespace {

using pipeline::Setting;
using pipeline::SettingType;
using toml_file::Node;
using toml_file::Place;

constexpr std::string_view sink_prefix = "sink.";

const Section* section_of(std::string_view name) {
    const auto found = std::ranges::find(sections(), name, &Section::name);
    return found == sections().end() ? nullptr : &*found;
}

Set empty_set(std::string_view section, std::string title) {
    const Section* const found = section_of(section);
    const std::string_view kind =
        section.starts_with(sink_prefix) ? section.substr(sink_prefix.size()) : section;
    return {std::string{kind}, std::move(title), pipeline::SettingValues{found->settings}};
}

// What a node is in words, and what is wanted instead.
std::string_view wanted(SettingType type) {
    switch (type) {
        case SettingType::text:
        case SettingType::secret: return "a text in quotes is wanted";
        case SettingType::number: return "a whole number is wanted, without quotes";
        case SettingType::truth: return "true or false is wanted, without quotes";
        case SettingType::duration:
            return "a duration in quotes is wanted, as in \"10s\" or \"90d\"";
        case SettingType::size: return "a size in quotes is wanted, as in \"4GiB\"";
        case SettingType::word: return "a word in quotes is wanted";
        case SettingType::list: return "[ ... ] is wanted, texts in quotes in it";
        case SettingType::factors: return "{ ... } is wanted, as in { current = 100 }";
    }
    return {};
}

bool is_of(const Node& node, const Setting& setting) {
    switch (setting.type) {
        case SettingType::text:
        case SettingType::secret:
        case SettingType::duration:
        case SettingType::size:
        case SettingType::word: return node.kind == Node::Kind::text;
        case SettingType::number:
            return (node.kind == Node::Kind::integer && node.integer >= 0) ||
                   (node.kind == Node::Kind::text && node.text == setting.words);
        case SettingType::truth: return node.kind == Node::Kind::boolean;
        case SettingType::list:
            return node.kind == Node::Kind::array &&
                   std::ranges::all_of(
                       node.items, [](const Node& item) { return item.kind == Node::Kind::text; });
        case SettingType::factors:
            return node.kind == Node::Kind::table &&
                   std::ranges::all_of(node.items, [](const Node& item) {
                       return item.kind == Node::Kind::integer || item.kind == Node::Kind::real ||
                              item.kind == Node::Kind::text;
                   });
    }
    return false;
}

class Parser {
public:
    explicit Parser(std::string_view file) : file_{file} {}

    Config config = empty_config();
    std::vector<std::string> errors;

    void file(const Node& root) {
        for (const Node::Member& member : root.members()) {
            if (member.key == "meter") {
                meters(member);
            } else if (member.key == "store") {
                fill(config.store, member.where, member.value);
            } else if (member.key == "web") {
                fill(config.web, member.where, member.value);
            } else if (member.key == "sink") {
                sinks(member.value);
            } else {
                unknown(member, "there is no section", {"meter", "store", "web", "sink"});
            }
        }
    }

private:
    void wrong(Place where, std::string what) {
        errors.push_back(toml_file::text({where, std::move(what)}, file_));
    }

    void unknown(const Node::Member& member, std::string_view words,
                 const std::vector<std::string_view>& known) {
        Suggestion near{member.key};
        for (const std::string_view each : known) near.consider(each);
        wrong(member.where, fmt::format("{} `{}`{}", words, member.key, near.did_you_mean("", "")));
    }

    void meters(const Node::Member& member) {
        if (member.value.kind == Node::Kind::table) {
            return wrong(member.where, "each meter is a table of its own: [[meter]] is wanted");
        }
        for (const Node& each : member.value.items) {
            Set set = empty_set("meter", fmt::format("meter {}", config.meters.size() + 1));
            fill(set, each.where, each);
            config.meters.push_back(std::move(set));
        }
    }

    void sinks(const Node& table) {
        std::vector<std::string_view> kinds;
        for (const Section& section : sections()) {
            const std::string_view name = section.name;
            if (name.starts_with(sink_prefix)) kinds.push_back(name.substr(sink_prefix.size()));
        }
        for (const Node::Member& member : table.members()) {
            if (section_of(fmt::format("{}{}", sink_prefix, member.key)) == nullptr) {
                unknown(member, "there is no sink", kinds);
            } else {
                sinks_of_a_kind(member);
            }
        }
    }

    // [sink.mqtt], and [sink.mqtt.cloud] beside or instead of it.
    void sinks_of_a_kind(const Node::Member& kind) {
        const std::string section = fmt::format("{}{}", sink_prefix, kind.key);
        Node own{.where = kind.value.where};
        std::vector<Node::Member> named;
        for (const Node::Member& member : kind.value.members()) {
            if (member.value.kind == Node::Kind::table && !is_factors(section, member.key)) {
                named.push_back(member);
            } else {
                own.keys.push_back({member.key, member.where});
                own.items.push_back(member.value);
            }
        }
        if (named.empty() || !own.items.empty()) add_sink(section, section, kind.where, own);
        for (const Node::Member& member : named) {
            add_sink(section, fmt::format("{}.{}", section, member.key), member.where,
                     member.value);
        }
    }

    void add_sink(const std::string& section, const std::string& title, Place where,
                  const Node& table) {
        Set set = empty_set(section, title);
        fill(set, where, table);
        config.sinks.push_back(std::move(set));
    }

    static bool is_factors(const std::string& section, std::string_view key) {
        const auto& table = section_of(section)->settings;
        const auto found = std::ranges::find(table, key, &Setting::key);
        return found != table.end() && found->type == SettingType::factors;
    }

    void fill(Set& set, Place where, const Node& table) {
        set.place = toml_file::text({where, {}}, file_);
        if (table.kind != Node::Kind::table) {
            return wrong(where, fmt::format("[{}] is wanted here", set.title));
        }
        for (const Node::Member& member : table.members()) {
            const Setting* const setting = set.values.find(member.key);
            if (setting == nullptr) {
                std::vector<std::string_view> known;
                for (const Setting& each : set.values.table()) known.push_back(each.key);
                unknown(member, fmt::format("{} has no setting", set.title), known);
            } else {
                take(set, *setting, member.value);
            }
        }
        for (const Setting& setting : set.values.table()) {
            if (!setting.needed || set.values.given(setting.key)) continue;
            wrong(where,
                  fmt::format("{} needs `{} = ...`: {}", set.title, setting.key, setting.says));
        }
    }

    void take(Set& set, const Setting& setting, const Node& value) {
        if (!is_of(value, setting)) {
            return wrong(value.where, fmt::format("{}: {}", setting.key, wanted(setting.type)));
        }
        std::vector<std::string> texts;
        if (value.kind == Node::Kind::array) {
            for (const Node& item : value.items) texts.push_back(item.text);
        }
        for (const Node::Member& member : value.members()) {
            texts.push_back(fmt::format("{}={}", member.key, member.value.text));
        }
        if (setting.type == SettingType::list || setting.type == SettingType::factors) {
            return set.values.set(setting.key, std::move(texts));
        }
        if (const auto what = pipeline::wrong_value(setting, value.text); !what.empty()) {
            return wrong(value.where, fmt::format("{}: {}", setting.key, what));
        }
        set.values.set(setting.key, value.text);
    }

    std::string_view file_;
};

}  // namespace

Config empty_config() {
    return {.store = empty_set("store", "store"), .web = empty_set("web", "web")};
}

tl::expected<Config, std::vector<std::string>> parse(std::string_view text, std::string_view file) {
    const auto root = toml_file::parse(text);
    if (!root) return tl::unexpected{std::vector{toml_file::text(root.error(), file)}};
    Parser parser{file};
    parser.file(*root);
    if (!parser.errors.empty()) return tl::unexpected{std::move(parser.errors)};
    return std::move(parser.config);
}

std::string apply(Config& config, const Override& each) {
    const std::size_t dot = each.path.rfind('.');
    const std::string section = each.path.substr(0, dot);
    const std::string key = each.path.substr(dot + 1);
    Set* set = nullptr;
    if (section == "store") {
        set = &config.store;
    } else if (section == "web") {
        set = &config.web;
    } else if (section == "meter") {
        if (config.meters.empty()) config.meters.push_back(empty_set("meter", "meter 1"));
        set = &config.meters.front();
    } else {
        const auto found = std::ranges::find(config.sinks, section, &Set::title);
        set = found != config.sinks.end() ? &*found
                                          : &config.sinks.emplace_back(empty_set(section, section));
    }
    const Setting* const setting = set->values.find(key);
    if (setting->type == SettingType::list || setting->type == SettingType::factors) {
        std::vector<std::string> texts;
        std::string_view rest = each.value;
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            texts.emplace_back(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        set->values.set(key, std::move(texts));
        return {};
    }
    if (const auto what = pipeline::wrong_value(*setting, each.value); !what.empty()) {
        return fmt::format("{}: {}", each.origin, what);
    }
    set->values.set(key, each.value);
    return {};
}

std::vector<std::string> problems(const Config& config) {
    std::vector<std::string> found;
    const auto check = [&](const Set& set) {
        for (const Setting& setting : set.values.table()) {
            if (!setting.needed || set.values.given(setting.key)) continue;
            found.push_back(fmt::format("{} has no {}", set.title, setting.key));
        }
    };
    for (const Set& each : config.meters) check(each);
    for (const Set& each : config.sinks) check(each);
    for (std::size_t i = 0; i < config.meters.size(); ++i) {
        const std::string name = config.meters[i].values.text("name");
        for (std::size_t k = 0; k < i && !name.empty(); ++k) {
            if (config.meters[k].values.text("name") != name) continue;
            found.push_back(
                fmt::format("two meters are called \"{}\": each needs a name of its own", name));
        }
    }
    return found;
}

}  // namespace hanmeter::app::config
