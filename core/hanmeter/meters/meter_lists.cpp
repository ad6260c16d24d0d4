// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/meter_lists.h"

#include <array>

#include "hanmeter/meters/kaifa.h"
#include "hanmeter/meters/kamstrup.h"
#include "hanmeter/meters/profiles/profiles.h"
#include "hanmeter/meters/push_list.h"
#include "hanmeter/meters/tagged_list.h"
#include "hanmeter/meters/unscaled.h"
#include "hanmeter/values/ids.h"

namespace hanmeter::meters {
namespace {

using messages::cosem::Outline;
using values::Object;
using values::ObjectList;
using values::Scale;

constexpr std::array<Brand, 4> all_brands{{
    {.list_prefix = "AIDON", .maker = "Aidon", .settle = nullptr},
    {.list_prefix = "EMBRIQ", .maker = "Landis+Gyr", .settle = nullptr},
    {.list_prefix = "KFM", .maker = "Kaifa", .settle = settle_kaifa},
    {.list_prefix = "Kamstrup", .maker = "Kamstrup", .settle = settle_kamstrup},
}};

const Brand* brand_of(std::span<const Object> objects) {
    for (const Object& object : objects) {
        if (object.quantity == nullptr || object.quantity->key != "list") continue;
        for (const Brand& brand : all_brands) {
            if (object.value.text.starts_with(brand.list_prefix)) return &brand;
        }
    }
    return nullptr;
}

// The maker's letters stand in front of a logical device name.
std::string_view maker_from_name(std::span<const Object> objects) {
    constexpr std::size_t letters = 3;
    for (const Object& object : objects) {
        if (object.quantity == nullptr || object.quantity->key != "logical_device_name") continue;
        const std::string_view name = object.value.text;
        if (name.size() > letters) return values::maker_of({name.data(), letters});
    }
    return {};
}

std::optional<values::DateTime> opening_clock(const Outline& outline) {
    const auto& first = outline.members[0];
    const bool fits = outline.outermost.tag == messages::cosem::Tag::structure &&
                      first.tag == messages::cosem::Tag::octet_string &&
                      first.content.size() == values::DateTime::size;
    if (!fits) return std::nullopt;
    const auto clock = values::DateTime::from(first.content);
    return clock.possible() ? std::optional{clock} : std::nullopt;
}

// The Czech list: structure { enum, array }.
bool begins_with_enum(const Outline& outline) {
    return outline.outermost.tag == messages::cosem::Tag::structure &&
           outline.outermost.count == 2 && outline.members[0].tag == messages::cosem::Tag::enum_;
}

// What still has no scale and should have one keeps its raw number, and says so.
void mark_unknown_scales(std::span<Object> objects) {
    for (Object& object : objects) {
        if (!object.value.numeric() || object.scale != Scale::none) continue;
        if (object.quantity == nullptr) continue;
        if (object.quantity->unit != values::Unit::none) object.scale = Scale::unknown;
    }
}

// The first of the lists that the body is, and that fits it to its last element.
const PositionalList* read_as_one_of(std::span<const PositionalList> lists, const Outline& outline,
                                     bytes::Bytes body, ObjectList& objects) {
    for (const PositionalList& list : lists) {
        if (!is_positional_list(list, outline)) continue;
        if (read_positional_list(list, body, objects)) return &list;
        objects.clear();
    }
    return nullptr;
}

}  // namespace

std::span<const Brand> brands() {
    return all_brands;
}

Understood read_body(bytes::Bytes body, const Outline& outline,
                     std::span<const PositionalList> more, ObjectList& objects) {
    const auto clock = opening_clock(outline);
    const PositionalList* positional = read_as_one_of(more, outline, body, objects);
    if (positional == nullptr) {
        positional = read_as_one_of(built_in_profiles(), outline, body, objects);
    }
    if (positional != nullptr) {
        mark_unknown_scales(objects.view());
        return {true, positional->maker, clock};
    }
    const bool described = read_push_list(body, outline, objects);
    if (!described && !read_tagged_list(body, outline, objects)) return {};
    const Brand* brand = brand_of(objects.view());
    if (brand != nullptr && brand->settle != nullptr) brand->settle(objects.view());
    if (described || clock || begins_with_enum(outline)) settle_unscaled(objects.view());
    mark_unknown_scales(objects.view());
    return {true, brand != nullptr ? brand->maker : maker_from_name(objects.view()), clock};
}

}  // namespace hanmeter::meters
