// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace hanmeter::app::toml_file {

// Where something stands in a file, from 1; 0: nowhere.
struct Place {
    unsigned line = 0;
    unsigned column = 0;
};

struct Wrong {
    Place where{};
    std::string what{};
};

// `profile.toml:3:12: what is wrong`
std::string text(const Wrong& wrong, std::string_view file);

// A value of a TOML file and where it stands; members in the order of the file.
struct Node {
    enum class Kind : std::uint8_t { table, array, text, integer, real, boolean, time };
    struct Member;

    Kind kind = Kind::table;
    Place where{};
    std::string text{};  // of a text; of a number, a boolean or a time as TOML writes it
    std::int64_t integer = 0;
    bool truth = false;
    std::vector<Node> items{};  // of an array or a table
    struct Key {
        std::string text{};
        Place where{};
    };
    std::vector<Key> keys{};  // of a table: one an item

    // Of a table; valid as long as this is not changed.
    std::vector<Member> members() const;
    // Null where there is no such member, or this is no table.
    const Node* find(std::string_view key) const;
};

struct Node::Member {
    const std::string& key;
    Place where;  // of the key
    const Node& value;
};

// The whole of a file; its root is a table.
tl::expected<Node, Wrong> parse(std::string_view text);

}  // namespace hanmeter::app::toml_file
