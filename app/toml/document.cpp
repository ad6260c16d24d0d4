// SPDX-License-Identifier: Apache-2.0
#include "app/toml/document.h"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>

#define TOML_HEADER_ONLY 0
#include <toml++/toml.h>

namespace hanmeter::app::toml_file {
namespace {

Place place_of(const toml::source_region& region) {
    return {region.begin.line, region.begin.column};
}

template <class Value>
std::string written(const Value& value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

Node node_of(const toml::node& from) {
    Node node{.where = place_of(from.source())};
    if (const auto* table = from.as_table()) {
        struct Found {
            Node::Key key;
            const toml::node* value;
        };
        std::vector<Found> found;
        for (const auto& [key, value] : *table) {
            found.push_back({{std::string{key.str()}, place_of(key.source())}, &value});
        }
        // The library sorts by key.
        std::ranges::sort(found, {}, [](const Found& each) {
            return std::pair{each.key.where.line, each.key.where.column};
        });
        for (Found& each : found) {
            node.keys.push_back(std::move(each.key));
            node.items.push_back(node_of(*each.value));
        }
    } else if (const auto* array = from.as_array()) {
        node.kind = Node::Kind::array;
        for (const toml::node& each : *array) node.items.push_back(node_of(each));
    } else if (const auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
        node.text = fmt::format("{}", node.integer);
    } else if (const auto* truth = from.as_boolean()) {
        node.kind = Node::Kind::boolean;
        node.truth = truth->get();
        node.text = node.truth ? "true" : "false";
    } else if (const auto* real = from.as_floating_point()) {
        node.kind = Node::Kind::real;
        node.text = written(*real);
    } else {
        node.kind = Node::Kind::time;
        from.visit([&node](const auto& value) { node.text = written(value); });
    }
    return node;
}

}  // namespace

std::string text(const Wrong& wrong, std::string_view file) {
    return fmt::format("{}:{}:{}: {}", file, wrong.where.line, wrong.where.column, wrong.what);
}

const Node* Node::find(std::string_view key) const {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].text == key) return &items[i];
    }
    return nullptr;
}

std::vector<Node::Member> Node::members() const {
    std::vector<Member> all;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        all.push_back({keys[i].text, keys[i].where, items[i]});
    }
    return all;
}

tl::expected<Node, Wrong> parse(std::string_view text) {
    try {
        return node_of(toml::parse(text));
    } catch (const toml::parse_error& error) {
        const Place where{error.source().begin.line, error.source().begin.column};
        return tl::unexpected{Wrong{where, std::string{error.description()}}};
    }
}

}  // namespace hanmeter::app::toml_file
