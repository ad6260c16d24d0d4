// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/meter_lists.h"

#include <array>

#include "hanmeter/meters/kaifa.h"
#include "hanmeter/meters/kamstrup.h"
#include "hanmeter/meters/profiles/profiles.h"
#include "hanmeter/meters/tagged_list.h"

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

// What still has no scale and should have one keeps its raw number, and says so.
void mark_unknown_scales(std::span<Object> objects) {
    for (Object& object : objects) {
        if (!object.value.numeric() || object.scale != Scale::none) continue;
        if (object.quantity == nullptr) continue;
        if (object.quantity->unit != values::Unit::none) object.scale = Scale::unknown;
    }
}

const PositionalList* find(std::span<const PositionalList> lists, const Outline& outline) {
    for (const PositionalList& list : lists) {
        if (is_positional_list(list, outline)) return &list;
    }
    return nullptr;
}

}  // namespace

std::span<const Brand> brands() {
    return all_brands;
}

Understood read_body(bytes::Bytes body, const Outline& outline,
                     std::span<const PositionalList> more, ObjectList& objects) {
    const PositionalList* positional = find(more, outline);
    if (positional == nullptr) positional = find(built_in_profiles(), outline);
    if (positional != nullptr) {
        const bool ok = read_positional_list(*positional, body, objects);
        mark_unknown_scales(objects.view());
        return {ok, positional->maker};
    }
    if (!read_tagged_list(body, outline, objects)) return {};
    const Brand* brand = brand_of(objects.view());
    if (brand != nullptr && brand->settle != nullptr) brand->settle(objects.view());
    mark_unknown_scales(objects.view());
    return {true, brand != nullptr ? brand->maker : std::string_view{}};
}

}  // namespace hanmeter::meters
