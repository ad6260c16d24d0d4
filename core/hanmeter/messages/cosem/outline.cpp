// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/outline.h"

namespace hanmeter::messages::cosem {
namespace {

class Outliner final : public Visitor {
public:
    Outline outline;

    void begin(const Element& element) override { note(element); }
    void value(const Element& element) override { note(element); }

private:
    void note(const Element& element) {
        if (element.level == 1) {
            outline.outermost = element;
        } else if (element.level == 2 && noted_ < Outline::members_kept) {
            outline.members[noted_++] = element;
        }
    }

    std::size_t noted_ = 0;
};

}  // namespace

bytes::Result<Outline> outline_of(bytes::Bytes body) {
    Outliner outliner;
    const auto size = walk(body, outliner);
    if (!size) return size.fault();
    outliner.outline.size = *size;
    return outliner.outline;
}

}  // namespace hanmeter::messages::cosem
